"""Commands without a daemon."""
import json
import subprocess

import pytest

from martlet import PROGRAM, Martlet, eventually, mail

BARE = {"PATH": "/usr/bin:/bin"}


def explain(directory, *files, stdin=b""):
    result = subprocess.run(
        [PROGRAM, "mail", "explain", *files], input=stdin, capture_output=True, cwd=directory, env=BARE, timeout=60)
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()]


def test_explain_works_without_configuration_and_database(tmp_path):
    (tmp_path / "a.eml").write_bytes(mail(message_id="a@customer.example"))
    status, (object,) = explain(tmp_path, "a.eml")
    assert status == 0
    assert object["from"] == {"name": "Ann", "address": "ann@customer.example"}
    assert object["message_id"] == "a@customer.example"
    assert object["outcome"]["action"] == "open"
    assert object["outcome"]["desk"] is None
    assert [file.name for file in tmp_path.iterdir()] == ["a.eml"], "explain changes nothing"


def test_explain_keeps_the_order_and_names_unreadable_files(tmp_path):
    names = []
    for number in range(40):
        names.append(f"{number}.eml")
        (tmp_path / names[-1]).write_bytes(mail(subject=f"Number {number}", body="x" * (number % 7) * 10_000))
    names.insert(20, "missing.eml")
    status, objects = explain(tmp_path, *names, "-", stdin=mail(subject="From standard input"))
    assert status == 1
    assert [object["file"] for object in objects] == names + ["-"]
    assert "error" in objects[20]
    assert objects[-1]["subject"] == "From standard input"


@pytest.mark.parametrize("bytes", [b"", b"\x00" * 1000, b"\xff\xfe garbage", b"Content-Type: multipart/mixed; boundary=\"\\\"\"\r\n\r\n--x"])
def test_explain_answers_for_whatever_bytes(tmp_path, bytes):
    status, (object,) = explain(tmp_path, "-", stdin=bytes)
    assert status == 0
    assert object["outcome"]["action"] in ("open", "ignore", "record", "park")


def test_sanitize(tmp_path):
    result = subprocess.run(
        [PROGRAM, "html", "sanitize"], input=b"<p onclick=a()>hello<script>b()</script><img src=http://x/>", cwd=tmp_path,
        env=BARE, capture_output=True, check=True)
    assert b"hello" in result.stdout
    assert not [word for word in (b"script", b"onclick", b" src=") if word in result.stdout]


@pytest.mark.parametrize("arguments", [["--bogus"], ["ticket", "show"], ["mail", "list", "--state", "lost"], ["nonsense"]])
def test_a_wrong_call_is_64(tmp_path, arguments):
    result = subprocess.run([PROGRAM, *arguments], cwd=tmp_path, env=BARE, capture_output=True)
    assert result.returncode == 64


@pytest.mark.parametrize("place", [1, 2, 3])
def test_config_stands_anywhere_after_the_command(martlet, place):
    arguments = ["ticket", "list", "--format", "json"]
    arguments[place:place] = ["--config", str(martlet.configuration)]
    subprocess.run([PROGRAM, *arguments], cwd="/", env=BARE, check=True)


def test_templates_have_no_faults(tmp_path):
    subprocess.run([PROGRAM, "template", "lint"], cwd=tmp_path, env=BARE, check=True)
    listed = subprocess.run(
        [PROGRAM, "template", "list", "--format", "json"], cwd=tmp_path, env=BARE, check=True, capture_output=True)
    keys = {json.loads(line)["key"]: json.loads(line) for line in listed.stdout.splitlines()}
    assert keys["acknowledgement"]["languages"] == ["ar", "de", "en", "es", "fr", "ja", "zh"]


def test_tickets_from_the_command_line(martlet):
    arguments = ["ticket", "open", "--desk", "it", "--subject", "New laptop", "--requester", "ann@customer.example"]
    martlet.run(*arguments, "--text", "Mine is old.")
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent", "--desk", "it")
    martlet.run(
        "ticket", "set", "IT-1", "--status", "pending", "--priority", "high", "--assignee", "bo@martlet.example")
    ticket = martlet.ticket("IT-1")
    assert (ticket["status"], ticket["priority"]) == ("pending", "high")
    assert ticket["assignee"]["address"] == "bo@martlet.example"
    eventually(lambda: [m for m in martlet.sent() if m["X-Envelope-To"] == "<ann@customer.example>"])
    refused = martlet.run("ticket", "set", "IT-1", "--status", "pending", check=False)
    assert refused.returncode == 1 and b"already" in refused.stderr


def test_a_token_opens_the_api(martlet):
    martlet.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    token = martlet.text("person", "token", "root@martlet.example")
    assert "\n" not in token
    assert martlet.get("/api/v1/tickets")[0] == 401
    status, _, body = martlet.get("/api/v1/tickets", {"Authorization": f"Bearer {token}"})
    assert status == 200 and json.loads(body)["items"] == []


def test_a_password_signs_in(martlet):
    martlet.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    martlet.run("person", "passwd", "root@martlet.example", stdin=b"correct horse battery\n")
    short = martlet.run("person", "passwd", "root@martlet.example", stdin=b"short\n", check=False)
    assert short.returncode == 1


def test_doctor_names_the_mend(martlet):
    findings = martlet.run("doctor", "--format", "json", check=False).stdout.splitlines()
    by_check = {json.loads(line)["check"]: json.loads(line) for line in findings}
    assert by_check["database"]["state"] == "ok"
    assert by_check["lmtp"]["state"] == "ok"
    assert by_check["relay"]["mend"]


def test_a_backup_of_a_running_desk_comes_back(martlet, tmp_path_factory):
    martlet.accept(mail())
    eventually(martlet.tickets)
    file = tmp_path_factory.mktemp("copy") / "martlet.backup"
    martlet.run("backup", file)
    other = Martlet(tmp_path_factory.mktemp("other"))
    other.run("restore", file)
    assert other.ticket("IT-1") == martlet.ticket("IT-1")
    assert other.run("restore", file, check=False).returncode == 1


def test_a_second_daemon_on_one_file_is_refused(martlet, tmp_path_factory):
    other = Martlet(tmp_path_factory.mktemp("other"), database=f"sqlite:{martlet.directory}/martlet.db")
    text = other.configuration.read_text().replace(f"{other.directory}/blobs", f"{martlet.directory}/blobs")
    other.configuration.write_text(text)
    result = subprocess.run([PROGRAM, "serve", "--config", other.configuration], capture_output=True, text=True, timeout=20)
    assert result.returncode == 1
    assert "another martlet serves this database" in result.stderr
