"""Approvals: whether guesses can be told apart by their time, and what lists and clocks cost with many of them."""
import collections
import http.client
import json
import os
import pathlib
import random
import smtplib
import sqlite3
import statistics
import subprocess
import time
import urllib.parse

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def command(desk, *arguments):
    run = subprocess.run([desk.binary, *map(str, arguments), "--config", desk.config], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    return run.stdout.strip()


class Web:
    """Requests on one open connection, each as if from another client."""

    def __init__(self, desk, head=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", desk.http, timeout=60)
        self.head = head or {}
        self.client = 0

    def timed(self, method, path, fields=None):
        """Seconds, status and body."""
        self.client += 1
        head = {**self.head, "X-Forwarded-For": f"10.{self.client >> 16}.{self.client >> 8 & 255}.{self.client & 255}"}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            head["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, head)
        answer = self.connection.getresponse()
        text = answer.read()
        return time.perf_counter() - began, answer.status, text


def letters(count):
    return "".join(random.choices(LETTERS, k=count))


# What could be a key and is none, and what cannot be one.
UNKNOWN = [lambda: "a" + letters(40)]
MALFORMED = [lambda: "a" + letters(39), lambda: "a" + letters(41), lambda: "a" + "0189" * 10, lambda: "a",
             lambda: "A" + "B" * 20 + "9" * 20]


def guesses(desk, count):
    """Times of both kinds, in turns by chance, and whether the answers were the same."""
    times, answers = collections.defaultdict(lambda: ([], [])), collections.defaultdict(lambda: (set(), set()))

    def note(what, kind, seconds, answer):
        times[what][kind].append(seconds)
        answers[what][kind].add(answer)

    mails(desk, count, note)
    approvers = [f"p{index}@boss.example" for index in range(50)]
    arguments = [part for address in approvers for part in ("--approver", address)]
    number = json.loads(
        command(desk, "approval", "request", "IT-1", "--text", "Two printers", *arguments, "--format", "json"))["id"]
    pages(desk, count, number, approvers, note)
    print(f"{'':36} {'n':>6} {'first ms':>9} {'second ms':>9} {'ratio':>6}  answers")
    rows = []
    for what, (first, second) in times.items():
        medians = [statistics.median(values) * 1_000 for values in (first, second)]
        same = "the same" if answers[what][0] == answers[what][1] else "DIFFER"
        rows.append({"what": what, "count": len(first), "first_ms": medians[0], "second_ms": medians[1],
                     "ratio": medians[1] / medians[0], "same": same == "the same"})
        print(f"{what:36} {len(first):>6} {medians[0]:>9.3f} {medians[1]:>9.3f} {medians[1] / medians[0]:>6.3f}  {same}")
    return rows


def without(number, page):
    """The page as it is whatever the number in its own address."""
    return page.decode().replace(f"/{number}", "/N").replace(f"%2F{number}", "%2FN")


def mails(desk, count, note):
    outbox = desk.folder / "outbox"
    client = smtplib.LMTP(desk.socket)
    client.ehlo()
    for index, kind in enumerate(random.sample([0, 1] * count, 2 * count)):
        detail = random.choice((UNKNOWN, MALFORMED)[kind])()
        client.mail(f"g{index}@customer.example")
        began = time.perf_counter()
        reply = client.rcpt(f"support+{detail}@desk.example")
        note("mail: RCPT, unknown | malformed key", kind, time.perf_counter() - began, reply)
        client.docmd("DATA")
        content = (f"From: <g{index}@customer.example>\r\nTo: <support+{detail}@desk.example>\r\nSubject: Re: Printer\r\n"
                   f"Message-ID: <{index}.{letters(9)}@customer.example>\r\n\r\nAPPROVE\r\n.\r\n")
        began = time.perf_counter()
        client.send(content.encode())
        code, _ = client.getreply()
        note("mail: DATA, unknown | malformed key", kind, time.perf_counter() - began, code)
        # Each opens a ticket, and its author is told so.
        while not (outbox.exists() and any(os.scandir(outbox))):
            if time.perf_counter() - began > 30:
                raise SystemExit("no acknowledgement within 30 s")
            time.sleep(0.0005)
        file = next(pathlib.Path(outbox).glob("*"))
        note("mail: answer, unknown | malformed key", kind, time.perf_counter() - began, "acknowledgement")
        time.sleep(0.005)
        for file in outbox.glob("*.eml"):
            file.unlink()
    client.quit()


def pages(desk, count, number, approvers, note):
    web = Web(desk)
    page = web.timed("GET", f"/approvals/{number}")[2].decode()
    for kind in random.sample([0, 1] * count, 2 * count):
        which = number if kind == 0 else str(random.randrange(10_000, 99_999))
        seconds, status, text = web.timed("GET", f"/approvals/{which}")
        note("page: known | unknown number", kind, seconds, (status, without(which, text)))
    browser = letters(32)
    for kind in random.sample([0, 1] * count, 2 * count):
        which = number if kind == 0 else str(random.randrange(10_000, 99_999))
        seconds, status, text = web.timed(
            "POST", f"/approvals/{which}/visit", {"browser": browser, "code": f"{random.randrange(10 ** 6):06}"})
        note("wrong code: known | unknown number", kind, seconds, (status, without(which, text)))
    few = min(count, 5 * len(approvers))
    for index, kind in enumerate(random.sample([0, 1] * few, 2 * few)):
        address = approvers[index % len(approvers)] if kind == 0 else f"x{index}@boss.example"
        seconds, status, _ = web.timed("POST", f"/approvals/{number}/code", {"address": address})
        note("ask for a code: asked | not asked", kind, seconds, status)
    assert "Two printers" not in page


PEOPLE = 1_000
SEED = """
INSERT INTO person (address_key, address, name, created_at)
    WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {people} + 2)
    SELECT 'p' || i || '@boss.example', 'p' || i || '@boss.example', 'P' || i, 1 FROM n ORDER BY i;
INSERT INTO ticket (prefix, sequence, subject, state, kind, priority, desk, requester, flags, folded, created_at,
        updated_at, version)
    WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {count})
    SELECT 'IT', i, 'Printer', 'pending', 'service_request', 'normal', 'it', {people} + 2, '[]', 'printer', {now} + i,
        {now} + i, 1 FROM n ORDER BY i;
INSERT INTO ticket_desk (ticket, desk) SELECT id, 'it' FROM ticket;
INSERT INTO number_sequence (prefix, last) VALUES ('IT', {count});
INSERT INTO approval (ticket, author, content_version, state, created_at, revision)
    SELECT id, {people} + 1, 1, CASE WHEN id > {count} - {pending} THEN 'pending' ELSE 'approved' END, created_at, 0
    FROM ticket ORDER BY id;
INSERT INTO approval_content (approval, version, subject, text, fields, files, digest)
    SELECT id, 1, 'Printer', 'Two printers', '[]', '[]', 'x' FROM approval;
INSERT INTO approval_step (approval, position, rule, is_passive, state, opened_at)
    SELECT id, 1, 'any', 0, CASE WHEN state = 'pending' THEN 'open' ELSE 'approved' END, {now} FROM approval;
INSERT INTO approval_approver (approval, position, person) SELECT id, 1, 1 + id % {people} FROM approval;
INSERT INTO approval_approver (approval, position, person)
    SELECT id, 1, 1 + (id + {people} / 2) % {people} FROM approval;
INSERT INTO approval_decision (approval, position, content_version, approver, author, verdict, reason, channel, at)
    SELECT id, 1, 1, 1 + id % {people}, 1 + id % {people}, 'approved', '', 'api', created_at FROM approval
    WHERE state = 'approved';
INSERT INTO delegation (approver, substitute, starts_at, ends_at, created_at)
    SELECT id, 1 + id % {people}, 1, 4000000000000000, 1 FROM person WHERE id <= {people};
"""


def seed(desk, database, count, pending):
    script = SEED.format(count=count, pending=pending, people=PEOPLE, now=int(time.time() * 1_000_000))
    if database:
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", database], input=script + "ANALYZE;", text=True,
                       check=True)
    else:
        connection = sqlite3.connect(desk.folder / "martlet.db")
        connection.executescript(f"BEGIN;{script}COMMIT;")
        connection.close()


def seconds_of_cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def lists(desk, rounds, idle=20):
    """Milliseconds of what people look at, and what the daemon does by itself."""
    web = Web(desk, {"Authorization": f"Bearer {command(desk, 'person', 'token', 'p7@boss.example')}"})
    command(desk, "person", "add", "root@desk.example", "--name", "Root", "--role", "administrator")
    root = Web(desk, {"Authorization": f"Bearer {command(desk, 'person', 'token', 'root@desk.example')}"})
    link = urllib.parse.urlsplit(command(desk, "person", "link", "p7@boss.example")).path
    page = Web(desk)
    page.connection.request("POST", link, "", {"Content-Type": "application/x-www-form-urlencoded"})
    answer = page.connection.getresponse()
    answer.read()
    cookies = [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie")]
    page.head = {"Cookie": next(cookie for cookie in cookies if cookie.startswith("martlet="))}
    asks = [("the account's page, with what waits in its menu", page, "/me"),
            ("what waits for me", page, "/approvals"), ("what I decided", page, "/approvals?view=decided"),
            ("what I asked for", page, "/approvals?view=asked"), ("the same through the API", web, "/api/v1/approvals?waiting=me"),
            ("one approval", web, None), ("all refused ones", root, "/api/v1/approvals?state=rejected")]
    rows = []
    for what, client, path in asks:
        if path is None:
            path = "/api/v1/approvals/" + json.loads(client.timed("GET", "/api/v1/approvals?waiting=me")[2])["items"][0]["id"]
        values = []
        for _ in range(rounds):
            seconds, status, text = client.timed("GET", path)
            if status != 200:
                raise SystemExit(f"{path}: {status} {text[:300]}")
            values.append(seconds * 1_000)
        rows.append({"what": what, "ms": statistics.median(values)})
    before = seconds_of_cpu(desk.process.pid)
    time.sleep(idle)
    rows.append({"what": "CPU in a second of doing nothing",
                 "ms": (seconds_of_cpu(desk.process.pid) - before) * 1_000 / idle})
    return rows
