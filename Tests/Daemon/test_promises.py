"""What a desk promises, and who hears of it when it is late."""
import json

import pytest
import requests

from martlet import Martlet, eventually, mail
from test_notices import body, told

BO = "bo@staff.example"
LEA = "lea@staff.example"
ANN = "ann@customer.example"


def configured(directory, keys):
    desk = Martlet(directory)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace("prefix: IT}", f"prefix: IT, {keys}}}"))
    return desk


def promising(desk, keys):
    """The same desk with other keys, after its next start."""
    lines = desk.configuration.read_text().splitlines(keepends=True)
    desk.configuration.write_text("".join(
        line[:line.index("prefix: IT")] + f"prefix: IT{', ' + keys if keys else ''}}}\n" if "prefix: IT" in line else line
        for line in lines))


@pytest.fixture
def desk(tmp_path):
    martlet = configured(tmp_path, "targets: {first_response: 2s}")
    martlet.start()
    martlet.run("person", "add", BO, "--name", "Bo", "--role", "agent", "--desk", "it")
    yield martlet
    martlet.stop()


def late(desk):
    return [ticket["number"] for ticket in desk.objects("ticket", "list", "--late")]


def escalated(desk, address, number):
    return [message for message in told(desk, address, "escalation") if f"[{number}]" in message["Subject"]]


def test_a_missed_answer_is_escalated_once_also_after_a_restart(desk):
    desk.accept(mail(subject="Fire"))
    (ticket,) = eventually(desk.tickets)
    assert ticket["due_at"] > ticket["created_at"]
    acknowledgement = eventually(desk.sent)[0]
    assert acknowledgement["X-Envelope-To"] == f"<{ANN}>" and "Promised by: " in body(acknowledgement)

    # Nobody is assigned and nobody leads: whoever works the desk hears of it.
    (message,) = eventually(lambda: escalated(desk, BO, "IT-1"))
    assert "Needs attention: Fire" in message["Subject"] and "the first answer is late" in body(message)
    assert "We promised the requester" in body(message) and f"{desk.url}/requests/IT-1" in body(message)
    assert message["List-Unsubscribe"] and message["Auto-Submitted"] == "auto-generated"
    assert late(desk) == ["IT-1"] and desk.ticket("IT-1")["is_late"]
    assert ", late" in desk.text("ticket", "show", "IT-1") and ", late" in desk.text("ticket", "list")

    # After a restart it is not told again; the ticket that is told of next shows that it was looked at. It is the
    # assignee's and the lead's.
    desk.stop()
    desk.start()
    desk.run("person", "add", LEA, "--name", "Lea", "--role", "lead", "--desk", "it")
    desk.accept(mail(subject="Flood"))
    eventually(lambda: len(desk.tickets()) == 2)
    desk.run("ticket", "set", "IT-2", "--assignee", BO)
    for address in (BO, LEA):
        eventually(lambda: escalated(desk, address, "IT-2"))
    assert len(escalated(desk, BO, "IT-1")) == 1 and not escalated(desk, LEA, "IT-1")

    desk.run("ticket", "reply", "IT-1", "--as", BO, stdin=b"We are on our way.")
    assert late(desk) == ["IT-2"]
    answered = desk.ticket("IT-1")
    assert answered["due_at"] is None and not answered["is_late"], "no solution is promised"

    report = json.loads(desk.text(
        "report", "show", "--desk", "it", "--period", "week", "--on", ticket["created_at"][:10], "--format", "json"))
    assert report["promises"]["first_response"] == {"kept": 0, "due": 2} and report["promises"]["resolution"] is None
    text = desk.text("report", "show", "--desk", "it", "--period", "week", "--on", ticket["created_at"][:10])
    assert "First response in time" in text and "0% (0/2)" in text
    assert not [m for m in desk.sent() if m["X-Envelope-To"] == f"<{ANN}>" and "attention" in m["Subject"]]


def test_an_old_backlog_is_late_and_told_to_nobody(tmp_path):
    desk = Martlet(tmp_path).start()
    try:
        desk.run("person", "add", BO, "--name", "Bo", "--role", "agent", "--desk", "it")
        for count in range(3):
            desk.accept(mail(subject=f"Old {count}"))
        eventually(lambda: len(desk.tickets()) == 3)
        assert late(desk) == [] and desk.ticket("IT-1")["due_at"] is None
        desk.stop()
        promising(desk, "targets: {first_response: 1s, resolution: 1h}")
        # The last of them fell due before the desk promised anything.
        eventually(lambda: sorted(late(desk)) == ["IT-1", "IT-2", "IT-3"])
        desk.start()
        desk.accept(mail(subject="Fresh"))
        eventually(lambda: escalated(desk, BO, "IT-4"))
        assert len(told(desk, BO, "escalation")) == 1
    finally:
        desk.stop()


def test_a_warning_comes_before_and_an_answer_in_time_leaves_it_at_that(tmp_path):
    # The shortest period says how often is looked.
    desk = configured(
        tmp_path, "remind_after: 1s, targets: {first_response: 5m, resolution: 10m, warn_before: 299s}").start()
    try:
        desk.run("person", "add", LEA, "--name", "Lea", "--role", "lead", "--desk", "it")
        desk.accept(mail(subject="Smoke"))
        eventually(desk.tickets)
        (message,) = eventually(lambda: escalated(desk, LEA, "IT-1"))
        assert "the first answer is due soon" in body(message)
        promised = desk.ticket("IT-1")["due_at"]
        desk.run("ticket", "reply", "IT-1", "--as", LEA, stdin=b"We are on our way.")
        answered = desk.ticket("IT-1")
        assert answered["due_at"] > promised and not answered["is_late"], "the solution is due next"
        desk.run("ticket", "set", "IT-1", "--status", "pending")
        assert desk.ticket("IT-1")["due_at"] is None, "it waits for the requester"
    finally:
        desk.stop()


def test_the_api_and_the_inbox_show_what_is_late(desk):
    desk.accept(mail(subject="Fire"))
    eventually(lambda: late(desk))
    token = {"Authorization": "Bearer " + desk.text("person", "token", BO)}
    (ticket,) = requests.get(desk.url + "/api/v1/tickets?late=true", headers=token, timeout=10).json()["items"]
    assert ticket["number"] == "IT-1" and ticket["is_late"] and ticket["due_at"].endswith("Z")
    # An escalation is a notice that its reader can stop.
    (message,) = eventually(lambda: escalated(desk, BO, "IT-1"))
    url = message["List-Unsubscribe"].strip("<>")
    assert "promises that are missed" in requests.get(url, timeout=10).text
    assert requests.post(url, data={"List-Unsubscribe": "One-Click"}, timeout=10).status_code == 200
    desk.run("person", "add", LEA, "--name", "Lea", "--role", "agent", "--desk", "it")
    desk.accept(mail(subject="Flood"))
    eventually(lambda: escalated(desk, LEA, "IT-2"))
    assert not escalated(desk, BO, "IT-2")
