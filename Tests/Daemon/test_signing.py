"""What the desk sends is signed, and arrives as it was written, through a real Postfix too."""
import base64
import pathlib
import re
import shutil
import subprocess
import tempfile
from email import message_from_bytes, policy

import dkim
import pytest

from martlet import PROGRAM, Martlet, eventually, free_port, mail
from parts import API, HERE, Postfix, Sink, needs_root, running

ANN = "ann@customer.example"
ENDS = ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r\n", "\r\n.\r", "\r.\r", "\r\n.\r\n", "\r\r\n.\r\r\n"]
SMUGGLED = "MAIL FROM:<evil@x.example>\r\nRCPT TO:<victim@x.example>\r\nDATA\r\nSubject: smuggled\r\n\r\nx"
TEXT = "Before. 之前。 \n\n\n" + "".join(end + SMUGGLED for end in ENDS) + "\n.\n..\nFrom here\n" + "x" * 2000 + "\n \t \n\n"


def make(directory, selector, kind, domain="martlet.example"):
    """A key made by the program, and the record it prints."""
    path = directory / f"{selector}.pem"
    printed = subprocess.run(
        [PROGRAM, "dkim", "key", "--domain", domain, "--selector", selector, "--type", kind, "--file", path],
        check=True, capture_output=True, text=True).stdout
    name, record = re.fullmatch(r"(\S+)\. IN TXT \( (.*) \)\n", printed).groups()
    return path, name, "".join(re.findall(r'"([^"]*)"', record))


class Signer:
    """Two keys of one domain, and what a desk's settings and the domain name system say about them."""

    def __init__(self, directory):
        keys = [(kind, *make(directory, kind, kind)) for kind in ("rsa", "ed25519")]
        self.records = {name: record for _, _, name, record in keys}
        entries = ", ".join(f'{{domain: martlet.example, selector: {kind}, key_file: "{path}"}}' for kind, path, _, _ in keys)
        self.setting = f", dkim: [{entries}]"

    def configure(self, desk):
        text = desk.configuration.read_text()
        desk.configuration.write_text(text.replace("longest: 2s}}", f"longest: 2s}}{self.setting}}}"))

    def lookup(self, name, timeout=5):
        return self.records.get(name.decode().rstrip(".")).encode()

    def verify(self, message):
        """Both signatures hold by the word of dkimpy."""
        fields = [value for name, value in message_from_bytes(message, policy=policy.compat32).items()
                  if name == "DKIM-Signature"]
        assert len(fields) == 2 and {re.search(r"a=(\S+);", field)[1] for field in fields} == {
            "rsa-sha256", "ed25519-sha256"}, fields
        checker = dkim.DKIM(message)
        for index in range(2):
            assert checker.verify(idx=index, dnsfunc=self.lookup), fields[index]
        changed = dkim.DKIM(message.replace(b"Subject: ", b"Subject: x", 1))
        assert not any(changed.verify(idx=index, dnsfunc=self.lookup) for index in range(2))


@pytest.fixture(scope="module")
def signer(tmp_path_factory):
    return Signer(tmp_path_factory.mktemp("keys"))


def replied(desk, text):
    """An agent's answer with this text to Ann's mail."""
    api = API(desk)
    desk.accept(mail(message_id="first@customer.example"))
    eventually(desk.tickets)
    api.post("/tickets/IT-1/entries", kind="reply", text=text)
    return api


class RawSink(Sink):
    """Keeps the bytes of each connection as they came over the wire, too."""

    def __init__(self):
        super().__init__()
        self.streams = []
        streams, handler = self.streams, self._server.RequestHandlerClass

        class Recording(handler):
            def setup(session):
                super().setup()
                seen = bytearray()
                streams.append(seen)
                readline = session.rfile.readline

                class Reader:
                    def readline(self, *limit):
                        line = readline(*limit)
                        seen.extend(line)
                        return line

                    def close(self):
                        pass

                session.rfile = Reader()

        self._server.RequestHandlerClass = Recording


