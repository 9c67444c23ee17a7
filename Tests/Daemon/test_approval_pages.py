"""An approver decides on a page: signed in, or by a code, on a phone and without JavaScript."""
import base64
import hashlib
import re

import pytest
import requests

from martlet import eventually, mail
from test_browser import CHROMIUM, browser, faults, sign_in  # noqa: F401 (browser is a fixture)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
BOSS = "boss@staff.example"


@pytest.fixture
def desk(martlet):
    martlet.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    for address, name in ((BOSS, "Boss"), ("deputy@staff.example", "Deputy")):
        martlet.run("person", "add", address, "--name", name, "--role", "approver")
    martlet.accept(mail(subject="Two printers", body="Please."))
    eventually(martlet.tickets)
    martlet.token = martlet.text("person", "token", "root@martlet.example")
    return martlet


def ask(desk, text="Two printers for the third floor, 900 EUR", approvers=(BOSS,)):
    answer = requests.post(
        f"{desk.url}/api/v1/tickets/IT-1/approvals", json={"approvers": list(approvers), "rule": "any", "text": text},
        headers={"Authorization": f"Bearer {desk.token}"}, timeout=10)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def approval(desk, number):
    answer = requests.get(
        f"{desk.url}/api/v1/approvals/{number}", headers={"Authorization": f"Bearer {desk.token}"}, timeout=10)
    return answer.json()


def to(desk, address):
    return [message for message in desk.sent() if message["X-Envelope-To"] == f"<{address}>"]


def fits(page, width):
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_signed_in_approver_decides_on_a_phone(desk, browser, language, scripts):
    number = ask(desk)
    context = browser.new_context(
        locale=language, viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, desk, BOSS)
    badge = page.locator("nav.tabs-b a[href='/approvals']")
    assert badge.locator(".badge").inner_text() == "1"
    badge.click()
    page.locator("a.item").click()
    page.wait_for_url(f"**/approvals/{number}")
    assert page.get_by_text("900 EUR").count() == 1
    assert fits(page, 360)
    if scripts:
        assert faults(page) == []
    page.locator("button[value=reject]").click()
    assert page.locator("[role=alert]").count() == 1
    assert approval(desk, number)["state"] == "pending"
    page.locator("[name=reason]").fill("No money left.")
    page.locator("button[value=reject]").click()
    page.wait_for_load_state()
    assert eventually(lambda: approval(desk, number)["state"] == "rejected")
    (decision,) = approval(desk, number)["decisions"]
    assert (decision["reason"], decision["channel"]) == ("No money left.", "portal")
    assert page.get_by_text("No money left.").count() == 1
    assert page.locator("button[value=approve]").count() == 0
    context.close()


