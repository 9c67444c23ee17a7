"""Mail through a real Postfix, in by LMTP and out by SMTP."""
import hashlib
import os
import smtplib
from email.message import EmailMessage

import pytest

from martlet import Martlet, eventually, free_port, mail
from parts import API, Postfix, Sink, needs_root, running

pytestmark = pytest.mark.skipif(needs_root(), reason="Postfix is started by root")
ANN = "ann@customer.example"


@pytest.fixture
def sink():
    sink = Sink()
    yield sink
    sink.stop()


@pytest.fixture
def desk(tmp_path):
    """A desk that will send through the Postfix of `post`, on the same port."""
    desk = Martlet(tmp_path, smtp=f"smtp://127.0.0.1:{free_port()}")
    yield desk
    desk.stop()


@pytest.fixture
def post(desk, sink):
    post = Postfix(desk.lmtp_port, sink.port)
    text = desk.configuration.read_text()
    relay = text.split('url: "smtp://')[1].split('"')[0]
    desk.configuration.write_text(text.replace(relay, f"127.0.0.1:{post.port}"))
    desk.start()
    with running(post):
        yield post


def submit(post, message, *recipients, sender=ANN):
    with smtplib.SMTP("127.0.0.1", post.port, timeout=60) as client:
        return client.sendmail(sender, recipients, message, mail_options=["BODY=8BITMIME"])


def test_there_and_back(desk, post, sink):
    api = API(desk)
    submit(post, mail(message_id="first@customer.example"), "support@martlet.example")
    (acknowledgement,) = eventually(lambda: sink.to(ANN), 30)
    assert acknowledgement["Subject"].startswith("[IT-1] ")
    assert acknowledgement["In-Reply-To"] == "<first@customer.example>"

    api.post("/tickets/IT-1/entries", kind="reply", text="Have you tried water? 请试试水。")
    answer = eventually(lambda: len(sink.to(ANN)) == 2 and sink.to(ANN)[1], 30)
    assert "请试试水。" in answer.get_body(("plain",)).get_content()
    reply_to = answer["Reply-To"].addresses[0].addr_spec
    assert reply_to.startswith("support+")

    submit(post, mail(subject="nothing that names it", body="It still burns.", to=reply_to), reply_to)
    texts = lambda: [entry["text"].strip() for entry in api.get("/tickets/IT-1")["entries"]]
    eventually(lambda: "It still burns." in texts(), 30)
    assert [item["number"] for item in api.all("/tickets")] == ["IT-1"]
    eventually(lambda: not post.queued())


def test_an_unknown_recipient_is_refused_at_rcpt(desk, post):
    with smtplib.SMTP("127.0.0.1", post.port, timeout=60) as client:
        client.ehlo()
        client.mail(ANN)
        assert client.rcpt("nobody@martlet.example")[0] == 550
        assert client.rcpt("support@martlet.example")[0] == 250
        assert client.rcpt("support+whatever@martlet.example")[0] == 250
    assert desk.objects("mail", "list") == [], "asking is not sending"


def test_two_desks_share_one_ticket(desk, post, sink):
    api = API(desk)
    submit(post, mail(to="support@martlet.example, people@martlet.example"),
           "support@martlet.example", "people@martlet.example")
    eventually(lambda: len(list(api.all("/mail"))) == 2, 30)
    eventually(lambda: all(item["state"] in ("ticketed", "attached") for item in api.all("/mail")), 30)
    (ticket,) = api.all("/tickets")
    assert {item["ticket"] for item in api.all("/mail")} == {ticket["number"]}
    kinds = [entry["kind"] for entry in api.get("/tickets/" + ticket["number"])["entries"]]
    assert kinds.count("message") == 1

    # Agents of both desks see it, and only they.
    for address, name in (("bo@martlet.example", "it"), ("cy@martlet.example", "hr")):
        desk.run("person", "add", address, "--name", name, "--role", "agent", "--desk", name)
        token = desk.text("person", "token", address)
        status, _, _ = desk.get("/api/v1/tickets/" + ticket["number"], {"Authorization": f"Bearer {token}"})
        assert status == 200, address


def test_eight_bit_chinese(desk, post, sink):
    api = API(desk)
    message = mail(subject="打印机坏了", body="三楼的打印机卡纸,请尽快处理。谢谢!", sender="张三 <ann@customer.example>")
    submit(post, message, "support@martlet.example")
    eventually(lambda: sink.to(ANN), 30)
    ticket = api.get("/tickets/IT-1")
    assert ticket["subject"] == "打印机坏了"
    assert ticket["requester"] == {"name": "张三", "address": ANN}
    assert "三楼的打印机卡纸,请尽快处理。谢谢!" in ticket["entries"][0]["text"]


def test_five_megabytes_arrive_unchanged(desk, post, sink):
    api = API(desk)
    content = os.urandom(5 << 20)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Ann <{ANN}>", "support@martlet.example", "The log"
    message.set_content("See the file.")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="日志.bin")
    submit(post, message.as_bytes().replace(b"\n", b"\r\n"), "support@martlet.example")
    eventually(lambda: sink.to(ANN), 60)
    (attachment,) = api.get("/tickets/IT-1")["entries"][0]["attachments"]
    assert (attachment["name"], attachment["size"]) == ("日志.bin", len(content))
    assert attachment["sha256"] == hashlib.sha256(content).hexdigest()


def test_mail_waits_in_postfix_while_the_desk_is_down(desk, post, sink):
    submit(post, mail(subject="Warm the cache"), "support@martlet.example")
    eventually(lambda: sink.to(ANN), 30)
    desk.stop()
    submit(post, mail(subject="Nobody home"), "support@martlet.example")
    eventually(post.queued)
    desk.start()
    eventually(lambda: "Nobody home" in [ticket["subject"] for ticket in desk.tickets()], 60)
    eventually(lambda: not post.queued(), 60)
