"""Mail that is odd, forged or automatic: what becomes of it, and that nobody is answered who should not be."""
import datetime
import io
import socket
import struct
import zipfile
import zlib
from email.message import EmailMessage

import pytest

from martlet import eventually, mail
from parts import API

SUPPORT = "support@martlet.example"


def settled(desk):
    """The ledger, newest first, once nothing waits in it."""
    eventually(lambda: not desk.objects("mail", "list", "--state", "received"), 60)
    return desk.objects("mail", "list")


def crlf(message):
    return message.as_bytes().replace(b"\n", b"\r\n")


BODY = b"Subject: who is it\r\n\r\nwords\r\n"


@pytest.mark.parametrize("field", [
    b"", b"From:\r\n", b"From: undisclosed:;\r\n", b"From: root\r\n", b"From: a@b.example, c@d.example\r\n",
    b"From: a@b.example\r\nFrom: c@d.example\r\n", b"From: a@b@c.example\r\n", b"From: " + b"a" * 70_000 + b"@b.example\r\n",
])
def test_without_one_author_there_is_a_ticket_and_no_answer(martlet, field):
    martlet.accept(field + BODY)
    (item,) = settled(martlet)
    assert item["state"] == "ticketed"
    assert [ticket["subject"] for ticket in martlet.tickets()] == ["who is it"]
    assert martlet.sent() == []


def test_a_name_that_looks_like_an_address_is_only_a_name(martlet):
    martlet.run("person", "add", "ceo@martlet.example", "--name", "The Boss", "--role", "agent")
    martlet.accept(mail(sender='"ceo@martlet.example" <mallory@evil.example>'))
    settled(martlet)
    ticket = martlet.ticket("IT-1")
    assert ticket["requester"]["address"] == "mallory@evil.example"
    entry = API(martlet).get("/tickets/IT-1")["entries"][0]
    assert entry["author"]["address"] == "mallory@evil.example"
    assert "unverified" in entry["flags"]


@pytest.mark.parametrize("domain", ["m\u0430rtlet.example", "xn--mrtlet-3nf.example"])
def test_a_homograph_is_shown_for_what_it_is_and_is_not_the_agent(martlet, domain):
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.accept(mail(sender=f"Bo <bo@{domain}>"))
    settled(martlet)
    ticket = martlet.ticket("IT-1")
    assert ticket["requester"]["address"] == "bo@xn--mrtlet-3nf.example"
    assert API(martlet).get("/tickets/IT-1")["flags"] == ["unverified", "lookalike"]
    assert ticket["assignee"] is None


@pytest.mark.parametrize("date", [
    "Sat, 01 Jan 99999 00:00:00 +0000", "Wed, 11 Mar 2026 09:10:11 +9999", "Thu, 01 Jan 1970 00:00:00 +0000",
    "Wed, 11 Mar 2099 09:10:11 +0000", "yesterday", "", None,
])
def test_a_ticket_is_as_old_as_its_arrival(martlet, date):
    martlet.accept(mail(**({} if date is None else {"Date": date})))
    settled(martlet)
    opened = API(martlet).get("/tickets/IT-1")["created_at"]
    age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.fromisoformat(opened.replace("Z", "+00:00"))
    assert datetime.timedelta(seconds=-5) < age < datetime.timedelta(minutes=5)


def archive(megabytes):
    """A small archive of a large file."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("zeros", bytes(megabytes << 20))
    return memory.getvalue()


def bomb(gigabytes):
    """As that, of a size that would take long to deflate: one piece is, and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(64 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    content = piece * (gigabytes << 4) + packer.flush()
    start = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 8, 0, 0, 0, len(content), 0xFFFFFFFF, 5, 0) + b"zeros"
    return start + content


