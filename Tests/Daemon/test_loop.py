"""Two desks whose addresses write to each other."""
import contextlib
import smtplib

import pytest

from martlet import Martlet, eventually, mail
from parts import Sink

FIRST, SECOND = "support@martlet.example", "support@other.example"


class Bridge:
    """Takes what one desk sends and hands it to the desk that its envelope names, as their MTAs would."""

    def __init__(self):
        self.desks, self.carried = {}, []
        self.sink = Sink(self.carry)

    def carry(self, sender, recipients, message):
        trace = b"Received: from a.example by b.example; Wed, 25 Nov 2026 04:00:00 +0000\r\n"
        for recipient in recipients:
            desk = self.desks.get(recipient.rpartition("@")[2])
            self.carried.append((sender, recipient))
            if desk is None:
                continue
            with smtplib.LMTP("127.0.0.1", desk.lmtp_port, timeout=20) as client:
                client.sendmail(sender, [recipient], trace + message)


@pytest.fixture
def bridge(tmp_path):
    bridge = Bridge()
    with contextlib.ExitStack() as stack:
        stack.callback(bridge.sink.stop)
        for domain in ("martlet.example", "other.example"):
            (tmp_path / domain).mkdir()
            desk = Martlet(tmp_path / domain, smtp=f"smtp://127.0.0.1:{bridge.sink.port}")
            text = desk.configuration.read_text()
            desk.configuration.write_text(text.replace("martlet.example", domain))
            bridge.desks[domain] = desk.start()
            stack.callback(desk.stop)
        yield bridge


def settled(bridge):
    for desk in bridge.desks.values():
        if desk.objects("mail", "list", "--state", "received"):
            return False
        if [item for item in desk.objects("queue", "list") if item["state"] in ("queued", "deferred")]:
            return False
    return True


def quiet(bridge):
    """Nothing moves, twice in a row with the same count."""
    before = len(bridge.carried)
    return settled(bridge) and settled(bridge) and len(bridge.carried) == before


def test_one_desk_writes_to_the_other(bridge):
    """As if the second desk's address had written to the first: the envelope and the From are a desk's."""
    desk = bridge.desks["martlet.example"]
    desk.accept(mail(sender=f"Other desk <{SECOND}>", to=FIRST), sender=SECOND)
    eventually(desk.tickets)
    eventually(lambda: quiet(bridge), 60)
    assert len(bridge.carried) <= 2, bridge.carried


def test_an_agent_opens_a_ticket_for_the_other_desk(bridge):
    desk = bridge.desks["martlet.example"]
    desk.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    desk.run("ticket", "open", "--desk", "it", "--subject", "A question", "--requester", SECOND, "--text", "For you.")
    desk.run("ticket", "reply", "IT-1", "--as", "bo@martlet.example", stdin=b"Hello, other desk.")
    eventually(bridge.desks["other.example"].tickets, 30)
    eventually(lambda: quiet(bridge), 60)
    assert len(bridge.carried) <= 4, bridge.carried


def test_a_desk_that_writes_to_itself_ends_too(bridge):
    desk = bridge.desks["martlet.example"]
    desk.accept(mail(sender=f"Forged <{FIRST}>", to=FIRST), sender=FIRST)
    eventually(lambda: desk.objects("mail", "list"))
    eventually(lambda: quiet(bridge), 60)
    assert len(bridge.carried) <= 1, bridge.carried


@pytest.mark.parametrize("subject", ["STATUS", "状态"])
def test_a_query_of_one_desk_to_the_other_is_answered_once(bridge, subject):
    """Even where the other desk's address is proven to have asked."""
    proven = b"Authentication-Results: mx.martlet.example; dmarc=pass header.from=other.example\r\n"
    desk = bridge.desks["martlet.example"]
    desk.accept(
        proven + mail(subject=subject, body=subject, sender=f"Other desk <{SECOND}>", to=FIRST), sender=SECOND)
    eventually(lambda: desk.objects("mail", "list", "--state", "answered"))
    eventually(lambda: quiet(bridge), 60)
    assert len(bridge.carried) <= 2, bridge.carried
