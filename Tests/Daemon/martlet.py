"""The real program on loopback ports, in a directory of its own."""
import json
import os
import pathlib
import random
import signal
import smtplib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from email import message_from_bytes, policy

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("MARTLET", str(ROOT / ".build/debug/martlet"))

CONFIGURATION = """\
database: {{url: "{database}"}}
blobs: {{directory: "{directory}/blobs"}}
lmtp: {{listen: ["127.0.0.1:{lmtp}"]}}
http: {{listen: "127.0.0.1:{http}", public_url: "http://127.0.0.1:{http}"}}
smtp: {{url: "{smtp}", notice_window: 0s, retry: {{first: 1s, longest: 2s}}}}
identity: {{authserv_id: mx.martlet.example, resolver: {resolver}}}
desks:
  - {{name: it, title: {{en: IT Support, zh: IT 服务台}}, addresses: [support@martlet.example], language: en, prefix: IT}}
  - {{name: hr, title: {{en: Human Resources}}, addresses: [people@martlet.example], language: en, prefix: HR}}
{more}"""


def free_port():
    """A port below those that the system gives to connections, so that none takes it before it is listened on."""
    for port in random.sample(range(20_000, 32_000), 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port among 200")


def eventually(question, seconds=20.0):
    """The first true answer; fails when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"not within {seconds} s: {question.__name__}"
        time.sleep(0.05)


class Martlet:
    def __init__(self, directory, database=None, smtp=None, more="", environment=None, resolver=None):
        self.directory = pathlib.Path(directory)
        self.lmtp_port, self.http_port = free_port(), free_port()
        self.environment = {**os.environ, **(environment or {})}
        self.configuration = self.directory / "martlet.yaml"
        self.outbox = self.directory / "outbox"
        self.log_path = self.directory / "log"
        self.configuration.write_text(
            CONFIGURATION.format(
                database=database or f"sqlite:{directory}/martlet.db", directory=directory, lmtp=self.lmtp_port,
                http=self.http_port, smtp=smtp or f"file:{self.outbox}", more=more,
                resolver=f'"{resolver}"' if resolver else "null",
            )
        )
        self.process = None
        self.url = f"http://127.0.0.1:{self.http_port}"

    def start(self, waits=True):
        log = open(self.log_path, "ab")
        already = self.log_path.read_text().count("ready\n")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--config", self.configuration], stdout=log, stderr=log, env=self.environment
        )
        log.close()
        if not waits:
            return self

        def is_ready():
            assert self.process.poll() is None, self.log_path.read_text()[-3000:]
            return self.log_path.read_text().count("ready\n") > already

        eventually(is_ready, 30)
        return self

    def stop(self, sign=signal.SIGTERM, seconds=12):
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.send_signal(sign)
        return self.process.wait(seconds)

    def run(self, *arguments, stdin=b"", check=True, seconds=60):
        """A command beside the daemon; its result."""
        result = subprocess.run(
            [PROGRAM, *map(str, arguments), "--config", self.configuration], input=stdin, capture_output=True,
            env=self.environment, timeout=seconds,
        )
        assert not check or result.returncode == 0, result.stderr.decode()
        return result

    def text(self, *arguments, stdin=b""):
        return self.run(*arguments, stdin=stdin).stdout.decode().strip()

    def objects(self, *arguments):
        return [json.loads(line) for line in self.text(*arguments, "--format", "json").splitlines()]

    def tickets(self):
        return self.objects("ticket", "list", "--limit", 10000)

    def ticket(self, number):
        return json.loads(self.text("ticket", "show", number, "--format", "json"))

    def lmtp(self, sender, recipients, message):
        """The final reply for each accepted recipient, the reply to RCPT for each refused one."""
        client = smtplib.LMTP("127.0.0.1", self.lmtp_port, local_hostname="mx.martlet.example", timeout=30)
        try:
            client.ehlo()
            assert client.mail(sender)[0] == 250
            replies = {recipient: client.rcpt(recipient) for recipient in recipients}
            accepted = [recipient for recipient in recipients if replies[recipient][0] == 250]
            assert client.docmd("DATA")[0] == 354
            content = message if message.endswith(b"\r\n") else message + b"\r\n"
            client.send((b"\r\n" + content).replace(b"\r\n.", b"\r\n..")[2:] + b".\r\n")
            for recipient in accepted:
                replies[recipient] = client.getreply()
            return replies
        finally:
            client.close()

    def accept(self, message, recipient="support@martlet.example", sender="ann@customer.example"):
        """Takes the message; fails unless the reply is 250."""
        reply = self.lmtp(sender, [recipient], message)[recipient]
        assert reply[0] == 250, reply

    def sent(self):
        """What has been written to the outbox, oldest first."""
        files = sorted(self.outbox.glob("*.eml")) if self.outbox.exists() else []
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def get(self, path, headers=None):
        request = urllib.request.Request(self.url + path, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()


def mail(subject="The printer is on fire", body="Please help.", sender="Ann <ann@customer.example>",
         to="support@martlet.example", message_id=None, **fields):
    lines = [f"From: {sender}", f"To: {to}", f"Subject: {subject}"]
    if message_id:
        lines.append(f"Message-ID: <{message_id}>")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines + ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "", body]) + "\r\n").encode()
