"""Mailboxes of a real Dovecot, over verified TLS."""
import json

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
    return "\n".join([f'  - url: "{url}"', f"    desk: {desk}"] + [f"    {key}: {value}" for key, value in ({"start": "all"} | keys).items()]) + "\n"


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


def test_a_new_mailbox_is_read_from_now_on_and_all_reads_the_rest(dovecot, stopped):
    desk = stopped
    settings = desk.configuration.read_text() + "mailboxes:\n"
    keys = dict(password=dovecot.password, interval="1s", tls_ca_file=dovecot.authority.certificate)
    old = mail(subject="Years ago", body="old", Date="Mon, 25 Nov 2024 04:00:00 +0000")
    desk.configuration.write_text(settings + one(dovecot.url(BOX), start="now", **keys))
    dovecot.deliver(BOX, old)
    with running(desk):
        told = lambda: [line for line in desk.log_path.read_text().splitlines() if "older mail stays" in line]
        (line,) = eventually(told, 30)
        assert "start: all" in line
        # A kill changes nothing about which visit was the first.
        desk.stop(9)
        dovecot.deliver(BOX, mail(subject="From now on", body="new"))
        desk.start()
        eventually(lambda: [t["subject"] for t in desk.tickets()] == ["From now on"], 30)
        assert len(told()) == 1
        assert desk.stop() == 0
        desk.configuration.write_text(settings + one(dovecot.url(BOX), start="all", **keys))
        desk.start()
        eventually(lambda: len(desk.tickets()) == 2, 30)
        traces = {m["subject"]: desk.objects("mail", "show", m["id"])[0]["trace"] for m in desk.objects("mail", "list")}
        assert any("it had lain in its mailbox for" in step for step in traces["Years ago"])
        assert not any("it had lain" in step for step in traces["From now on"])
        counts = eventually(lambda: [line for line in desk.log_path.read_text().splitlines()
                                     if "messages of the visit" in line][1:], 30)
        assert len(desk.objects("mail", "list")) == 2 and len(counts) == 1
        assert "do not add up" not in desk.log_path.read_text()
        metrics = desk.get("/metrics")[2].decode().splitlines()
        assert [line.split()[-1] for line in metrics if line.startswith("martlet_mailbox_unaccounted{")] == ["0.0"]


@pytest.mark.parametrize("day, subjects", [("2020-01-01", ["Behind", "There before"]), ("2100-01-01", ["Behind"])])
def test_a_mailbox_is_read_from_a_day_on(dovecot, stopped, day, subjects):
    desk = stopped
    box = one(dovecot.url(BOX), password=dovecot.password, interval="1s", start=day,
              tls_ca_file=dovecot.authority.certificate)
    desk.configuration.write_text(desk.configuration.read_text() + "mailboxes:\n" + box)
    dovecot.deliver(BOX, mail(subject="There before", body="first"))
    with running(desk):
        eventually(lambda: desk.objects("mailbox", "list")[0]["last_success_at"], 30)
        dovecot.deliver(BOX, mail(subject="Behind", body="second"))
        eventually(lambda: sorted(t["subject"] for t in desk.tickets()) == subjects, 30)


def test_a_maildrop_is_read_from_now_on(dovecot, stopped):
    desk = stopped
    box = one(dovecot.url(BOX, protocol="pop3"), password=dovecot.password, interval="1s", start="now",
              tls_ca_file=dovecot.authority.certificate)
    desk.configuration.write_text(desk.configuration.read_text() + "mailboxes:\n" + box)
    dovecot.deliver(BOX, mail(subject="There before", body="first"))
    with running(desk):
        eventually(lambda: desk.objects("mailbox", "list")[0]["last_success_at"], 30)
        dovecot.deliver(BOX, mail(subject="Behind", body="second"))
        eventually(lambda: [t["subject"] for t in desk.tickets()] == ["Behind"], 30)


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


