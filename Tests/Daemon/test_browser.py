"""A person's way through the portal in a real browser, and what axe says to each page."""
import datetime
import re
import shutil

import pytest

from martlet import eventually, mail

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")

TODAY = datetime.datetime.now(datetime.timezone.utc).date()
PAGES = ["/", "/requests", "/requests/new", "/requests/IT-1", "/requests/IT-1/approvals/new", "/approvals/1/evidence",
         "/approvals/1/revise", "/approvals/1/withdraw", "/a/inbox", "/a/mail", "/a/mail/1", "/a/queue", "/a/queue/1",
         "/a/suppressed", "/approvals", "/approvals/substitutes", "/a/substitutes", "/a/mailboxes", "/a/templates", "/a/templates/acknowledgement",
         "/a/templates/acknowledgement/edit", "/a/templates/acknowledgement/preview?ticket=IT-1",
         f"/a/reports?on={TODAY}", "/a/reports?desk=hr&period=month", "/a/reports/mail", "/me", "/me/digest"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def desk(martlet):
    martlet.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
    martlet.accept(mail(body="Please help.\r\n\r\n你好"))
    eventually(martlet.tickets)
    martlet.run("approval", "request", "IT-1", "--text", "Two printers", "--approver", "boss@staff.example")
    return martlet


def sign_in(page, desk, address="root@martlet.example"):
    page.goto(desk.text("person", "link", address))
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/login" not in url)


def faults(page):
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in results.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_pages_are_accessible_and_fit(desk, browser, language, width, scheme):
    context = browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(desk.url + "/login")
    assert page.locator("html").get_attribute("lang").startswith(language[:2])
    found = [("/login", *fault) for fault in faults(page)]
    sign_in(page, desk)
    for path in PAGES:
        assert page.goto(desk.url + path).status == 200, path
        found += [(path, *fault) for fault in faults(page)]
        width_needed = page.evaluate("document.documentElement.scrollWidth")
        if width_needed > width:
            found.append((path, "overflow", f"{width_needed} px"))
    assert found + complaints == []
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_request_to_its_solution(desk, browser, scripts):
    """A requester asks, an agent answers, the requester is content: with JavaScript and without."""
    context = browser.new_context(locale="en", java_script_enabled=scripts)
    page = context.new_page()
    desk.run("person", "add", "ann@customer.example", "--name", "Ann", "--role", "requester")
    sign_in(page, desk, "ann@customer.example")
    page.goto(desk.url + "/requests/new")
    page.locator("[name=subject]").fill("New laptop")
    page.locator("[name=text]").fill("Mine is old.")
    page.get_by_role("button", name="Send request").click()
    page.wait_for_url("**/requests/IT-2*")
    assert page.get_by_role("heading", name="New laptop").count() == 1

    agent = browser.new_context(locale="en", java_script_enabled=scripts)
    desk_page = agent.new_page()
    sign_in(desk_page, desk)
    desk_page.goto(desk.url + "/requests/IT-2")
    desk_page.locator("[name=text]").fill("It is on its way.")
    desk_page.get_by_role("button", name="Send", exact=True).click()
    desk_page.wait_for_load_state()
    eventually(lambda: desk.ticket("IT-2")["status"] == "in_progress")
    eventually(lambda: [m for m in desk.sent() if "It is on its way." in m.get_body(("plain",)).get_content()])

    page.goto(desk.url + "/requests/IT-2")
    assert page.get_by_text("It is on its way.").count() == 1
    page.locator("form[action$='/state'] button").click()
    page.wait_for_load_state()
    assert eventually(lambda: desk.ticket("IT-2")["status"] == "resolved")
    agent.close()
    context.close()


def test_a_stranger_sees_nothing(desk, browser):
    context = browser.new_context(locale="en")
    page = context.new_page()
    page.goto(desk.url + "/requests/IT-1")
    assert "/login" in page.url
    desk.run("person", "add", "eve@other.example", "--name", "Eve", "--role", "requester")
    sign_in(page, desk, "eve@other.example")
    assert page.goto(desk.url + "/requests/IT-1").status == 404
    context.close()


def test_hostile_mail_runs_nothing(desk, browser):
    desk.accept(
        b"From: Eve <eve@other.example>\r\nSubject: <script>document.title='owned'</script> & more\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p onclick=\"document.title='owned'\">The <b>printer</b> burns.<script>document.title='owned'</script>"
        b"<img src=x onerror=\"document.title='owned'\"><svg onload=\"document.title='owned'\"></svg></p>",
        sender="eve@other.example")
    eventually(lambda: len(desk.tickets()) == 2)
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in(page, desk)
    page.goto(desk.url + "/requests/IT-2", wait_until="networkidle")
    assert page.get_by_role("heading", name="<script>document.title='owned'</script> & more").count() == 1
    assert page.title() != "owned"
    shown = page.request.get(desk.url + page.locator("iframe.mail").get_attribute("src")).text()
    assert "printer" in shown
    assert not [word for word in ("onerror", "onclick", "onload", "<script", "<svg") if word in shown]
    context.close()


def test_a_link_is_spent_by_a_press_and_not_by_looking(desk, browser):
    link = desk.text("person", "link", "root@martlet.example")
    for _ in range(2):
        assert desk.get(link.removeprefix(desk.url))[0] == 200
    for can_enter in (True, False):
        context = browser.new_context(locale="en")
        page = context.new_page()
        page.goto(link)
        button = page.locator("main form button")
        if button.count() == 1:
            button.click()
        page.goto(desk.url + "/a/inbox")
        assert ("/login" not in page.url) == can_enter
        context.close()


def test_a_sign_in_link_comes_by_mail_and_works_once(desk, browser):
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(desk.url + "/requests/IT-1")
    page.locator("[name=address]").fill("Root@martlet.example")
    page.locator("form[action='/login/link'] button").click()
    sent = eventually(lambda: [m for m in desk.sent() if m["To"].addresses[0].addr_spec == "root@martlet.example"])
    (link,) = set(re.findall(r"http://\S+/login/link/\S+", sent[0].get_body(("plain",)).get_content()))
    assert sent[0]["Auto-Submitted"] == "auto-generated"
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url("**/requests/IT-1")
    context.close()

    again = browser.new_context().new_page()
    again.goto(link)
    again.locator("main form button").click()
    assert again.locator("[role=alert]").count() == 1
    again.context.close()


def test_nobody_learns_who_is_known_from_asking_for_a_link(desk, browser):
    context = browser.new_context(locale="en")
    page = context.new_page()
    texts = []
    for address in ("root@martlet.example", "nobody@martlet.example"):
        page.goto(desk.url + "/login")
        page.locator("[name=address]").fill(address)
        page.locator("form[action='/login/link'] button").click()
        texts.append(page.locator("main").inner_text())
    assert texts[0] == texts[1]
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_link_in_a_notice_opens_a_page_that_fits(desk, browser, language, width):
    """The settings that it opens, saved with a press, and what stands in place of them behind a dead link."""
    desk.run("ticket", "set", "IT-1", "--status", "resolved")
    notice = eventually(lambda: [m for m in desk.sent() if "/preferences/p" in m.get_body(("plain",)).get_content()])[0]
    url = re.search(r"http\S+/preferences/\S+", notice.get_body(("plain",)).get_content())[0]
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: message.type == "error" and "404" not in message.text and complaints.append(message.text))
    for address, status in ((url, 200), (url + "x", 404)):
        assert page.goto(address).status == status
        assert page.locator("html").get_attribute("lang").startswith(language[:2])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults(page) == []
    page.goto(url)
    page.locator("[name=zone]").fill("Asia/Tokyo")
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert page.locator("[name=zone]").input_value() == "Asia/Tokyo" and page.get_by_role("status").count() >= 1
    assert context.cookies() == [] and complaints == []
    context.close()
