"""A desk's rules ask for approval by themselves; what waits goes with its ticket."""
import email.utils
import signal
import sqlite3

import pytest
import requests

from martlet import Martlet, eventually, mail
from test_approvals import answer, shown, to

BOSS = "boss@staff.example"
ANN = "ann@customer.example"
RULES = """\
    approvals:
      - {name: 采购, when: {subject: [采购, purchase]}, steps: [{approvers: [boss@staff.example]}], within: 5d, default: reject}
      - {name: travel, when: {subject: travel, from: customer.example}, steps: [{approvers: [lead]}]}
      - {name: open, when: {subject: badge}, steps: [{approvers: [boss@staff.example]}], vouched: false}
"""
VOUCHED = "mx.martlet.example; dmarc=pass header.from=customer.example"


@pytest.fixture
def desk(request, tmp_path):
    """A desk with rules, not started; on both databases where the test asks for it."""
    database = getattr(request, "param", "sqlite")
    url = request.getfixturevalue("cluster").database() if database == "postgres" else None
    desk = Martlet(tmp_path, database=url)
    text = desk.configuration.read_text()
    line = next(line for line in text.splitlines() if "name: it," in line)
    spread = line.replace("- {", "- ").rstrip("}")
    keys = ["name: it", "title: {en: IT Support, zh: IT 服务台}", "addresses: [support@martlet.example]",
            "language: en", "prefix: IT"]
    assert all(key in spread for key in keys)
    desk.configuration.write_text(text.replace(line + "\n", "  - " + "\n    ".join(keys) + "\n" + RULES))
    yield desk
    desk.stop()


both = pytest.mark.parametrize("desk", ["sqlite", "postgres"], indirect=True)


def write(desk, subject, body="Two of them, please.", head=VOUCHED, **fields):
    message = mail(subject=subject, body=body, message_id=email.utils.make_msgid()[1:-1], **fields)
    desk.accept((f"Authentication-Results: {head}\r\n" if head else "").encode() + message)


def approvals(desk):
    return desk.objects("approval", "list")


def notes(desk, number="IT-1"):
    return [entry["text"] for entry in desk.ticket(number)["entries"] if entry["kind"] == "note"]


def settled(desk, count):
    return eventually(lambda: len([m for m in desk.objects("mail", "list") if m["state"] != "received"]) == count)


@both
def test_a_vouched_mail_is_asked_about_and_decided(desk):
    desk.start()
    write(desk, "采购两台打印机", "900 EUR\r\n\r\n-- \r\nAnn")
    (item,) = eventually(lambda: approvals(desk))
    assert item["desk_rule"] == "采购" and item["requested_by"]["address"] == ANN
    assert item["text"].startswith("900 EUR") and item["expires_at"]
    ticket = desk.ticket("IT-1")
    assert ticket["status"] == "pending" and not notes(desk)
    (change,) = [entry for entry in ticket["entries"] if (entry["change"] or {}).get("field") == "approval"]
    assert change["text"] == "采购" and change["author"]["address"] == ANN
    request = eventually(lambda: to(desk, BOSS))[0]
    body = request.get_body(("plain",)).get_content()
    assert "The desk’s rule “采购” asks, for Ann, for your decision on IT-1" in " ".join(body.split())
    eventually(lambda: [m for m in to(desk, ANN) if m["Auto-Submitted"] == "auto-replied"])
    evidence = desk.objects("approval", "show", item["id"], "--evidence")[0]["evidence"]
    assert "\nrule: 采购\n" in evidence[0]["record"]
    assert 'the desk\'s rule "采购", for Ann' in desk.text("approval", "show", item["id"])
    answer(desk, request, "APPROVE")
    eventually(lambda: shown(desk, item["id"])["state"] == "approved")
    assert desk.ticket("IT-1")["status"] == "in_progress"
    desk.run("approval", "verify")


def test_what_nobody_vouches_for_makes_a_note_and_no_mail(desk):
    desk.start()
    write(desk, "Purchase", head=None)
    write(desk, "Purchase", head="mx.martlet.example; dmarc=fail header.from=customer.example")
    write(desk, "Purchase", Auto_Submitted="auto-replied")
    write(desk, "Purchase", List_Id="<all.customer.example>", Precedence="list")
    write(desk, "A new badge", head=None)
    settled(desk, 5)
    (item,) = eventually(lambda: approvals(desk))
    assert item["desk_rule"] == "open", "the rule that does without"
    eventually(lambda: to(desk, BOSS))
    told = {ticket["number"]: notes(desk, ticket["number"]) for ticket in desk.tickets()}
    told = {subject: texts for subject, texts in told.items() if texts}
    assert len(told) == 2 and all(len(texts) == 1 and "采购" in texts[0] for texts in told.values()), told
    assert len(to(desk, BOSS)) == 1


