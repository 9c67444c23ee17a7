"""Approvals by real mail: what decides once and what decides nothing, through Postfix, OpenDKIM and OpenDMARC."""
import concurrent.futures
import datetime
import re
import smtplib
import urllib.parse

import pytest
import requests

from clients import Request, header, identifier, outlook, part
from martlet import eventually
from office import AGENT, Browser, Forms, either, office, offices  # noqa: F401 (fixtures)
from parts import HERE, needs_root

pytestmark = pytest.mark.skipif(needs_root(), reason="Postfix and its filters are started by root")


def test_the_same_mail_that_comes_again_is_ignored(either):
    """V39."""
    asked = either.ask()
    request = asked.request()
    message = either.system.keys.sign(either.reply(request, "APPROVE", asked.boss), "boss.example")
    for _ in range(2):
        either.system.send(message, request.key, asked.boss)
    asked.settled("approved")
    line = eventually(lambda: [item for item in either.taken(identifier(message)) if item["copies"] == 1])[0]
    assert line["state"] == "decided"
    assert asked.evidence == ["requested", "invited", "decided", "settled"]
    assert not either.told(asked.boss, "approval-unclear")


def test_an_answer_through_the_company_s_own_postfix_and_its_signer(either):
    asked = either.ask()
    request = asked.request()
    message = outlook(request, "同意\n\n请尽快采购。", ("王总", asked.boss), "zh")
    either.system.submit(message, request.key, asked.boss)
    (decision,) = asked.settled("approved")
    assert decision["reason"] == "请尽快采购。" and asked.fact("decided", "authentication").startswith("signed: ")


def test_case_and_detail_that_a_mail_system_changes_lead_to_the_approval(office):
    asked = office.ask()
    request = asked.request()
    assert office.answers(request, "APPROVE", asked.boss, key=request.key.upper())["state"] == "decided"
    asked.settled("approved")
    # An alias that loses the detail: the envelope names the desk alone, and the To field still names the key.
    asked = office.ask()
    assert office.answers(asked.request(), "REJECT\nNo.", asked.boss, key="it-desk@alias.example")["state"] == "decided"
    asked.settled("rejected")
    # Another domain in front of the desk's, to which people write.
    asked = office.ask()
    request = asked.request()
    key = request.key
    request.key = f"it-desk+{key.split('+')[1].split('@')[0]}@alias.example"
    assert office.answers(request, "APPROVE", asked.boss)["state"] == "decided"
    asked.settled("approved")


def replies(system, key, message, author):
    """What the mail system says to RCPT and to the message, less what names the message."""
    with smtplib.SMTP(HERE, system.asking, timeout=60) as client:
        client.ehlo("mail.boss.example")
        client.mail(author)
        said = [client.rcpt(key), client.data(message)]
    return [(code, re.sub(rb"queued as \w+", b"queued", text)) for code, text in said]


def test_a_key_that_is_void_is_refused_without_a_word_about_why_to_others(either):
    """V40. Whoever tries keys gets one reply for all of them; the approver alone is told what became of theirs."""
    system, domain = either.system, either.domain
    spent, live = either.ask(), either.ask()
    key = spent.request().key
    either.answers(spent.request(), "APPROVE", spent.boss)
    spent.settled("approved")
    void = [key, live.request().key, f"support+a{'b' * 40}@{domain}", key.replace("@", "")[:-len(domain) - 5] + f"@{domain}",
            f"support+a{'1' * 40}@{domain}", f"support+A.b=c@{domain}"]
    seen, identifiers = [], []
    for recipient in void:
        request = spent.request()
        request.key = recipient
        message = either.reply(request, "APPROVE", "eve@evil.example", quote=False)
        identifiers.append(identifier(message))
        seen.append(replies(system, recipient, message, "eve@evil.example"))
    assert seen == [seen[0]] * len(void) and [code for code, _ in seen[0]] == [250, 250], seen
    direct = [either.desk.lmtp("eve@evil.example", [one], either.reply(spent.request(), "x", "eve@evil.example"))[one]
              for one in void]
    assert {(code, re.sub(rb"\d+$", b"", text)) for code, text in direct} == {(250, b"2.1.5 Stored as ")}, direct
    lines = [either.taken(one)[0] for one in identifiers]
    assert "decided" not in {line["state"] for line in lines}
    assert live.is_untouched and spent.evidence.count("decided") == 1
    assert not either.told("eve@evil.example", "approval-unclear")