def test_attached_files_stay_as_they_came(martlet):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <ann@customer.example>", SUPPORT, "Files"
    message.set_content("See there.")
    nested = archive(50)
    for _ in range(5):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as written:
            written.writestr("inner.zip", nested)
        nested = outer.getvalue()
    # A picture of 50,000 by 50,000 points that says so and holds nothing.
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xc3P\x00\x00\xc3P\x08\x06\x00\x00\x00"
    files = {"bomb.zip": bomb(10), "nested.zip": nested, "huge.png": picture, "winmail.dat": b"\x78\x9f\x3e\x22x"}
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    martlet.accept(crlf(message))
    martlet.accept(mail(subject="Behind them"))
    settled(martlet)
    api = API(martlet)
    assert api.get("/tickets/IT-2")["subject"] == "Behind them"
    listed = api.get("/tickets/IT-1")["entries"][0]["attachments"]
    assert {item["name"]: item["size"] for item in listed} == {name: len(content) for name, content in files.items()}
    stored = sum(file.stat().st_size for file in (martlet.directory / "blobs").rglob("*") if file.is_file())
    assert stored < 4 * sum(map(len, files.values())) + (1 << 20)


class Client:
    """A client of the LMTP server that goes when it likes."""

    def __init__(self, desk):
        self.socket = socket.create_connection(("127.0.0.1", desk.lmtp_port), timeout=20)
        self.file = self.socket.makefile("rb")
        self.file.readline()

    def say(self, line):
        self.socket.sendall(line + b"\r\n")
        while (reply := self.file.readline())[3:4] == b"-":
            pass
        return reply

    def begin(self):
        for line in (b"LHLO mx.example", b"MAIL FROM:<ann@customer.example>", b"RCPT TO:<support@martlet.example>"):
            assert self.say(line)[:3] == b"250"

    def close(self):
        self.file.close()
        self.socket.close()


@pytest.mark.parametrize("word", [b"RSET", b"QUIT"])
def test_a_transaction_that_is_taken_back_leaves_nothing(martlet, word):
    client = Client(martlet)
    client.begin()
    assert client.say(word)[:3] in (b"250", b"221")
    client.close()
    martlet.accept(mail(subject="Behind it"))
    assert [item["subject"] for item in settled(martlet)] == ["Behind it"]


def test_a_client_that_missed_the_reply_sends_again_and_there_is_one_ticket(martlet):
    message = mail(message_id="again@customer.example")
    client = Client(martlet)
    client.begin()
    assert client.say(b"DATA")[:3] == b"354"
    client.socket.sendall(message + b".\r\n")
    # Gone before the reply.
    client.close()
    martlet.accept(b"Received: from a by b; Wed, 25 Nov 2026 04:00:00 +0000\r\n" + message)
    eventually(martlet.tickets)
    assert len(settled(martlet)) == 1 and len(martlet.tickets()) == 1


def test_an_answer_goes_to_the_author_whatever_reply_to_says(martlet):
    martlet.accept(mail(Reply_To="mallory@evil.example"))
    eventually(martlet.sent)
    assert "reply-elsewhere" in martlet.ticket("IT-1")["flags"]
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.run("ticket", "reply", "IT-1", "--as", "bo@martlet.example", stdin=b"Secret numbers")
    eventually(lambda: len(martlet.sent()) == 2)
    assert {message["X-Envelope-To"] for message in martlet.sent()} == {"<ann@customer.example>"}
    assert "evil.example" not in "".join(str(message["To"]) for message in martlet.sent())


def test_an_absence_note_is_kept_and_answers_nothing(martlet):
    martlet.accept(mail())
    (ack,) = eventually(martlet.sent)
    address = ack["Reply-To"].addresses[0].addr_spec
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.run("ticket", "set", "IT-1", "--status", "resolved", "--as", "bo@martlet.example")
    eventually(lambda: len(martlet.sent()) == 2)
    before, ticket = len(martlet.sent()), martlet.ticket("IT-1")
    martlet.accept(mail(subject="Away", to=address, Auto_Submitted="auto-replied"), recipient=address)
    settled(martlet)
    after = martlet.ticket("IT-1")
    assert after["status"] == ticket["status"] == "resolved" and len(martlet.tickets()) == 1
    assert len(after["entries"]) == len(ticket["entries"]) + 1 and len(martlet.sent()) == before


