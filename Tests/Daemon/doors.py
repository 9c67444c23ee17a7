"""The three doors of an approver: a mail, a page with its form, and the API; by connections that are kept open."""
import email.utils
import http.client
import json
import re
import threading
import urllib.parse


class Connections:
    """Requests to a desk, by one open connection for each thread."""

    def __init__(self, desk):
        self.desk = desk
        self.own = threading.local()

    def request(self, method, path, body=None, headers=None):
        """Status, header fields and body."""
        for _ in range(2):
            if not hasattr(self.own, "connection"):
                self.own.connection = http.client.HTTPConnection("127.0.0.1", self.desk.http_port, timeout=60)
            try:
                self.own.connection.request(method, path, body, headers or {})
                answer = self.own.connection.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # It was closed while it was idle; nothing was asked by it.
                self.own.connection.close()
                del self.own.connection
        raise AssertionError(f"{method} {path}: no answer")


class API:
    """One person's API. A token has a fair share of requests: who needs more takes another."""

    def __init__(self, desk, address):
        self.desk, self.address = desk, address
        self.lock = threading.Lock()
        self.tokens = [desk.text("person", "token", address)]
        self.turn = 0

    def call(self, at, method, path, body=None):
        """Status and object."""
        content = json.dumps(body) if body is not None else None
        while True:
            with self.lock:
                self.turn += 1
                token = self.tokens[self.turn % len(self.tokens)]
            head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            status, _, answer = at.request(method, "/api/v1" + path, content, head)
            if status == 503:
                continue
            if status != 429:
                return status, json.loads(answer)
            with self.lock:
                if token == self.tokens[-1]:
                    self.tokens.append(self.desk.text("person", "token", self.address))


class Pages:
    """One person's pages: signed in by a link, with the cookie that a browser would hold."""

    def __init__(self, at, desk, address):
        link = urllib.parse.urlsplit(desk.text("person", "link", address)).path
        status, headers, _ = at.request("POST", link)
        assert status == 303, status
        cookies = [value.split(";")[0] for value in headers.get_all("Set-Cookie")]
        self.cookie = "; ".join(cookie for cookie in cookies if cookie.startswith("martlet="))

    def form(self, at, path, action):
        """The hidden fields of the form that posts to `action`."""
        status, _, page = at.request("GET", path, headers={"Cookie": self.cookie})
        assert status == 200, f"{path}: {status}"
        found = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', page.decode(), re.S)
        assert found, f"{path} has no form that posts to {action}"
        return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', found.group()))

    def post(self, at, action, fields):
        """Status and page."""
        head = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded",
                "Origin": at.desk.url, "Sec-Fetch-Site": "same-origin"}
        status, _, page = at.request("POST", action, urllib.parse.urlencode(fields), head)
        return status, page.decode()


def reply_keys(desk, seen):
    """The reply addresses in requests that were not seen yet, by ticket and approver."""
    for file in desk.outbox.glob("*.eml"):
        if file.name in seen:
            continue
        seen.add(file.name)
        head = re.sub(r"\r?\n[ \t]+", " ", file.read_bytes().partition(b"\r\n\r\n")[0].decode())
        key = re.search(r"^Reply-To:.*?([^\s<>]+\+a[a-z2-7]{40}@[^\s<>]+)", head, re.M)
        if key:
            ticket = re.search(r"^Subject: \[([A-Z]+-\d+)\]", head, re.M).group(1)
            yield (ticket, re.search(r"^X-Envelope-To: <?([^\s<>]+)", head, re.M).group(1)), key.group(1)


def reply(key, author, word):
    """An answer to a request, as the approver's own mail system hands it on."""
    return (
        f"Authentication-Results: mx.martlet.example; dmarc=pass header.from={author.split('@')[1]}\r\n"
        f"From: <{author}>\r\nTo: <{key}>\r\nSubject: Re: Printer\r\nMessage-ID: <{key.split('@')[0]}@boss.example>\r\n"
        f"Date: {email.utils.formatdate()}\r\n\r\n{word}\r\n").encode()
