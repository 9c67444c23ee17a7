"""A mail in, a ticket, an answer out, and the answer to that on the same ticket."""
import pytest

from martlet import Martlet, eventually, mail


def test_a_mail_becomes_a_ticket_and_its_answer_finds_it(stopped):
    desk = stopped.start()
    desk.accept(mail(message_id="first@customer.example"))
    (ack,) = eventually(desk.sent)
    assert ack["Subject"].startswith("[IT-1] ")
    assert ack["X-Envelope-From"] == "<>"
    assert ack["X-Envelope-To"] == "<ann@customer.example>"
    assert ack["Auto-Submitted"] == "auto-replied"
    assert ack["In-Reply-To"] == "<first@customer.example>"
    reply_to = ack["Reply-To"].addresses[0]
    assert reply_to.username.startswith("support+") and len(reply_to.username) <= 64

    answer = mail(subject="Another subject", body="It still burns.", to=reply_to.addr_spec)
    desk.accept(answer, recipient=reply_to.addr_spec)
    ticket = eventually(lambda: (found := desk.ticket("IT-1")) and len(found["entries"]) == 2 and found)
    assert [entry["text"].strip() for entry in ticket["entries"]] == ["Please help.", "It still burns."]
    assert len(desk.tickets()) == 1


def test_the_agent_answers_and_the_requester_gets_it(martlet):
    martlet.accept(mail())
    eventually(martlet.sent)
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.run("ticket", "reply", "IT-1", "--as", "bo@martlet.example", stdin=b"Have you tried water?")
    answer = eventually(lambda: len(martlet.sent()) == 2 and martlet.sent()[1])
    assert "Have you tried water?" in answer.get_body(("plain",)).get_content()
    assert answer["Auto-Submitted"] in (None, "no")
    assert martlet.ticket("IT-1")["status"] == "in_progress"


def test_one_mail_to_two_desks_is_one_ticket(martlet):
    both = ["support@martlet.example", "people@martlet.example"]
    replies = martlet.lmtp("ann@customer.example", both, mail())
    assert [code for code, _ in replies.values()] == [250, 250]
    eventually(lambda: not [m for m in martlet.objects("mail", "list") if m["state"] == "received"])
    assert len(martlet.tickets()) == 1
    assert sorted(m["state"] for m in martlet.objects("mail", "list")) == ["attached", "ticketed"]


def test_the_same_mail_twice_is_one_ticket(martlet):
    for _ in range(3):
        martlet.accept(mail())
    eventually(martlet.tickets)
    assert len(martlet.objects("mail", "list")) == 1


def test_an_unknown_recipient_is_refused_at_rcpt(martlet):
    replies = martlet.lmtp("ann@customer.example", ["support@martlet.example", "nobody@martlet.example"], mail())
    assert [code for code, _ in replies.values()] == [250, 550]


def test_deliver_is_seen_by_the_running_daemon(martlet):
    arguments = ["mail", "deliver", "--recipient", "support@martlet.example", "--sender", "ann@customer.example"]
    martlet.run(*arguments, stdin=mail())
    eventually(martlet.tickets)


@pytest.mark.parametrize(
    "recipient, status", [("nobody@martlet.example", 67), ("not an address", 64), ("support@martlet.example", 0)])
def test_deliver_says_what_the_mta_should_do(tmp_path, recipient, status):
    desk = Martlet(tmp_path)
    assert desk.run("mail", "deliver", "--recipient", recipient, stdin=mail(), check=False).returncode == status


def test_deliver_keeps_the_mail_when_the_database_is_away(tmp_path):
    desk = Martlet(tmp_path, database="postgres://nobody@127.0.0.1:1/none")
    arguments = ["mail", "deliver", "--recipient", "support@martlet.example"]
    assert desk.run(*arguments, stdin=mail(), check=False).returncode == 75
