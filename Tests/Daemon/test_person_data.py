"""What the desk keeps about a person is given to them, and erased, and what is proved stays proved."""
import base64
import email
import email.policy
import json
import os
import re
import sqlite3
import subprocess
import time

import pytest
import requests

from cluster import PROGRAMS
from martlet import Martlet, eventually, mail
from test_approvals import BOSS, answer, settled_mails, shown, to
from test_evidence import File

ANN, BO, CARL = "ann.lee@customer.example", "bo@martlet.example", "carl@customer.example"
PROVEN = b"Authentication-Results: mx.martlet.example; dmarc=pass header.from=customer.example\r\n"
NAME = "Ann Lee"
# Words of Ann's mails, of her file, of her rating, and of the approver's reason.
WORD, FILE, RATING, REASON = "zebrafinch", "axolotl", "cassowary", "quokka"


@pytest.fixture(params=["sqlite", "postgres"])
def desk(request, tmp_path):
    database = request.getfixturevalue("cluster").database() if request.param == "postgres" else None
    desk = Martlet(tmp_path, database=database)
    desk.database = database
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace("prefix: IT}", f"prefix: IT, survey: on, survey_rest: 0s, groups: {{finance: [{BOSS}]}}}}"))
    desk.start()
    desk.run("person", "add", BO, "--name", "Bo", "--role", "agent")
    desk.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    yield desk
    desk.stop()


def body(message):
    return message.get_body(("plain",)).get_content()


def with_file():
    lines = [
        f"From: {NAME} <{ANN}>", "To: support@martlet.example", f"Subject: The {WORD} printer", "MIME-Version: 1.0",
        f"Message-ID: <{WORD}.1@customer.example>", "Content-Type: multipart/mixed; boundary=b", "", "--b",
        "Content-Type: text/plain", "", f"It eats paper, says the {WORD}.", "--b",
        f"Content-Type: text/plain; name={FILE}.txt", f"Content-Disposition: attachment; filename={FILE}.txt", "",
        f"about the {FILE} " + "x" * 70, "--b--",
    ]
    return "\r\n".join(lines).encode()


def scene(desk):
    """Ann asks, Bo answers and asks the boss, who approves by mail; Ann rates it, and takes part in what Carl asked."""
    desk.accept(with_file(), sender=ANN)
    eventually(desk.tickets)
    desk.run("ticket", "reply", "IT-1", "--as", BO, "--text", f"Dear {NAME}, which {WORD}?")
    desk.run("ticket", "reply", "IT-1", "--as", BO, "--note", "--text", f"A work note about {NAME} and the {WORD}")
    (asked,) = desk.objects("approval", "request", "IT-1", "--text", f"A printer for {NAME}", "--approver", BOSS)
    answer(desk, eventually(lambda: to(desk, BOSS))[0], f"APPROVE\r\nNo more {REASON}.")
    eventually(lambda: shown(desk, asked["id"])["state"] == "approved")
    desk.accept(
        PROVEN + mail(subject="Carl's screen", sender=f"Carl <{CARL}>", Cc=f"{NAME} <{ANN}>"), sender=CARL)
    eventually(lambda: len(desk.tickets()) == 2)
    key = email.utils.parseaddr(eventually(lambda: [m for m in to(desk, ANN) if "which" in body(m)])[0]["Reply-To"])[1]
    desk.accept(mail(subject="Re: it", sender=f"{NAME} <{ANN}>", body=f"The big {WORD}.", to=key), recipient=key, sender=ANN)
    desk.accept(
        PROVEN + mail(subject="Re: [IT-2] Carl's screen", sender=f"{NAME} <{ANN}>", body=f"Mine too: {WORD}"), sender=ANN)
    settled_mails(desk, 5)
    desk.run("ticket", "set", "IT-1", "--status", "resolved", "--as", BO)
    desk.run("ticket", "set", "IT-1", "--status", "closed", "--as", BO)
    survey = eventually(lambda: [m for m in to(desk, ANN) if "/survey/" in body(m)])[0]
    link = re.search(r"http://\S+/survey/\S+", body(survey))[0]
    assert requests.post(link, data={"score": "2", "comment": f"The {RATING} was slow"}, timeout=10).status_code == 200
    desk.run("person", "token", ANN, "--label", "her phone")
    eventually(lambda: not [item for item in desk.objects("queue", "list", "--limit", 200)
                            if item["state"] in ("queued", "deferred")])
    return asked["id"]


