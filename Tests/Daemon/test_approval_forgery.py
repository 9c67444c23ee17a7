"""What is no approver's own answer decides nothing: forged, passed on, sent again, or written by a program."""
import email.utils
import re

import pytest

import clients
from clients import header, identifier, part
from martlet import eventually
from office import either, office, offices  # noqa: F401 (fixtures)
from parts import needs_root

pytestmark = pytest.mark.skipif(needs_root(), reason="Postfix and its filters are started by root")
EVE = "eve@evil.example"
RESULTS = "Authentication-Results: {id}; dmarc=pass header.from=boss.example\r\n" \
    "Authentication-Results: {id}; dkim=pass header.d=boss.example header.i=@boss.example; " \
    "spf=pass smtp.mailfrom=boss.example\r\n"


def decides_nothing(asked, message, sender, origin, key=None):
    """Sends the message as it is; the ledger's line of it, with which nothing is decided."""
    office = asked.office
    office.system.send(message, key or asked.request().key, sender, origin)
    line = office.taken(identifier(message))[0]
    assert line["state"] != "decided", line["trace"]
    assert asked.is_untouched, line["trace"]
    return line


def reset(message, **fields):
    """With other fields in place of its own; None takes one away."""
    head, body = message.split(b"\r\n\r\n", 1)
    for name, value in fields.items():
        name = name.replace("_", "-")
        head = re.sub(rf"(?im)^{name}: [^\r\n]*\r\n".encode(), b"", head + b"\r\n").removesuffix(b"\r\n")
        if value is not None:
            head = f"{name}: {value}\r\n".encode() + head
    return head + b"\r\n\r\n" + body


def test_a_forged_author_is_refused_and_the_approver_is_not_written_to(either):
    """T08: its domain disowns the mail. The page remains, and the attempt is kept."""
    asked = either.ask()
    message = either.reply(asked.request(), "APPROVE", asked.boss)
    line = decides_nothing(asked, message, asked.boss, "evil.example")
    assert line["state"] == "attached" and "refused" in asked.evidence
    assert asked.fact("refused", "authentication").startswith("dmarc=fail for boss.example")
    assert not either.told(asked.boss, "approval-unclear"), "nobody is made to write to the one who was forged"


def test_an_author_whom_nothing_vouches_for_is_asked_to_confirm_on_the_page(either):
    asked = either.ask("old.example")
    message = either.reply(asked.request(), "APPROVE", asked.boss)
    # From its own address, so that SPF passes for another domain of the envelope alone.
    line = decides_nothing(asked, message, "bounces@colleague.example", "colleague.example")
    assert line["state"] == "attached"
    text = either.explained(asked.boss)
    assert "could not verify" in text and "sign in" in text and f"/approvals/{asked.id}" in text
    assert asked.request().key not in text


def test_another_domain_s_signature_vouches_for_nothing(either):
    asked = either.ask()
    message = either.system.keys.sign(either.reply(asked.request(), "APPROVE", asked.boss), "evil.example")
    decides_nothing(asked, message, EVE, "evil.example")


@pytest.mark.parametrize("name", [
    "mx.martlet.example", "MX.Martlet.Example", "(a comment)\r\n mx.martlet.example", '"mx.martlet.example"',
    '"mx.martlet.exam\\ple"', "mx.martlet.example 1", "mx.martlet.example(x)", "mx.martlet.example.",
])
def test_results_that_the_sender_wrote_are_not_our_mail_system_s(office, name):
    asked = office.ask()
    forged = RESULTS.format(id=name).encode() * 3
    message = office.reply(asked.request(), "APPROVE", asked.boss)
    line = decides_nothing(asked, forged + message, EVE, "evil.example")
    kept = office.desk.run("mail", "show", line["id"], "--raw").stdout
    assert b"spf=pass smtp.mailfrom=boss.example" not in kept, "taken out before anybody reads it"
    # Below the sender's own signature, and by a sender whom nobody has anything against.
    asked = office.ask("old.example")
    forged = forged.replace(b"boss.example", b"old.example")
    message = office.system.keys.sign(forged + office.reply(asked.request(), "APPROVE", asked.boss), "evil.example")
    decides_nothing(asked, message, EVE, "evil.example")