@pytest.mark.parametrize("fields", [
    {"Auto_Submitted": "auto-generated"}, {"List_Id": "News <news.lists.example>"}, {"Precedence": "bulk"},
    {"X_Auto_Response_Suppress": "All"}, {"sender": "support@martlet.example"},
    {"sender": "MAILER-DAEMON@mx.example"}, {"sender": "no-reply@shop.example"},
])
def test_what_no_person_sent_is_not_acknowledged(martlet, fields):
    martlet.accept(mail(**fields))
    settled(martlet)
    martlet.accept(mail(subject="A person's", sender="Bob <bob@customer.example>"), sender="bob@customer.example")
    eventually(martlet.sent)
    assert [message["X-Envelope-To"] for message in martlet.sent()] == ["<bob@customer.example>"]


def test_mail_in_our_own_name_is_flagged_and_starts_no_loop(martlet):
    martlet.accept(mail(sender="IT <support@martlet.example>"), sender="support@martlet.example")
    (item,) = settled(martlet)
    assert item["state"] == "ticketed" and "claims an address of ours" in item["trace"][-1]
    assert "unverified" in martlet.ticket("IT-1")["flags"] and martlet.sent() == []
    martlet.accept(mail())
    (ack,) = eventually(martlet.sent)
    # What the desk has sent comes back to it.
    martlet.accept(ack.as_bytes().replace(b"\n", b"\r\n"))
    assert (settled(martlet)[0]["state"], settled(martlet)[0]["reason"]) == ("ignored", "bears a Message-ID of ours")
    assert len(martlet.sent()) == 1 and len(martlet.tickets()) == 2


REPORT = (b"From: MAILER-DAEMON@mx.example\r\nTo: %s\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
          b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n")
MALFORMED = [
    b"", b"--r\r\nContent-Type: message/delivery-status\r\n\r\n\xff\x00 no fields\r\n", b"--r--\r\n",
    b"--r\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: ;;;\r\nAction: eaten\r\nStatus: 9.9\r\n--r--\r\n",
]


@pytest.mark.parametrize("body", MALFORMED)
def test_a_report_counts_by_our_token_alone_and_is_never_answered(martlet, body):
    martlet.accept(mail())
    (ack,) = eventually(martlet.sent)
    address = ack["Reply-To"].addresses[0].addr_spec
    reply = martlet.lmtp("", [address], REPORT % address.encode() + body)
    assert reply[address][0] == 250
    martlet.lmtp("", [SUPPORT], REPORT % SUPPORT.encode() + body)
    states = [item["state"] for item in settled(martlet)]
    assert len(martlet.tickets()) == 1 and len(martlet.sent()) == 1
    assert states == ["ignored", "recorded", "ticketed"], states


def test_what_is_encrypted_says_so_and_is_kept(martlet):
    armor = "-----BEGIN PGP MESSAGE-----\n\nhQEMA0w5k2Zt9uQxAQf9G\n=a1b2\n-----END PGP MESSAGE-----\n"
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ann@customer.example", SUPPORT, "Salary"
    message.set_content(armor)
    martlet.accept(crlf(message))
    settled(martlet)
    entry = API(martlet).get("/tickets/IT-1")["entries"][0]
    assert entry["text"] == "" and "encrypted" in entry["flags"]
    assert [file["name"] for file in entry["attachments"]] == ["encrypted.asc"]


def test_a_signature_is_no_file_of_the_ticket(martlet):
    head = b"From: ann@customer.example\r\nTo: support@martlet.example\r\nSubject: Signed\r\nMIME-Version: 1.0\r\n"
    martlet.accept(head + b"\r\n".join([
        b"Content-Type: multipart/signed; boundary=x; protocol=\"application/pkcs7-signature\"", b"", b"--x",
        b"Content-Type: text/plain", b"", b"words", b"--x", b"Content-Type: application/pkcs7-signature; name=smime.p7s",
        b"Content-Transfer-Encoding: base64", b"", b"MQ==", b"--x--", b""]))
    settled(martlet)
    entry = API(martlet).get("/tickets/IT-1")["entries"][0]
    assert entry["text"].strip() == "words" and entry["attachments"] == []
