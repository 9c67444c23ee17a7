"""Asking, and asking back, in a real browser: on a phone and on a desk, in both languages, with and without JavaScript."""
import pytest

from martlet import eventually
from test_approval_comments import files_of, offer, plain, to
from test_browser import CHROMIUM, browser, faults, sign_in  # noqa: F401 (browser is a fixture)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
BOSS = "boss@staff.example"


@pytest.fixture
def desk(martlet):
    martlet.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    martlet.run("person", "add", BOSS, "--name", "Boss", "--role", "approver")
    martlet.accept(offer())
    eventually(martlet.tickets)
    return martlet


def fits(page, width):
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language, width", [("en", 360), ("zh-CN", 360), ("en", 1280), ("zh-CN", 1280)])
def test_an_agent_asks_an_approver_asks_back(desk, browser, language, width, scripts):
    context = browser.new_context(
        locale=language, viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, desk)
    page.goto(desk.url + "/requests/IT-1/approvals/new")
    assert fits(page, width)
    assert page.locator("[name=due1]").is_hidden() and page.locator("[name=label1]").is_hidden()
    if scripts:
        assert faults(page) == []
    page.locator("[name=text]").fill("Two printers for the third floor")
    page.locator(f"[name=file][value='{files_of(desk)['offer.pdf']}']").check()
    page.locator("#f-fields summary").click()
    page.locator("[name=label1]").fill("Amount")
    page.locator("[name=value1]").fill("900 €")
    page.locator("[name=approvers1]").fill(BOSS)
    page.locator("fieldset:has([name=due1]) summary").click()
    page.locator("[name=due1]").fill("24")
    if scripts:
        assert faults(page) == []
    assert fits(page, width)
    boxes = [page.locator(f"[name={name}1]").bounding_box() for name in ("label", "value")]
    assert (boxes[0]["y"] < boxes[1]["y"]) == (width == 360), "stacked on a phone, side by side elsewhere"
    page.locator("form[action$='/approvals'] button.pri").click()
    assert page.locator("#f-escalate1-err").count() == 1 and page.locator("[name=file]:checked").count() == 1
    page.locator("[name=escalate1]").fill("cfo@staff.example")
    page.locator("form[action$='/approvals'] button.pri").click()
    page.wait_for_url("**/requests/IT-1*")
    (item,) = desk.objects("approval", "list")
    assert item["fields"] == [{"label": "Amount", "value": "900 €"}] and item["files"][0]["name"] == "offer.pdf"
    assert item["steps"][0]["escalates_to"]["address"] == "cfo@staff.example"
    context.close()

    other = browser.new_context(
        locale=language, viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = other.new_page()
    sign_in(page, desk, BOSS)
    page.goto(desk.url + "/approvals/1")
    assert fits(page, width)
    if scripts:
        assert faults(page) == []
    with page.expect_download() as download:
        page.locator("a.file").click()
    assert download.value.suggested_filename == "offer.pdf"
    page.locator("#talk button").click()
    assert page.locator("#f-comment-err").count() == 1
    page.locator("[name=comment]").fill("Which model?")
    page.locator("#talk button").click()
    page.wait_for_load_state()
    assert page.locator("#talk").get_by_text("Which model?").count() == 1
    assert page.locator("[name=comment]").input_value() == "" and page.locator("[name=decision]").count() == 2
    assert fits(page, width)
    eventually(lambda: [m for m in to(desk, "root@martlet.example") if "Which model?" in plain(m)])
    other.close()

    again = browser.new_context(
        locale=language, viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = again.new_page()
    sign_in(page, desk)
    page.goto(desk.url + "/requests/IT-1")
    assert page.get_by_text("Which model?").count() >= 2, "with the approval and on the timeline"
    assert fits(page, width)
    page.goto(desk.url + "/approvals/1/revise")
    assert page.locator("[name=file]:checked").count() == 1 and page.locator("[name=value1]").input_value() == "900 €"
    assert fits(page, width)
    if scripts:
        assert faults(page) == []
    page.locator("[name=value1]").fill("800 €")
    page.locator("form[action$='/revise'] button.pri").click()
    page.wait_for_url("**/requests/IT-1*")
    (item,) = desk.objects("approval", "list")
    assert item["content_version"] == 2 and item["fields"][0]["value"] == "800 €" and len(item["files"]) == 1
    again.close()