AUTHORS = [
    '"{boss}" <{eve}>', "{boss} <{eve}>", "{eve} ({boss})", "({eve}) {boss}, {eve}", "Boss <{boss}>, {eve}",
    "{boss}\r\nFrom: {eve}", "{eve}\r\nFrom: {boss}", "{eve}\r\nSender: {boss}", "{boss}\r\nSender: {eve}",
    "{boss}: {eve};", "Boss: {boss}, {eve};", "<@boss.example:{eve}>", "{eve}\r\nReply-To: {boss}",
    "=?utf-8?q?{boss}?= <{eve}>", "\u202e{boss}\u202c <{eve}>", "{boss}\u200b", "{eve}\r\nResent-From: {boss}",
    "b\u043ess@boss.example", "{boss}.evil.example",
]


@pytest.mark.parametrize("author", AUTHORS, ids=range(len(AUTHORS)))
def test_no_way_to_write_the_author_makes_an_approver_of_a_stranger(office, author):
    """T08 (d): signed by the stranger's own domain, which passes all checks."""
    asked = office.ask()
    written = author.format(boss=asked.boss, eve=EVE)
    message = reset(office.reply(asked.request(), "APPROVE", asked.boss), From=None)
    message = f"From: {written}\r\n".encode() + message
    decides_nothing(asked, office.system.keys.sign(message, "evil.example"), EVE, "evil.example")


def test_a_signature_of_a_part_of_the_body_decides_nothing(office):
    """T08 (e): the filters pass it."""
    asked = office.ask()
    request = asked.request()
    signed = office.system.keys.sign(
        office.reply(request, "\r\n", asked.boss, quote=False), "boss.example", length=True)
    line = decides_nothing(asked, signed + b"APPROVE\r\n", EVE, "evil.example")
    assert line["state"] == "attached"
    # Whole as it is, our own check of the signature sees that it covers all there is.
    message = office.system.keys.sign(office.reply(request, "APPROVE", asked.boss), "boss.example", length=True)
    office.system.send(message, request.key, asked.boss)
    assert office.taken(identifier(message))[0]["state"] == "decided"


def test_what_was_added_to_a_signed_mail_breaks_it(office):
    asked = office.ask()
    request = asked.request()
    signed = office.system.keys.sign(office.reply(request, "Let me think.", asked.boss), "boss.example")
    decides_nothing(asked, signed.replace(b"Let me think.", b"APPROVE"), EVE, "evil.example")
    # Where the filters see no difference, as only the lowest of two fields is signed.
    for added in ("To: x@boss.example", f"From: {EVE}", "Subject: x", "Content-Type: text/html", "MIME-Version: 1.0",
                  "Content-Transfer-Encoding: 8bit"):
        signed = office.system.keys.sign(office.reply(request, "APPROVE", asked.boss), "boss.example")
        decides_nothing(asked, added.encode() + b"\r\n" + signed, EVE, "evil.example")


def test_an_old_answer_of_the_approver_s_does_not_decide_another_request(either):
    """T08 (f): signed, whole, and sent again by somebody who came to know the next request's key."""
    first = either.ask()
    old = either.system.keys.sign(either.reply(first.request(), "APPROVE", first.boss), "boss.example")
    either.system.send(old, first.request().key, first.boss)
    first.settled("approved")
    ticket = either.ticket()
    item = either.post(f"/tickets/{ticket}/approvals", approvers=[first.boss], rule="all", text="Ten printers")
    second = type(first)(either, item, [first.boss])
    # The very same mail once more is that mail once more.
    either.system.send(old, second.request().key, EVE, "evil.example")
    eventually(lambda: either.taken(identifier(old))[0]["copies"] == 1)
    assert second.is_untouched
    # With a Message-ID of its own, which not everybody signs, and with the key in more fields.
    names = [b"From", b"To", b"Subject", b"Date"]
    for more in ({"Message_ID": "<again@evil.example>"}, {"Message_ID": "<cc@evil.example>", "Cc": "{key}"},
                 {"Message_ID": "<bcc@evil.example>", "Bcc": "{key}", "X_Original_To": "{key}", "Resent_To": "{key}"}):
        message = either.system.keys.sign(
            either.reply(first.request(), "APPROVE", first.boss), "boss.example", fields=names)
        more = {name: value.format(key=second.request().key).replace("@evil", f"@{either.domain}.evil")
                for name, value in more.items()}
        line = decides_nothing(second, reset(message, **more), EVE, "evil.example", key=second.request().key)
        assert line["state"] == "attached", line["trace"]
    # A second To field above the signed one.
    message = b"To: <" + second.request().key.encode() + b">\r\n" + either.system.keys.sign(
        either.reply(first.request(), "APPROVE", first.boss), "boss.example", fields=names)
    decides_nothing(second, message, EVE, "evil.example", key=second.request().key)
    assert either.answers(second.request(), "APPROVE", first.boss)["state"] == "decided"


