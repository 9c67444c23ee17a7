"""A mail system as a company runs it: Postfix with OpenDKIM and OpenDMARC before the desk, and the senders' world.

What they publish stands in a DNS server on the loopback, which all of them ask. OpenDKIM finds it by the settings of its
resolver. OpenDMARC knows nothing but /etc/resolv.conf: it runs in a root of its own that holds one, and its DNS server
therefore listens at port 53 of an address of its own in 127.0.0.0/8. Whoever sends says by XCLIENT from which address, since
SPF passes whatever comes from the loopback.
"""
import base64
import contextlib
import dataclasses
import pathlib
import random
import shutil
import smtplib
import socket
import subprocess
import tempfile

import dkim

from martlet import eventually, free_port
from parts import HERE, Postfix, Sink, is_open, running
from resolver import Resolver

AUTHSERV = "mx.martlet.example"


@dataclasses.dataclass
class Domain:
    """What a domain publishes, and from where it sends."""

    address: str
    policy: str | None = None
    selector: str = "s1"
    signer: str | None = None  # The domain in its signatures; None: itself. "" is no signature.


DOMAINS = {
    "boss.example": Domain("192.0.2.10", "v=DMARC1; p=reject"),
    "corp.example": Domain("192.0.2.20", "v=DMARC1; p=reject", signer="mail.corp.example"),
    "webmail.example": Domain("192.0.2.30", "v=DMARC1; p=none; sp=quarantine"),
    "post.example": Domain("192.0.2.40", "v=DMARC1; p=quarantine"),
    "unsigned.example": Domain("192.0.2.50", "v=DMARC1; p=none", signer=""),
    "old.example": Domain("192.0.2.60"),
    "colleague.example": Domain("192.0.2.70", "v=DMARC1; p=none"),
    "evil.example": Domain("203.0.113.66", "v=DMARC1; p=reject"),
}

OPENDKIM_VERIFIER = """\
Mode v
AuthservID {authserv}
AlwaysAddARHeader yes
Syslog no
UserID opendkim
InternalHosts {folder}/nobody
Socket inet:{port}@127.0.0.1
ResolverConfiguration {folder}/unbound.conf
"""

OPENDKIM_SIGNER = """\
Mode s
Domain boss.example
Selector s1
KeyFile {folder}/boss.pem
RequireSafeKeys no
Canonicalization relaxed/simple
OversignHeaders From
InternalHosts {folder}/loopback
Syslog no
UserID opendkim
Socket inet:{port}@127.0.0.1
"""

UNBOUND = """\
server:
  do-not-query-localhost: no
  module-config: "iterator"
forward-zone:
  name: "."
  forward-addr: {dns}
"""

OPENDMARC = """\
AuthservID {authserv}
TrustedAuthservIDs {authserv}
RejectFailures false
RequiredHeaders false
IgnoreHosts {folder}/nobody
SPFIgnoreResults true
SPFSelfValidate true
PublicSuffixList /usr/share/publicsuffix/public_suffix_list.dat
Syslog false
UserID opendmarc
ChangeRootDirectory {folder}/root
Socket inet:{port}@127.0.0.1
"""

MX_MAIN = """\
mynetworks = 127.0.0.1/32
relay_domains = martlet.example, postgres.example
transport_maps = inline:{{{{martlet.example = lmtp:inet:127.0.0.1:{lmtp}}}, {{postgres.example = lmtp:inet:127.0.0.1:{second}}}, {{* = smtp:[127.0.0.1]:{sink}}}}}
smtpd_recipient_restrictions = reject_unauth_destination
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_authorized_xclient_hosts = 127.0.0.1
smtpd_milters = inet:127.0.0.1:{dkim}, inet:127.0.0.1:{dmarc}
milter_default_action = tempfail
header_checks = regexp:{checks}
virtual_alias_domains = alias.example
virtual_alias_maps = inline:{{{{it-desk@alias.example = support@martlet.example}}}}
smtp_destination_concurrency_limit = 20
"""

# The one that asks the desk for each recipient, and the one that the desk itself sends by.
MX_MASTER = """\
127.0.0.1:{asking} inet n - n - - smtpd
  -o smtpd_recipient_restrictions=reject_unauth_destination,reject_unverified_recipient
127.0.0.1:{sending} inet n - n - - smtpd
  -o smtpd_milters= -o smtpd_recipient_restrictions=permit_mynetworks,reject
"""

# Before any filter sees them: who writes that field of ours, writes it to deceive.
HEADER_CHECKS = f"/^Authentication-Results:.*{AUTHSERV.replace('.', '[.]')}/ IGNORE\n"

SUBMISSION_MAIN = """\
mynetworks = 127.0.0.1/32
relay_domains =
transport_maps = inline:{{{{* = smtp:[127.0.0.1]:{mx}}}}}
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_milters = inet:127.0.0.1:{signer}
milter_default_action = tempfail
smtp_bind_address = 127.0.0.2
myhostname = mail.boss.example
"""


