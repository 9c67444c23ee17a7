"""What proves a decision is checked elsewhere, and what was changed behind its back is found."""
import base64
import hashlib
import html.parser
import re
import sqlite3
import subprocess

import pytest

from martlet import Martlet, eventually
from test_approvals import BOSS, answer, asked, shown


class File(html.parser.HTMLParser):
    """An exported file as a third person reads it: the embedded pieces by name, and the recipe."""

    def __init__(self, path):
        super().__init__()
        self.pieces, self.name, self.others = {}, None, []
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "pre" and "id" in attributes:
            self.name = attributes["id"]
            self.pieces[self.name] = ""
        self.others += [tag for name in attributes if name in ("src", "href") or name.startswith("on")]

    def handle_endtag(self, tag):
        if tag == "pre":
            self.name = None

    def handle_data(self, data):
        if self.name:
            self.pieces[self.name] += data

    def bytes(self, name):
        return base64.b64decode(self.pieces[name])


def sha(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def desk(tmp_path):
    desk = Martlet(tmp_path).start()
    yield desk
    desk.stop()


def decided(desk):
    number, mails = asked(desk)
    answer(desk, mails[BOSS], "APPROVE\r\nBut no more this year.")
    eventually(lambda: shown(desk, number)["state"] == "approved")
    # Another approval's record stands behind it.
    desk.run("approval", "request", "IT-1", "--text", "A chair", "--approver", BOSS)
    return number


def test_the_recipe_on_an_exported_file(desk, tmp_path):
    number = decided(desk)
    path = tmp_path / f"approval-{number}-evidence.html"
    desk.run("approval", "show", number, "--evidence", "--export", path)
    assert desk.run("approval", "show", number, "--evidence", "--export", path, check=False).returncode == 1
    file = File(path)
    assert file.others == [], "nothing is loaded from anywhere"
    records = {name: file.bytes(name).decode() for name in file.pieces if name.startswith("record-")}
    assert len(records) == 4, "requested, invited, decided, settled"
    # What the records hold the digests of.
    lines = "".join(records.values())
    assert f"content: {sha(file.bytes('content-1.txt'))}\n" in lines
    facts = [name for name in file.pieces if name.startswith("fact-")]
    for name in facts:
        _, sequence, fact = name.split("-", 2)
        assert f"\n{fact}: sha256:{sha(file.bytes(name))}\n" in records[f"record-{sequence}.txt"], name
    assert any(file.bytes(name).endswith(b"But no more this year.") for name in facts)
    (mail,) = [name for name in file.pieces if name.startswith("mail-")]
    assert f"mail-sha256: {sha(file.bytes(mail))}\n" in lines and b"APPROVE" in file.bytes(mail)
    (request,) = [name for name in file.pieces if name.startswith("asked-")]
    assert f"shown-sha256: {sha(file.bytes(request))}\n" in lines
    # The chain.
    chain = file.bytes("CHAIN.txt").decode()
    for name, text in records.items():
        sequence = int(re.search(r"^sequence: (\d+)$", text, re.M)[1])
        previous = re.search(r"^previous: (\S+)$", text, re.M)[1]
        assert f"{sequence} {sha(text.encode())}\n" in chain
        assert previous == "none" or f"{sequence - 1} {previous}\n" in chain
    head = re.search(r"^head: (.*)$", chain, re.M)[1]
    assert head in desk.text("approval", "verify")
    # The recipe itself, with a shell.
    result = subprocess.run(
        ["bash", "-c", file.pieces["recipe"]], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    said = result.stdout.splitlines()
    assert result.stderr == "" and len(said) == len(file.bytes("SHA256SUMS").splitlines())
    assert all(line.endswith(": OK") for line in said), result.stdout
    # A file that was changed fails by it.
    changed = path.read_text().replace(file.pieces["content-1.txt"].strip(), base64.b64encode(b"Ten printers").decode())
    (tmp_path / "changed").mkdir()
    (tmp_path / "changed" / path.name).write_text(changed)
    result = subprocess.run(
        ["bash", "-c", file.pieces["recipe"]], cwd=tmp_path / "changed", capture_output=True, text=True, timeout=60)
    assert "content-1.txt: FAILED" in result.stdout


@pytest.mark.parametrize("sql, named", [
    ("UPDATE evidence SET record = replace(record, 'verdict: approved', 'verdict: rejected') WHERE sequence = 3",
     "record 3, of approval 1"),
    ("UPDATE evidence_fact SET value = 'Never.' WHERE name = 'reason'", 'record 3, of approval 1: the fact "reason"'),
    ("DELETE FROM evidence WHERE sequence = 2", "record 3"),
    ("DELETE FROM evidence WHERE sequence = (SELECT max(sequence) FROM evidence)", "the head"),
    ("UPDATE approval SET state = 'rejected' WHERE id = 1", "approval 1: its state"),
    ("UPDATE approval_content SET text = 'Ten printers' WHERE approval = 1", "approval 1: version 1"),
])
def test_what_was_changed_is_found(desk, sql, named):
    decided(desk)
    assert desk.run("approval", "verify").returncode == 0
    with sqlite3.connect(desk.directory / "martlet.db", timeout=10) as database:
        database.execute(sql)
    result = desk.run("approval", "verify", check=False)
    assert result.returncode == 1 and named in result.stderr.decode(), result.stderr.decode()


def test_what_is_erased_holds(desk, tmp_path):
    number = decided(desk)
    with sqlite3.connect(desk.directory / "martlet.db", timeout=10) as database:
        database.execute("UPDATE evidence_fact SET value = NULL, salt = NULL")
    (report,) = desk.objects("approval", "verify")
    assert report["fault"] is None and report["erased_facts"] > 5 and report["approvals"] == 2
    path = tmp_path / "evidence.html"
    desk.run("approval", "show", number, "--evidence", "--export", path, "--language", "zh")
    file = File(path)
    assert not [name for name in file.pieces if name.startswith("fact-")] and "（已删除）" in path.read_text()
