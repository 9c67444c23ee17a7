"""Approvers who decide at the same moment, by mail and by API, the other way each: exactly one of them is first.

    python Tests/Daemon/races.py --races 10000 --database sqlite|postgres

On PostgreSQL two daemons share the database, and each takes half of the answers.
"""
import argparse
import concurrent.futures
import email
import email.policy
import itertools
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import threading
import time

import requests

from cluster import Cluster
from martlet import Martlet, eventually

AGENT = "bo@staff.example"
APPROVERS = ["ada@boss.example", "bob@boss.example", "cyn@boss.example"]
TOKENS = 12
BATCH = 50


class Races:
    def __init__(self, desks):
        self.desks = desks
        self.faults = []
        self.firsts = {"mail": 0, "api": 0}
        self.count = 0
        first = desks[0]
        first.run("person", "add", AGENT, "--name", "Bo", "--role", "agent")
        for address in APPROVERS:
            first.run("person", "add", address, "--name", address.split("@")[0], "--role", "approver")
        # Several for each, as one token has a fair share of requests.
        self.tokens = {who: itertools.cycle([first.text("person", "token", who) for _ in range(TOKENS)])
                       for who in [AGENT, *APPROVERS]}
        self.lock = threading.Lock()

    def decide(self, server, number, who, **body):
        # A mail takes longer to be understood than a request: each shall be first now and then.
        time.sleep(random.uniform(0, 0.15))
        return self.call(server, "POST", f"/approvals/{number}/decision", who, **body)

    def call(self, server, method, path, who, /, **body):
        with self.lock:
            token = next(self.tokens[who])
        while True:
            answer = requests.request(method, f"{server.url}/api/v1{path}", json=body or None, timeout=30,
                                      headers={"Authorization": f"Bearer {token}"})
            if answer.status_code not in (429, 503):
                return answer
            time.sleep(1)

    def run(self, races, progress=lambda text: None):
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            while self.count < races:
                self.batch(min(BATCH, races - self.count), pool)
                if self.count % 500 == 0:
                    progress(f"{self.count} races, {self.firsts}, {time.monotonic() - began:.0f} s")

    def batch(self, size, pool):
        approvals = list(pool.map(lambda _: self.ask(), range(size)))
        keys = eventually(lambda: self.keys(approvals), 120)
        for number in approvals:
            ada, bob, cyn = APPROVERS
            acts = [
                pool.submit(self.mail, self.desks[0], keys[number][ada], ada),
                pool.submit(self.decide, self.desks[-1], number, bob, decision="reject", reason="no"),
                pool.submit(self.decide, self.desks[0], number, cyn, decision="approve"),
                pool.submit(self.decide, self.desks[-1], number, cyn, decision="reject", reason="no"),
            ]
            codes = [act.result() for act in acts[1:]]
            for answer in codes:
                if answer.status_code not in (200, 403, 409):
                    self.faults.append(f"approval {number}: {answer.status_code} {answer.text[:200]}")
        for number in approvals:
            self.judge(number)
        self.count += size
        for desk in self.desks:
            for file in desk.outbox.glob("*.eml"):
                file.unlink()

    def ask(self):
        desk = self.desks[0]
        made = self.call(desk, "POST", "/tickets", AGENT, desk="it", subject="Printer", text="Two",
                         requester={"name": "Ann", "address": "ann@customer.example"})
        asked = self.call(desk, "POST", f"/tickets/{made.json()['number']}/approvals", AGENT, approvers=APPROVERS,
                          rule="first", text="Two printers")
        assert asked.status_code == 201, asked.text
        return asked.json()["id"]

    def keys(self, approvals):
        """The reply addresses by approval and approver, once all are there."""
        found = {number: {} for number in approvals}
        for desk in self.desks:
            for file in list(desk.outbox.glob("*.eml")):
                message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                key = email.utils.parseaddr(message["Reply-To"])[1]
                text = message.get_body(("plain",)).get_content()
                for number in approvals:
                    if f"/approvals/{number}\n" in text.replace("\r\n", "\n") and "+a" in key:
                        found[number][message["X-Envelope-To"].strip("<>")] = key
        return found if all(len(keys) == len(APPROVERS) for keys in found.values()) else None

    def mail(self, desk, key, author):
        message = (
            "Authentication-Results: mx.martlet.example; dmarc=pass header.from=boss.example\r\n"
            f"From: <{author}>\r\nTo: <{key}>\r\nSubject: Re: Printer\r\nMessage-ID: <{key.split('@')[0]}@boss.example>\r\n"
            f"Date: {email.utils.formatdate()}\r\n\r\nAPPROVE\r\n")
        desk.accept(message.encode(), recipient=key, sender=author)

    def judge(self, number):
        def answered():
            answer = self.call(self.desks[0], "GET", f"/approvals/{number}", AGENT).json()
            return answer["state"] != "pending" and answer
        approval = eventually(answered, 60)
        decisions = approval["decisions"]
        outcome = {"approve": "approved", "reject": "rejected"}
        if len(decisions) != 1 or outcome[decisions[0]["decision"]] != approval["state"]:
            self.faults.append(f"approval {number}: {approval['state']} with {decisions}")
        else:
            self.firsts[decisions[0]["channel"]] += 1
        ticket = self.call(self.desks[0], "GET", f"/tickets/{approval['ticket']}", AGENT).json()
        if [entry["kind"] for entry in ticket["entries"]].count("decision") != 1:
            self.faults.append(f"approval {number}: the timeline does not tell of one decision")
        evidence = self.call(self.desks[0], "GET", f"/approvals/{number}/evidence", AGENT).json()["items"]
        kinds = [line for item in evidence for line in item["record"].splitlines() if line.startswith("kind: ")]
        if kinds.count("kind: decided") != 1 or kinds.count("kind: settled") != 1:
            self.faults.append(f"approval {number}: evidence {kinds}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--races", type=int, default=10_000)
    arguments.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options = arguments.parse_args()
    cluster = Cluster(None) if options.database == "postgres" else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="martlet-races-"))
    database = cluster and cluster.database()
    desks = []
    for name in ["one", "two"] if cluster else ["one"]:
        (folder / name).mkdir()
        desks.append(Martlet(folder / name, database=database))
    try:
        for desk in desks:
            desk.start()
        races = Races(desks)
        races.run(options.races, lambda text: print(text, flush=True))
    finally:
        for desk in desks:
            desk.stop(signal.SIGKILL)
        if cluster:
            cluster.stop()
    print(f"{options.database}, {len(desks)} daemons: {races.count} races, first by {races.firsts}, "
          f"{races.count - len(races.faults)} with exactly one outcome")
    if races.faults:
        print("\n".join(races.faults[:20]), f"\nthe data is in {folder}")
        sys.exit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
