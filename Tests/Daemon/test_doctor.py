"""`martlet doctor` on how the world takes the desk's mail, with a name service and a relay of the tests' own."""
import contextlib
import json
import socketserver
import ssl
import threading

import pytest

from martlet import Martlet
from parts import HERE, Authority, Sink
from resolver import Resolver
from test_signing import make

GOOD = {
    "martlet.example": "v=spf1 include:_spf.martlet.example -all",
    "_spf.martlet.example": "v=spf1 ip4:192.0.2.0/28 ~all",
    "_dmarc.martlet.example": "v=DMARC1; p=quarantine; rua=mailto:postmaster@martlet.example",
}
HOSTS = {"sink.example": "192.0.2.10"}
EXCHANGES = {"martlet.example": "sink.example"}


@contextlib.contextmanager
def resolving(records, hosts=HOSTS, exchanges=EXCHANGES):
    server = Resolver(records, hosts=hosts, exchanges=exchanges)
    try:
        yield server.address
    finally:
        server.stop()


@pytest.fixture
def sink():
    sink = Sink()
    yield sink
    sink.stop()


@pytest.fixture
def signed(tmp_path):
    """The setting and the records of one key."""
    path, name, record = make(tmp_path, "s1", "rsa")
    return f', dkim: [{{domain: martlet.example, selector: s1, key_file: "{path}"}}]', {name: record}


def examined(directory, sink, resolver, setting="", host=HERE, starttls=""):
    desk = Martlet(directory, smtp=f"smtp://{host}:{sink.port}", resolver=resolver)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text.replace("longest: 2s}}", f"longest: 2s}}{setting}{starttls}}}"))
    result = desk.run("doctor", "--format", "json", check=False)
    return [json.loads(line) for line in result.stdout.splitlines()]


def found(findings, check):
    return [(finding["state"], finding["text"], finding["mend"] or "") for finding in findings if finding["check"] == check]


def test_all_is_well(tmp_path, sink, signed):
    setting, records = signed
    with resolving(GOOD | records) as resolver:
        findings = examined(tmp_path, sink, resolver, setting)
    for check in ("mx", "spf", "dkim", "dmarc", "ptr", "starttls"):
        states = [state for state, _, _ in found(findings, check)]
        assert states == ["ok"], found(findings, check)
    assert found(findings, "spf")[0][1] == "martlet.example lets 192.0.2.10 send for it"
    assert found(findings, "ptr")[0][1] == "192.0.2.10 is called sink.example"


@pytest.mark.parametrize("record, state, text, mend", [
    (None, "failed", "does not say who may send", "ip4:192.0.2.10 ~all"),
    ("v=spf1 +all", "failed", "lets everybody send", "~all or -all"),
    ("v=spf1 ip4:192.0.2.10", "warning", "says nothing about others", "~all or -all"),
    ("v=spf1 ip4:192.0.2.999 -all", "failed", 'at "ip4:192.0.2.999"', "correct it"),
    ("v=spf1 ip4:198.51.100.1 -all", "warning", "does not let 192.0.2.10", "add ip4:192.0.2.10"),
    ("v=spf1 mx -all", "ok", "lets 192.0.2.10 send", ""),
    ("v=spf1 a:sink.example ?all", "ok", "lets 192.0.2.10 send", ""),
    ("v=spf1 redirect=_spf.martlet.example", "ok", "lets 192.0.2.10 send", ""),
    ("v=spf1 include:nowhere.martlet.example -all", "failed", "has no SPF record", "correct it"),
    ("v=spf1 include:martlet.example -all", "failed", "more than 10 questions", "correct it"),
])
def test_who_may_send(tmp_path, sink, record, state, text, mend):
    records = {name: value for name, value in GOOD.items() if name != "martlet.example"}
    with resolving(records | ({"martlet.example": record} if record else {})) as resolver:
        ((was, said, told),) = found(examined(tmp_path, sink, resolver), "spf")
    assert was == state and text in said and mend in told, (was, said, told)


def test_keys(tmp_path, sink, signed):
    setting, records = signed
    ((name, record),) = records.items()
    (tmp_path / "other").mkdir()
    _, _, other = make(tmp_path / "other", "s1", "rsa")
    for published, state, text in [
        ({}, "failed", "is not published"), ({name: other}, "failed", "publishes another key"),
        ({name: record + "; t=y"}, "failed", "publishes another key"), ({name: record}, "ok", "publishes the key"),
    ]:
        with resolving(GOOD | published) as resolver:
            ((was, said, mend),) = found(examined(tmp_path, sink, resolver, setting), "dkim")
        assert was == state and text in said, (was, said)
        assert was == "ok" or name + ". IN TXT ( " in mend
    with resolving(GOOD) as resolver:
        ((was, said, mend),) = found(examined(tmp_path, sink, resolver), "dkim")
    assert was == "warning" and "is not signed here" in said and "martlet dkim key --domain martlet.example" in mend


