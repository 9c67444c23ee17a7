"""Mailboxes of a real Dovecot, over verified TLS."""
import pytest

from martlet import Martlet, eventually, mail
from parts import Authority, Dovecot, needs_root, running

pytestmark = pytest.mark.skipif(needs_root(), reason="Dovecot is started by root")
BOX = "support@martlet.example"
OTHER = "people@martlet.example"


@pytest.fixture
def dovecot():
    with running(Dovecot()) as dovecot:
        yield dovecot


def one(url, desk="it", **keys):
    """The configuration of one mailbox."""
    return "\n".join([f'  - url: "{url}"', f"    desk: {desk}"] + [f"    {key}: {keys[key]}" for key in keys]) + "\n"


def mailboxes(dovecot, *boxes):
    """The configuration of (user, desk, authority file, host) mailboxes, polled each second."""
    lines = ["mailboxes:"]
    for user, desk, authority, host in boxes:
        lines += [f'  - url: "{dovecot.url(user, host)}"', f"    password: {dovecot.password}", f"    desk: {desk}",
                  f"    tls_ca_file: {authority}", "    interval: 1s"]
    return "\n".join(lines) + "\n"


def test_a_mailbox_feeds_its_desk(dovecot, tmp_path):
    more = mailboxes(dovecot, (BOX, "it", dovecot.authority.certificate, "localhost"))
    dovecot.deliver(BOX, mail(subject="There before", body="first"))
    desk = Martlet(tmp_path, more=more)
    with running(desk):
        eventually(lambda: [t["subject"] for t in desk.tickets()] == ["There before"], 30)
        dovecot.deliver(BOX, mail(subject="Came later", body="second"))
        eventually(lambda: len(desk.tickets()) == 2, 30)
        eventually(lambda: all("\\Seen" in flags for flags in dovecot.flags(BOX)), 30)
        assert len(dovecot.flags(BOX)) == 2
        assert len(desk.objects("mail", "list")) == 2


def test_the_same_mail_by_both_doors_is_one_ticket(dovecot, tmp_path):
    message = mail(subject="Twice", body="once", message_id="twice@customer.example")
    traced = b"Return-Path: <ann@customer.example>\r\nDelivered-To: support@martlet.example\r\n" \
        b"Received: from a.example by b.example; Wed, 25 Nov 2026 04:00:00 +0000\r\n" + message
    more = mailboxes(dovecot, (BOX, "it", dovecot.authority.certificate, "localhost"))
    desk = Martlet(tmp_path, more=more)
    with running(desk):
        desk.accept(message)
        eventually(desk.tickets)
        dovecot.deliver(BOX, traced)
        # Seen means that it has been taken.
        eventually(lambda: dovecot.flags(BOX) and "\\Seen" in dovecot.flags(BOX)[0], 30)
        dovecot.deliver(BOX, mail(subject="A mark behind it"))
        eventually(lambda: len(desk.tickets()) == 2, 30)
        assert sorted(t["subject"] for t in desk.tickets()) == ["A mark behind it", "Twice"]
        assert len(desk.objects("mail", "list")) == 2


def test_a_restart_takes_nothing_twice(dovecot, tmp_path):
    desk = Martlet(tmp_path, more=mailboxes(dovecot, (BOX, "it", dovecot.authority.certificate, "localhost")))
    for number in range(20):
        dovecot.deliver(BOX, mail(subject=f"Number {number}", body=str(number)))
    with running(desk):
        eventually(lambda: len(desk.objects("mail", "list")) > 0, 30)
        desk.stop(9)
        desk.start()
        eventually(lambda: all("\\Seen" in flags for flags in dovecot.flags(BOX)), 30)
        eventually(lambda: len(desk.tickets()) == 20, 120)
        assert {t["subject"] for t in desk.tickets()} == {f"Number {number}" for number in range(20)}


@pytest.mark.parametrize("trouble", ["authority", "host"])
def test_an_unverified_server_gets_no_password_and_others_go_on(dovecot, tmp_path, trouble):
    stranger = Authority(dovecot.directory, "stranger").certificate
    authority, host = (stranger, "localhost") if trouble == "authority" else (
        dovecot.authority.certificate, "127.0.0.1")
    dovecot.deliver(BOX, mail(subject="Out of reach"))
    dovecot.deliver(OTHER, mail(subject="In reach", to=OTHER))
    desk = Martlet(tmp_path, more=mailboxes(
        dovecot, (BOX, "it", authority, host), (OTHER, "hr", dovecot.authority.certificate, "localhost")))
    with running(desk):
        eventually(lambda: [t["subject"] for t in desk.tickets()] == ["In reach"], 30)
        mentions = lambda: [line for line in desk.log_path.read_text().splitlines()
                            if BOX in line and "certificate" in line.lower()]
        assert eventually(mentions, 30)
        assert dovecot.logins(BOX) == 0 and dovecot.logins(OTHER) > 0
        assert desk.get("/readyz")[0] == 200


def test_news_come_at_once_where_the_server_tells(dovecot, tmp_path):
    more = "mailboxes:\n" + one(dovecot.url(BOX), password=dovecot.password, interval="1h",
                                tls_ca_file=dovecot.authority.certificate, after='"move:已处理"')
    dovecot.deliver(BOX, mail(subject="There before"))
    desk = Martlet(tmp_path, more=more)
    with running(desk):
        eventually(lambda: len(desk.tickets()) == 1, 30)
        for number in range(3):
            dovecot.deliver(BOX, mail(subject=f"Number {number}"))
            eventually(lambda: len(desk.tickets()) == number + 2, 20)
        eventually(lambda: len(dovecot.flags(BOX, "已处理")) == 4, 20)
        assert dovecot.flags(BOX) == []
        assert dovecot.logins(BOX) == 1, "one session, that stays"
        # A session that waits does not keep the daemon from stopping.
        assert desk.stop() == 0


def test_a_server_that_goes_away_is_visited_again(dovecot, tmp_path):
    desk = Martlet(tmp_path, more=mailboxes(dovecot, (BOX, "it", dovecot.authority.certificate, "localhost")))
    dovecot.deliver(BOX, mail(subject="Before"))
    with running(desk):
        eventually(lambda: len(desk.tickets()) == 1, 30)
        dovecot.halt()
        dovecot.start()
        dovecot.deliver(BOX, mail(subject="After"))
        eventually(lambda: len(desk.tickets()) == 2, 60)
        assert len(desk.objects("mail", "list")) == 2


@pytest.mark.parametrize("after", ["keep", "delete"])
def test_a_maildrop_by_pop3(dovecot, stopped, after):
    box = one(dovecot.url(BOX, protocol="pop3"), password=dovecot.password, interval="1s",
              tls_ca_file=dovecot.authority.certificate, after=after)
    desk = stopped
    desk.configuration.write_text(desk.configuration.read_text() + "mailboxes:\n" + box)
    for number in range(5):
        dovecot.deliver(BOX, mail(subject=f"Number {number}", body=".\r\n..dots\r\n"))
    with running(desk):
        eventually(lambda: len(desk.tickets()) == 5, 30)
        eventually(lambda: len(dovecot.flags(BOX)) == (5 if after == "keep" else 0), 30)
        desk.stop(9)
        desk.start()
        dovecot.deliver(BOX, mail(subject="A mark behind them"))
        eventually(lambda: len(desk.tickets()) == 6, 30)
        assert len(desk.objects("mail", "list")) == 6
        listed = desk.objects("mail", "list")[0]
        assert listed["state"] == "ticketed"
