"""What mail programs make of a ticket's mails: one conversation for each of its readers."""
import json
import mailbox
import os
import shutil
import smtplib
import subprocess
from email.message import EmailMessage
from email.utils import getaddresses

import pytest

from martlet import Martlet, eventually, free_port, mail
from parts import API, Postfix, Sink, needs_root, running

needs_postfix = pytest.mark.skipif(needs_root(), reason="Postfix is started by root")
needs_notmuch = pytest.mark.skipif(not shutil.which("notmuch"), reason="notmuch is not installed")
ANN, GUEST, BO = "ann@customer.example", "guest@customer.example", "bo@martlet-agents.example"


def proven(*arguments, domain="customer.example", **fields):
    """A mail that our mail system vouches for."""
    results = f"Authentication-Results: mx.martlet.example; dmarc=pass header.from={domain}\r\n"
    return results.encode() + mail(*arguments, **fields)


def named(message, field):
    return sorted(address for _, address in getaddresses(message.get_all(field, [])))


def to(desk, address):
    return [message for message in desk.sent() if message["X-Envelope-To"] == f"<{address}>"]


@pytest.fixture
def asked(martlet):
    """A ticket of Ann's with a guest in Cc, and an agent."""
    martlet.run("person", "add", BO, "--name", "Bo", "--role", "agent")
    martlet.accept(proven(message_id="first@customer.example", Cc=f"Guest <{GUEST}>"))
    eventually(martlet.tickets)
    eventually(lambda: to(martlet, ANN))
    return martlet


def test_an_answer_names_all_who_get_it_and_comes_once(asked):
    shown = json.loads(asked.text("ticket", "reply", "IT-1", "--as", BO, "--text", "Try water.", "--format", "json"))
    assert [person["address"] for person in shown["recipients"]["to"]] == [ANN]
    assert [person["address"] for person in shown["recipients"]["cc"]] == [GUEST]
    to_ann = eventually(lambda: to(asked, ANN)[1:])[0]
    (to_guest,) = eventually(lambda: to(asked, GUEST))
    for copy in (to_ann, to_guest):
        assert named(copy, "To") == [ANN] and named(copy, "Cc") == [GUEST]
    assert to_ann["Message-ID"] == to_guest["Message-ID"]
    assert to_ann["Reply-To"] != to_guest["Reply-To"], "each has a key of their own"
    assert to_ann["X-Envelope-From"] != to_guest["X-Envelope-From"], "reports tell the copies apart"
    assert to_ann["Thread-Index"] == to_guest["Thread-Index"] == to(asked, ANN)[0]["Thread-Index"]
    assert to_ann["Thread-Topic"] == "The printer is on fire"


def test_whoever_answers_all_is_heard_once(asked):
    asked.run("ticket", "reply", "IT-1", "--as", BO, "--text", "Try water.")
    (copy,) = eventually(lambda: to(asked, GUEST))
    desk_address = copy["Reply-To"].addresses[0].addr_spec
    before = len(asked.sent())
    # The guest's program puts the desk's address, and everybody of the answer, into the header.
    asked.accept(
        proven(subject=copy["Subject"], body="It helped.", sender=f"Guest <{GUEST}>", to=f"{desk_address}, {ANN}",
               In_Reply_To=copy["Message-ID"]), desk_address, GUEST)
    texts = lambda: [entry["text"].strip() for entry in asked.ticket("IT-1")["entries"]]
    eventually(lambda: "It helped." in texts())
    assert len(asked.tickets()) == 1 and len(asked.ticket("IT-1")["participants"]) == 2
    # An answer that is sent afterwards shows that nothing was queued before it.
    asked.run("ticket", "reply", "IT-1", "--as", BO, "--text", "Good.")
    eventually(lambda: len(asked.sent()) == before + 2)
    assert all("Good." in message.get_body(("plain",)).get_content() for message in asked.sent()[before:])


def test_files_of_an_agents_mail_go_along(asked):
    asked.run("ticket", "set", "IT-1", "--assignee", BO)
    (notice,) = eventually(lambda: to(asked, BO))
    token = notice["Reply-To"].addresses[0].addr_spec
    answer = EmailMessage()
    answer["Authentication-Results"] = f"mx.martlet.example; dmarc=pass header.from={BO.partition('@')[2]}"
    answer["From"], answer["To"], answer["Subject"] = f"Bo <{BO}>", token, f"Re: {notice['Subject']}"
    answer.set_content("See the manual.")
    answer.add_attachment(b"%PDF-" + bytes(300), maintype="application", subtype="pdf", filename="手册.pdf")
    big = os.urandom((7 << 20) - 304)
    answer.add_attachment(big, maintype="application", subtype="zip", filename="big.zip")
    asked.accept(answer.as_bytes().replace(b"\n", b"\r\n"), token, BO)
    for copy in (eventually(lambda: to(asked, ANN)[1:])[0], eventually(lambda: to(asked, GUEST))[0]):
        (file,) = copy.iter_attachments()
        assert file.get_filename() == "手册.pdf" and file.get_content() == b"%PDF-" + bytes(300)
        text = copy.get_body(("plain",)).get_content()
        assert "big.zip (7.3 MB)" in text and f"{asked.url}/requests/IT-1/attachments/" in text


