"""The ledger: retention and replay."""
import json
import os
import sqlite3
import time

import pytest

from kill_loop import database_of
from martlet import Martlet, eventually, mail


def settled(desk, count):
    def are_settled():
        mails = desk.objects("mail", "list")
        return len(mails) == count and all(item["state"] != "received" for item in mails) and mails
    return eventually(are_settled)


def replay(desk, *arguments):
    lines = desk.objects("mail", "replay", *arguments)
    return lines[:-1], lines[-1]["summary"]


def test_replay_of_unchanged_rules_differs_in_nothing_and_changes_nothing(stopped):
    stopped.start()
    stopped.accept(mail(message_id="a@customer.example"))
    settled(stopped, 1)
    stopped.accept(mail(subject="Re: fire", message_id="b@customer.example", In_Reply_To="<a@customer.example>"))
    stopped.accept(mail(subject="Lost", sender="bob@customer.example", References="<unseen@customer.example>"))
    before = settled(stopped, 3)
    mails, summary = replay(stopped)
    assert summary == {"mails": 3, "changed": 0, "unchanged": 3, "skipped": 0}, mails
    assert [item["now"]["state"] for item in mails] == ["ticketed", "attached", "ticketed"]
    assert stopped.objects("mail", "list") == before
    assert len(stopped.tickets()) == 2
    assert replay(stopped, "--state", "attached", "--since", "1d")[1]["mails"] == 1
    assert replay(stopped, "--since", "2999-01-01")[1]["mails"] == 0
    assert "3 mails: 0 would differ" in stopped.text("mail", "replay")


def test_replay_shows_what_would_differ(martlet):
    martlet.accept(mail(message_id="a@customer.example"))
    settled(martlet, 1)
    martlet.accept(mail(subject="Re: fire", In_Reply_To="<a@customer.example>"))
    settled(martlet, 2)
    martlet.run("ticket", "set", "IT-1", "--status", "resolved")
    martlet.run("ticket", "set", "IT-1", "--status", "closed")
    mails, summary = replay(martlet, "--differences")
    assert summary["changed"] == 1
    assert mails[0]["then"]["state"] == "attached" and mails[0]["now"]["state"] == "ticketed"
    assert any(line.startswith("acknowledgement: ") for line in mails[0]["now"]["trace"])


def test_replay_needs_a_ledger(tmp_path):
    desk = Martlet(tmp_path)
    result = desk.run("mail", "replay", check=False)
    assert result.returncode == 1 and b"no ledger" in result.stderr
    assert desk.run("mail", "replay", "--since", "yesterday", check=False).returncode == 64


def test_retention_removes_old_bytes_at_start(tmp_path):
    desk = Martlet(tmp_path, more="security: {retention: {raw_mail: 1d}}\n").start()
    try:
        desk.accept(mail())
        (item,) = settled(desk, 1)
        assert item["raw_removed_at"] is None
        desk.stop()
        with sqlite3.connect(tmp_path / "martlet.db") as database:
            database.execute("UPDATE incoming SET settled_at = settled_at - 2 * 86400 * 1000000")
        desk.start()
        eventually(lambda: json.loads(desk.text("mail", "show", item["id"], "--format", "json"))["raw_removed_at"])
        assert b"removed" in desk.run("mail", "show", item["id"], "--raw", check=False).stderr
        desk.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
        bearer = desk.text("person", "token", "root@martlet.example")
        status, _, problem = desk.get(f"/api/v1/mail/{item['id']}/raw", {"Authorization": f"Bearer {bearer}"})
        assert status == 410 and b"retention" in problem
        assert "fire" in desk.ticket("IT-1")["subject"]
        assert replay(desk)[1] == {"mails": 1, "changed": 0, "unchanged": 0, "skipped": 1}
    finally:
        desk.stop()


def test_a_file_that_no_row_names_goes_and_the_others_stay(stopped):
    def files():
        return list((stopped.directory / "blobs").glob("??/*"))

    stopped.start()
    large = b"Message-ID: <large@customer.example>\r\n" + mail(body="a line of a large mail\r\n" * 13_000)
    stopped.accept(large)
    # The same mail in other bytes: they are on disk before it is known that nothing needs them.
    stopped.accept(b"Received: from a by b; Wed, 25 Nov 2026 04:00:00 +0000\r\n" + large)
    (item,) = settled(stopped, 1)
    stopped.stop()
    assert len(files()) == 2
    foreign = files()[0].with_name("0" * 62)
    foreign.write_bytes(b"of another desk")
    for path in files():
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    database_of(stopped).change("UPDATE loose_file SET since = since - 172800000000")
    stopped.start()
    eventually(lambda: len(files()) == 2)
    assert foreign.exists()
    assert stopped.run("mail", "show", item["id"], "--raw").stdout == large


@pytest.mark.parametrize("value", ["1h", "0d", "forever"])
def test_retention_of_less_than_a_day_is_refused(tmp_path, value):
    desk = Martlet(tmp_path, more=f"security: {{retention: {{ignored_mail: {value}}}}}\n")
    result = desk.run("config", "check", check=False)
    assert result.returncode == 1 and b"security.retention.ignored_mail" in result.stdout + result.stderr
