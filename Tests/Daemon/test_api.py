"""The API by its own description."""
import json
import pathlib
import urllib.error
import urllib.request

import openapi_spec_validator
import pytest

from martlet import eventually, mail


def token(martlet):
    martlet.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    return martlet.text("person", "token", "root@martlet.example")


def call(martlet, method, path, body=None, bearer=None):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {bearer}"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(martlet.url + path, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status, json.loads(answer.read())


def test_the_description_is_valid(martlet):
    status, _, body = martlet.get("/api/v1/openapi.json")
    assert status == 200
    description = json.loads(body)
    assert description["openapi"].startswith("3.1")
    openapi_spec_validator.validate(description)
    written = pathlib.Path(__file__).parents[2] / "docs" / "openapi.json"
    assert json.loads(written.read_text()) == description, f"{written} is behind what the program serves: replace it"


def test_a_ticket_by_the_api(martlet):
    bearer = token(martlet)
    wanted = {"desk": "it", "subject": "New laptop", "text": "Mine is old.",
              "requester": {"name": "Ann", "address": "ann@customer.example"}}
    status, made = call(martlet, "POST", "/api/v1/tickets", wanted, bearer)
    assert status == 201
    number = made["number"]
    assert call(martlet, "POST", f"/api/v1/tickets/{number}/entries", {"kind": "reply", "text": "Soon."}, bearer)[0] == 201
    status, changed = call(martlet, "PATCH", f"/api/v1/tickets/{number}", {"status": "pending"}, bearer)
    assert status == 200 and changed["status"] == "pending"
    shown = martlet.ticket(number)
    assert [entry["text"] for entry in shown["entries"] if entry["kind"] == "message"] == ["Mine is old.", "Soon."]
    eventually(lambda: len(martlet.sent()) >= 2)


def test_the_original_of_a_mail(martlet):
    bearer = token(martlet)
    message = mail()
    martlet.accept(message)
    eventually(martlet.tickets)
    (item,) = call(martlet, "GET", "/api/v1/mail", bearer=bearer)[1]["items"]
    status, headers, body = martlet.get(f"/api/v1/mail/{item['id']}/raw", {"Authorization": f"Bearer {bearer}"})
    assert status == 200 and message in body


def test_every_answer_has_its_headers(martlet):
    for path in ("/", "/login", "/healthz", "/nothing", "/api/v1/tickets", "/api/v1/nothing"):
        _, headers, _ = martlet.get(path)
        policy = headers["Content-Security-Policy"]
        assert "script-src" in policy and "unsafe-" not in policy and "frame-ancestors" in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"], path


def frames(answer, count):
    """The next events of a stream, comments left out."""
    found, fields = [], {}
    while len(found) < count:
        line = answer.readline().decode().rstrip("\n")
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "data" in fields:
            found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])["ticket"]))
            fields = {}
    return found


def test_events_as_they_happen_and_those_missed(stopped):
    desk = stopped.start()
    bearer = token(desk)

    def listen(**more):
        headers = {"Authorization": f"Bearer {bearer}", **more}
        return urllib.request.urlopen(urllib.request.Request(desk.url + "/api/v1/events", headers=headers), timeout=30)

    with listen() as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        # The first lines come when the listener counts: what happens after them must reach it.
        assert answer.readline().startswith(b"retry:")
        desk.accept(mail())
        ((first, kind, ticket),) = frames(answer, 1)
    assert (kind, ticket) == ("ticket.opened", "IT-1")
    eventually(desk.tickets)
    desk.run("ticket", "set", "IT-1", "--status", "in_progress")
    with listen(**{"Last-Event-ID": str(first)}) as answer:
        later = frames(answer, 1)
        assert later[0][0] > first and later[0][2] == "IT-1"


def test_events_of_others_are_not_told(martlet):
    token(martlet)
    martlet.run("person", "add", "eve@customer.example", "--name", "Eve", "--role", "requester")
    martlet.accept(mail())
    eventually(martlet.tickets)
    own = martlet.text("person", "token", "eve@customer.example")
    call(martlet, "POST", "/api/v1/tickets", {"desk": "hr", "subject": "Leave", "text": "Please."}, own)
    headers = {"Authorization": f"Bearer {own}", "Last-Event-ID": "0"}
    with urllib.request.urlopen(urllib.request.Request(martlet.url + "/api/v1/events", headers=headers), timeout=30) as answer:
        assert frames(answer, 1)[0][2] == "HR-1"


def test_a_persons_own_settings(martlet):
    """Who the token is, what mail they get, and what a bad value is called."""
    bearer = token(martlet)
    assert call(martlet, "GET", "/api/v1/me", bearer=bearer)[1] == {
        "address": "root@martlet.example", "name": "Root", "roles": [{"role": "administrator", "desk": None}],
        "language": None, "time_zone": None}
    before = call(martlet, "GET", "/api/v1/me/preferences", bearer=bearer)[1]
    assert before["kinds"]["assignment"] == "at-once" and before["quiet_hours"] is None
    change = {"kinds": {"assignment": "never"}, "quiet_hours": {"from": "22:00", "to": "07:00"},
              "time_zone": "Asia/Shanghai", "language": "ja"}
    status, after = call(martlet, "PATCH", "/api/v1/me/preferences", change, bearer)
    assert status == 200 and after == before | change | {"kinds": before["kinds"] | change["kinds"]}
    assert call(martlet, "GET", "/api/v1/me/preferences", bearer=bearer)[1] == after
    assert call(martlet, "GET", "/api/v1/me", bearer=bearer)[1]["time_zone"] == "Asia/Shanghai"
    for wrong, field in (({"time_zone": "Mars/Base"}, "time_zone"), ({"kinds": {"assignment": "?"}}, "kinds.assignment")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            call(martlet, "PATCH", "/api/v1/me/preferences", wrong, bearer)
        problem = json.loads(refused.value.read())
        assert refused.value.code == 422 and problem["errors"][0]["field"] == field
        assert refused.value.headers["Content-Type"] == "application/problem+json"
    assert call(martlet, "GET", "/api/v1/me/preferences", bearer=bearer)[1] == after