def test_whom_the_approver_forwards_the_request_to_decides_nothing(either):
    """T09."""
    asked = either.ask()
    request = asked.request()
    line = either.answers(request, "APPROVE", "cara@colleague.example")
    assert line["state"] == "attached" and asked.is_untouched and "refused" in asked.evidence
    assert not either.told("cara@colleague.example", "approval-unclear")
    # The approver's own forward, with the key among the recipients, says nothing either.
    for subject, text in (("Fw: ", "APPROVE"), ("转发: ", "同意"), ("Fwd: ", "Please decide for me.")):
        mark = "\n\n---------- Forwarded message ---------\n"
        body = text + mark + clients.block(request, "en") + "\n\n" + request.text
        message = header(request, ("Boss", asked.boss), subject).encode() + part(body)
        either.system.write(message, request.key, asked.boss)
        assert either.taken(identifier(message))[0]["state"] == "attached" and asked.is_untouched
    assert "first line" in either.explained(asked.boss)


def test_a_request_that_is_redirected_is_answered_by_nobody_else(office):
    """T09: the mail as it was, with Resent fields, comes to a colleague or back to the desk."""
    asked = office.ask()
    (original,) = asked.mails()
    resent = (f"Resent-From: {asked.boss}\r\nResent-To: {asked.request().key}\r\nResent-Date: {email.utils.formatdate()}\r\n"
              "Resent-Message-ID: <resent@boss.example>\r\n").encode() + original.as_bytes().replace(b"\n", b"\r\n")
    office.system.send(resent, asked.request().key, asked.boss)
    office.taken(original["Message-ID"])
    assert asked.is_untouched
    # The colleague's answer to what they got.
    line = office.answers(asked.request(), "APPROVE", "cara@colleague.example", more=[f"Resent-From: {asked.boss}"])
    assert line["state"] == "attached" and asked.is_untouched


QUOTES = [  # An own text without a word, above a quotation that holds both
    (clients.outlook, "en", "Let me look at it."), (clients.outlook, "zh", "我看一下。"), (clients.outlook_mobile, "en", "Will do."),
    (clients.gmail, "zh", "稍后回复。"), (clients.gmail, "ru", "Посмотрю."), (clients.iphone, "zh", "收到"),
    (clients.iphone_html, "en", ""), (clients.qq, "zh", "收到"), (clients.foxmail, "zh", "我问一下财务。"),
    (clients.netease, "zh", "好的"), (clients.thunderbird, "de", "Ich frage nach."), (clients.wecom, "zh", "收到，谢谢"),
    (clients.samsung, "en", "Ok"), (clients.notes, "en", "Noted."),
]


@pytest.mark.parametrize("program, language, text", QUOTES, ids=lambda value: getattr(value, "__name__", None))
def test_a_word_that_is_only_quoted_decides_nothing(office, program, language, text):
    """T10."""
    asked = office.ask(language="zh" if language == "zh" else "en")
    message = program(asked.request(), text, ("Boss", asked.boss), language)
    office.system.write(message, asked.request().key, asked.boss)
    line = office.taken(identifier(message))[0]
    assert line["state"] == "attached" and asked.is_untouched, line["trace"]


