"""Approvers who decide at the same moment, by mail, page and API, the other way each: exactly one of them is first.

    python Tests/Daemon/races.py --races 10000 --database sqlite|postgres

On PostgreSQL two daemons share the database, and each act goes to one of them by chance. `TMPDIR=/dev/shm` spares the disk.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from cluster import Cluster
from doors import API, Connections, Pages, reply, reply_keys
from martlet import Martlet, eventually

AGENT = "bo@staff.example"
# Ada answers by mail, Bob by the API, Cyn on the page and, the other way, by the API at the same time.
ADA, BOB, CYN = APPROVERS = ["ada@one.example", "bob@two.example", "cyn@three.example"]
BATCH = 100
# Approvals that follow each other on one ticket.
ROUNDS = 10
VERDICTS = {"approve": "approved", "reject": "rejected"}


class Races:
    def __init__(self, desks):
        self.desks = desks
        self.servers = [Connections(desk) for desk in desks]
        self.faults = []
        self.firsts = {"mail": 0, "portal": 0, "api": 0}
        self.count = 0
        self.tickets, self.rounds = [], 0
        self.seen = set()
        # A mail takes longer to be understood than a request: mails are sent about so many races ahead of requests.
        # This is adjusted, so that each door is first now and then.
        self.lead = 30.0
        first = desks[0]
        first.run("person", "add", AGENT, "--name", "Bo", "--role", "agent")
        for address in APPROVERS:
            first.run("person", "add", address, "--name", address.split("@")[0], "--role", "approver")
        self.people = {who: API(first, who) for who in [AGENT, BOB, CYN]}
        self.pages = Pages(self.servers[0], first, CYN)

    @property
    def server(self):
        return random.choice(self.servers)

    def agent(self, method, path, body=None, expected=200):
        status, answer = self.people[AGENT].call(self.server, method, path, body)
        assert status == expected, f"{method} {path}: {status} {answer}"
        return answer

    def run(self, races, progress=lambda text: None):
        """Throws when the chain of evidence does not hold afterwards; what else is wrong stands in `faults`."""
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            while self.count < races:
                self.batch(min(BATCH, races - self.count), pool)
                progress(f"{self.count} races, {self.firsts}, {time.monotonic() - began:.0f} s")
        verified = self.desks[0].run("approval", "verify", check=False, seconds=3_600)
        if verified.returncode != 0:
            self.faults.append(f"the chain does not hold: {(verified.stdout + verified.stderr).decode()[-500:]}")

    def batch(self, size, pool):
        if len(self.tickets) != size or self.rounds == ROUNDS:
            self.tickets, self.rounds = list(pool.map(lambda _: self.open(), range(size))), 0
        self.rounds += 1
        approvals = dict(zip(pool.map(self.ask, self.tickets), self.tickets))
        forms = dict(zip(approvals, pool.map(self.form, approvals)))
        keys = {}

        def all_asked():
            for desk in self.desks:
                keys.update(reply_keys(desk, self.seen))
            return len(keys) == size * len(APPROVERS)
        eventually(all_asked, 120)
        acts = []
        for place, (number, ticket) in enumerate(approvals.items()):
            acts.append((place, self.by_mail, keys[ticket, ADA]))
            for act in [(self.by_api, number, BOB, {"decision": "reject", "reason": "no"}),
                        (self.by_page, number, {**forms[number], "decision": "approve"}),
                        (self.by_api, number, CYN, {"decision": "reject", "reason": "no"})]:
                acts.append((place + self.lead * random.uniform(0.7, 1.3), *act))
        for act in [pool.submit(*act) for _, *act in sorted(acts, key=lambda act: act[0])]:
            act.result()
        # Mails that came too late as well.
        eventually(lambda: not self.agent("GET", "/mail?state=received&limit=1")["items"], 120)
        self.judge(approvals, pool)
        for desk in self.desks:
            for file in desk.outbox.glob("*.eml"):
                file.unlink()

    def open(self):
        return self.agent("POST", "/tickets", expected=201, body={
            "desk": "it", "subject": "Printer", "text": "Two",
            "requester": {"name": "Ann", "address": "ann@customer.example"}})["number"]

    def ask(self, ticket):
        return self.agent("POST", f"/tickets/{ticket}/approvals", expected=201, body={
            "approvers": APPROVERS, "rule": "first", "text": "Two printers"})["id"]

    def form(self, number):
        return self.pages.form(self.server, f"/approvals/{number}", f"/approvals/{number}/decision")

    def by_mail(self, key):
        random.choice(self.desks).accept(reply(key, ADA, "APPROVE"), recipient=key, sender=ADA)

    def by_api(self, number, who, decision):
        status, answer = self.people[who].call(self.server, "POST", f"/approvals/{number}/decision", decision)
        if status not in (200, 409):
            self.faults.append(f"approval {number}: API {status} {answer}")

    def by_page(self, number, fields):
        status, page = self.pages.post(self.server, f"/approvals/{number}/decision", fields)
        if status not in (303, 409):
            self.faults.append(f"approval {number}: page {status} {page[-300:]}")

    def judge(self, approvals, pool):
        found, cursor = {}, ""
        while len(found) < len(approvals):
            page = self.agent("GET", f"/approvals?limit=200{cursor}")
            found.update({item["id"]: item for item in page["items"] if item["id"] in approvals})
            cursor = f"&cursor={page['next_cursor']}"
        channels = collections.Counter()
        for number, approval in found.items():
            decisions = approval["decisions"]
            if len(decisions) != 1 or VERDICTS[decisions[0]["decision"]] != approval["state"]:
                self.faults.append(f"approval {number}: {approval['state']} with {decisions}")
            else:
                channels[decisions[0]["channel"]] += 1
        for channel, count in channels.items():
            self.firsts[channel] += count
        share = channels["mail"] / len(approvals)
        self.lead *= 0.7 if share > 0.4 else 1.5 if share < 0.2 else 1
        list(pool.map(self.judge_records, approvals.items()))
        self.count += len(approvals)

    def judge_records(self, approval):
        number, ticket = approval
        entries = [entry["kind"] for entry in self.agent("GET", f"/tickets/{ticket}")["entries"]]
        if entries.count("decision") != self.rounds:
            self.faults.append(f"approval {number}: the timeline does not tell of one decision")
        evidence = self.agent("GET", f"/approvals/{number}/evidence")["items"]
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
        desk = Martlet(folder / name, database=database)
        # One domain's share of deliveries would be what the races wait for.
        text = desk.configuration.read_text()
        desk.configuration.write_text(text.replace("notice_window: 0s", "notice_window: 0s, connections: 32, per_domain: 32"))
        desks.append(desk)
    began = time.monotonic()
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
    if races.faults:
        print("\n".join(races.faults[:20]), f"\nthe data is in {folder}")
    else:
        shutil.rmtree(folder)
    print(f"{options.database}, {len(desks)} daemons: {races.count} races, first by {races.firsts}, "
          f"{races.count - len(races.faults)} with exactly one outcome, {len(races.faults)} faults, "
          f"{'the chain holds, ' if not races.faults else ''}{time.monotonic() - began:.0f} s")
    sys.exit(1 if races.faults else 0)


if __name__ == "__main__":
    main()