def test_a_copy_can_be_left_out(asked):
    shown = asked.text("ticket", "reply", "IT-1", "--as", BO, "--text", "For Ann.", "--leave-out", GUEST)
    assert f"{GUEST}> (left_out)" in shown.splitlines()[-1]
    copy = eventually(lambda: to(asked, ANN)[1:])[0]
    assert named(copy, "To") == [ANN] and named(copy, "Cc") == []
    assert to(asked, GUEST) == []
    refused = asked.run("ticket", "reply", "IT-1", "--as", BO, "--text", "x", "--leave-out", ANN, check=False)
    assert refused.returncode == 1 and b"no participant besides the requester" in refused.stderr


@pytest.fixture
def sink():
    sink = Sink()
    yield sink
    sink.stop()


class Reader:
    """Somebody's mail in a Maildir, received and sent, as notmuch sees it."""

    def __init__(self, directory, address):
        self.address, self.folder = address, directory / address.partition("@")[0]
        self.folder.mkdir()
        self.box = mailbox.Maildir(self.folder / "mail")
        self.settings = self.folder / "notmuch"
        self.settings.write_text(f"[database]\npath={self.folder}/mail\n[user]\nprimary_email={address}\n[new]\ntags=new\n")

    def keep(self, *messages):
        for message in messages:
            self.box.add(message)

    def notmuch(self, *arguments):
        command = ["notmuch", f"--config={self.settings}", *arguments]
        return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout

    def threads(self):
        """Of each thread the Message-IDs."""
        self.notmuch("new", "--quiet")
        threads = self.notmuch("search", "--output=threads", "*").split()
        return sorted(
            sorted(line[3:] for line in self.notmuch("search", "--output=messages", thread).splitlines())
            for thread in threads)


@needs_postfix
@needs_notmuch
def test_two_tickets_are_two_threads_for_everybody(tmp_path, sink):
    desk = Martlet(tmp_path, smtp=f"smtp://127.0.0.1:{free_port()}")
    post = Postfix(desk.lmtp_port, sink.port)
    text = desk.configuration.read_text()
    relay = text.split('url: "smtp://')[1].split('"')[0]
    desk.configuration.write_text(text.replace(relay, f"127.0.0.1:{post.port}"))
    desk.start()
    try:
        with running(post):
            desk.run("person", "add", BO, "--name", "Bo", "--role", "agent")
            readers = {address: Reader(tmp_path, address) for address in (ANN, GUEST, BO)}
            for number in (1, 2):
                converse(desk, post, sink, readers, number)
            for address, reader in readers.items():
                reader.keep(*(body for _, recipients, body in sink.messages if address in recipients))
                threads = reader.threads()
                assert len(threads) == 2, (address, threads)
                assert min(len(thread) for thread in threads) >= 3, (address, threads)
    finally:
        desk.stop()


def converse(desk, post, sink, readers, number):
    """Ann asks, with the guest in Cc; the agent answers by mail; the guest answers all; the agent answers again."""
    key = f"IT-{number}"

    def submit(message, recipients, *keepers):
        with smtplib.SMTP("127.0.0.1", post.port, timeout=60) as client:
            client.sendmail(keepers[0], recipients, message)
        for keeper in keepers:
            readers[keeper].keep(message)

    question = proven(f"Question {number}", message_id=f"q{number}@customer.example", Cc=f"Guest <{GUEST}>")
    submit(question, ["support@martlet.example"], ANN, GUEST)
    eventually(lambda: len(desk.tickets()) == number, 30)
    desk.run("ticket", "set", key, "--assignee", BO)
    about = lambda address: [m for m in sink.to(address) if f"[{key}]" in m["Subject"]]
    notice = eventually(lambda: about(BO), 30)[0]
    token = notice["Reply-To"].addresses[0].addr_spec
    submit(proven(f"Re: {notice['Subject']}", "Try water.", f"Bo <{BO}>", token, f"a{number}@agents.example",
                  In_Reply_To=notice["Message-ID"], References=f"{notice['References']} {notice['Message-ID']}",
                  domain=BO.partition("@")[2]), [token], BO)
    is_answer = lambda word: lambda m: word in m.get_body(("plain",)).get_content()
    answer = eventually(lambda: list(filter(is_answer("Try water."), about(GUEST))), 30)[0]
    assert named(answer, "To") == [ANN] and named(answer, "Cc") == [GUEST]
    desk_address = answer["Reply-To"].addresses[0].addr_spec
    thanks = proven(f"Re: {answer['Subject']}", "It helped.", f"Guest <{GUEST}>", f"{desk_address}, {ANN}",
                    f"g{number}@customer.example", In_Reply_To=answer["Message-ID"],
                    References=f"{answer['References']} {answer['Message-ID']}")
    submit(thanks, [desk_address, ANN], GUEST)
    texts = lambda: [entry["text"].strip() for entry in desk.ticket(key)["entries"]]
    eventually(lambda: "It helped." in texts(), 30)
    API(desk).post(f"/tickets/{key}/entries", kind="reply", text="Good.")
    for address in (ANN, GUEST):
        eventually(lambda: list(filter(is_answer("Good."), about(address))), 30)
    desk.run("ticket", "set", key, "--assignee", "none")
    desk.run("ticket", "set", key, "--assignee", BO)
    eventually(lambda: len(about(BO)) == 2, 30)
