"""Every hostile server costs its own mailbox alone: a real Dovecot beside them, and LMTP, go on."""
import pathlib

import pytest

from hostile_server import WAYS, HostileServers
from martlet import Martlet, eventually, mail
from parts import Dovecot, needs_root, running

pytestmark = pytest.mark.skipif(needs_root(), reason="Dovecot is started by root")
BOX = "support@martlet.example"


def memory(pid):
    """Resident MiB of a process."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


@pytest.fixture
def hostile():
    servers = HostileServers()
    yield servers
    servers.stop()


def test_hostile_servers_cost_their_mailbox_alone(hostile, tmp_path):
    with running(Dovecot()) as dovecot:
        lines = ["mailboxes:"]
        for name in WAYS:
            lines += [f'  - url: "{hostile.url(name)}"', "    password: x", "    desk: hr", "    interval: 1s",
                      "    timeout: 1s", "    start: all"]
        lines += [f'  - url: "{dovecot.url(BOX)}"', f"    password: {dovecot.password}", "    desk: it",
                  f"    tls_ca_file: {dovecot.authority.certificate}", "    interval: 1s", "    start: all"]
        desk = Martlet(tmp_path, more="\n".join(lines) + "\n")
        with running(desk):
            for number in range(5):
                dovecot.deliver(BOX, mail(subject=f"By IMAP {number}"))
                desk.accept(mail(subject=f"By LMTP {number}"))
            eventually(lambda: len(desk.tickets()) == 10, 60)
            # Each of them has been left, and met again.
            eventually(lambda: min(hostile.visits.values()) >= 2, 90)
            dovecot.deliver(BOX, mail(subject="Afterwards"))
            desk.accept(mail(subject="Afterwards too"))
            eventually(lambda: len(desk.tickets()) == 12, 30)
            assert desk.get("/readyz")[0] == 200
            log = desk.log_path.read_text()
            for name in WAYS:
                user = hostile.url(name).split("//")[1].split("@")[0]
                assert [line for line in log.splitlines() if user + "@" in line and "cannot be read" in line], name
            assert all(ticket["desk"] == "it" for ticket in desk.tickets()), "nothing of theirs became a ticket"
            print("daemon, MiB:", round(memory(desk.process.pid)))
            assert memory(desk.process.pid) < 300
            assert desk.stop() == 0


@pytest.mark.parametrize("way", ["stalls within a literal", "stalls within a mail", "says nothing"])
def test_a_stalled_server_is_waited_for_beside_the_others(hostile, tmp_path, way):
    with running(Dovecot()) as dovecot:
        lines = ["mailboxes:", f'  - url: "{hostile.url(way)}"', "    password: x", "    desk: hr", "    start: all",
                 f'  - url: "{dovecot.url(BOX)}"', f"    password: {dovecot.password}", "    desk: it",
                 f"    tls_ca_file: {dovecot.authority.certificate}", "    interval: 1s", "    idle: off", "    start: all"]
        with running(Martlet(tmp_path, more="\n".join(lines) + "\n")) as desk:
            eventually(lambda: hostile.visits[way] == 1, 60)
            for number in range(3):
                dovecot.deliver(BOX, mail(subject=f"By IMAP {number}"))
                eventually(lambda: len(desk.tickets()) == number + 1, 60)
            # Nobody has given that server up meanwhile: its time is not over.
            assert hostile.visits[way] == 1 and hostile.is_waited_for(way)
