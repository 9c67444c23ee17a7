"""What becomes of mails that are easily taken for something else."""
from email import policy
from email.message import EmailMessage

import pytest

from martlet import eventually, mail
from parts import API


ALIGNED = "mx.martlet.example; dmarc=pass header.from=martlet.example"


def trusted(message):
    """As our MTA hands in a mail of the desk's own domain."""
    return f"Authentication-Results: {ALIGNED}\r\n".encode() + message


def settled(desk, count):
    """The ledger once so many mails are decided, oldest first."""

    def all_are():
        mails = [item for item in desk.objects("mail", "list") if item["state"] != "received"]
        return len(mails) == count and sorted(mails, key=lambda item: int(item["id"]))

    return eventually(all_are)


@pytest.mark.parametrize("author", ["Li <li@customer.example>", "Postmaster <postmaster@customer.example>"])
def test_a_person_who_writes_about_a_bounce_is_heard(martlet, author):
    martlet.accept(mail(
        sender=author, subject="Undelivered mail",
        body="Hello,\r\nthis came back:\r\n550 5.1.1 <zhao@elsewhere.example>: User unknown\r\nWhat shall I do?"))
    (item,) = settled(martlet, 1)
    assert item["state"] == "ticketed"
    assert martlet.sent() == [] or "IT-1" in martlet.sent()[0]["Subject"]


def test_an_ignored_mail_is_taken_through_again_as_a_persons(martlet):
    report = mail(
        sender="MAILER-DAEMON@elsewhere.example", subject="Undelivered Mail Returned to Sender",
        body="I could not deliver your message.\r\n<zhao@elsewhere.example>: 550 5.1.1 User unknown")
    martlet.accept(report, sender="")
    (item,) = settled(martlet, 1)
    assert item["state"] == "ignored"
    martlet.run("mail", "retry", item["id"])
    (item,) = eventually(lambda: [m for m in martlet.objects("mail", "list") if m["state"] == "ticketed"])
    assert any("as a person's mail" in step for step in item["trace"])
    assert martlet.sent() == []


def test_the_same_alarm_twice_is_two_tickets_and_a_retry_is_counted(martlet):
    def alarm(hour):
        return (f"Received: from ups.customer.example by mx.martlet.example; {hour}\r\n"
                "From: ups@customer.example\r\nSubject: Power lost\r\n\r\nOn battery.\r\n").encode()

    for message in (alarm("noon"), alarm("noon"), alarm("one")):
        martlet.accept(message)
    first, second = settled(martlet, 2)
    assert (first["state"], second["state"]) == ("ticketed", "ticketed")
    assert (first["copies"], second["copies"]) == (1, 0)
    assert "mail was there already" in martlet.log_path.read_text()


def test_a_mail_to_another_desk_is_that_desks_whatever_it_answers(martlet):
    martlet.accept(mail(message_id="first@customer.example"))
    settled(martlet, 1)
    martlet.accept(
        mail(subject="Re: [IT-1] My contract", body="For you alone.", to="people@martlet.example",
             In_Reply_To="<first@customer.example>"), recipient="people@martlet.example")
    settled(martlet, 2)
    (ticket,) = [ticket for ticket in martlet.tickets() if ticket["desk"] == "hr"]
    assert "related:IT-1" in ticket["flags"]
    assert len(martlet.ticket("IT-1")["entries"]) == 1


def test_the_answer_to_a_web_form_goes_to_whoever_filled_it_in(martlet):
    martlet.accept(mail(sender="noreply@forms.example", Reply_To="Mei <mei@customer.example>"))
    settled(martlet, 1)
    ticket = martlet.ticket("IT-1")
    assert ticket["requester"]["address"] == "mei@customer.example"
    assert ticket["entries"][0]["author"]["address"] == "noreply@forms.example"
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.run("ticket", "reply", "IT-1", "--as", "bo@martlet.example", stdin=b"We come tomorrow.")
    (answer,) = eventually(martlet.sent)
    assert answer["X-Envelope-To"] == "<mei@customer.example>"