def test_the_link_of_the_mail_and_a_code_decide_without_a_session(desk, browser):
    number = ask(desk)
    request = eventually(lambda: to(desk, BOSS))[0]
    link = re.search(rf"{re.escape(desk.url)}/approvals/\d+", request.get_body(("plain",)).get_content()).group()
    assert link.endswith(f"/approvals/{number}")
    context = browser.new_context(locale="en", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(link)
    assert "900" not in page.locator("body").inner_text()
    assert fits(page, 360) and faults(page) == []
    page.locator("[name=address]").fill("Boss@staff.example")
    page.locator("form[action$='/code'] button").click()
    assert fits(page, 360) and faults(page) == []
    mail_of_code = eventually(lambda: [m for m in to(desk, BOSS) if "code" in m["Subject"]])[0]
    code = re.search(r"^\d{6}\r?$", mail_of_code.get_body(("plain",)).get_content(), re.M).group().strip()
    assert code not in mail_of_code["Subject"] and mail_of_code["Auto-Submitted"] == "auto-generated"
    # A wrong one is one of five tries.
    page.locator("[name=code]").fill("000000" if code != "000000" else "000001")
    page.locator("form[action$='/visit'] button").click()
    assert page.locator("[role=alert]").count() == 1
    page.locator("[name=code]").fill(code)
    page.locator("form[action$='/visit'] button").click()
    page.wait_for_url(link)
    assert page.get_by_text("900 EUR").count() == 1
    assert approval(desk, number)["state"] == "pending"
    page.locator("button[value=approve]").click()
    page.wait_for_load_state()
    assert eventually(lambda: approval(desk, number)["state"] == "approved")
    page.goto(desk.url + "/approvals")
    assert "/login" in page.url
    context.close()
    # Nobody reads the code in the list of what was sent.
    other = browser.new_context(locale="en")
    page = other.new_page()
    sign_in(page, desk)
    queue = [item for item in desk.objects("queue", "list", "--state", "sent") if item["template"] == "approval-code"]
    page.goto(f"{desk.url}/a/queue/{queue[0]['id']}")
    assert code not in page.content()
    other.close()


class Thumb:
    """Counts what a person does on a phone: taps, and words that are typed."""

    def __init__(self, page):
        self.page, self.taps, self.typed = page, 0, []

    def tap(self, selector):
        self.taps += 1
        self.page.locator(selector).tap()
        self.page.wait_for_load_state()

    def type(self, selector, text):
        # A field that is focused already needs no tap.
        if not self.page.locator(selector).evaluate("field => field === document.activeElement"):
            self.tap(selector)
        self.page.keyboard.type(text)
        self.typed.append(text)


def request_link(desk, number):
    request = eventually(lambda: to(desk, BOSS))[0]
    return re.search(
        rf"{re.escape(desk.url)}/approvals/{number}\b", request.get_body(("plain",)).get_content()).group()


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_from_the_mail_to_the_decision_are_three_taps_at_most(desk, browser, language):
    number = ask(desk)
    context = browser.new_context(locale=language, **PHONE)
    page = context.new_page()
    sign_in(page, desk, BOSS)
    thumb = Thumb(page)
    # The first tap is on the link in the mail.
    thumb.taps += 1
    page.goto(request_link(desk, number))
    assert fits(page, 390) and page.get_by_text("900 EUR").count() == 1
    button = page.locator("button[value=approve]")
    top = button.bounding_box()
    assert top["y"] + top["height"] <= 844, "the button is on the first screen"
    thumb.tap("button[value=approve]")
    eventually(lambda: approval(desk, number)["state"] == "approved")
    assert thumb.taps <= 3 and not thumb.typed
    context.close()


def test_from_the_mail_to_the_decision_without_a_session_is_the_code_besides(desk, browser):
    number = ask(desk)
    context = browser.new_context(locale="en", **PHONE)
    page = context.new_page()
    thumb = Thumb(page)
    thumb.taps += 1
    page.goto(request_link(desk, number))
    thumb.type("[name=address]", BOSS)
    thumb.tap("form[action$='/code'] button")
    message = eventually(lambda: [m for m in to(desk, BOSS) if "code" in m["Subject"]])[0]
    code = re.search(r"^\d{6}\r?$", message.get_body(("plain",)).get_content(), re.M).group().strip()
    thumb.type("[name=code]", code)
    thumb.tap("form[action$='/visit'] button")
    page.wait_for_url(f"**/approvals/{number}")
    assert fits(page, 390)
    thumb.tap("button[value=approve]")
    eventually(lambda: approval(desk, number)["state"] == "approved")
    # Asking for the code and handing it in, with a tap into each field at most.
    assert thumb.typed == [BOSS, code] and thumb.taps <= 3 + 4
    context.close()


def test_a_decision_keeps_what_was_shown_and_the_exported_file_proves_it(desk, browser, tmp_path):
    number = ask(desk, "两台打印机, 900 EUR")
    # A script would say times in other words.
    context = browser.new_context(locale="zh-CN", java_script_enabled=False, **PHONE)
    page = context.new_page()
    sign_in(page, desk, BOSS)
    page.goto(f"{desk.url}/approvals/{number}")
    shown = page.locator("article").first.inner_text()
    page.locator("button[value=approve]").tap()
    page.wait_for_load_state()
    eventually(lambda: approval(desk, number)["state"] == "approved")
    file = tmp_path / "evidence.html"
    desk.run("approval", "show", number, "--evidence", "--export", file)
    (item,) = desk.objects("approval", "show", number, "--evidence")
    (record,) = [one["record"] for one in item["evidence"] if "kind: decided" in one["record"]]
    digest = re.search(r"shown-sha256: ([0-9a-f]{64})\n", record).group(1)
    assert re.search(r"shown-by: martlet \d+\.\d+\.\d+\n", record)
    embedded = re.search(r'<pre class="file" id="shown-\d+\.html">\n(.*?)</pre>', file.read_text(), re.S).group(1)
    content = base64.b64decode(embedded)
    assert hashlib.sha256(content).hexdigest() == digest
    kept = tmp_path / "shown.html"
    kept.write_bytes(content)
    page.goto(f"file://{kept}")
    assert page.locator("article").inner_text().split() == shown.split()
    desk.run("approval", "verify")
    context.close()


def test_a_substitute_is_named_and_decides_several_at_once(desk, browser):
    numbers = [ask(desk, f"Lamp {index}") for index in range(3)]
    context = browser.new_context(locale="en", viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, desk, BOSS)
    page.goto(desk.url + "/approvals/substitutes")
    assert fits(page, 360) and faults(page) == []
    page.locator("[name=address]").fill("deputy@staff.example")
    page.locator("[name=until]").fill(page.locator("[name=from]").input_value())
    page.get_by_role("button", name="Name a substitute").click()
    page.wait_for_load_state()
    assert page.get_by_text("deputy@staff.example").count() == 1
    context.close()

    other = browser.new_context(locale="en", viewport={"width": 360, "height": 740})
    page = other.new_page()
    sign_in(page, desk, "deputy@staff.example")
    page.goto(desk.url + "/approvals?choose=all")
    assert page.locator("input[name=choice]:checked").count() == 3
    assert fits(page, 360) and faults(page) == []
    page.locator(f"input[name=choice][value='{numbers[1]}']").uncheck()
    page.get_by_role("button", name="Approve chosen").click()
    assert fits(page, 360) and faults(page) == []
    assert [approval(desk, number)["state"] for number in numbers] == ["pending"] * 3
    page.get_by_role("button", name="Approve all 2").click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name="2 of 2 approved").count() == 1
    assert [approval(desk, number)["state"] for number in numbers] == ["approved", "pending", "approved"]
    (decision,) = approval(desk, numbers[0])["decisions"]
    assert decision["approver"]["address"] == BOSS and decision["decided_by"]["address"] == "deputy@staff.example"
    other.close()
