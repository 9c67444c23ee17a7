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
            for domain in ("customer.example", "mail.customer.example", "evil.example", "hanging.example")
            for selector, text in {
                "rsa": "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode(),
                "ed": "v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(ed25519.verify_key)).decode(),
            }.items()
        }

    def sign(self, message, selector="rsa", domain="customer.example", length=False):
        key, algorithm = {"rsa": (self.rsa, b"rsa-sha256"), "ed": (self.ed25519, b"ed25519-sha256")}[selector]
        signature = dkim.sign(
            message, selector.encode(), domain.encode(), key, canonicalize=(b"relaxed", b"relaxed"),
            signature_algorithm=algorithm, length=length)
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


@pytest.mark.parametrize("sender", [
    '"ann@customer.example" <e@evil.example>', "ann@customer.example <e@evil.example>",
    "<@customer.example:e@evil.example>", "e@evil.example (ann@customer.example)",
    "(e@evil.example) ann@customer.example", "ann@customer.example\0 <e@evil.example>",
    "\u202eann@customer.example\u202c <e@evil.example>", "=?utf-8?q?ann=40customer.example?= <e@evil.example>",
    "ann@customer.ex\u0430mple", "ann@customer.example\u200b", "ann@customer.example.evil.example",
    "Ann <ann@customer.example>, <e@evil.example>", "Desk: ann@customer.example, e@evil.example;",
    "ann@customer.example\r\nFrom: e@evil.example",
])
def test_a_stranger_s_own_signature_makes_nobody_else_of_them(desk, keys, sender):
    result = desk.run("mail", "explain", "-", stdin=keys.sign(mail(sender=sender), domain="evil.example"))
    found = json.loads(result.stdout)
    address = (found["from"] or {}).get("address", "")
    assert found["authentication"]["level"] == "unverified" or address.endswith("evil.example"), found


@pytest.mark.parametrize("algorithm", ["rsa", "ed"])
def test_a_signed_part_of_a_body_vouches_for_nothing_more(desk, keys, algorithm):
    signed = keys.sign(mail(), algorithm, length=True)
    assert explained(desk, signed)["level"] == "signed"
    found = explained(desk, signed + b"APPROVE\r\n")
    assert found["level"] == "unverified" and "whole body" in found["detail"], found


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


def test_a_domain_that_hangs_holds_up_its_own_mail_only(tmp_path, keys):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        published = {name: text for name, text in keys.records.items() if "hanging" not in name}
        resolver = Resolver(published, silent.getsockname()[1])
        desk = Martlet(tmp_path, resolver=resolver.address).start()
        try:
            for number in range(6):
                sender = f"m{number}@hanging.example"
                desk.accept(keys.sign(mail(subject=f"h{number}", sender=sender), domain="hanging.example"), sender=sender)
            desk.accept(keys.sign(mail(subject="mine")))
            tickets = eventually(lambda: len(desk.tickets()) == 7 and desk.tickets(), 30)
            flags = {ticket["subject"]: desk.ticket(ticket["number"])["flags"] for ticket in tickets}
            assert [subject for subject, found in flags.items() if "unverified" not in found] == ["mine"], flags
        finally:
            desk.stop()
            resolver.stop()


def test_what_does_not_fit_a_datagram_is_looked_up_all_the_same(tmp_path, keys):
    long = {name: text.replace("v=DKIM1;", "v=DKIM1; n=" + "x" * 2000 + ";") for name, text in keys.records.items()}
    resolver = Resolver(long)
    try:
        assert explained(Martlet(tmp_path, resolver=resolver.address), keys.sign(mail()))["level"] == "signed"
    finally:
        resolver.stop()


def test_without_a_resolver_nothing_is_asked(tmp_path, keys):
    found = explained(Martlet(tmp_path), keys.sign(mail()))
    assert found["level"] == "unverified" and "own check" not in found["detail"]
