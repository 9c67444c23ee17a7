"""Hostile and oversized input against the running program."""
import socket
import time
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
import requests

from martlet import Martlet, eventually, mail
from parts import API

LIMIT = 1 << 20
SUPPORT = "support@martlet.example"


@pytest.fixture
def desk(tmp_path):
    desk = Martlet(tmp_path)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace('"]}\nhttp', f'"], max_message_bytes: {LIMIT}}}\nhttp'))
    desk.start()
    yield desk
    desk.stop()


def filled(size, subject="Full"):
    """A message of exactly that many bytes."""
    head = mail(subject=subject, body="")
    lines = b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\r\n" * (size // 64 + 1)
    tail = lines[:size - len(head)]
    # A line may not end between CR and LF.
    return head + tail[:-2].replace(b"\r\n\r", b"") + b"\r\n"


def is_quiet(desk):
    return not desk.objects("mail", "list", "--state", "received")


def alive(desk, pid):
    """The same process still takes mail and makes tickets."""
    subject = f"A mark {time.monotonic_ns()}"
    desk.accept(mail(subject=subject))
    eventually(lambda: subject in [ticket["subject"] for ticket in desk.tickets()], 60)
    assert desk.process.pid == pid and desk.process.poll() is None
    assert desk.get("/readyz")[0] == 200


def test_a_message_at_the_limit_and_one_byte_beyond(desk):
    message = filled(LIMIT, "At the limit")
    assert len(message) == LIMIT
    desk.accept(message)
    beyond = filled(LIMIT + 1, "Beyond")
    assert len(beyond) == LIMIT + 1
    code, text = desk.lmtp("ann@customer.example", [SUPPORT], beyond)[SUPPORT]
    assert code == 552 and b"5.3.4" in text
    eventually(lambda: [t["subject"] for t in desk.tickets()] == ["At the limit"], 60)


def test_a_size_that_is_declared_too_large_is_refused_at_once(desk):
    with Client(desk) as client:
        client.say(b"LHLO mx.example")
        assert client.say(f"MAIL FROM:<a@b.example> SIZE={LIMIT + 1}".encode())[:3] == b"552"
        assert client.say(f"MAIL FROM:<a@b.example> SIZE={LIMIT}".encode())[:3] == b"250"


def nested(depth):
    message = b"Content-Type: text/plain\r\n\r\nthe innermost\r\n"
    head = b"Subject: nested\r\nFrom: Ann <ann@customer.example>\r\nContent-Type: message/rfc822\r\n\r\n"
    return head * depth + message