ABSENCES = [
    ("Automatic reply: ", "I am out of the office until Monday.\n\nAPPROVE", ["Auto-Submitted: auto-replied"]),
    ("自动回复: ", "我在休假，下周一回来。", ["X-Auto-Response-Suppress: All", "Auto-Submitted: auto-generated"]),
    ("自动回复：", "同意", ["X-Autoreply: yes"]),
    ("Automatische Antwort: ", "Genehmigt", ["X-Auto-Response-Suppress: DR, OOF, AutoReply", "X-MS-Exchange-Inbox-Rules-Loop: x"]),
    ("Automatic reply: ", "APPROVE", []), ("自动回复: ", "同意", []), ("Automatische Antwort: ", "Genehmigt", []),
    ("Abwesenheitsnotiz: ", "Ich bin bis Montag nicht im Büro.", []),
    ("Out of Office: ", "I am on leave and will answer when I am back.", []),
    ("外出自动回复: ", "同意", ["Precedence: auto_reply"]),
    ("Re: ", "APPROVE", ["Precedence: bulk", "X-Loop: boss"]),
    ("Re: ", "APPROVE", ["List-Id: <all.boss.example>", "Precedence: list"]),
]


@pytest.mark.parametrize("subject, text, more", ABSENCES, ids=range(len(ABSENCES)))
def test_a_program_in_the_approver_s_place_decides_nothing(office, subject, text, more):
    """T10. By its fields, or by its subject alone."""
    asked = office.ask()
    line = office.answers(asked.request(), text, asked.boss, subject=subject, more=more, quote=False)
    assert line["state"] != "decided" and asked.is_untouched, line["trace"]
    if more:
        assert not office.told(asked.boss, "approval-unclear"), "no program is answered"


def bounce(recipient, asked, code="5.1.1"):
    """A report that somebody made up."""
    report = (
        f"From: Mail Delivery System <MAILER-DAEMON@boss.example>\r\nTo: {recipient}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: {email.utils.make_msgid(domain='boss.example')}\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nAPPROVE\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.boss.example\r\n\r\n"
        f"Final-Recipient: rfc822; {asked.boss}\r\nAction: failed\r\nStatus: {code}\r\n"
        f"Diagnostic-Code: smtp; 550 {code} no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {asked.request().id}\r\n\r\n--b--\r\n")
    return report.encode()


def test_a_report_that_was_made_up_decides_nothing_and_silences_nobody(either):
    """T15: to the key's address and to the desk's, from a mail system and from the approver."""
    asked = either.ask()
    key = asked.request().key
    for recipient, sender, author in (
            (key, "", None), (key, EVE, None), (f"support@{either.domain}", "", None), (key, asked.boss, asked.boss)):
        message = bounce(recipient, asked)
        if author:
            message = reset(message, From=f"Boss <{author}>")
        decides_nothing(asked, message, sender, "evil.example", key=recipient)
    suppressed = [item["address"] for item in admin(either, "/suppressions")["items"]]
    assert asked.boss not in suppressed
    assert {item["state"] for item in either.told(asked.boss, "approval-request")} == {"sent"}
    assert either.answers(asked.request(), "APPROVE", asked.boss)["state"] == "decided"
    asked.settled("approved")


def admin(office, path):
    root = f"root@{office.domain}"
    office.desk.run("person", "add", root, "--name", "Root", "--role", "administrator", check=False)
    return office.call("GET", path, token=office.desk.text("person", "token", root)).json()


def test_a_request_that_really_comes_back_is_marked_and_told(either):
    """T15: Postfix returns it to the address of this one message."""
    gone = f"gone{id(either)}@boss.example"
    either.system.gone.add(gone)
    ticket = either.ticket()
    item = either.post(f"/tickets/{ticket}/approvals", approvers=[gone], rule="all", text="Two printers")
    eventually(lambda: [one for one in either.told(gone, "approval-request") if one["state"] == "failed"], 30)
    assert either.get(f"/approvals/{item['id']}")["state"] == "pending"
    entries = either.get(f"/tickets/{ticket}")["entries"]
    assert [entry for entry in entries if gone in entry["text"] and "5.1.1" in entry["text"]], entries
    eventually(lambda: either.told("bo@staff.example", "delivery-failure"))
