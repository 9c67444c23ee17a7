"""An approver decides by answering the mail, and by nothing else."""
import datetime
import email.utils
import json
import re

import requests

from martlet import eventually, mail
from races import Races

BOSS = "boss@staff.example"
PROVEN = "Authentication-Results: mx.martlet.example; dmarc=pass header.from=staff.example\r\n"


def asked(desk, *more, approvers=(BOSS,)):
    """A ticket with a request for approval on it; its number, and the mails of the approvers."""
    desk.accept(mail(subject="Printer"))
    eventually(desk.tickets)
    arguments = [part for address in approvers for part in ("--approver", address)]
    (item,) = desk.objects("approval", "request", "IT-1", "--text", "Two printers, 900 EUR", *arguments, *more)
    mails = {address: eventually(lambda address=address: to(desk, address)) for address in approvers}
    return item["id"], {address: messages[0] for address, messages in mails.items()}


def to(desk, address):
    return [message for message in desk.sent() if message["X-Envelope-To"] == f"<{address}>"]


def answer(desk, request, text, sender=BOSS, head=PROVEN, more=""):
    """Answers the request as a mail program does: with what it answers below."""
    key = email.utils.parseaddr(request["Reply-To"])[1]
    quoted = "".join(f"> {line}\r\n" for line in request.get_body(("plain",)).get_content().splitlines())
    message = (
        f"{head}From: Boss <{sender}>\r\nTo: <{key}>\r\nSubject: Re: {request['Subject']}\r\n"
        f"Message-ID: {email.utils.make_msgid(domain='staff.example')}\r\nIn-Reply-To: {request['Message-ID']}\r\n"
        f"Date: {email.utils.formatdate()}\r\n{more}\r\n{text}\r\n\r\nOn Monday, IT Support wrote:\r\n{quoted}"
    )
    desk.accept(message.encode(), recipient=key, sender=sender)


def shown(desk, number):
    (item,) = desk.objects("approval", "show", number)
    return item


def settled_mails(desk, count):
    def done():
        mails = desk.objects("mail", "list")
        return len(mails) == count and all(item["state"] != "received" for item in mails) and mails
    return eventually(done)


def test_one_word_on_the_first_line_decides(stopped):
    desk = stopped.start()
    number, mails = asked(desk)
    request = mails[BOSS]
    key = email.utils.parseaddr(request["Reply-To"])[1].split("@")[0].split("+")[1]
    assert re.fullmatch(r"a[a-z2-7]{40}", key) and key not in request["Subject"]
    assert desk.ticket("IT-1")["status"] == "pending"
    answer(desk, request, "Approved.\r\nBut no more this year.")
    eventually(lambda: shown(desk, number)["state"] == "approved")
    (decision,) = shown(desk, number)["decisions"]
    assert decision["approver"]["address"] == BOSS and decision["channel"] == "mail"
    assert decision["reason"] == "But no more this year."
    ticket = desk.ticket("IT-1")
    assert ticket["status"] == "in_progress"
    (entry,) = [item for item in ticket["entries"] if item["kind"] == "decision"]
    assert desk.objects("mail", "list")[0]["state"] == "decided" and entry["mail"]
    eventually(lambda: [m for m in to(desk, "ann@customer.example") if "approv" in m["Subject"].lower()])
    (item,) = desk.objects("approval", "show", number, "--evidence")
    record = [one["record"] for one in item["evidence"] if "kind: decided" in one["record"]][0]
    assert re.search(r"mail-sha256: [0-9a-f]{64}\n", record) and re.search(r"shown-sha256: [0-9a-f]{64}\n", record)


def test_what_does_not_decide(stopped):
    """Another's answer, an unproven one, an absence note, a quotation, a negation: one by one, and nothing is decided."""
    desk = stopped.start()
    number, mails = asked(desk)
    request = mails[BOSS]
    answer(desk, request, "APPROVE", sender="eve@staff.example")
    answer(desk, request, "APPROVE", head="")
    answer(desk, request, "APPROVE", more="Auto-Submitted: auto-replied\r\n")
    answer(desk, request, "I am not sure.")
    answer(desk, request, "APPROVE\r\n\r\nREJECT")
    answer(desk, request, "I cannot approve this.")
    mails = settled_mails(desk, 7)
    assert [item["state"] for item in mails].count("attached") == 6
    assert shown(desk, number)["state"] == "pending" and not shown(desk, number)["decisions"]
    told = eventually(lambda: [m for m in to(desk, BOSS) if m["Auto-Submitted"] == "auto-replied"])
    assert not to(desk, "eve@staff.example"), "who holds a forwarded mail learns nothing"
    answer(desk, request, "REJECT\r\nToo dear.")
    eventually(lambda: shown(desk, number)["state"] == "rejected")
    assert told


def test_the_same_key_decides_once(stopped):
    desk = stopped.start()
    number, mails = asked(desk)
    answer(desk, mails[BOSS], "APPROVE")
    eventually(lambda: shown(desk, number)["state"] == "approved")
    answer(desk, mails[BOSS], "REJECT\r\nI changed my mind.")
    settled_mails(desk, 3)
    assert shown(desk, number)["state"] == "approved" and len(shown(desk, number)["decisions"]) == 1


