"""Two desks, one on each database, behind the same mail system; and what people do with requests for approval."""
import email.header
import email.utils
import html.parser
import itertools
import re
import signal
import time
import urllib.parse

import pytest
import requests

from clients import Request, header, identifier, part
from martlet import Martlet, eventually
from mta import MailSystem

AGENT = "bo@staff.example"
OPENERS = {  # what makes a ticket's language, and with it that of the request
    "en": ("Two printers", "Hello, we need two new printers on the third floor. Could you please order them?"),
    "zh": ("申请购买两台打印机", "您好，三楼需要两台新的打印机，请帮忙采购，谢谢。"),
    "de": ("Zwei Drucker", "Guten Tag, wir brauchen zwei neue Drucker im dritten Stock. Können Sie die bitte bestellen?"),
    "ja": ("プリンター二台の購入", "お世話になっております。三階に新しいプリンターが二台必要です。よろしくお願いします。"),
    "fr": ("Deux imprimantes", "Bonjour, nous avons besoin de deux nouvelles imprimantes au troisième étage. Merci."),
    "es": ("Dos impresoras", "Hola, necesitamos dos impresoras nuevas en la tercera planta. ¿Pueden pedirlas, por favor?"),
}
NUMBERS = itertools.count(1)


class Asked:
    """A request for approval that has gone out."""

    def __init__(self, office, item, approvers):
        self.office, self.id, self.ticket, self.approvers = office, item["id"], item["ticket"], approvers
        self.boss = approvers[0]

    def mails(self, address=None):
        """What the approver got with a key in it, oldest first."""
        return [message for message in self.office.system.sink.to(address or self.boss)
                if "+a" in (message["Reply-To"] or "") and message["Subject"].startswith(f"[{self.ticket}]")]

    def request(self, address=None):
        return Request(eventually(lambda: self.mails(address), 30)[-1])

    @property
    def now(self):
        return self.office.get(f"/approvals/{self.id}")

    @property
    def evidence(self):
        return [re.search(r"^kind: (.*)$", item["record"], re.M)[1]
                for item in self.office.get(f"/approvals/{self.id}/evidence")["items"]]

    def fact(self, kind, name):
        for item in self.office.get(f"/approvals/{self.id}/evidence")["items"]:
            if f"\nkind: {kind}\n" in item["record"]:
                return {fact["name"]: fact["value"] for fact in item["facts"]}.get(name)

    def settled(self, state):
        eventually(lambda: self.now["state"] == state, 30)
        return self.now["decisions"]

    @property
    def is_untouched(self):
        now = self.now
        return now["state"] == "pending" and not now["decisions"] and "decided" not in self.evidence