def test_an_answer_that_nobody_gets_says_so(martlet):
    martlet.accept(mail(sender="noreply@forms.example"))
    settled(martlet, 1)
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.run("ticket", "reply", "IT-1", "--as", "bo@martlet.example", stdin=b"We come tomorrow.")
    changes = [entry["change"] for entry in martlet.ticket("IT-1")["entries"] if entry["change"]]
    assert {"field": "recipients", "from": None, "to": "nobody"} in changes


def assigned(desk):
    """A ticket of Ann's that is Bo's to work on; the reply address of the notice to Bo."""
    desk.accept(mail(message_id="first@customer.example"))
    eventually(desk.sent)
    desk.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    desk.run("person", "add", "lea@martlet.example", "--name", "Lea", "--role", "lead")
    desk.run("ticket", "set", "IT-1", "--assignee", "bo@martlet.example", "--as", "lea@martlet.example")
    notice = eventually(lambda: [m for m in desk.sent() if m["X-Envelope-To"] == "<bo@martlet.example>"])[0]
    return notice["Reply-To"].addresses[0].addr_spec


def test_an_agents_answer_by_mail_reaches_the_requester_and_a_note_does_not(martlet):
    address = assigned(martlet)
    bo = "Bo <bo@martlet.example>"
    martlet.accept(trusted(mail(sender=bo, body="Have you tried water?", to=address)), address, "bo@martlet.example")
    answer = eventually(lambda: [m for m in martlet.sent() if m["X-Envelope-To"] == "<ann@customer.example>"][1:])[0]
    assert "Have you tried water?" in answer.get_body(("plain",)).get_content()
    assert martlet.ticket("IT-1")["status"] == "in_progress"
    martlet.accept(trusted(mail(sender=bo, body="NOTE\r\nShe is angry.", to=address)), address, "bo@martlet.example")
    martlet.accept(mail(sender=bo, body="Send me your password.", to=address), address, "bo@martlet.example")
    settled(martlet, 4)
    notes = [entry for entry in martlet.ticket("IT-1")["entries"] if entry["kind"] == "note"]
    assert ["She is angry." in entry["text"] for entry in notes] == [True, False]
    assert notes[1]["flags"] == ["unverified"]
    assert not any("password" in m.as_string() or "angry" in m.as_string() for m in martlet.sent())


def test_an_agent_passes_a_mail_on(martlet):
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "bo@martlet.example", "support@martlet.example", "Fwd: No paper"
    outer.set_content("For the printer people.")
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "Mei <mei@customer.example>", "bo@martlet.example", "No paper"
    inner.set_content("The tray is empty.")
    outer.add_attachment(inner)
    martlet.accept(trusted(outer.as_bytes(policy=policy.SMTP)), sender="bo@martlet.example")
    settled(martlet, 1)
    ticket = martlet.ticket("IT-1")
    assert ticket["requester"]["address"] == "mei@customer.example"
    assert [(entry["kind"], entry["author"]["address"]) for entry in ticket["entries"]] == [
        ("message", "mei@customer.example"), ("note", "bo@martlet.example")]
    assert martlet.sent() == []


def test_whom_a_verified_author_copies_gets_the_answer_and_no_history(martlet):
    martlet.accept(mail(message_id="first@customer.example", body="The salary list is wrong."))
    eventually(martlet.sent)
    token = martlet.sent()[0]["Reply-To"].addresses[0].addr_spec
    martlet.accept(mail(body="Li will take over.", to=token, Cc="Li <li@customer.example>"), recipient=token)
    settled(martlet, 2)
    people = [person["address"] for person in martlet.ticket("IT-1")["participants"]]
    assert people == ["ann@customer.example", "li@customer.example"]
    martlet.run("person", "add", "bo@martlet.example", "--name", "Bo", "--role", "agent")
    martlet.run("ticket", "reply", "IT-1", "--as", "bo@martlet.example", stdin=b"Welcome, Li.")
    answers = eventually(lambda: len(martlet.sent()) == 3 and martlet.sent()[1:])
    assert {m["X-Envelope-To"] for m in answers} == {"<ann@customer.example>", "<li@customer.example>"}
    li = API(martlet, "li@customer.example", "requester")
    texts = [entry["text"] for entry in li.get("/tickets/IT-1")["entries"] if entry["kind"] == "message"]
    assert [text.strip() for text in texts] == ["Li will take over.", "Welcome, Li."]


