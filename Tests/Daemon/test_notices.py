"""Notices end where their reader says so, and a person's own tickets are a mail away."""
import json
import re
import urllib.parse

import pytest
import requests

from martlet import Martlet, eventually, mail

ANN = "ann@customer.example"
PROVEN = b"Authentication-Results: mx.martlet.example; dmarc=pass header.from=customer.example\r\n"


def to_ann(desk):
    return [message for message in desk.sent() if message["X-Envelope-To"] == f"<{ANN}>"]


def solved(desk, number):
    desk.run("ticket", "set", number, "--status", "resolved")


def opened(desk, count):
    desk.accept(mail(subject=f"Request {count}"))
    eventually(lambda: len(desk.tickets()) == count)
    eventually(lambda: [message for message in to_ann(desk) if f"[IT-{count}]" in message["Subject"]])


def settled(desk):
    return not [item for item in desk.objects("queue", "list") if item["state"] in ("queued", "deferred")]


def test_a_notice_is_ended_in_one_click_and_taken_back(stopped):
    desk = stopped.start()
    opened(desk, 1)
    assert "List-Unsubscribe" not in to_ann(desk)[0], "an acknowledgement is no notice"
    solved(desk, "IT-1")
    (notice,) = eventually(lambda: to_ann(desk)[1:])
    url = notice["List-Unsubscribe"].strip("<>")
    assert url.startswith(desk.url + "/unsubscribe/") and "List-Unsubscribe-Post" not in notice, "not over http"
    assert requests.get(url, timeout=10).status_code == 200
    answer = requests.post(url, data={"List-Unsubscribe": "One-Click"}, timeout=10, allow_redirects=False)
    assert answer.status_code == 200 and not answer.cookies

    opened(desk, 2)
    solved(desk, "IT-2")
    desk.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    desk.run("ticket", "reply", "IT-2", "--as", "bo@martlet.example", stdin=b"An answer comes all the same.")
    eventually(lambda: [m for m in to_ann(desk) if "all the same" in m.get_body(("plain",)).get_content()])
    eventually(lambda: settled(desk))
    assert len([item for item in desk.objects("queue", "list") if item["template"] == "resolved"]) == 1

    assert requests.post(url, data={"wanted": "yes"}, timeout=10).status_code == 200
    opened(desk, 3)
    solved(desk, "IT-3")
    eventually(lambda: len([i for i in desk.objects("queue", "list") if i["template"] == "resolved"]) == 2)


BO = "bo@staff.example"
CY = "cy@staff.example"
STAFF = b"Authentication-Results: mx.martlet.example; dmarc=pass header.from=staff.example\r\n"


def told(desk, address, template):
    """The messages of this template that the address got."""
    numbers = {item["message_id"] for item in desk.objects("queue", "list")
               if item["template"] == template and item["recipient"]["address"] == address and item["state"] == "sent"}
    return [message for message in desk.sent()
            if message["X-Envelope-To"] == f"<{address}>" and message["Message-ID"].strip("<>") in numbers]


def body(message):
    return message.get_body(("plain",)).get_content()


def test_who_works_on_a_ticket_hears_of_it_and_answers_by_mail(stopped):
    """A new message, whose answer goes out; and a note, whose answer stays inside."""
    desk = stopped.start()
    for address in (BO, CY):
        desk.run("person", "add", address, "--name", address[:2].title(), "--role", "agent")
    opened(desk, 1)
    desk.run("ticket", "set", "IT-1", "--assignee", BO, "--as", CY)
    desk.accept(mail(subject="Re: [IT-1] Request 1", body="It still burns.", In_Reply_To=to_ann(desk)[0]["Message-ID"]))
    (notice,) = eventually(lambda: told(desk, BO, "new-message"))
    assert "It still burns." in body(notice) and notice["Auto-Submitted"] == "auto-generated"
    assert notice["List-Unsubscribe"] and f"{desk.url}/preferences/p" in body(notice)
    address = notice["Reply-To"].addresses[0].addr_spec
    desk.accept(STAFF + mail(subject="Re: " + notice["Subject"], body="Bring sand.", sender=f"Bo <{BO}>", to=address,
                             In_Reply_To=notice["Message-ID"]), recipient=address, sender=BO)
    eventually(lambda: [message for message in to_ann(desk) if "Bring sand." in body(message)])
    # Nobody hears of their own words.
    assert len(told(desk, BO, "new-message")) == 1

    desk.run("ticket", "reply", "IT-1", "--note", "--as", CY, stdin=b"Ann is insured.")
    (note,) = eventually(lambda: told(desk, BO, "note"))
    assert "Ann is insured." in body(note) and "Reply-To" not in note
    desk.accept(STAFF + mail(subject="Re: " + note["Subject"], body="Not for fire.", sender=f"Bo <{BO}>",
                             In_Reply_To=note["Message-ID"]), sender=BO)
    last = eventually(lambda: [e for e in desk.ticket("IT-1")["entries"] if "Not for fire." in e["text"]])[0]
    assert last["kind"] == "note"
    eventually(lambda: settled(desk))
    assert not [message for message in to_ann(desk) if "fire." in body(message) or "insured" in body(message)]
    assert all(note["Message-ID"] not in (message["References"] or "") for message in to_ann(desk))

    desk.run("ticket", "set", "IT-1", "--status", "resolved", "--as", BO)
    eventually(lambda: told(desk, ANN, "resolved"))
    desk.run("ticket", "set", "IT-1", "--status", "in_progress", "--as", CY)
    assert eventually(lambda: told(desk, BO, "reopened")) and eventually(lambda: told(desk, ANN, "reopened"))


