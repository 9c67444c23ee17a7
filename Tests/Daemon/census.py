"""Counts what a desk has kept, in its database and files, past its own program."""
import collections
import csv
import hashlib
import io
import re
import sqlite3
import subprocess
import time
from email import message_from_bytes, policy

MARKER = re.compile("mark-[^ ]*?-end")


class Database:
    def __init__(self, url):
        self.url = url

    def rows(self, query):
        if self.url.startswith("sqlite:"):
            connection = sqlite3.connect(f"file:{self.url.removeprefix('sqlite:')}?mode=ro", uri=True, timeout=20)
            try:
                return [[str(value) for value in row] for row in connection.execute(query)]
            finally:
                connection.close()
        done = subprocess.run(["psql", "--csv", "-t", "-d", self.url, "-c", query], check=True, capture_output=True)
        return list(csv.reader(io.StringIO(done.stdout.decode())))

    def change(self, statement):
        """Beside the program, which is stopped."""
        if self.url.startswith("sqlite:"):
            with sqlite3.connect(self.url.removeprefix("sqlite:")) as connection:
                connection.execute(statement)
        else:
            subprocess.run(["psql", "-d", self.url, "-c", statement], check=True, capture_output=True)

    def hexadecimal(self, column):
        return f"hex({column})" if self.url.startswith("sqlite:") else f"encode({column}, 'hex')"

    def count(self, query):
        return int(self.rows(query)[0][0])

    def waiting(self):
        """How much waits for a decision or for being sent."""
        return self.count("SELECT (SELECT count(*) FROM incoming WHERE state = 'received') + "
                          "(SELECT count(*) FROM outgoing WHERE state IN ('queued', 'deferred'))")

    def settle(self, patience=120):
        """Waits for the desk to finish, for as long as it gets on: a backlog may be large, a stuck mail never ends."""
        least, moved = self.waiting(), time.monotonic()
        while least:
            time.sleep(0.5)
            assert time.monotonic() < moved + patience, f"{least} mails wait, and none got on within {patience} s"
            now = self.waiting()
            if now < least:
                least, moved = now, time.monotonic()


class Census:
    def __init__(self, desk, database, accepted):
        rows = database.rows(
            "SELECT prefix, sequence, substr(text, 1, 200) FROM entry JOIN ticket ON ticket.id = entry.ticket "
            "WHERE entry.kind = 'message' AND entry.direction = 'in'")
        found = collections.Counter(marker for _, _, text in rows for marker in MARKER.findall(text)[:1])
        self.accepted, self.entries, self.tickets = set(accepted), len(rows), len({(a, b) for a, b, _ in rows})
        self.lost = sorted(self.accepted - set(found))
        self.doubled = sorted(marker for marker, count in found.items() if count > 1)
        self.states = {state: int(count) for state, count in
                       database.rows("SELECT state, count(*) FROM incoming GROUP BY state")}
        self.missing_blobs, self.bad_blobs, self.unknown_files = self._blobs(desk, database)
        self._acknowledgements(desk)

    def _blobs(self, desk, database):
        """Large bytes are files; each must be there, be what its name says, and be known to the desk."""
        digest = database.hexadecimal("sha256")
        stored = {row[0].lower() for row in database.rows(f"SELECT {digest} FROM blob WHERE bytes IS NULL")}
        noted = {row[0].lower() for row in database.rows(f"SELECT {digest} FROM loose_file")}
        files = {}
        for path in desk.directory.glob("blobs/**/*"):
            if path.is_file():
                files[hashlib.sha256(path.read_bytes()).hexdigest()] = path
        # A draft, whose name begins with a dot, is what a kill leaves of a file that no row names.
        bad = [path for digest, path in files.items()
               if not path.name.startswith(".") and digest != path.parent.name + path.name]
        whole = {digest for digest, path in files.items() if not path.name.startswith(".")}
        return sorted(stored - set(files)), bad, sorted(whole - stored - noted)

    def _acknowledgements(self, desk):
        contents = collections.defaultdict(list)
        about = collections.defaultdict(set)
        for path in sorted(desk.outbox.glob("*.eml")):
            content = path.read_bytes()
            message = message_from_bytes(content, policy=policy.compat32)
            contents[message["Message-ID"]].append(content)
            about[message["In-Reply-To"]].add(message["Message-ID"])
        self.sent = len(contents)
        self.repeats = sum(len(copies) - 1 for copies in contents.values())
        self.changed = [identifier for identifier, copies in contents.items() if len(set(copies)) > 1]
        self.answered_twice = [identifier for identifier, answers in about.items() if len(answers) > 1]

    @property
    def faults(self):
        names = ("lost", "doubled", "missing_blobs", "bad_blobs", "unknown_files", "changed", "answered_twice")
        faults = {name: getattr(self, name)[:10] for name in names if getattr(self, name)}
        odd = set(self.states) - {"ticketed", "attached"}
        return {**faults, **({"states": self.states} if odd else {})}

    def __str__(self):
        return (f"accepted {len(self.accepted)}, tickets {self.tickets}, entries {self.entries}, "
                f"lost {len(self.lost)}, doubled {len(self.doubled)}, mails {self.states}, sent {self.sent}, sent again with the same bytes "
                f"{self.repeats}, with others {len(self.changed)}, answered twice {len(self.answered_twice)}, "
                f"blobs missing {len(self.missing_blobs)}, bad {len(self.bad_blobs)}, "
                f"files unknown {len(self.unknown_files)}")