def test_an_approver_who_comes_too_late_is_told_why(either):
    """V40, T13. By whom and when it was decided; that it was withdrawn; that the time is over."""
    asked = either.ask("boss.example", "corp.example", rule="first")
    first, late = asked.approvers
    either.answers(asked.request(), "APPROVE", first)
    asked.settled("approved")
    assert either.answers(asked.request(late), "REJECT\nNo.", late)["state"] == "attached"
    text = either.explained(late)
    assert first in text or "boss" in text.lower(), text
    assert re.search(r"approved .*\b2026\b|2026.*approved", text, re.I | re.S), text
    assert asked.now["state"] == "approved" and len(asked.now["decisions"]) == 1

    asked = either.ask()
    request = asked.request()
    either.post(f"/approvals/{asked.id}/withdraw")
    assert either.answers(request, "APPROVE", asked.boss)["state"] == "attached"
    assert "withdrawn" in either.explained(asked.boss) and not asked.now["decisions"]

    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
    asked = either.ask(expires_at=end.strftime("%Y-%m-%dT%H:%M:%SZ"))
    asked.settled("expired")
    assert either.answers(asked.request(), "APPROVE", asked.boss)["state"] == "attached"
    assert "over" in either.explained(asked.boss) and not asked.now["decisions"]


def test_a_key_decides_once_and_for_one_way_only(either):
    """V40: reused."""
    asked = either.ask("boss.example", "corp.example")
    assert either.answers(asked.request(), "APPROVE", asked.boss)["state"] == "decided"
    assert either.answers(asked.request(), "REJECT\nI changed my mind.", asked.boss)["state"] == "attached"
    assert [one["decision"] for one in asked.now["decisions"]] == ["approve"] and asked.now["state"] == "pending"
    assert "decided" in either.explained(asked.boss)


def test_another_s_key_is_refused_and_kept_as_evidence(either):
    """V41: B, who is an approver too, uses A's."""
    asked = either.ask("boss.example", "corp.example")
    first, second = asked.approvers
    line = either.answers(asked.request(first), "APPROVE", second)
    assert line["state"] == "attached" and asked.is_untouched
    assert "refused" in asked.evidence and asked.fact("refused", "by") == second
    assert not either.told(second, "approval-unclear")
    assert either.answers(asked.request(second), "APPROVE", second)["state"] == "decided"


def test_who_was_taken_off_the_step_decides_nothing_and_who_is_asked_instead_does(either):
    """V44: the approver is replaced after the mail was sent; their answer is proven, and their key is void."""
    asked = either.ask()
    other = asked.boss.replace("@boss.example", "@corp.example")
    either.post(f"/approvals/{asked.id}/approvers", replace=asked.boss, by=other)
    assert either.answers(asked.request(), "APPROVE", asked.boss)["state"] == "attached"
    assert asked.is_untouched and asked.fact("refused", "by") == asked.boss
    assert "somebody else decides" in either.explained(asked.boss)
    assert either.answers(asked.request(other), "APPROVE", other)["state"] == "decided"


def test_both_words_in_one_mail_decide_nothing(either):
    """V45."""
    asked = either.ask()
    assert either.answers(asked.request(), "APPROVE\n\nREJECT", asked.boss)["state"] == "attached"
    assert asked.is_untouched and "first line" in either.explained(asked.boss)
    assert either.answers(asked.request(), "APPROVE", asked.boss)["state"] == "decided"


def links(message):
    request = Request(message)
    found = re.findall(r'(?:href|src)="([^"]+)"', request.html) + re.findall(r"https?://\S+", request.text)
    return {link.replace("&amp;", "&") for link in found}


def test_programs_that_open_every_link_change_nothing(either):
    """V42, T11, T12: with and without a session, by GET and HEAD, pictures as well."""
    asked = either.ask()
    either.desk.run("person", "add", asked.boss, "--name", "Boss", "--role", "approver")
    signed_in = Browser(either, asked.boss).session
    (message,) = asked.mails()
    addresses = [link for link in links(message) if link.startswith("http")]
    assert f"{either.desk.url}/approvals/{asked.id}" in addresses
    before = either.get(f"/approvals/{asked.id}/evidence"), either.get(f"/tickets/{asked.ticket}")
    for session in (requests.Session(), signed_in):
        for link in addresses + [f"{either.desk.url}/approvals/{asked.id}/decision?decision=approve"]:
            for method in ("GET", "HEAD"):
                answer = session.request(method, link, headers={"User-Agent": "SafeLinks"}, timeout=30)
                assert answer.status_code in (200, 404, 405), (link, answer.status_code)
    page = requests.get(f"{either.desk.url}/approvals/{asked.id}", timeout=30)
    assert page.status_code == 200 and "900 EUR" not in page.text
    assert "900 EUR" in signed_in.get(f"{either.desk.url}/approvals/{asked.id}", timeout=30).text
    assert (either.get(f"/approvals/{asked.id}/evidence"), either.get(f"/tickets/{asked.ticket}")) == before
    assert asked.is_untouched


