"""Access tokens from an endpoint of the test's own, into a real Dovecot that takes nothing else.

Microsoft's and Google's own servers cannot be reached from a test: what is shown here is what the standards say.
"""
import pathlib
import tempfile

import pytest

from martlet import Martlet, eventually, mail
from parts import Authority, Dovecot, needs_root, running
from token_server import TokenServer

pytestmark = pytest.mark.skipif(needs_root(), reason="Dovecot is started by root")
BOX = "support@martlet.example"


@pytest.fixture
def tokens():
    with tempfile.TemporaryDirectory() as folder:
        directory = pathlib.Path(folder)
        authority = Authority(directory)
        server = TokenServer(authority, directory, BOX)
        server.authority = authority
        yield server
        server.stop()


@pytest.fixture
def desk(tmp_path):
    return Martlet(tmp_path)


def configure(desk, dovecot, tokens, protocol="imap", refresh_token=None):
    desk.environment["REFRESH_TOKEN"] = refresh_token or tokens.refresh_token
    text = desk.configuration.read_text().split("mailboxes:")[0]
    desk.configuration.write_text(text + f"""mailboxes:
  - url: "{dovecot.url(BOX, protocol=protocol)}"
    desk: it
    tls_ca_file: {dovecot.authority.certificate}
    interval: 1s
    start: all
    oauth:
      token_url: "{tokens.url}"
      client_id: desk
      client_secret: "s3cret&+"
      refresh_token: "env:REFRESH_TOKEN"
      scope: "mail offline_access"
      tls_ca_file: {tokens.authority.certificate}
""")


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_a_mailbox_opens_with_an_access_token(stopped, tokens, protocol):
    desk = stopped
    first = tokens.refresh_token
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure(desk, dovecot, tokens, protocol)
        dovecot.deliver(BOX, mail(subject="Before"))
        with running(desk):
            eventually(lambda: len(desk.tickets()) == 1, 30)
            assert len(tokens.forms) == 1, "one access token for all visits"
            assert tokens.forms[0]["scope"] == "mail offline_access"
            # The configured token is dead by now: the one that came in its place is in the database.
            desk.stop(9)
            desk.start()
            dovecot.deliver(BOX, mail(subject="After"))
            eventually(lambda: len(desk.tickets()) == 2, 30)
            assert [form["refresh_token"] == first for form in tokens.forms] == [True, False]
            log = desk.log_path.read_text()
            for secret in tokens.access_tokens | {form["refresh_token"] for form in tokens.forms} | {"s3cret"}:
                assert secret not in log


def test_a_refused_token_is_told_and_a_new_consent_mends_it(desk, tokens):
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure(desk, dovecot, tokens, refresh_token="expired")
        dovecot.deliver(BOX, mail(subject="Waits"))
        with running(desk):
            eventually(lambda: "invalid_grant" in desk.log_path.read_text(), 30)
            assert desk.get("/readyz")[0] == 200
            desk.accept(mail(subject="By LMTP"))
            eventually(lambda: len(desk.tickets()) == 1, 20)
        configure(desk, dovecot, tokens)
        with running(desk):
            eventually(lambda: len(desk.tickets()) == 2, 30)


def test_an_endpoint_that_cannot_be_verified_gets_no_secret(desk, tokens):
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure(desk, dovecot, tokens)
        text = desk.configuration.read_text().replace(str(tokens.authority.certificate), "null")
        desk.configuration.write_text(text)
        with running(desk):
            eventually(lambda: "cannot be asked" in desk.log_path.read_text(), 30)
            assert tokens.forms == []
            assert tokens.refresh_token not in desk.log_path.read_text()


def test_an_access_token_that_the_server_refuses_is_not_used_again(desk, tokens):
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure(desk, dovecot, tokens, "pop3")
        dovecot.deliver(BOX, mail(subject="Before"))
        with running(desk):
            eventually(lambda: len(desk.tickets()) == 1, 30)
            tokens.access_tokens.clear()
            dovecot.deliver(BOX, mail(subject="After"))
            eventually(lambda: len(desk.tickets()) == 2, 60)
            assert len(tokens.forms) == 2