def test_what_happens_shortly_after_each_other_is_one_mail(tmp_path):
    desk = Martlet(tmp_path)
    desk.configuration.write_text(desk.configuration.read_text().replace("notice_window: 0s", "notice_window: 4s"))
    desk.start()
    try:
        for address in (BO, CY):
            desk.run("person", "add", address, "--name", address[:2].title(), "--role", "agent")
        opened(desk, 1)
        desk.run("ticket", "set", "IT-1", "--assignee", BO, "--as", CY)
        desk.run("ticket", "reply", "IT-1", "--note", "--as", CY, stdin=b"Ann is insured.")
        desk.accept(mail(subject="Re: [IT-1]", body="Still burning.", In_Reply_To=to_ann(desk)[0]["Message-ID"]))
        (message,) = eventually(lambda: told(desk, BO, "new-message"), 30)
        eventually(lambda: settled(desk))
        assert [m["X-Envelope-To"] for m in desk.sent()].count(f"<{BO}>") == 1
        text = body(message)
        assert re.search(r"Still burning\.[^⁂]*assigned · Cy[^⁂]*a note that only agents see · Cy[^⁂]*Ann is insured\.", text)
        assert "Ann is insured." in message.get_body(("html",)).get_content()
        others = [item for item in desk.objects("queue", "list") if item["state"] == "not-sent"]
        assert {item["template"] for item in others} == {"assignment", "note"}
        assert all("told in one message" in item["last_reply"] for item in others)
        # An answer to words that quote a note goes outside: it says so.
        assert "note" in text.split("Reply to this mail")[1]
    finally:
        desk.stop()


def test_over_https_a_notice_offers_one_click(tmp_path):
    desk = Martlet(tmp_path)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace(f'public_url: "http://127.0.0.1:{desk.http_port}"', 'public_url: "https://desk.martlet.example"'))
    desk.start()
    try:
        opened(desk, 1)
        solved(desk, "IT-1")
        (notice,) = eventually(lambda: to_ann(desk)[1:])
        assert notice["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert notice["Auto-Submitted"] == "auto-generated" and notice["Precedence"] == "bulk"
        url = notice["List-Unsubscribe"].strip("<>")
        assert url.startswith("https://desk.martlet.example/unsubscribe/u")
        path = urllib.parse.urlsplit(url).path
        assert requests.post(desk.url + path, files={"List-Unsubscribe": (None, "One-Click")}, timeout=10).status_code == 200
    finally:
        desk.stop()


@pytest.mark.parametrize("subject, body", [("STATUS", "thanks"), ("A question", "查询\r\n\r\nRegards, Ann")])
def test_a_proven_author_is_answered_with_their_own_tickets(stopped, subject, body):
    desk = stopped.start()
    opened(desk, 1)
    desk.accept(mail(subject="Somebody else's", sender="bea@customer.example"), sender="bea@customer.example")
    opened(desk, 3)
    solved(desk, "IT-3")
    eventually(lambda: len(to_ann(desk)) == 3)
    asked = PROVEN + mail(subject=subject, body=body, message_id="asked@customer.example")
    desk.accept(asked)
    answer = eventually(lambda: len(to_ann(desk)) == 4 and to_ann(desk)[3])
    text = answer.get_body(("plain",)).get_content()
    assert "IT-1" in text and "Request 1" in text and f"{desk.url}/requests/IT-1" in text
    assert "IT-2" not in text and "Somebody" not in text and "IT-3" not in text
    assert answer["In-Reply-To"] == "<asked@customer.example>" and answer["Auto-Submitted"] == "auto-replied"
    assert answer["X-Envelope-From"] == "<>" and "List-Unsubscribe" not in answer
    (entry,) = desk.objects("mail", "list", "--state", "answered")
    assert entry["ticket"] is None and len(desk.tickets()) == 3


def test_an_unproven_author_gets_a_ticket_and_no_list(martlet):
    opened(martlet, 1)
    martlet.accept(mail(subject="STATUS", body="STATUS"))
    eventually(lambda: len(martlet.tickets()) == 2)
    eventually(lambda: settled(martlet))
    assert all("Request 1" not in m.get_body(("plain",)).get_content() for m in to_ann(martlet))
    assert martlet.objects("mail", "list", "--state", "answered") == []


def test_queries_are_limited_with_the_other_automatic_answers(martlet):
    for count in range(7):
        martlet.accept(PROVEN + mail(subject="STATUS", body=f"{count}"))
    eventually(lambda: len(martlet.objects("mail", "list", "--state", "ignored")) == 2)
    assert len(martlet.objects("mail", "list", "--state", "answered")) == 5
    eventually(lambda: len(to_ann(martlet)) == 5)
    assert martlet.tickets() == []


def test_explain_says_what_a_query_becomes(martlet):
    result = martlet.run("mail", "explain", "-", stdin=PROVEN + mail(subject="状态"))
    outcome = json.loads(result.stdout)["outcome"]
    assert outcome["action"] == "query" and outcome["ticket"] is None


def test_an_assignee_is_reminded_once_of_what_nobody_touches(tmp_path):
    desk = Martlet(tmp_path)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace("prefix: IT}", "prefix: IT, remind_after: 1s}"))
    desk.start()
    try:
        desk.run("person", "add", BO, "--name", "Bo", "--role", "agent")
        opened(desk, 1)
        desk.run("ticket", "set", "IT-1", "--assignee", BO)
        (first,) = eventually(lambda: told(desk, BO, "reminder"))
        assert first["Subject"].startswith("[IT-1]") and "has been waiting for your work since" in body(first)
        assert first["List-Unsubscribe"] and f"{desk.url}/preferences/p" in body(first)

        # After a restart the same wait is not told again; the ticket that is told of next shows that it was looked at.
        desk.stop()
        desk.start()
        opened(desk, 2)
        desk.run("ticket", "set", "IT-2", "--assignee", BO)
        eventually(lambda: [m for m in told(desk, BO, "reminder") if "[IT-2]" in m["Subject"]])
        assert len([m for m in told(desk, BO, "reminder") if "[IT-1]" in m["Subject"]]) == 1

        desk.run("ticket", "reply", "IT-1", "--note", stdin=b"I look at it.")
        eventually(lambda: len([m for m in told(desk, BO, "reminder") if "[IT-1]" in m["Subject"]]) == 2)
    finally:
        desk.stop()