def test_an_unverified_author_brings_nobody(martlet):
    martlet.accept(mail(Cc="mallory@evil.example"))
    settled(martlet, 1)
    assert [p["address"] for p in martlet.ticket("IT-1")["participants"]] == ["ann@customer.example"]


def test_what_follows_a_closed_ticket_is_one_ticket(martlet):
    martlet.accept(mail(message_id="first@customer.example"))
    settled(martlet, 1)
    martlet.run("ticket", "set", "IT-1", "--status", "closed")
    for number in range(3):
        martlet.accept(mail(
            subject="Re: The printer is on fire", body=f"It burns again ({number}).",
            message_id=f"again{number}@customer.example", In_Reply_To="<first@customer.example>"))
    settled(martlet, 4)
    assert sorted(ticket["number"] for ticket in martlet.tickets()) == ["IT-1", "IT-2"]
    assert martlet.ticket("IT-2")["flags"] == ["unverified", "related:IT-1"]
    assert len([e for e in martlet.ticket("IT-2")["entries"] if e["kind"] == "message"]) == 3
    reasons = {m["reason"] for m in martlet.objects("mail", "list") if m["ticket"] == "IT-2"}
    assert "goes on with IT-1, which is closed" in reasons


def test_mails_with_the_same_unseen_parent_are_one_ticket_for_each_author(martlet):
    martlet.accept(mail(sender="li@customer.example", In_Reply_To="<unseen@customer.example>"))
    settled(martlet, 1)
    for number in range(3):
        martlet.accept(mail(body=f"More ({number}).", In_Reply_To="<unseen@customer.example>"))
    settled(martlet, 4)
    assert len(martlet.tickets()) == 2


def test_the_same_message_id_with_other_words_is_kept_and_flagged(martlet):
    martlet.accept(mail(message_id="daily@customer.example", body="Backup of Monday failed."))
    martlet.accept(mail(message_id="daily@customer.example", body="Backup of Tuesday failed."))
    settled(martlet, 2)
    assert martlet.ticket("IT-2")["flags"] == ["unverified", "repeated", "related:IT-1"]


def test_thanks_do_not_take_a_resolved_ticket_up_again(martlet):
    martlet.accept(mail(message_id="first@customer.example"))
    settled(martlet, 1)
    martlet.run("ticket", "set", "IT-1", "--status", "resolved")
    martlet.accept(mail(body="Thank you!\r\nAnn", In_Reply_To="<first@customer.example>"))
    settled(martlet, 2)
    ticket = martlet.ticket("IT-1")
    assert (ticket["status"], ticket["entries"][-1]["flags"]) == ("resolved", ["unverified", "thanks"])
    martlet.accept(mail(body="Thank you, but it burns again.", In_Reply_To="<first@customer.example>"))
    settled(martlet, 3)
    assert martlet.ticket("IT-1")["status"] == "in_progress"


def test_a_copy_with_our_mail_systems_word_takes_the_doubt_away(martlet):
    message = mail(sender="bo@martlet.example", message_id="one@martlet.example")
    martlet.accept(message)
    settled(martlet, 1)
    assert martlet.ticket("IT-1")["flags"] == ["unverified"]
    martlet.accept(trusted(message))
    eventually(lambda: martlet.ticket("IT-1")["flags"] == [])
    assert martlet.ticket("IT-1")["entries"][0]["flags"] == []
    assert len(martlet.objects("mail", "list")) == 1