def test_the_api_asks_decides_and_withdraws(stopped):
    desk = stopped.start()
    desk.accept(mail(subject="Printer"))
    eventually(desk.tickets)
    desk.run("person", "add", "bo@staff.example", "--name", "Bo", "--role", "agent")
    desk.run("person", "add", BOSS, "--name", "Boss", "--role", "approver")
    tokens = {who: desk.text("person", "token", who) for who in ("bo@staff.example", BOSS)}

    def call(method, path, who, **body):
        head = {"Authorization": f"Bearer {tokens[who]}"}
        return requests.request(method, f"{desk.url}/api/v1{path}", headers=head, json=body or None, timeout=10)

    made = call("POST", "/tickets/IT-1/approvals", "bo@staff.example", approvers=[BOSS], rule="all", text="Two printers")
    assert made.status_code == 201, made.text
    number = made.json()["id"]
    assert made.json()["state"] == "pending" and made.json()["rule"] == "all"
    assert call("POST", f"/approvals/{number}/decision", "bo@staff.example", decision="approve").status_code == 403
    assert call("POST", f"/approvals/{number}/decision", BOSS, decision="reject").status_code == 422
    assert call("POST", f"/approvals/{number}/decision", BOSS, decision="perhaps").status_code == 422
    done = call("POST", f"/approvals/{number}/decision", BOSS, decision="reject", reason="Too dear")
    assert done.status_code == 200 and done.json()["state"] == "rejected"
    assert done.json()["decisions"][0]["decision"] == "reject" and done.json()["decisions"][0]["channel"] == "api"
    assert call("POST", f"/approvals/{number}/decision", BOSS, decision="approve").status_code == 409
    second = call("POST", "/tickets/IT-1/approvals", "bo@staff.example", approvers=[BOSS], rule="any", text="One").json()
    assert call("POST", f"/approvals/{second['id']}/withdraw", "bo@staff.example").json()["state"] == "withdrawn"
    items = call("GET", "/approvals?ticket=IT-1", "bo@staff.example").json()["items"]
    assert [item["id"] for item in items] == [second["id"], number], "newest first"
    for wrong in (dict(approvers=["ann@customer.example"], rule="all", text="x"),
                  dict(approvers=[BOSS], rule="2", text="x"), dict(approvers=["nobody"], rule="all", text="x")):
        assert call("POST", "/tickets/IT-1/approvals", "bo@staff.example", **wrong).status_code in (403, 422)


def test_time_that_is_over_expires_it(stopped):
    desk = stopped.start()
    desk.accept(mail(subject="Printer"))
    eventually(desk.tickets)
    desk.run("person", "add", "bo@staff.example", "--name", "Bo", "--role", "agent")
    token = desk.text("person", "token", "bo@staff.example")
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
    made = requests.post(
        f"{desk.url}/api/v1/tickets/IT-1/approvals", headers={"Authorization": f"Bearer {token}"}, timeout=10,
        json={"approvers": [BOSS], "rule": "all", "text": "Soon", "expires_at": end.strftime("%Y-%m-%dT%H:%M:%SZ")})
    assert made.status_code == 201, made.text
    eventually(lambda: shown(desk, made.json()["id"])["state"] == "expired")
    eventually(lambda: [m for m in to(desk, BOSS) if "Not decided in time" in m["Subject"]])


def test_an_unknown_key_and_what_cannot_be_one_look_the_same(stopped):
    """To whoever guesses, and in the ledger; what comes with them is a request like any other."""
    desk = stopped.start()
    details = ["a" + "b7" * 20, "a" + "b" * 39, "a" + "b" * 41, "a" + "0" * 40, "A" + "B7" * 20, "a", "q" + "b" * 40]
    replies = set()
    for index, detail in enumerate(details):
        recipient, sender = f"support+{detail}@martlet.example", f"eve{index}@evil.example"
        message = (f"{PROVEN}From: <{sender}>\r\nTo: <{recipient}>\r\nSubject: Re: Printer\r\n"
                   f"Message-ID: <{index}@evil.example>\r\n\r\nAPPROVE\r\n").encode()
        replies.add(desk.lmtp(sender, [recipient], message)[recipient])
    assert len({code for code, _ in replies}) == 1 and all(code == 250 for code, _ in replies), replies
    listed = settled_mails(desk, len(details))
    outcomes = set()
    for item in listed:
        (mail_shown,) = desk.objects("mail", "show", item["id"])
        trace = json.dumps(mail_shown["trace"], sort_keys=True)
        for name in (str(item["ticket"]), *[f"eve{index}@" for index in range(len(details))]):
            trace = trace.replace(name, "…")
        outcomes.add((item["state"], trace))
    assert len(outcomes) == 1, outcomes


def test_of_many_who_decide_at_once_exactly_one_is_first(stopped):
    """Few of the races that `races.py` runs by the thousand."""
    desk = stopped.start()
    races = Races([desk])
    races.run(10)
    assert races.count == 10 and not races.faults, races.faults
    assert sum(races.firsts.values()) == 10