class Keys:
    """One pair for each domain."""

    def __init__(self):
        self.private, self.records = {}, {}
        for name, domain in DOMAINS.items():
            make = ["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
            pem = subprocess.run(make, check=True, capture_output=True).stdout
            traditional = ["openssl", "rsa", "-traditional"]
            self.private[name] = subprocess.run(traditional, input=pem, check=True, capture_output=True).stdout
            public = subprocess.run(
                ["openssl", "rsa", "-pubout", "-outform", "DER"], input=pem, check=True, capture_output=True).stdout
            signer = domain.signer or name
            if domain.signer != "":
                self.records[f"{domain.selector}._domainkey.{signer}"] = \
                    "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()
            self.records[name] = f"v=spf1 ip4:{domain.address} ip4:127.0.0.2 -all"
            if domain.policy:
                self.records[f"_dmarc.{name}"] = domain.policy

    def sign(self, message, name, length=False, fields=None):
        """With the field on top, as the domain's own mail system does it."""
        domain = DOMAINS[name]
        if domain.signer == "":
            return message
        return dkim.sign(
            message, domain.selector.encode(), (domain.signer or name).encode(), self.private[name],
            canonicalize=(b"relaxed", b"relaxed"), length=length, include_headers=fields) + message


class Filter:
    """OpenDKIM or OpenDMARC in the foreground."""

    def __init__(self, program, folder, settings, **values):
        self.port = free_port()
        self.file = folder / f"{program}-{self.port}.conf"
        self.file.write_text(settings.format(folder=folder, port=self.port, authserv=AUTHSERV, **values))
        self.output = folder / f"{program}-{self.port}.out"
        self.program = program

    def start(self):
        option = "-x" if self.program == "opendkim" else "-c"
        with open(self.output, "ab") as output:
            self.process = subprocess.Popen(
                [f"/usr/sbin/{self.program}", "-f", option, self.file], stdout=output, stderr=output)

        def listens():
            assert self.process.poll() is None, self.output.read_text()
            return is_open(self.port)

        eventually(listens)

    def stop(self):
        # It keeps nothing that could be lost, and looks for other signals every five seconds only.
        self.process.kill()
        self.process.wait(10)


class MailSystem:
    """All of it. `desks` are two, of martlet.example and postgres.example; mail to anybody else arrives in `sink`."""

    def __init__(self, first_lmtp, second_lmtp):
        self.keys = Keys()
        self.gone = set()
        self.sink = Sink(recipient=self._recipient)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="martlet-mta-"))
        self.folder.chmod(0o755)
        self.resolver = Resolver(self.keys.records, host=unused_loopback(), port=53)
        self._files()
        self.verifier = Filter("opendkim", self.folder, OPENDKIM_VERIFIER)
        self.signer = Filter("opendkim", self.folder, OPENDKIM_SIGNER)
        self.policy = Filter("opendmarc", self.folder, OPENDMARC)
        self.asking, self.sending = free_port(), free_port()
        self.mx = Postfix(
            first_lmtp, self.sink.port,
            MX_MAIN.format(lmtp=first_lmtp, second=second_lmtp, sink=self.sink.port, dkim=self.verifier.port,
                           dmarc=self.policy.port, checks=self.folder / "header_checks"),
            MX_MASTER.format(asking=self.asking, sending=self.sending))
        self.submission = Postfix(
            first_lmtp, self.sink.port, SUBMISSION_MAIN.format(mx=self.mx.port, signer=self.signer.port))
        self._running = contextlib.ExitStack()
        self.parts = [self.verifier, self.signer, self.policy, self.mx, self.submission]

    def _recipient(self, address):
        return "550 5.1.1 There is nobody of that name" if address in self.gone else "250 2.1.5 Ok"

    def _files(self):
        (self.folder / "root" / "etc").mkdir(parents=True)
        (self.folder / "root" / "etc" / "resolv.conf").write_text(f"nameserver {self.resolver.host}\n")
        (self.folder / "nobody").write_text("192.0.2.254\n")
        (self.folder / "loopback").write_text("127.0.0.1\n")
        (self.folder / "unbound.conf").write_text(UNBOUND.format(dns=self.resolver.host))
        (self.folder / "header_checks").write_text(HEADER_CHECKS)
        key = self.folder / "boss.pem"
        key.write_bytes(self.keys.private["boss.example"])
        key.chmod(0o600)
        shutil.chown(key, "opendkim")

    def start(self):
        try:
            for part in self.parts:
                self._running.enter_context(running(part))
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self):
        self._running.close()
        self.resolver.stop()
        self.sink.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def send(self, message, recipient, sender, origin=None, port=None):
        """Hands the message to the MX from the address of the sender's domain, or of the domain `origin`."""
        domain = DOMAINS[origin or sender.split("@")[1]]
        with smtplib.SMTP(HERE, port or self.mx.port, timeout=60) as client:
            client.ehlo("localhost")
            assert client.docmd("XCLIENT", f"ADDR={domain.address} NAME=[UNAVAILABLE]")[0] == 220
            client.ehlo(f"mail.{origin or 'sender.example'}")
            client.mail(sender, ["BODY=8BITMIME"])
            code, text = client.rcpt(recipient)
            assert code == 250, text
            code, text = client.data(message)
            assert code == 250, text

    def write(self, message, recipient, sender):
        """As `send`, signed by the sender's domain."""
        return self.send(self.keys.sign(message, sender.split("@")[1]), recipient, sender)

    def submit(self, message, recipient, sender):
        """By the Postfix of boss.example, which signs by OpenDKIM and passes it on by SMTP."""
        with smtplib.SMTP(HERE, self.submission.port, timeout=60) as client:
            client.sendmail(sender, [recipient], message, mail_options=["BODY=8BITMIME"])


def unused_loopback():
    """An address whose port 53 nobody listens on."""
    while True:
        host = ".".join(["127", *(str(random.randint(1, 250)) for _ in range(3))])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind((host, 53))
            except OSError:
                continue
            return host