def forms(word):
    """How a word's bytes may stand in what is stored: as they are, in hexadecimal, and in base64 at any place."""
    data = word.encode()
    found = {data, data.hex().encode()}
    for shift in range(3):
        code = base64.b64encode(b"\0" * shift + data)
        found.add(code[(0, 2, 3)[shift]:].rstrip(b"=")[:-1])
    return found


def stored(desk):
    """All that the desk has on disk: the tables, every file of bytes, and for SQLite the database's own files."""
    contents = {}
    for path in (desk.directory / "blobs").rglob("*"):
        if path.is_file():
            contents[str(path)] = path.read_bytes()
    if desk.database:
        contents["dump"] = subprocess.run(
            [f"{PROGRAMS}/pg_dump", "--inserts", desk.database], check=True, capture_output=True).stdout
    else:
        for path in desk.directory.glob("martlet.db*"):
            contents[str(path)] = path.read_bytes()
        with sqlite3.connect(desk.directory / "martlet.db", timeout=10) as database:
            contents["dump"] = "\n".join(database.iterdump()).encode()
    return {name: data.lower() for name, data in contents.items()}


def leaks(desk, *words):
    contents = stored(desk)
    return [(word, name, data[max(0, data.find(form) - 60):][:140]) for word in words for name, data in contents.items()
            for form in forms(word) if form.lower() in data]


def verified(desk):
    (report,) = desk.objects("approval", "verify")
    assert report["fault"] is None
    return report


def recipe(desk, number, folder):
    """Runs the recipe of an exported file; the names of the pieces, and what was complained of."""
    folder.mkdir()
    path = folder / f"approval-{number}-evidence.html"
    desk.run("approval", "show", number, "--evidence", "--export", path)
    file = File(path)
    result = subprocess.run(
        ["bash", "-c", file.pieces["recipe"]], cwd=folder, capture_output=True, text=True, timeout=60)
    assert result.stderr == "", result.stderr
    return set(file.pieces), [line for line in result.stdout.splitlines() if not line.endswith(": OK")], path.read_text()


def test_all_that_is_kept_is_written_to_one_file(desk, tmp_path):
    number = scene(desk)
    path = tmp_path / "ann.json"
    assert "2 tickets, 0 approvals, 3 mails" in desk.text("person", "export", ANN, path)
    assert path.stat().st_mode & 0o777 == 0o600
    again = desk.run("person", "export", ANN, path, check=False)
    assert again.returncode == 1 and "exists" in again.stderr.decode()
    text = path.read_text()
    data = json.loads(text)
    assert data["format"] == "martlet-person/1" and data["left_out"]
    person = data["person"]
    assert (person["address"], person["name"], person["roles"]) == (ANN, NAME, [])
    assert [item["label"] for item in person["credentials"] if item["kind"] == "token"] == ["her phone"]
    assert [(item["ticket"], item["score"], item["comment"]) for item in person["surveys"]] == [
        ("IT-1", 2, f"The {RATING} was slow")]
    first, second = data["tickets"]
    assert (first["number"], second["number"]) == ("IT-1", "IT-2")
    texts = [entry["text"] for entry in first["entries"]]
    assert f"Dear {NAME}, which {WORD}?" in texts and not [item for item in texts if "work note" in item]
    assert "A work note" not in text
    mails = [base64.b64decode(item["raw_base64"]) for item in data["mails_from_them"]]
    assert len(mails) == 3 and with_file() in [item.rstrip(b"\r\n") for item in mails]
    answers = [email.message_from_bytes(base64.b64decode(item["raw_base64"]), policy=email.policy.default)
               for item in data["messages_to_them"] if item["raw_base64"]]
    assert any(f"which {WORD}?" in body(item) for item in answers) and data["approvals"] == []
    assert "/survey/" not in "".join(body(item) for item in answers), "links that answer for her are secrets"
    boss = tmp_path / "boss.json"
    desk.run("person", "export", BOSS, boss)
    (approval,) = json.loads(boss.read_text())["approvals"]
    assert approval["id"] == number and approval["decisions"][0]["reason"] == f"No more {REASON}."
    nobody = desk.run("person", "export", "nobody@x.example", tmp_path / "nobody.json", check=False)
    assert nobody.returncode == 1 and not (tmp_path / "nobody.json").exists()
    assert desk.run("person", "export", "no address", tmp_path / "x", check=False).returncode == 64


