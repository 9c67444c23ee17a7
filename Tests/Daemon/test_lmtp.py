"""Conversations that no MTA should have: each line has its answer, and nothing is left behind."""
import pytest

from martlet import eventually, mail
from test_limits import SMUGGLED, Client, alive, is_quiet

SUPPORT = "support@martlet.example"


def test_what_is_no_command_of_lmtp_is_told_so_until_it_is_enough(martlet):
    odd = [(b"EHLO mx.example", b"500 5.5.1"), (b"HELO mx.example", b"500 5.5.1"), (b"FOO", b"500 5.5.2"),
           (b"NOOP " + b"x" * 5_000, b"500 5.5.2"), (b"\x80\xff\x01\x00", b"500 5.5.2"),
           (b"MAIL FROM:<a@b.example>", b"503 5.5.1"), (b"RCPT TO:<%s>" % SUPPORT.encode(), b"503 5.5.1"),
           (b"DATA", b"503 5.5.1"), (b"LHLO", b"501 5.5.4"), (b"STARTTLS", b"500 5.5.2")]
    with Client(martlet) as client:
        for line, answer in odd * 2:
            assert client.say(line)[:9] == answer, line
        assert client.say(b"FOO")[:9] == b"421 4.7.0"
        assert client.reply() == b""
    alive(martlet, martlet.process.pid)


def test_commands_that_end_in_a_lone_lf_are_none(martlet):
    with Client(martlet) as client:
        lines = [b"LHLO mx.example", b"MAIL FROM:<a@b.example>", b"RCPT TO:<support@martlet.example>", b"DATA",
                 b"Subject: LF alone", b"", b"words", b"."]
        client.socket.sendall(b"".join(line + b"\n" for line in lines))
        assert [client.reply()[:9] for _ in lines] == [b"500 5.5.2"] * len(lines)
        assert client.say(b"QUIT")[:3] == b"221"
    assert martlet.objects("mail", "list") == []


def test_content_whose_lines_end_in_a_lone_lf_is_one_message(martlet):
    content = mail(subject="LF alone", body="words").replace(b"\r\n", b"\n") + b".\n" + SMUGGLED.replace(b"\r\n", b"\n")
    with Client(martlet) as client:
        for line in (b"LHLO mx.example", b"MAIL FROM:<a@b.example>", b"RCPT TO:<support@martlet.example>"):
            assert client.say(line)[:3] == b"250"
        assert client.say(b"DATA")[:3] == b"354"
        client.socket.sendall(content + b"\r\n.\r\n")
        assert client.reply()[:3] == b"250"
        assert client.say(b"QUIT")[:3] == b"221"
    eventually(lambda: is_quiet(martlet))
    (item,) = martlet.objects("mail", "list")
    assert (item["state"], item["subject"]) == ("ticketed", "LF alone")


def files(desk):
    """Where bytes could be left; the log grows."""
    return {path for path in desk.directory.rglob("*") if path.is_file() and "martlet.db" not in path.name}


@pytest.mark.parametrize("end", [None, b"RSET", b"QUIT"])
def test_a_message_that_never_ended_leaves_no_file(martlet, end):
    alive(martlet, martlet.process.pid)
    eventually(martlet.sent)
    before = files(martlet)
    with Client(martlet) as client:
        for line in (b"LHLO mx.example", b"MAIL FROM:<a@b.example>", b"RCPT TO:<support@martlet.example>"):
            assert client.say(line)[:3] == b"250"
        if end is None:
            assert client.say(b"DATA")[:3] == b"354"
            # More than goes into a row.
            client.socket.sendall(mail(subject="Cut off") + b"0123456789abcdef\r\n" * 100_000)
        else:
            assert client.say(end)[:1] == b"2"
    martlet.accept(mail(subject="Behind it", Precedence="bulk"))
    eventually(lambda: is_quiet(martlet))
    assert "Cut off" not in [item["subject"] for item in martlet.objects("mail", "list")]
    assert files(martlet) == before


LONGEST = "l" * 64 + "@" + ".".join(["d" * 61] * 4) + ".example"


@pytest.mark.parametrize("sender, recipient, replies", [
    # A local-part of 64 and a domain of 255 bytes are the most that the standard knows.
    (LONGEST, LONGEST, ("250 2.1.0", "550 5.1.1")),
    (LONGEST + "s", LONGEST + "s", ("501 5.1.7", "501 5.1.3")),
    (LONGEST + "s", "support@martlet.example", ("501 5.1.7", "503 5.5.1")),
    ("a@b.example", LONGEST + "s", ("250 2.1.0", "501 5.1.3")),
    ("用户@例子.example", "支持@martlet.example", ("250 2.1.0", "550 5.1.1")),
    ('"quoted sender"@b.example', '"no such"@martlet.example', ("250 2.1.0", "550 5.1.1")),
    ("", "support", ("250 2.1.0", "501 5.1.3")),
    ("a@b.example", "@relay.example:nobody@martlet.example", ("250 2.1.0", "550 5.1.1")),
])
def test_odd_addresses_have_their_answers_and_without_a_recipient_there_is_no_data(martlet, sender, recipient, replies):
    assert len(LONGEST) == 320
    with Client(martlet) as client:
        assert client.say(b"LHLO mx.example")[:3] == b"250"
        assert client.say(f"MAIL FROM:<{sender}> SMTPUTF8".encode())[:9].decode() == replies[0]
        assert client.say(f"RCPT TO:<{recipient}>".encode())[:9].decode() == replies[1]
        assert client.say(b"DATA")[:9] == b"503 5.5.1"
        assert client.say(b"QUIT")[:3] == b"221"
    assert martlet.objects("mail", "list") == []


@pytest.mark.parametrize("sender, address", [
    ("用户@例子.example", "用户@xn--fsqu00a.example"), ('"a b"@b.example', "a b@b.example"), (LONGEST, LONGEST),
])
def test_mail_of_an_odd_address_to_a_quoted_one_is_a_ticket(martlet, sender, address):
    with Client(martlet) as client:
        client.say(b"LHLO mx.example")
        assert client.say(f"MAIL FROM:<{sender}> BODY=8BITMIME SMTPUTF8".encode())[:3] == b"250"
        assert client.say(b'RCPT TO:<"support"@martlet.example>')[:3] == b"250"
        assert client.say(b"DATA")[:3] == b"354"
        client.socket.sendall(mail(sender=f"Ann <{sender}>") + b".\r\n")
        assert client.reply()[:3] == b"250"
    eventually(martlet.tickets)
    assert martlet.ticket("IT-1")["requester"]["address"] == address