def many_parts(count):
    part = b"--x\r\nContent-Type: text/plain\r\n\r\npart\r\n"
    return (b"From: Ann <ann@customer.example>\r\nSubject: many\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part * count + b"--x--\r\n")


def nested_multiparts(depth):
    head = b"From: Ann <ann@customer.example>\r\nSubject: deep\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\r\n\r\nbottom\r\n"


HEAD = b"From: Ann <ann@customer.example>\r\nSubject: hostile\r\nMIME-Version: 1.0\r\n"
HOSTILE = {
    "a boundary that kills libetpan": HEAD + b'Content-Type: multipart/mixed; boundary="\\""\r\n\r\n--"\r\n\r\nx\r\n',
    "a boundary that is only a backslash": b'Content-Type: multipart/mixed; boundary="\\"\r\n\r\n--\r\n\r\nx\r\n',
    "2,000 messages in messages": nested(2_000),
    "2,000 multiparts in multiparts": nested_multiparts(2_000),
    "10,000 parts": many_parts(10_000),
    "10,000 header fields": b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + HEAD + b"\r\nbody\r\n",
    "a header field of 500 KB": HEAD + b"X-Long: " + b"a " * 250_000 + b"\r\n\r\nbody\r\n",
    "a header line of 10 MB": HEAD + b"X-Long: " + b"a " * 5_000_000 + b"\r\n\r\nbody\r\n",
    "a subject of 10 MB": HEAD.replace(b"hostile", b"hostile" * 1_500_000) + b"\r\nbody\r\n",
    "a body line of 10 MB": HEAD + b"\r\n" + b"body " * 2_000_000 + b"\r\n",
    "5,000 addresses": HEAD + b"To: " + b", ".join(b"a%d@b.example" % n for n in range(5_000)) + b"\r\n\r\nbody\r\n",
    "comments in comments": HEAD + b"To: " + b"(" * 50_000 + b"\r\n\r\nbody\r\n",
    "a comment that ends in a backslash": HEAD + b"Content-Type: text/plain; charset=(\\\r\n\r\nbody\r\n",
    "parameters without end": HEAD + b"Content-Type: text/plain" + b"; a*0*=x''%41" * 20_000 + b"\r\n\r\nbody\r\n",
    "unknown charsets": HEAD + b"Content-Type: text/plain; charset=\"\xff\xfe none\"\r\n\r\n\xff\xfe\x00\x01body\r\n",
    "deep HTML": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000 + b"x\r\n",
    "only zeros": b"\x00" * 100_000 + b"\r\n",
    "broken transfer encodings": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=?!~" * 10_000 + b"\r\n",
    "no header at all": b"\r\n\r\n\r\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_kept_and_the_daemon_lives(martlet, name):
    pid = martlet.process.pid
    martlet.accept(HOSTILE[name])
    eventually(lambda: is_quiet(martlet), 60)
    (item,) = martlet.objects("mail", "list")
    assert item["state"] == "ticketed", item
    alive(martlet, pid)
    shown = API(martlet).get(f"/tickets/{item['ticket']}")
    assert shown["entries"][0]["mail"]
    if b"\r\nbody" in HOSTILE[name]:
        assert shown["entries"][0]["text"].startswith("body")
    assert len(shown["subject"]) < 10_000


class Client:
    """A socket that says what it likes."""

    def __init__(self, desk):
        self.socket = socket.create_connection(("127.0.0.1", desk.lmtp_port), timeout=20)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        self.reply()
        return self

    def __exit__(self, *_):
        self.socket.close()

    def reply(self):
        """One reply, its last line; empty when the server has gone."""
        while True:
            try:
                line = self.file.readline()
            except ConnectionError:
                return b""
            if line[3:4] != b"-":
                return line

    def say(self, line):
        self.socket.sendall(line + b"\r\n")
        return self.reply()


SMUGGLED = (b"MAIL FROM:<evil@b.example>\r\nRCPT TO:<support@martlet.example>\r\nDATA\r\n"
            b"Subject: smuggled\r\n\r\nx\r\n.\r\n")


@pytest.mark.parametrize("ending", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"\r.\r\n", b"\n.\r"])
def test_only_crlf_dot_crlf_ends_a_message(martlet, ending):
    with Client(martlet) as client:
        client.say(b"LHLO mx.example")
        client.say(b"MAIL FROM:<a@b.example>")
        client.say(b"RCPT TO:<support@martlet.example>")
        assert client.say(b"DATA")[:3] == b"354"
        client.socket.sendall(mail(subject="One")[:-2] + ending + SMUGGLED)
        client.socket.settimeout(20)
        final = client.reply()
        assert final[:3] in (b"250", b"554", b"550", b"500", b"")
        client.socket.sendall(b"QUIT\r\n")
        while client.reply():
            pass
    eventually(lambda: is_quiet(martlet))
    mails = martlet.objects("mail", "list")
    assert len(mails) == (1 if final[:3] == b"250" else 0)
    assert "smuggled" not in [ticket["subject"] for ticket in martlet.tickets()]


def test_garbage_gets_replies_or_the_door(martlet):
    pid = martlet.process.pid
    for garbage in (b"\x00" * 10_000, b"\xff" * 100_000 + b"\r\n", b"A" * 5_000_000, b"\r\n" * 10_000,
                    b"LHLO x\r\n" * 2_000, b"DATA\r\n" * 500, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                    b"LHLO x\r\nMAIL FROM:<a@b.example>\r\n" + b"RCPT TO:<support@martlet.example>\r\n" * 3_000,
                    b"LHLO x\r\nMAIL FROM:<" + b"a" * 3_000 + b">\r\nRCPT TO:<%s>\r\n" % (b"\xe4" * 300)):
        with Client(martlet) as client:
            try:
                client.socket.sendall(garbage)
                client.socket.shutdown(socket.SHUT_WR)
                while client.file.read(65_536):
                    pass
            except ConnectionError:
                pass
    assert martlet.objects("mail", "list") == []
    alive(martlet, pid)


def test_a_transaction_is_pipelined(martlet):
    with Client(martlet) as client:
        client.socket.sendall(
            b"LHLO mx.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<support@martlet.example>\r\n"
            b"RCPT TO:<nobody@martlet.example>\r\nDATA\r\n" + mail() + b".\r\nRSET\r\nQUIT\r\n")
        codes = [client.reply()[:3] for _ in range(8)]
    assert codes == [b"250", b"250", b"250", b"550", b"354", b"250", b"250", b"221"]


def test_a_client_that_goes_before_the_dot_leaves_nothing(martlet):
    for _ in range(20):
        with Client(martlet) as client:
            for line in (b"LHLO x", b"MAIL FROM:<a@b.example>", b"RCPT TO:<support@martlet.example>", b"DATA"):
                client.say(line)
            client.socket.sendall(mail(subject="Cut off"))
    alive(martlet, martlet.process.pid)
    assert len(martlet.objects("mail", "list")) == 1


def test_a_get_never_signs_in(martlet):
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    requests.post(martlet.url + "/login/link", data={"address": "bo@martlet.example"},
                  headers={"Origin": martlet.url, "Sec-Fetch-Site": "same-origin"}, timeout=20)
    (message,) = eventually(martlet.sent)
    text = message.get_body(("plain",)).get_content()
    link = next(word for word in text.split() if "/login/link/" in word)
    assert link.startswith(martlet.url)
    for _ in range(3):
        browser = requests.Session()
        answer = browser.get(link, timeout=20)
        assert answer.status_code == 200
        assert not [cookie for cookie in browser.cookies if "session" in cookie.name.lower()]
        assert browser.get(martlet.url + "/me", allow_redirects=False, timeout=20).status_code != 200
    # The person's own click is a POST, and it works once.
    browser = requests.Session()
    own = {"Origin": martlet.url, "Sec-Fetch-Site": "same-origin"}
    assert browser.post(link, headers=own, timeout=20).status_code == 200
    assert browser.get(martlet.url + "/me", allow_redirects=False, timeout=20).status_code == 200
    second = requests.Session()
    second.post(link, headers=own, timeout=20)
    assert second.get(martlet.url + "/me", allow_redirects=False, timeout=20).status_code != 200


HTML = """<html><head><base href="http://evil.example/"><style>@import url(http://evil.example/a.css);</style>
<meta http-equiv="refresh" content="0;url=http://evil.example/"></head><body onload="alert(1)">
<p>The visible words</p><script>alert(1)</script><img src=x onerror=alert(1)><svg><script>alert(1)</script></svg>
<a href="javascript:alert(1)">a</a><a href="JaVa&#9;ScRiPt:alert(1)">b</a><iframe src="http://evil.example/"></iframe>
<form action="http://evil.example/"><input name=p></form><object data=x></object><math><mi xlink:href="javascript:x">
<img src="http://evil.example/pixel.png"><div style="background:url(http://evil.example/b)">c</div>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript></body></html>"""


def test_hostile_html_is_harmless_in_its_frame(martlet):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <ann@customer.example>", SUPPORT, "Look"
    message.set_content("The visible words")
    message.add_alternative(HTML, subtype="html")
    martlet.accept(message.as_bytes().replace(b"\n", b"\r\n"))
    eventually(martlet.tickets)
    entry = API(martlet).get("/tickets/IT-1")["entries"][0]
    martlet.run("person", "passwd", "root@martlet.example", stdin=b"correct horse battery\n")
    browser = requests.Session()
    browser.post(martlet.url + "/login", data={"username": "root@martlet.example", "password": "correct horse battery"},
                 headers={"Origin": martlet.url, "Sec-Fetch-Site": "same-origin"}, timeout=20)
    answer = browser.get(f"{martlet.url}/requests/IT-1/entries/{entry['id']}/html", timeout=20)
    assert answer.status_code == 200 and "The visible words" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy and "sandbox" in policy and "unsafe" not in policy
    for text in (answer.text, entry["html"] or ""):
        assert not Harm.of(text), Harm.of(text)


class Harm(HTMLParser):
    """What could run or load, as a browser would read it."""

    elements = {"script", "iframe", "form", "object", "embed", "svg", "math", "noscript"}

    def __init__(self):
        super().__init__()
        self.found = []

    @classmethod
    def of(cls, text):
        reader = cls()
        reader.feed(text)
        return reader.found

    def handle_starttag(self, tag, attributes):
        values = {name: (value or "").lower() for name, value in attributes}
        if tag in self.elements:
            self.found.append((tag, *values))
        for name, value in values.items():
            scheme = "".join(value.split()).split(":")[0]
            loads = name in ("src", "srcset", "background", "poster", "style") and ("http" in value or "url(" in value)
            steers = (tag, name) in (("meta", "http-equiv"), ("base", "href"))
            if name.startswith("on") or loads or steers or scheme in ("javascript", "vbscript"):
                self.found.append((tag, name, value))