def test_nothing_of_who_was_erased_is_left(desk, tmp_path):
    number = scene(desk)
    words = [ANN, NAME, WORD, FILE, RATING]
    assert {word for word, *_ in leaks(desk, *words, REASON, BOSS)} >= {ANN, NAME, WORD, RATING, REASON, BOSS}
    before = desk.text("ticket", "show", "IT-1", "--format", "json")
    shown_first = desk.text("person", "erase", ANN)
    assert "nothing was changed" in shown_first and re.search(r"tickets asked for +1\n", shown_first)
    assert desk.text("ticket", "show", "IT-1", "--format", "json") == before

    assert "stands in their place" in desk.text("person", "erase", ANN, "--yes")
    # What the boss said about it, too.
    assert leaks(desk, *words, REASON) == []
    for word in words:
        assert desk.objects("ticket", "list", word) == []
    ticket = desk.ticket("IT-1")
    assert ticket["requester"]["address"].endswith("@erased.invalid") and ticket["subject"] == "(erased)"
    assert ticket["rating"]["score"] == 2 and "erased on" in ticket["rating"]["comment"]
    assert desk.ticket("IT-2")["subject"] == "Carl's screen"
    assert [item["name"] for item in desk.ticket("IT-2")["participants"]] == ["Carl"]
    report = verified(desk)
    assert report["erased_contents"] == 1
    pieces, complaints, _ = recipe(desk, number, tmp_path / "ann")
    assert complaints == [] and "content-1.txt" not in pieces

    # The approver, too: their mail decided, and its digest stays in the record.
    (mail_id,) = [item["id"] for item in desk.objects("mail", "list") if item["state"] == "decided"]
    told = desk.run("person", "erase", BOSS, "--yes").stderr.decode()
    assert "desks[].groups still names this address" in told and "desks[].approvals" not in told
    assert leaks(desk, *words, BOSS, REASON) == []
    assert verified(desk)["erased_facts"] > report["erased_facts"]
    pieces, complaints, page = recipe(desk, number, tmp_path / "boss")
    assert complaints == [] and not [name for name in pieces if name.startswith(("mail-", "asked-"))]
    assert "erased with a person" in page and "mail-sha256: " in page
    raw = desk.run("mail", "show", mail_id, "--raw", check=False)
    assert raw.returncode == 1 and "erased" in raw.stderr.decode()
    assert desk.run("person", "erase", BOSS, "--yes", check=False).returncode == 1

    # Whoever writes again is somebody new, with a ticket of their own.
    desk.accept(mail(subject="Hello", sender=f"{NAME} <{ANN}>"), sender=ANN)
    eventually(lambda: len(desk.tickets()) == 3)
    assert desk.ticket("IT-3")["requester"]["address"] == ANN
    assert [item["number"] for item in desk.objects("ticket", "list", ANN)] == ["IT-3"]


def test_words_are_kept_where_the_record_must_be(desk):
    scene(desk)
    desk.run("person", "erase", ANN, "--yes", "--keep-entries")
    assert leaks(desk, ANN, NAME, RATING) == [] and leaks(desk, REASON)
    texts = [entry["text"] for entry in desk.ticket("IT-1")["entries"]]
    assert f"Dear [erased], which {WORD}?" in texts and any(FILE in str(entry) for entry in desk.ticket("IT-1")["entries"])
    assert verified(desk)["erased_contents"] == 1


def test_whom_the_desk_cannot_do_without(desk):
    for address, words in [
        ("root@martlet.example", "last active administrator"), ("support@martlet.example", "desk itself"),
        ("nobody@x.example", "keeps nothing"),
    ]:
        for more in ([], ["--yes"]):
            result = desk.run("person", "erase", address, *more, check=False)
            assert result.returncode == 1 and words in result.stderr.decode()


def test_large_mails_are_files_that_go(stopped):
    desk = stopped.start()
    desk.accept(mail(sender=f"{NAME} <{ANN}>", body=f"{WORD} " + "line\r\n" * 60_000), sender=ANN)
    eventually(desk.tickets)
    files = [path for path in (desk.directory / "blobs").glob("*/*") if path.is_file()]
    long_ago = time.time() - 300
    for file in files:
        os.utime(file, (long_ago, long_ago))
    desk.run("person", "erase", ANN, "--yes")
    assert files and not [file for file in files if file.exists()]