def limited(desk, limit):
    text = desk.configuration.read_text()
    start = text.split(', max_message_bytes:')[0] if ", max_message_bytes:" in text else text.split("]}\nhttp")[0] + "]"
    desk.configuration.write_text(start + f", max_message_bytes: {limit}" + "}\nhttp" + text.split("}\nhttp", 1)[1])


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_a_mail_that_is_too_large_is_parked_and_fetched_when_it_may_be(dovecot, stopped, protocol):
    desk = stopped
    box = one(dovecot.url(BOX, protocol=protocol), password=dovecot.password, interval="1s",
              tls_ca_file=dovecot.authority.certificate)
    desk.configuration.write_text(desk.configuration.read_text() + "mailboxes:\n" + box)
    limited(desk, 100000)
    dovecot.deliver(BOX, mail(subject="The large one", body="x" * 70 + ("\r\n" + "x" * 70) * 2000))
    dovecot.deliver(BOX, mail(subject="The one behind it"))
    with running(desk):
        eventually(lambda: [t["subject"] for t in desk.tickets()] == ["The one behind it"], 30)
        (parked,) = eventually(lambda: desk.objects("mail", "list", "--state", "parked"), 30)
        assert parked["subject"] == "The large one" and parked["from"] == "ann@customer.example"
        assert parked["left_in"].startswith(BOX + "@localhost") and "lies in the mailbox" in parked["reason"]
        assert parked["reason"] in desk.text("mail", "list", "--state", "parked")
        assert b"UID 1" in desk.run("mail", "show", parked["id"], "--raw").stdout or protocol == "pop3"
        doctor = desk.run("doctor", "--format", "json", check=False).stdout.splitlines()
        (ledger,) = [finding for finding in map(json.loads, doctor) if finding["check"] == "ledger"]
        assert ledger["text"] == "1 mail is parked and waits for a person" and "mail retry" in ledger["mend"]
        assert "is fetched when" in desk.text("mail", "retry", parked["id"])
        again = lambda: [m["reason"] for m in desk.objects("mail", "list", "--state", "parked")]
        # Nothing has changed: it is parked again, with the reason.
        eventually(lambda: again() and "still lies" in again()[0], 30)
        replayed = desk.objects("mail", "replay")
        assert replayed[-1]["summary"]["skipped"] == 1
        assert desk.stop() == 0
        limited(desk, 1000000)
        desk.start()
        desk.run("mail", "retry", parked["id"])
        eventually(lambda: "The large one" in [t["subject"] for t in desk.tickets()], 30)
        eventually(lambda: not desk.objects("mail", "list", "--state", "received"), 30)
        states = sorted(m["state"] for m in desk.objects("mail", "list"))
        assert states == ["ignored", "ticketed", "ticketed"]


def test_one_of_two_daemons_reads_a_mailbox_and_the_other_takes_over(dovecot, cluster, tmp_path):
    database = cluster.database()
    more = mailboxes(dovecot, (BOX, "it", dovecot.authority.certificate, "localhost"))
    desks = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        desk = Martlet(tmp_path / name, database=database, more=more)
        # Nodes share their blobs, by which a daemon knows whether it is alone.
        text = desk.configuration.read_text()
        desk.configuration.write_text(text.replace(f'"{tmp_path}/{name}/blobs"', f'"{tmp_path}/blobs"'))
        desks.append(desk)
    first, second = desks
    told = lambda: [line for line in second.log_path.read_text().splitlines() if "read by another daemon" in line]
    with running(first):
        dovecot.deliver(BOX, mail(subject="For the first"))
        eventually(lambda: len(first.tickets()) == 1, 30)
        with running(second):
            eventually(told, 30)
            before = dovecot.logins(BOX)
            for number in range(5):
                dovecot.deliver(BOX, mail(subject=f"Number {number}"))
            eventually(lambda: len(second.tickets()) == 6, 30)
            assert dovecot.logins(BOX) == before, "one session, of the first"
            assert "mailbox read" not in second.log_path.read_text()
            first.stop(9)
            dovecot.deliver(BOX, mail(subject="For the second"))
            eventually(lambda: len(second.tickets()) == 7, 120)
            assert len(told()) == 1
            # A daemon that stops leaves at once.
            assert second.stop() == 0
            first.start()
            dovecot.deliver(BOX, mail(subject="For the first again"))
            eventually(lambda: len(first.tickets()) == 8, 30)
            assert len(first.objects("mail", "list")) == 8
