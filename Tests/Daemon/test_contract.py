"""What scripts and other programs may rely on."""
import json
import socket
import subprocess

import pytest

from martlet import PROGRAM, eventually, mail
from test_api import token

BARE = {"PATH": "/usr/bin:/bin"}


def exchange(martlet, request):
    with socket.create_connection(("127.0.0.1", martlet.http_port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


@pytest.mark.parametrize("request_bytes", [
    b"garbage\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
])
def test_what_is_not_http_is_answered_with_the_security_fields(martlet, request_bytes):
    head = exchange(martlet, request_bytes).split(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"http/1.1 400")
    assert head.count(b"content-security-policy:") == 1 and b"script-src" in head and b"frame-ancestors" in head
    assert b"x-content-type-options: nosniff" in head and b"referrer-policy:" in head


def test_answers_have_their_security_fields_once(martlet):
    head = exchange(martlet, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").split(b"\r\n\r\n")[0].lower()
    for name in (b"content-security-policy:", b"x-content-type-options:", b"referrer-policy:"):
        assert head.count(name) == 1


@pytest.mark.parametrize("method, path, allow", [
    ("PUT", "/api/v1/tickets", "GET, HEAD, POST"), ("DELETE", "/api/v1/tickets/IT-1", "GET, HEAD, PATCH"),
    ("POST", "/api/v1/mail", "GET, HEAD"), ("PUT", "/api/v1/tickets/IT-1/entries", "POST"),
])
def test_another_method_is_405(martlet, method, path, allow):
    answer = exchange(martlet, f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    head, body = answer.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 405") and f"Allow: {allow}".encode() in head.splitlines()
    assert json.loads(body)["status"] == 405


def test_a_cursor_that_no_list_gave_out_is_refused(martlet):
    headers = {"Authorization": "Bearer " + token(martlet)}
    for path in ("/api/v1/tickets", "/api/v1/mail"):
        assert martlet.get(path + "?cursor=zz", headers)[0] == 422
        assert martlet.get(path + "?cursor=", headers)[0] == 200


@pytest.mark.parametrize("group", ["config", "mail", "mailbox", "queue", "ticket", "template", "person", "html"])
def test_a_group_without_its_command_is_a_wrong_call(tmp_path, group):
    result = subprocess.run([PROGRAM, group], cwd=tmp_path, env=BARE, capture_output=True)
    assert result.returncode == 64 and not result.stdout
    subprocess.run([PROGRAM, group, "--help"], cwd=tmp_path, env=BARE, check=True, capture_output=True)


def test_deliver_takes_what_pipe_passes(martlet):
    """Postfix makes one argument of each recipient, and MAILER-DAEMON of the null sender."""
    martlet.run(
        "mail", "deliver", "--sender", "MAILER-DAEMON", "--recipient", "support@martlet.example", "people@martlet.example",
        stdin=mail())
    eventually(martlet.tickets)
    taken = martlet.objects("mail", "list")
    assert sorted(item["desk"] for item in taken) == ["hr", "it"]
    assert [item["sender"] for item in taken] == ["", ""]


@pytest.mark.parametrize("recipients, status", [
    (["nobody@martlet.example"], 67), (["support@martlet.example", "nobody@martlet.example"], 67), ([], 64),
])
def test_deliver_says_what_is_wrong_by_its_exit_status(martlet, recipients, status):
    assert martlet.run("mail", "deliver", "--recipient", *recipients, stdin=mail(), check=False).returncode == status


def test_deliver_asks_the_mta_to_keep_what_it_cannot_store(tmp_path):
    (tmp_path / "martlet.yaml").write_text("desks: [")
    for file in ("martlet.yaml", "missing.yaml"):
        arguments = ["mail", "deliver", "--recipient", "support@martlet.example", "--config", tmp_path / file]
        assert subprocess.run([PROGRAM, *arguments], input=mail(), capture_output=True).returncode == 75


@pytest.mark.parametrize("text, expected", [
    ("- a\n- b\n", ":1: must be a mapping"),
    ("desks: [{name: it, addresses: [a@b.example]}]\nlmtp: {listen: ['127.0.0.1:1', '127.0.0.1:1']}\n", ":2: lmtp.listen names"),
])
def test_more_faults_of_a_configuration(tmp_path, text, expected):
    file = tmp_path / "martlet.yaml"
    file.write_text(text)
    result = subprocess.run([PROGRAM, "config", "check", "--config", file], capture_output=True, text=True)
    assert result.returncode == 1 and expected in result.stdout


def test_a_directory_is_no_mail(tmp_path):
    result = subprocess.run([PROGRAM, "mail", "explain", "."], cwd=tmp_path, env=BARE, capture_output=True)
    assert result.returncode == 1
    assert json.loads(result.stdout) == {"file": ".", "error": "it is a directory"}


def test_sanitized_text_begins_where_it_begins(tmp_path):
    result = subprocess.run(
        [PROGRAM, "html", "sanitize"], input=b"<html><head></head><body><p>x</p>", cwd=tmp_path, env=BARE, capture_output=True)
    assert result.stdout == b"<p>x</p>"
