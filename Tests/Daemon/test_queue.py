"""The outgoing queue of the real program: what becomes of a message, whatever the next hop says."""
import json
import signal
import smtplib
import threading
import time
from email import message_from_bytes, policy

import pytest

from martlet import Martlet, eventually, free_port, mail
from parts import API, Postfix, Sink, needs_root, running

ANN = "ann@customer.example"
BO = "bo@staff.example"


@pytest.fixture
def relay(tmp_path):
    """Starts a desk whose relay answers as it is told; gives both."""
    parts = []

    def start(**answers):
        sink = Sink(**answers)
        desk = Martlet(tmp_path, smtp=f"smtp://127.0.0.1:{sink.port}").start()
        parts.extend([desk, sink])
        return desk, sink

    yield start
    for part in parts:
        part.stop()


def ticket(desk, sender=ANN, refused=None):
    """A ticket with an agent's public reply; with `refused`, that is set once the acknowledgement has gone out."""
    desk.run("person", "add", BO, "--name", "Bo", "--role", "agent")
    desk.run("ticket", "open", "--desk", "it", "--subject", "A question", "--requester", sender, "--text", "Help.")
    if refused:
        eventually(lambda: messages(desk, "acknowledgement", "sent"))
        refused.set()
    desk.run("ticket", "reply", "IT-1", "--as", BO, stdin=b"Have you tried water?")


def messages(desk, template, state=None):
    return [item for item in desk.objects("queue", "list")
            if item["template"] == template and state in (None, item["state"])]


def shown(desk, item):
    return json.loads(desk.text("queue", "show", item["id"], "--format", "json"))


def test_only_what_was_put_off_is_tried_again(relay):
    """450, then 550 for one and 250 for the other: each recipient has a fate of its own."""
    seen = {}

    def answer(address):
        seen[address] = seen.get(address, 0) + 1
        if address == "busy@customer.example" and seen[address] < 3:
            return "450 4.2.1 Mailbox busy"
        return "550 5.1.1 No such user" if address == ANN and refused.is_set() else "250 2.1.5 Ok"

    refused = threading.Event()
    desk, sink = relay(recipient=answer)
    ticket(desk, refused=refused)
    desk.accept(mail(sender="Busy <busy@customer.example>"), sender="busy@customer.example")
    (busy,) = eventually(lambda: [m for m in messages(desk, "acknowledgement", "sent")
                                  if m["recipient"]["address"] == "busy@customer.example"], 30)
    history = shown(desk, busy)["history"]
    assert [item["outcome"] for item in history] == ["deferred", "deferred", "sent"]
    assert history[0]["reply"] == "450 4.2.1 Mailbox busy"
    assert len(sink.to("busy@customer.example")) == 1

    (failed,) = eventually(lambda: messages(desk, "public-reply", "failed"))
    assert failed["last_reply"] == "550 5.1.1 No such user"
    assert [item["outcome"] for item in shown(desk, failed)["history"]] == ["failed"]
    told = [entry for entry in desk.ticket("IT-1")["entries"] if entry["kind"] == "change"]
    assert any("550 5.1.1 No such user" in json.dumps(entry) for entry in told)
    (notice,) = eventually(lambda: sink.to(BO), 20)
    assert ANN in notice.get_body(("plain",)).get_content()


def test_an_address_that_is_no_good_gets_nothing_until_it_is_lifted(relay):
    refused = threading.Event()
    desk, sink = relay(
        recipient=lambda address: "550 5.1.1 Unknown" if address == ANN and refused.is_set() else "250 Ok")
    ticket(desk, refused=refused)
    eventually(lambda: messages(desk, "public-reply", "failed"))
    assert [item["address"] for item in desk.objects("queue", "suppressed")] == [ANN]
    desk.run("ticket", "reply", "IT-1", "--as", BO, stdin=b"Still there?")
    (held,) = eventually(lambda: messages(desk, "public-reply", "suppressed"))
    assert shown(desk, held)["history"] == []
    status, _, metrics = desk.get("/metrics")
    assert b"martlet_suppressed_addresses 1\n" in metrics and b'martlet_outgoing{state="suppressed"} 1\n' in metrics

    refused.clear()
    assert desk.run("queue", "unsuppress", "nobody@customer.example", check=False).returncode == 1
    desk.run("queue", "unsuppress", ANN)
    desk.run("queue", "retry", held["id"])
    _, answer = eventually(lambda: len(sink.to(ANN)) == 2 and sink.to(ANN))
    assert answer.get_body(("plain",)).get_content().count("Still there?") == 1


def test_a_close_after_the_dot_sends_the_same_message_again(relay):
    """The server may have it: then there are two copies, of one Message-ID and the same bytes."""
    desk, sink = relay(final=lambda number: None if number == 1 else "250 2.0.0 Ok")
    desk.accept(mail())
    eventually(lambda: messages(desk, "acknowledgement", "sent"), 30)
    first, second = sink.messages
    assert first[2] == second[2]
    assert [item["outcome"] for item in shown(desk, messages(desk, "acknowledgement")[0])["history"]] == [
        "deferred", "sent"]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_killed_between_the_reply_and_the_settling(kind, request, tmp_path):
    """At most one copy more, the same to the byte; the record says what is known."""
    reached, go_on = threading.Event(), threading.Event()

    def final(number):
        if number == 1:
            reached.set()
            go_on.wait(30)
        return "250 2.0.0 Ok"

    sink = Sink(final=final)
    database = request.getfixturevalue("cluster").database() if kind == "postgres" else None
    desk = Martlet(tmp_path, database=database, smtp=f"smtp://127.0.0.1:{sink.port}").start()
    try:
        desk.accept(mail())
        assert reached.wait(30)
        desk.stop(signal.SIGKILL)
        go_on.set()
        desk.start()
        began = time.monotonic()
        eventually(lambda: messages(desk, "acknowledgement", "sent"), 30)
        assert time.monotonic() - began < 30, "a restart does not wait for the lease"
        assert len(sink.messages) == 2 and sink.messages[0][2] == sink.messages[1][2]
    finally:
        go_on.set()
        desk.stop()
        sink.stop()