def test_a_notice_leads_to_its_readers_settings_without_sign_in(stopped):
    """Looking changes nothing; what is changed counts for the next notice, and is told to the reader and in the ledger."""
    desk = stopped.start()
    opened(desk, 1)
    solved(desk, "IT-1")
    (notice,) = eventually(lambda: to_ann(desk)[1:])
    url = re.search(re.escape(desk.url) + "/preferences/p[a-z2-7]{42}", body(notice))[0]
    assert url in notice.get_body(("html",)).get_content() and "/me#notices" not in body(notice)
    page = requests.get(url, timeout=10, headers={"Accept-Language": "en"})
    assert page.status_code == 200 and not page.cookies and page.headers["Referrer-Policy"] == "no-referrer"
    assert ANN in page.text and 'value="status-change" checked' in page.text and "IT-1" not in page.text

    form = {"wanted": "reopened", "quiet_from": "", "quiet_to": "", "zone": "Europe/Berlin", "language": "de"}
    answer = requests.post(url, data=form, timeout=10, allow_redirects=False)
    assert answer.status_code == 200 and not answer.cookies
    (word,) = eventually(lambda: told(desk, ANN, "preferences-changed"))
    assert "Your choice of mail was changed" in word["Subject"] and "no more mail" in body(word)
    assert "Time zone" in body(word) and "Language" in body(word) and "/preferences/p" in body(word)
    assert word["Auto-Submitted"] == "auto-generated" and "List-Unsubscribe" not in word
    assert [i["recipient"]["address"] for i in desk.objects("queue", "list") if i["template"] == "preferences-changed"] == [ANN]

    opened(desk, 2)
    assert "Anfrage" in body(to_ann(desk)[-1]), "the mail is in the language that was chosen"
    solved(desk, "IT-2")
    eventually(lambda: settled(desk))
    assert len([item for item in desk.objects("queue", "list") if item["template"] == "resolved"]) == 1
    for wrong in (url[:-1] + ("a" if url[-1] != "a" else "b"), desk.url + "/preferences/x"):
        dead = requests.get(wrong, timeout=10)
        assert dead.status_code == 404 and "/login?next=%2Fme%23notices" in dead.text and ANN not in dead.text
    # The account's page shows what was settled by the link.
    session = requests.Session()
    session.post(desk.text("person", "link", ANN), timeout=10, headers={"Sec-Fetch-Site": "same-origin"})
    mine = session.get(desk.url + "/me", timeout=10).text
    assert 'value="Europe/Berlin"' in mine and '<option value="de" selected' in mine
    assert 'value="status-change" checked' not in mine