def plain(message):
    return message_from_bytes(message, policy=policy.default).get_body(("plain",)).get_content()


def test_signed_and_unharmed_on_the_wire(tmp_path, signer):
    sink = RawSink()
    desk = Martlet(tmp_path, smtp=f"smtp://{HERE}:{sink.port}")
    signer.configure(desk)
    desk.start()
    try:
        replied(desk, TEXT)
        eventually(lambda: len(sink.messages) == 2, 30)
        for _, _, message in sink.messages:
            signer.verify(message)
        for stream in sink.streams:
            bare = re.sub(rb"\r\n", b"", bytes(stream))
            assert b"\r" not in bare and b"\n" not in bare and b"\0" not in bare
            assert max(len(line) for line in bytes(stream).split(b"\r\n")) <= 998
        (text,) = [plain(message) for _, _, message in sink.messages if "Before." in plain(message)]
        assert text.count("MAIL FROM:<evil@x.example>") == len(ENDS)
        assert {tuple(recipients) for _, recipients, _ in sink.messages} == {(ANN,)}
    finally:
        desk.stop()
        sink.stop()


@pytest.mark.skipif(needs_root(), reason="smtp-sink gives up being root")
def test_smtp_sink_takes_two_messages_for_two(tmp_path, signer):
    """Postfix's own test server, which reads more leniently than servers should."""
    port, folder = free_port(), tempfile.mkdtemp(prefix="martlet-sink-")
    dump = pathlib.Path(folder)
    dump.chmod(0o777)
    server = subprocess.Popen(["/usr/sbin/smtp-sink", "-u", "nobody", "-d", f"{dump}/m.", f"{HERE}:{port}", "10"], cwd="/")
    desk = Martlet(tmp_path, smtp=f"smtp://{HERE}:{port}")
    signer.configure(desk)
    try:
        desk.start()
        replied(desk, TEXT)
        eventually(lambda: len([item for item in desk.objects("queue", "list") if item["state"] == "sent"]) == 2, 30)
        taken = [file.read_bytes() for file in dump.glob("m.*")]
        assert len(taken) == 2 and not [message for message in taken if b"X-Mail-Args: <evil@" in message]
    finally:
        desk.stop()
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif(needs_root(), reason="Postfix is started by root")
def test_signatures_survive_a_real_postfix(tmp_path, signer):
    sink = Sink()
    desk = Martlet(tmp_path, smtp=f"smtp://{HERE}:{free_port()}")
    signer.configure(desk)
    post = Postfix(desk.lmtp_port, sink.port)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace(text.split('url: "smtp://')[1].split('"')[0], f"{HERE}:{post.port}"))
    desk.start()
    try:
        with running(post):
            replied(desk, TEXT)
            eventually(lambda: len(sink.messages) == 2, 30)
            for _, recipients, message in sink.messages:
                assert recipients == [ANN]
                signer.verify(message)
            texts = [plain(message) for _, _, message in sink.messages]
            assert sum(text.count("MAIL FROM:<evil@x.example>") for text in texts) == len(ENDS)
            eventually(lambda: not post.queued())
    finally:
        desk.stop()
        sink.stop()


def test_the_same_bytes_each_time(tmp_path, signer):
    """A message that had to wait goes out later with the signature it was given first."""
    sink = Sink(final=lambda number: "451 4.3.0 Later" if number == 1 else "250 2.0.0 Ok")
    desk = Martlet(tmp_path, smtp=f"smtp://{HERE}:{sink.port}")
    signer.configure(desk)
    desk.start()
    try:
        desk.accept(mail())
        (item,) = eventually(lambda: [item for item in desk.objects("queue", "list") if item["state"] == "sent"], 30)
        (_, _, first), (_, _, second) = sink.messages
        assert first == second
        assert first.count(b"DKIM-Signature:") == 2
        assert desk.run("queue", "show", item["id"], "--raw").stdout == first
    finally:
        desk.stop()
        sink.stop()


