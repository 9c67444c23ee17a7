"""The neighbors of a desk, each real and private: Postfix, Dovecot, a place where sent mail arrives, an API client."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import socketserver
import subprocess
import tempfile
import threading
from email import message_from_bytes, policy

import requests

from martlet import eventually, free_port

HERE = "127.0.0.1"


class API:
    """The HTTP API with the token of a person of that role."""

    def __init__(self, desk, address="root@martlet.example", role="administrator"):
        desk.run("person", "add", address, "--name", address.split("@")[0].title(), "--role", role)
        self.base = desk.url + "/api/v1"
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + desk.text("person", "token", address)

    def get(self, path, **query):
        answer = self.session.get(self.base + path, params=query, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def raw(self, path):
        answer = self.session.get(self.base + path, timeout=30)
        answer.raise_for_status()
        return answer.content

    def post(self, path, **fields):
        answer = self.session.post(self.base + path, json=fields, timeout=30)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def all(self, path, **query):
        """Every item of a list, through all its pages."""
        cursor = None
        while True:
            page = self.get(path, limit=200, **query, **({"cursor": cursor} if cursor else {}))
            yield from page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return


class Sink:
    """An SMTP server that keeps what it gets: sender, recipients, and the bytes after unstuffing.

    `recipient` gives the reply to RCPT, `final` the reply to the message; None there closes the connection.
    """

    def __init__(self, on_message=None, recipient=lambda address: "250 2.1.5 Ok", final=lambda number: "250 2.0.0 Ok"):
        self.messages, self._lock = [], threading.Lock()
        keep = on_message or (lambda *message: None)

        class Session(socketserver.StreamRequestHandler):
            def handle(session):
                session.say("220 sink.example ESMTP")
                sender, recipients = None, []
                while line := session.rfile.readline(2000):
                    verb = line[:4].upper()
                    if verb == b"EHLO":
                        session.say("250-sink.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 104857600")
                    elif verb == b"MAIL":
                        sender, recipients = session.path(line), []
                        session.say("250 2.1.0 Ok")
                    elif verb == b"RCPT":
                        reply = recipient(session.path(line))
                        if reply.startswith("2"):
                            recipients.append(session.path(line))
                        session.say(reply)
                    elif verb == b"DATA" and not recipients:
                        session.say("554 5.5.1 No valid recipients")
                    elif verb == b"DATA":
                        session.say("354 Go ahead")
                        body = session.body()
                        with self._lock:
                            self.messages.append((sender, recipients, body))
                            reply = final(len(self.messages))
                        keep(sender, recipients, body)
                        if reply is None:
                            return
                        session.say(reply)
                    elif verb == b"QUIT":
                        return session.say("221 2.0.0 Bye")
                    else:
                        session.say("250 2.0.0 Ok" if verb in (b"HELO", b"RSET", b"NOOP") else "500 5.5.2 What?")

            def say(session, text):
                session.wfile.write(text.encode() + b"\r\n")

            def path(session, line):
                return line[line.index(b"<") + 1:line.index(b">")].decode()

            def body(session):
                lines = []
                while (line := session.rfile.readline()) != b".\r\n":
                    if not line:
                        raise ConnectionError("gone before the dot")
                    lines.append(line[1:] if line.startswith(b".") else line)
                return b"".join(lines)

        self._server = socketserver.ThreadingTCPServer((HERE, 0), Session)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def to(self, address):
        """Parsed messages whose envelope names the address, oldest first."""
        with self._lock:
            return [message_from_bytes(body, policy=policy.default)
                    for _, recipients, body in self.messages if address in recipients]

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


POSTFIX_MAIN = """\
compatibility_level = 3.6
queue_directory = {directory}/queue
data_directory = {directory}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = {directory}/log
maillog_file_prefixes = {directory}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.martlet.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
local_transport = error:5.1.1 there are no local mailboxes here
recipient_delimiter = +
smtpd_forbid_bare_newline = yes
smtpd_forbid_bare_newline_exclusions =
relay_domains = martlet.example
transport_maps = inline:{{{{martlet.example = lmtp:inet:127.0.0.1:{lmtp}}}, {{* = smtp:[127.0.0.1]:{sink}}}}}
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_recipient_restrictions = reject_unverified_recipient
address_verify_transport_maps = $transport_maps
address_verify_map =
address_verify_poll_count = 30
address_verify_poll_delay = 1s
address_verify_relay_transport = lmtp
unverified_recipient_reject_code = 550
message_size_limit = 52428800
mailbox_size_limit = 0
smtp_tls_security_level = none
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
"""

POSTFIX_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """A Postfix of its own: martlet.example to LMTP, after asking Martlet for the recipient; all else to a sink.

    `main` and `master` are more of its settings, the former in place of the same ones above.
    """

    def __init__(self, lmtp_port, sink_port, main="", master=""):
        self.port = free_port()
        self.folder = tempfile.mkdtemp(prefix="martlet-postfix-")
        directory = pathlib.Path(self.folder)
        directory.chmod(0o755)
        self.settings = directory / "etc"
        for name in ("etc", "queue", "data"):
            (directory / name).mkdir()
        shutil.chown(directory / "data", "postfix", "postfix")
        settings = POSTFIX_MAIN.format(directory=directory, lmtp=lmtp_port, sink=sink_port).splitlines()
        replaced = {line.split(" =")[0] for line in main.splitlines()}
        settings = [line for line in settings if line.split(" =")[0] not in replaced]
        (self.settings / "main.cf").write_text("\n".join([*settings, main]))
        (self.settings / "master.cf").write_text(POSTFIX_MASTER.format(port=self.port) + master)
        self.log = directory / "log"

    def start(self):
        self._run("start")
        eventually(lambda: is_open(self.port), 20)
        return self

    def queued(self):
        """Messages that are still on their way."""
        listed = subprocess.run(["postqueue", "-c", self.settings, "-j"], capture_output=True, text=True)
        return [json.loads(line) for line in listed.stdout.splitlines()]

    def stop(self):
        self._run("stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command, check=True):
        # MAIL_CONFIG would be taken over from a caller; postfix wants no open pipes from us.
        with open(self.settings.parent / "output", "ab") as output:
            done = subprocess.run(["postfix", "-c", self.settings, command], stdout=output, stderr=output, cwd="/")
        assert not check or done.returncode == 0, (self.settings.parent / "output").read_text() + self.last_log()

    def last_log(self):
        return self.log.read_text()[-3000:] if self.log.exists() else ""


DOVECOT = """\
base_dir = {directory}/run
state_dir = {directory}/state
log_path = {directory}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = required
ssl_cert = <{directory}/server.pem
ssl_key = <{directory}/server.key
auth_mechanisms = plain login {mechanisms}
mail_location = maildir:{directory}/mail/%u
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_uid = {user}
mail_gid = {group}
{passdb}
userdb {{
  driver = static
  args = uid={user} gid={group} home={directory}/mail/%u allow_all_users=yes
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = 0
  }}
  inet_listener pop3s {{
    port = {pop3_port}
    ssl = yes
  }}
}}
service stats {{
  client_limit = 100
}}
"""


DOVECOT_PASSWORDS = """\
passdb {{
  driver = static
  args = password={password}
}}
"""

DOVECOT_TOKENS = """\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {directory}/oauth2.conf
}}
"""

DOVECOT_OAUTH2 = """\
introspection_mode = post
introspection_url = {url}
username_attribute = username
active_attribute = active
active_value = true
force_introspection = yes
tokeninfo_url =
"""


class Dovecot:
    """A Dovecot of its own with imaps and pop3s only, on a certificate of a private authority.

    With an introspection URL, it takes the access tokens that are good by the word of that address, and no password.
    """

    password = "correct-horse"

    def __init__(self, introspection=None):
        self.port, self.pop3_port = free_port(), free_port()
        self.folder = tempfile.mkdtemp(prefix="martlet-dovecot-")
        directory = self.directory = pathlib.Path(self.folder)
        directory.chmod(0o755)
        (directory / "mail").mkdir()
        shutil.chown(directory / "mail", "mail", "mail")
        self.authority = Authority(directory)
        self.authority.issue("localhost", directory / "server")
        (directory / "dovecot.conf").write_text(
            DOVECOT.format(
                directory=directory, port=self.port, pop3_port=self.pop3_port, user="mail", group="mail",
                mechanisms="xoauth2" if introspection else "",
                passdb=(DOVECOT_TOKENS if introspection else DOVECOT_PASSWORDS).format(
                    directory=directory, password=self.password)))
        (directory / "oauth2.conf").write_text(DOVECOT_OAUTH2.format(url=introspection))
        self.process = None

    def start(self):
        with open(self.directory / "output", "ab") as output:
            self.process = subprocess.Popen(
                ["dovecot", "-F", "-c", self.directory / "dovecot.conf"], stdout=output, stderr=output)
        eventually(lambda: is_open(self.port), 20)
        return self

    def deliver(self, user, message):
        """Puts the message into the user's INBOX."""
        subprocess.run(
            ["doveadm", "-c", self.directory / "dovecot.conf", "save", "-u", user], input=message, check=True,
            capture_output=True)

    def flags(self, user, mailbox="INBOX"):
        """The flags of each message of a mailbox; none where there is no such mailbox."""
        listed = subprocess.run(
            ["doveadm", "-c", self.directory / "dovecot.conf", "-f", "tab", "fetch", "-u", user, "flags", "mailbox",
             mailbox], check=mailbox == "INBOX", capture_output=True, text=True)
        return listed.stdout.splitlines()[1:]

    def logins(self, user):
        log = self.directory / "log"
        text = log.read_text() if log.exists() else ""
        return sum("Login: user=<" + user + ">" in line for line in text.splitlines())

    def url(self, user, host="localhost", protocol="imap"):
        user = user.replace("@", "%40")
        return (f"imaps://{user}@{host}:{self.port}/INBOX" if protocol == "imap"
                else f"pop3s://{user}@{host}:{self.pop3_port}")

    def halt(self):
        """Stops it; `start` brings it back with its mail."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)

    def stop(self):
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


class Authority:
    """A certificate authority that nobody but a test trusts."""

    def __init__(self, directory, name="authority"):
        self.directory, self.certificate = directory, directory / f"{name}.pem"
        self.key = directory / f"{name}.key"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", f"/CN=Martlet test {name}", "-keyout", self.key, "-out", self.certificate)

    def issue(self, host, path):
        """Writes path.pem and path.key for the host."""
        request, extensions = f"{path}.csr", pathlib.Path(f"{path}.ext")
        extensions.write_text(f"subjectAltName=DNS:{host}\nextendedKeyUsage=serverAuth\n")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}",
                "-keyout", f"{path}.key", "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial",
                "-days", "2", "-extfile", extensions, "-out", f"{path}.pem")


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def is_open(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HERE, port)) == 0


def needs_root():
    return os.getuid() != 0


@contextlib.contextmanager
def running(part):
    """Starts the part; stops it whatever comes."""
    part.start()
    try:
        yield part
    finally:
        part.stop()