def test_the_trace_says_which_rule_asks(desk, tmp_path):
    file = tmp_path / "purchase.eml"
    for head, words in ((VOUCHED, "rule 采购: asks for approval"), (None, "rule 采购: would ask for approval, but ")):
        file.write_bytes(
            (f"Return-Path: <{ANN}>\r\n" + (f"Authentication-Results: {head}\r\n" if head else "")).encode()
            + mail(subject="Purchase"))
        (plan,) = desk.objects("mail", "explain", file)
        assert any(line.startswith(words) for line in plan["trace"]), plan["trace"]


@both
def test_a_ticket_by_the_api_and_the_command_line_waits_from_the_start(desk):
    desk.run("ticket", "open", "--desk", "it", "--subject", "PURCHASE", "--text", "A lamp", "--requester", ANN)
    assert desk.ticket("IT-1")["status"] == "pending", "without a daemon"
    desk.start()
    desk.run("person", "add", ANN, "--name", "Ann", "--role", "requester")
    head = {"Authorization": "Bearer " + desk.text("person", "token", ANN)}
    made = requests.post(f"{desk.url}/api/v1/tickets", headers=head, timeout=10,
                         json={"desk": "it", "subject": "采购", "text": "A chair"})
    assert made.status_code == 201 and made.json()["status"] == "pending", made.text
    (item,) = requests.get(f"{desk.url}/api/v1/approvals?ticket=IT-2", headers=head, timeout=10).json()["items"]
    assert item["desk_rule"] == "采购" and item["text"] == "A chair"
    gone = requests.post(f"{desk.url}/api/v1/approvals/{item['id']}/withdraw", headers=head, timeout=10)
    assert gone.status_code == 403, "the rule is the desk's"


def test_a_request_that_cannot_be_made_is_told_once(desk):
    desk.start()
    write(desk, "Travel to Berlin")
    note = eventually(lambda: notes(desk))
    assert "travel" in note[0] and "nobody leads desk it" in note[0]
    desk.stop()
    desk.start()
    write(desk, "Purchase")
    eventually(lambda: approvals(desk))
    assert len(notes(desk)) == 1 and desk.ticket("IT-1")["status"] == "new"


@both
def test_what_was_noted_before_a_kill_is_asked_afterwards(desk):
    """Mails are taken in and decided upon until the daemon dies; each that became a ticket is asked about once."""
    desk.start()
    for number in range(12):
        write(desk, f"Purchase {number}")
    eventually(desk.tickets)
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait(10)
    desk.start()
    eventually(lambda: len(approvals(desk)) == 12)
    assert len({item["ticket"] for item in approvals(desk)}) == 12
    assert {ticket["status"] for ticket in desk.tickets()} == {"pending"}


def test_a_mark_that_was_left_is_asked_about_at_the_start(desk):
    """The state right after the ticket's transaction, before anybody asked: made by hand in the database."""
    desk.run("ticket", "open", "--desk", "it", "--subject", "Lamp", "--text", "A lamp", "--requester", ANN)
    database = desk.directory / "martlet.db"
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO rule_request (ticket, rule, created_at) SELECT id, '采购', created_at FROM ticket")
    connection.close()
    desk.start()
    (item,) = eventually(lambda: approvals(desk))
    assert item["ticket"] == "IT-1" and item["desk_rule"] == "采购" and item["text"] == "A lamp"
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT COUNT(*) FROM rule_request").fetchone() == (0,)
    connection.close()


@both
def test_what_waits_goes_with_its_ticket(desk):
    desk.start()
    for state in ("resolved", "closed", "cancelled"):
        write(desk, f"Purchase, {state}")
    eventually(lambda: len(approvals(desk)) == 3)
    eventually(lambda: len(to(desk, BOSS)) == 3)
    states = {ticket["subject"].split()[-1]: ticket["number"] for ticket in desk.tickets()}
    for state, number in states.items():
        desk.run("ticket", "set", number, "--status", state)
    assert {item["state"] for item in approvals(desk)} == {"withdrawn"}
    for item in approvals(desk):
        (record,) = [one["record"] for one in shown_evidence(desk, item["id"]) if "kind: withdrawn" in one["record"]]
        state = desk.ticket(item["ticket"])["status"]
        assert f"reason: the ticket is {state}\n" in record
    late = to(desk, BOSS)[0]
    answer(desk, late, "APPROVE")
    eventually(lambda: [m for m in to(desk, BOSS) if m["Auto-Submitted"] == "auto-replied"])
    assert {item["state"] for item in approvals(desk)} == {"withdrawn"}
    desk.run("approval", "verify")


def shown_evidence(desk, number):
    return desk.objects("approval", "show", number, "--evidence")[0]["evidence"]


def test_a_word_of_the_requester_does_not_end_the_waiting(desk):
    desk.start()
    write(desk, "Purchase")
    eventually(lambda: approvals(desk))
    first = eventually(lambda: to(desk, ANN))[0]
    write(desk, "Re: Purchase", "Any news?", In_Reply_To=first["Message-ID"])
    settled(desk, 2)
    ticket = desk.ticket("IT-1")
    assert len([entry for entry in ticket["entries"] if entry["kind"] == "message"]) == 2
    assert ticket["status"] == "pending" and len(desk.tickets()) == 1