def test_keys_are_made_for_their_owner_alone_and_never_over_another(tmp_path):
    path, name, record = make(tmp_path, "2026a", "ed25519")
    assert path.stat().st_mode & 0o777 == 0o600
    assert name == "2026a._domainkey.martlet.example"
    assert len(base64.b64decode(record.split("p=")[1])) == 32
    before = path.read_bytes()
    again = subprocess.run(
        [PROGRAM, "dkim", "key", "--domain", "martlet.example", "--selector", "2026a", "--file", path],
        capture_output=True, text=True)
    assert again.returncode == 1 and "exists" in again.stderr and path.read_bytes() == before
    wrong = subprocess.run([PROGRAM, "dkim", "key", "--domain", "a b", "--selector", "x"], capture_output=True, cwd=tmp_path)
    assert wrong.returncode == 64
    assert [file.name for file in tmp_path.iterdir()] == ["2026a.pem"]


def checked(directory, entry):
    file = pathlib.Path(directory) / "martlet.yaml"
    file.write_text(f"desks: [{{name: it, addresses: [support@martlet.example]}}]\nsmtp: {{dkim: [{entry}]}}\n")
    done = subprocess.run([PROGRAM, "config", "check", "--config", file], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_what_is_wrong_with_a_key_is_said_before_anything_starts(tmp_path):
    path, _, _ = make(tmp_path, "s1", "ed25519")
    good = f'domain: martlet.example, selector: s1, key_file: "{path}"'
    assert checked(tmp_path, f"{{{good}}}") == (0, f"{tmp_path}/martlet.yaml: no errors\n", "")
    weak, elliptic, locked = tmp_path / "weak.pem", tmp_path / "ec.pem", tmp_path / "locked.pem"
    openssl = lambda *arguments: subprocess.run(["openssl", "genpkey", *arguments], check=True, capture_output=True)
    openssl("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", weak)
    openssl("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", elliptic)
    openssl("-algorithm", "ED25519", "-aes-256-cbc", "-pass", "pass:x", "-out", locked)
    base = "domain: martlet.example, selector: s1, key_file: "
    faults = [
        (f"{base}{tmp_path}/none.pem", "there is no such file"), (f"{base}{weak}", "has 1024 bits: 2048 to 4096"),
        (f"{base}{elliptic}", "neither RSA nor Ed25519"), (f"{base}{locked}", "has a password"),
        (f"{base}{tmp_path}/martlet.yaml", "no private key in PEM"), (f"{base}{tmp_path}", "it is a directory"),
        (f"{good}, algorithm: rsa-sha256", "of the kind ed25519"), (f"{good}, algorithm: rsa-sha1", "must be one of"),
        (f'domain: elsewhere.example, selector: s1, key_file: "{path}"', "neither the domain of a desk's address"),
        (f'domain: martlet.example, key_file: "{path}"', "selector is missing"), (good + "}, {" + good, "stands twice"),
    ]
    for entry, words in faults:
        status, out, _ = checked(tmp_path, f"{{{entry}}}")
        assert status == 1 and words in out, (entry, out)
    path.chmod(0o644)
    status, _, err = checked(tmp_path, f"{{{good}}}")
    assert status == 0 and "can be read or changed by others" in err


def test_a_key_that_cannot_be_read_keeps_the_daemon_from_starting(tmp_path):
    desk = Martlet(tmp_path)
    text = desk.configuration.read_text()
    entry = "dkim: [{domain: martlet.example, selector: s1, key_file: /nonexistent}]"
    desk.configuration.write_text(text.replace("longest: 2s}}", f"longest: 2s}}, {entry}}}"))
    done = subprocess.run([PROGRAM, "serve", "--config", desk.configuration], capture_output=True, text=True, timeout=20)
    assert done.returncode == 1 and "smtp.dkim[0].key_file" in done.stderr
