"""A mailbox that is polled."""
import pytest

import dovecot
from martlet import Martlet, eventually, mail

pytestmark = pytest.mark.skipif(not dovecot.AVAILABLE, reason="needs root and Debian's dovecot-imapd")

MAILBOXES = """\
mailboxes:
  - {{url: "imaps://support%40martlet.example@localhost:{port}/INBOX", password: "env:IMAP_PASSWORD", desk: it,
     tls_ca_file: {authority}, interval: 1s}}
"""


@pytest.fixture
def server():
    server = dovecot.Dovecot()
    yield server
    server.stop()


def desk(tmp_path, server, authority=None):
    more = MAILBOXES.format(port=server.port, authority=authority or server.authority)
    return Martlet(tmp_path, more=more, environment={"IMAP_PASSWORD": "secret"})


def test_a_mailbox_becomes_tickets_once(tmp_path, server):
    server.deliver(mail(subject="First"))
    martlet = desk(tmp_path, server).start()
    try:
        eventually(lambda: len(martlet.tickets()) == 1, 30)
        eventually(lambda: server.seen() == 1)
        martlet.stop()
        server.deliver(mail(subject="Second"))
        martlet.start()
        eventually(lambda: len(martlet.tickets()) == 2, 30)
        # The same mail by another way is the same ticket.
        martlet.accept(mail(subject="Second"))
        eventually(lambda: b'martlet_mail{state="received"} 0' in martlet.get("/metrics")[2])
        assert sorted(ticket["subject"] for ticket in martlet.tickets()) == ["First", "Second"]
    finally:
        martlet.stop()


def test_a_certificate_of_another_authority_is_refused(tmp_path, server):
    server.deliver(mail())
    martlet = desk(tmp_path, server, authority="/etc/ssl/certs/ca-certificates.crt").start()
    try:
        eventually(lambda: "mailbox cannot be read" in martlet.log_path.read_text(), 30)
        assert martlet.tickets() == []
    finally:
        martlet.stop()