def test_what_was_sent_can_be_shown_again(relay):
    desk, sink = relay()
    desk.accept(mail())
    (sent,) = eventually(lambda: messages(desk, "acknowledgement", "sent"))
    raw = desk.run("queue", "show", sent["id"], "--raw").stdout
    assert raw == sink.messages[0][2]
    text = desk.text("queue", "show", sent["id"])
    assert "250 2.0.0 Ok" in text and "acknowledgement/" in text


def test_the_api_of_the_queue(relay):
    desk, sink = relay(recipient=lambda address: "450 4.2.1 busy" if address == ANN else "250 Ok")
    api = API(desk)
    ticket(desk)
    (item,) = eventually(lambda: [i for i in api.all("/queue", state="deferred") if i["template"] == "public-reply"])
    assert api.get(f"/queue/{item['id']}")["history"][0]["reply"] == "450 4.2.1 busy"
    assert b"Have you tried water?" in api.raw(f"/queue/{item['id']}/raw")

    def call(method, path, **fields):
        return api.session.request(method, api.base + path, timeout=30, **({"json": fields} if fields else {}))

    assert call("POST", f"/queue/{item['id']}/retry").status_code in (200, 409)
    # While it is on its way nobody can say that it will not be sent.
    answer = eventually(lambda: [a for a in [call("POST", f"/queue/{item['id']}/drop", reason="typed wrong")] if a.ok])[0]
    assert answer.json()["state"] == "not-sent"
    assert "typed wrong" in api.get(f"/queue/{item['id']}")["last_reply"]
    assert call("POST", "/queue/99999/retry").status_code == 404
    desk.run("queue", "suppress", ANN, "--reason", "asked us to")
    assert api.get("/suppressions")["items"][0]["reason"] == "asked us to"
    assert call("DELETE", "/suppressions/ann%40customer.example").status_code == 204
    assert call("DELETE", "/suppressions/ann%40customer.example").status_code == 404


@pytest.mark.skipif(needs_root(), reason="Postfix is started by root")
def test_a_report_of_a_real_mail_system_finds_its_message(tmp_path):
    """Postfix takes the message, its next hop refuses the recipient, and Postfix reports to the return address."""
    known = threading.Event()
    sink = Sink(recipient=lambda address: "250 Ok" if known.is_set() or address != ANN else "550 5.1.1 Unknown")
    port = free_port()
    desk = Martlet(tmp_path, smtp=f"smtp://127.0.0.1:{port}")
    post = Postfix(desk.lmtp_port, sink.port)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{post.port}"))
    # Only what comes in is asked about: what goes out is taken, and fails later.
    main = post.settings / "main.cf"
    main.write_text(main.read_text().replace(
        "smtpd_recipient_restrictions = reject_unverified_recipient", "smtpd_recipient_restrictions ="))
    desk.start()
    try:
        with running(post):
            ticket(desk)
            desk.run("ticket", "set", "IT-1", "--status", "resolved")
            (failed,) = eventually(lambda: messages(desk, "public-reply", "failed"), 60)
            history = shown(desk, failed)["history"]
            assert [item["outcome"] for item in history] == ["sent", "bounced"], history
            assert "5.1.1" in history[1]["reply"]
            (found,) = desk.objects("queue", "suppressed")
            assert found["address"] == ANN and found["source"] == "report"
            report = [item for item in desk.objects("mail", "list") if item["state"] == "recorded"][0]
            assert report["ticket"] == "IT-1" and report["sender"] == ""
            eventually(lambda: desk.ticket("IT-1")["status"] == "in_progress", 60)
            eventually(lambda: sink.to(BO), 60)

            known.set()
            results = b"Authentication-Results: mx.martlet.example; dkim=pass header.d=customer.example\r\n"
            desk.accept(results + mail(sender=f"Ann <{ANN}>"))
            eventually(lambda: not desk.objects("queue", "suppressed"), 60)
            desk.run("ticket", "reply", "IT-1", "--as", BO, stdin=b"There you are.")
            eventually(lambda: [m for m in sink.to(ANN)
                                if "There you are." in m.get_body(("plain",)).get_content()], 30)
    finally:
        desk.stop()
        sink.stop()


def test_a_report_in_no_known_form_finds_its_message(relay):
    desk, sink = relay()
    ticket(desk)
    (sent,) = eventually(lambda: messages(desk, "public-reply", "sent"))
    sender = [message[0] for message in sink.messages if b"Have you tried water?" in message[2]][0]
    assert sender.startswith("support+b") and len(sender.split("@")[0]) <= 64
    report = mail(subject="Sorry", body="It did not work out.", sender="<postmaster@odd.example>", to=sender)
    assert desk.lmtp("", [sender], report)[sender][0] == 250
    eventually(lambda: messages(desk, "public-reply", "failed"))
    assert "It did not work out." in shown(desk, sent)["last_reply"]
    assert desk.objects("queue", "suppressed") == [], "words are no code"
