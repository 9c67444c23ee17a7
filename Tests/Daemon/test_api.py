"""The API by its own description."""
import json
import pathlib
import urllib.request

import openapi_spec_validator

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