class Office:
    def __init__(self, folder, domain, database=None):
        self.domain = domain
        self.desk = Martlet(folder, database=database, smtp="smtp://127.0.0.1:SENDING", resolver="RESOLVER")
        self._set("@martlet.example", f"@{domain}")

    def _set(self, old, new):
        text = self.desk.configuration.read_text()
        self.desk.configuration.write_text(text.replace(old, new))

    def open(self, system):
        self.system = system
        self._set("SENDING", str(system.sending))
        self._set("RESOLVER", system.resolver.address)
        self.desk.start()
        self.desk.run("person", "add", AGENT, "--name", "Bo", "--role", "agent")
        self.tokens = itertools.cycle([self.desk.text("person", "token", AGENT) for _ in range(6)])
        return self

    def call(self, method, path, token=None, **body):
        head = {"Authorization": f"Bearer {token or next(self.tokens)}"}
        while True:
            answer = requests.request(method, self.desk.url + "/api/v1" + path, json=body or None, headers=head, timeout=30)
            if answer.status_code != 429:
                return answer
            time.sleep(int(answer.headers["Retry-After"]))

    def get(self, path):
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path, **body):
        answer = self.call("POST", path, **body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def ticket(self, language="en", requester="ann@webmail.example"):
        """A new ticket's number; of another language than English by a mail in it."""
        subject, text = OPENERS[language]
        if language == "en":
            asked = {"name": "Ann", "address": requester}
            return self.post("/tickets", desk="it", subject=subject, text=text, requester=asked)["number"]
        name = f"{subject} {next(NUMBERS)}"
        lines = [f"From: Ann <{requester}>", f"To: support@{self.domain}", "Subject: " + email.header.Header(name, "utf-8").encode(),
                 f"Message-ID: {email.utils.make_msgid(domain='webmail.example')}", "MIME-Version: 1.0"]
        message = "\r\n".join(lines).encode() + b"\r\n" + part(text)
        self.system.write(message, f"support@{self.domain}", requester)
        items = lambda: [item for item in self.get("/tickets?limit=20")["items"] if item["subject"] == name]
        return eventually(items, 30)[0]["number"]

    def ask(self, *domains, language="en", text="Two printers, 900 EUR", ticket=None, **more):
        """Asks one new approver for each domain, of boss.example by default; sent is it once the first has it."""
        approvers = [f"boss{next(NUMBERS)}@{domain}" for domain in domains or ["boss.example"]]
        number = ticket or self.ticket(language)
        item = self.post(f"/tickets/{number}/approvals", approvers=approvers, text=text, **{"rule": "all", **more})
        asked = Asked(self, item, approvers)
        asked.request()
        return asked

    def taken(self, message_id, count=1):
        """The ledger's lines of a mail, once it has been decided what becomes of each; the newest first."""
        identifier = message_id.strip("<>")

        def lines():
            items = [item for item in self.get("/mail?limit=200")["items"] if item["message_id"] == identifier]
            return len(items) == count and all(item["state"] != "received" for item in items) and items

        return eventually(lines, 30)

    def told(self, address, template):
        """Whether such a mail to them stands in the queue of this desk, sent or not: it is there with what caused it."""
        return [item for item in self.get("/queue?limit=200")["items"]
                if item["recipient"]["address"] == address and item["template"] == template]

    def explained(self, address):
        """The text of the mail that explains to them why nothing was decided."""
        def mails():
            return [message for message in self.system.sink.to(address)
                    if message["Auto-Submitted"] == "auto-replied" and "+a" not in (message["Reply-To"] or "")]
        return eventually(mails, 30)[-1].get_body(("plain",)).get_content().replace("\r\n", "\n")

    def reply(self, request, text, author, more=(), subject="Re: ", quote=True):
        """A plain answer, as a mail program without any ways of its own writes it."""
        said = f"\n\nOn Monday, {request.who} wrote:\n{request.quoted()}" if quote else ""
        return header(request, ("Boss", author), subject, more=more).encode() + part(text + said)

    def answers(self, request, text, author, key=None, **more):
        """Writes that by mail, signed by the author's domain; the ledger's line of it."""
        message = self.reply(request, text, author, **more)
        self.system.write(message, key or request.key, author)
        return self.taken(identifier(message))[0]


class Forms(html.parser.HTMLParser):
    """The forms of a page: action, fields, and buttons."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append((attributes["action"], {}))
        elif self.forms and attributes.get("name") and tag == "input":
            self.forms[-1][1][attributes["name"]] = attributes.get("value") or ""

    def to(self, ending):
        (found,) = [form for form in self.forms if form[0].endswith(ending)]
        return found


class Browser:
    """A browser with its cookies, signed in as a person."""

    def __init__(self, office, address):
        self.office, self.session = office, requests.Session()
        self.session.headers["Accept-Language"] = "en"
        link = office.desk.text("person", "link", address)
        assert self.post(link, {}).status_code == 303

    def get(self, path):
        return self.session.get(urllib.parse.urljoin(self.office.desk.url, path), timeout=30)

    def post(self, path, fields, **head):
        return self.session.post(
            urllib.parse.urljoin(self.office.desk.url, path), data=fields, headers=head, allow_redirects=False, timeout=30)

    def form(self, asked):
        return Forms(self.get(f"/approvals/{asked.id}").text).to("/decision")


@pytest.fixture(scope="module")
def offices(tmp_path_factory, cluster):
    first = Office(tmp_path_factory.mktemp("sqlite"), "martlet.example")
    second = Office(tmp_path_factory.mktemp("postgres"), "postgres.example", cluster.database())
    system = MailSystem(first.desk.lmtp_port, second.desk.lmtp_port)
    try:
        system.start()
        yield {"sqlite": first.open(system), "postgres": second.open(system)}
    finally:
        for office in (first, second):
            office.desk.stop(signal.SIGKILL)
        system.stop()


@pytest.fixture
def office(offices):
    """The desk on SQLite."""
    return offices["sqlite"]


@pytest.fixture(params=["sqlite", "postgres"])
def either(request, offices):
    """The desk on each database."""
    return offices[request.param]