def test_the_mail_links_write_an_answer_that_a_person_must_send(office):
    asked = office.ask()
    (message,) = asked.mails()
    mailto = sorted(link for link in links(message) if link.startswith("mailto:") and "?" in link)
    assert len(mailto) == 2
    for link in mailto:
        address, query = link.removeprefix("mailto:").split("?")
        query = dict(urllib.parse.parse_qsl(query))
        assert urllib.parse.unquote(address) == asked.request().key
        assert query.keys() == {"subject", "body"} and address.split("+")[1].split("@")[0] not in query["subject"]
    assert asked.is_untouched
    request = asked.request()
    word = [dict(urllib.parse.parse_qsl(link.split("?")[1]))["body"] for link in mailto if "APPROVE" in link][0]
    written = header(request, ("Boss", asked.boss), "Re: ").replace(f"In-Reply-To: {request.id}\r\nReferences: {request.id}\r\n", "")
    message = written.encode() + part(word)
    office.system.write(message, request.key, asked.boss)
    assert office.taken(identifier(message))[0]["state"] == "decided"
    asked.settled("approved")


def test_a_decision_on_a_page_takes_a_session_the_form_s_token_and_our_own_site(either):
    """V43."""
    asked = either.ask()
    either.desk.run("person", "add", asked.boss, "--name", "Boss", "--role", "approver")
    browser = Browser(either, asked.boss)
    action, fields = browser.form(asked)
    fields |= {"decision": "approve", "reason": ""}
    without = {name: value for name, value in fields.items() if name != "token"}
    assert browser.post(action, without).status_code == 403
    assert browser.post(action, fields | {"token": "x" * len(fields["token"])}).status_code == 403
    assert browser.post(action, fields, Origin="https://evil.example").status_code == 403
    assert browser.post(action, fields, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    stranger = requests.post(either.desk.url + action, data=fields, allow_redirects=False, timeout=30)
    assert stranger.status_code == 403 or "/login" in stranger.headers["Location"]
    either.desk.run("person", "add", "eve@evil.example", "--name", "Eve", "--role", "approver", check=False)
    other = Browser(either, "eve@evil.example")
    assert other.post(action, fields).status_code in (403, 404)
    assert asked.is_untouched
    assert browser.post(action, fields).status_code == 303
    asked.settled("approved")


def test_of_a_mail_and_a_page_of_the_same_approver_one_decides(either):
    """T13."""
    rounds = [either.ask() for _ in range(3)]
    for asked in rounds:
        either.desk.run("person", "add", asked.boss, "--name", "Boss", "--role", "approver")
    prepared = [(asked, Browser(either, asked.boss)) for asked in rounds]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for asked, browser in prepared:
            action, fields = browser.form(asked)
            mail = pool.submit(either.answers, asked.request(), "APPROVE", asked.boss)
            page = pool.submit(browser.post, action, fields | {"decision": "reject", "reason": "No."})
            assert mail.result()["state"] in ("decided", "attached") and page.result().status_code in (303, 404, 409)
            eventually(lambda: asked.now["state"] != "pending", 30)
            (decision,) = asked.now["decisions"]
            assert (decision["channel"] == "mail") == (mail.result()["state"] == "decided")
            assert asked.evidence.count("decided") == 1


def test_what_was_asked_anew_takes_a_new_answer(either):
    """T14."""
    asked = either.ask()
    old = asked.request()
    revise(Browser(either, AGENT), asked, "Three printers, 1,350 EUR")
    eventually(lambda: len(asked.mails()) == 2, 30)
    assert either.answers(old, "APPROVE", asked.boss)["state"] == "attached"
    assert asked.is_untouched and asked.now["content_version"] == 2
    text = either.explained(asked.boss)
    assert "changed" in text and "1,350 EUR" in text
    new = asked.request()
    assert "1,350 EUR" in new.text and new.key != old.key
    assert either.answers(new, "APPROVE", asked.boss)["state"] == "decided"
    asked.settled("approved")


def revise(browser, asked, text):
    action, fields = Forms(browser.get(f"/approvals/{asked.id}/revise").text).to("/revise")
    answer = browser.post(action, fields | {"text": text})
    assert answer.status_code == 303, answer.text


def test_a_key_has_one_shape_and_stands_in_the_reply_address_alone(either):
    """T16."""
    keys = set()
    for _ in range(3):
        asked = either.ask("boss.example", "corp.example")
        for address in asked.approvers:
            request = asked.request(address)
            local, domain = request.key.split("@")
            detail = local.split("+")[1]
            assert re.fullmatch(r"a[a-z2-7]{40}", detail) and len(local) <= 64 and domain == either.domain
            keys.add(detail)
            for name, value in request.message.items():
                assert name == "Reply-To" or detail not in re.sub(r"\s", "", str(value)), name
            assert detail not in request.text
            others = [link for link in links(request.message) if not link.startswith("mailto:")]
            assert not [link for link in others if detail in link]
    assert len(keys) == 6