@pytest.mark.parametrize("record, state, text", [
    (None, "warning", "has no DMARC policy"), ("v=DMARC1; p=maybe", "failed", "no record that counts"),
    ("v=DMARC1; p=none; rua=mailto:a@b.example", "ok", "p=none"), ("v=DMARC1; p=none", "warning", "nobody gets reports"),
    ("v=DMARC1; p=reject; rua=mailto:a@b.example", "warning", "is not signed here"),
])
def test_policy(tmp_path, sink, record, state, text):
    records = {"martlet.example": GOOD["martlet.example"], "_spf.martlet.example": GOOD["_spf.martlet.example"]}
    with resolving(records | ({"_dmarc.martlet.example": record} if record else {})) as resolver:
        ((was, said, _),) = found(examined(tmp_path, sink, resolver), "dmarc")
    assert was == state and text in said, (was, said)


def test_names_and_ways(tmp_path, sink):
    with resolving(GOOD, exchanges={}) as resolver:
        ((state, text, mend),) = found(examined(tmp_path, sink, resolver), "mx")
    assert state == "failed" and "neither MX nor address" in text and "IN MX 10" in mend
    with resolving(GOOD, exchanges={}, hosts={"martlet.example": "192.0.2.20"}) as resolver:
        ((state, text, _),) = found(examined(tmp_path, sink, resolver), "mx")
    assert state == "warning" and "its own address" in text
    # dnsmasq leads an address back to the first name it was given for.
    with resolving(GOOD, hosts={"other.example": "192.0.2.10", "sink.example": "192.0.2.10"}) as resolver:
        ((state, text, mend),) = found(examined(tmp_path, sink, resolver), "ptr")
    assert state == "warning" and "is called other.example, and the relay greets as sink.example" in text


class TLSRelay:
    """Greets, offers STARTTLS, and speaks it with the certificate it is given."""

    def __init__(self, certificate):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{certificate}.pem", f"{certificate}.key")

        class Session(socketserver.BaseRequestHandler):
            def handle(session):
                connection = session.request
                try:
                    connection.sendall(b"220 sink.example ESMTP\r\n")
                    while line := connection.recv(1000):
                        if line.startswith(b"EHLO"):
                            connection.sendall(b"250-sink.example\r\n250 STARTTLS\r\n")
                        elif line.startswith(b"STARTTLS"):
                            connection.sendall(b"220 Go ahead\r\n")
                            connection = context.wrap_socket(connection, server_side=True)
                        elif line.startswith(b"QUIT"):
                            return
                except OSError:
                    pass

        self._server = socketserver.ThreadingTCPServer((HERE, 0), Session)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.mark.parametrize("name, state, text", [
    ("localhost", "ok", "its certificate holds for localhost"), ("elsewhere.example", "failed", "cannot be trusted"),
])
def test_a_relay_s_certificate(tmp_path, name, state, text):
    authority = Authority(tmp_path)
    authority.issue(name, tmp_path / "relay")
    relay = TLSRelay(tmp_path / "relay")
    try:
        with resolving(GOOD) as resolver:
            starttls = f', starttls: required, tls_ca_file: "{authority.certificate}"'
            findings = examined(tmp_path, relay, resolver, host="localhost", starttls=starttls)
    finally:
        relay.stop()
    ((was, said, mend),) = found(findings, "starttls")
    assert was == state and text in said, (was, said)
    assert was == "ok" or "smtp.tls_ca_file" in mend


def test_a_relay_without_tls_where_it_is_required(tmp_path, sink):
    with resolving(GOOD) as resolver:
        findings = examined(tmp_path, sink, resolver, starttls=", starttls: required")
    ((state, text, _),) = found(findings, "starttls")
    assert state == "failed" and "does not offer STARTTLS" in text


def test_names_for_examples_are_asked_of_nobody(tmp_path, sink):
    findings = examined(tmp_path, sink, None)
    assert [state for state, _, _ in found(findings, "dns")] == ["warning"]
    assert found(findings, "spf") == []
