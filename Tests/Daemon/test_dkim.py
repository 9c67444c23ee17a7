"""Mail whose author's domain signed it counts as verified, and no other mail does."""
import base64
import json
import socket
import subprocess

import dkim
import nacl.signing
import pytest

from martlet import Martlet, eventually, mail
from resolver import Resolver

FROM = "ann@customer.example"


class Keys:
    """A signer's keys, and the records that publish them."""

    def __init__(self):
        make = ["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
        pem = subprocess.run(make, check=True, capture_output=True).stdout
        self.rsa = subprocess.run(["openssl", "rsa", "-traditional"], input=pem, check=True, capture_output=True).stdout
        public = subprocess.run(
            ["openssl", "rsa", "-pubout", "-outform", "DER"], input=pem, check=True, capture_output=True).stdout
        ed25519 = nacl.signing.SigningKey.generate()
        self.ed25519 = base64.b64encode(bytes(ed25519))
        self.records = {
            f"{selector}._domainkey.{domain}": text
            for domain in ("customer.example", "mail.customer.example", "evil.example")
            for selector, text in {
                "rsa": "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode(),
                "ed": "v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(ed25519.verify_key)).decode(),
            }.items()
        }

    def sign(self, message, selector="rsa", domain="customer.example"):
        key, algorithm = {"rsa": (self.rsa, b"rsa-sha256"), "ed": (self.ed25519, b"ed25519-sha256")}[selector]
        signature = dkim.sign(
            message, selector.encode(), domain.encode(), key, canonicalize=(b"relaxed", b"relaxed"),
            signature_algorithm=algorithm)
        return signature + message


@pytest.fixture(scope="module")
def keys():
    return Keys()


@pytest.fixture(scope="module")
def resolver(keys):
    server = Resolver(keys.records)
    yield server
    server.stop()


@pytest.fixture
def desk(tmp_path, resolver):
    desk = Martlet(tmp_path, resolver=resolver.address)
    yield desk
    desk.stop()


def explained(desk, message):
    result = desk.run("mail", "explain", "-", stdin=message)
    return json.loads(result.stdout)["authentication"]


@pytest.mark.parametrize("selector, domain", [
    ("rsa", "customer.example"), ("ed", "customer.example"), ("rsa", "mail.customer.example")])
def test_a_signed_mail_is_verified(desk, keys, selector, domain):
    message = keys.sign(mail(body="Please help.\r\n..\r\n"), selector, domain)
    found = explained(desk, message)
    assert found["level"] == "signed", found
    assert domain in found["detail"]
    desk.start().accept(message)
    (ticket,) = eventually(desk.tickets)
    assert "unverified" not in desk.ticket(ticket["number"])["flags"]


def forged(keys):
    signed = keys.sign(mail())
    yield "the body was changed", signed.replace(b"Please help.", b"Please pay.")
    yield "the subject was changed", signed.replace(b"on fire", b"for free")
    yield "something was added", signed + b"and APPROVE\r\n"
    yield "a second author", b"From: Boss <boss@martlet.example>\r\n" + signed
    yield "another's signature", keys.sign(mail(), domain="evil.example")
    yield "no key", keys.sign(mail(), domain="unknown.customer.example")
    yield "another author", keys.sign(mail(sender="Ann <ann@evil.example>")).replace(b"ann@evil.", b"ann@customer.")
    yield "two authors", keys.sign(mail(sender=f"{FROM}, e@evil.example"))
    yield "results of the sender's own", b"Subject: x\r\nAuthentication-Results: mx.martlet.example; dmarc=pass " \
        b"header.from=customer.example\r\n" + mail()


def test_forged_mail_is_not(desk, keys):
    for what, message in forged(keys):
        assert explained(desk, message)["level"] == "unverified", what


def test_forged_mail_is_flagged(desk, keys):
    desk.start().accept(dict(forged(keys))["the body was changed"])
    (ticket,) = eventually(desk.tickets)
    assert "unverified" in desk.ticket(ticket["number"])["flags"]


def test_a_silent_resolver_loses_nothing(tmp_path, keys):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        desk = Martlet(tmp_path, resolver=f"127.0.0.1:{silent.getsockname()[1]}").start()
        try:
            desk.accept(keys.sign(mail()))
            (ticket,) = eventually(desk.tickets)
            assert "unverified" in desk.ticket(ticket["number"])["flags"]
        finally:
            desk.stop()


def test_without_a_resolver_nothing_is_asked(tmp_path, keys):
    found = explained(Martlet(tmp_path), keys.sign(mail()))
    assert found["level"] == "unverified" and "own check" not in found["detail"]
