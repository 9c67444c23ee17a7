"""A person chooses a digest in the browser; it comes once, with what happened and what waits, in their language."""
import datetime
import re
import shutil
import sqlite3
import subprocess

import pytest

from cluster import PROGRAMS
from martlet import eventually, mail

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")

ANN, BO, CY = "ann@customer.example", "bo@staff.example", "cy@staff.example"


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def account(browser, desk, address):
    """The person's page of their account, signed in."""
    page = browser.new_context(locale="en").new_page()
    page.goto(desk.text("person", "link", address))
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto(desk.url + "/me")
    return page


def choose(page, kinds, time, language):
    for kind in kinds:
        page.locator(f"[name=digested][value={kind}]").check()
    page.locator("[name=digest_days]").select_option("each-day")
    page.locator("[name=digest_time]").fill(time)
    page.locator("[name=zone]").fill("UTC")
    page.locator("#notices [name=language]").select_option(language)
    page.locator("#notices form button").click()
    page.wait_for_load_state()
    assert page.locator("[name=digest_time]").input_value() == time


def body(message, kind="plain"):
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


def digests(desk, address):
    numbers = {item["message_id"] for item in desk.objects("queue", "list") if item["template"] == "digest" and item["state"] == "sent"}
    return [message for message in desk.sent()
            if message["X-Envelope-To"] == f"<{address}>" and message["Message-ID"].strip("<>") in numbers]


def chosen_a_day_ago(desk, address):
    """As if the person had chosen the digest on the day before; the desk is stopped."""
    change = f"UPDATE person SET digest_chosen_at = digest_chosen_at - 86400000000 WHERE address_key = '{address}'"
    url = re.search(r'database: \{url: "(.*?)"', desk.configuration.read_text())[1]
    if url.startswith("sqlite:"):
        with sqlite3.connect(url.removeprefix("sqlite:")) as connection:
            assert connection.execute(change).rowcount == 1
        connection.close()
    else:
        result = subprocess.run([f"{PROGRAMS}/psql", url, "-c", change], capture_output=True, text=True, check=True)
        assert result.stdout.strip() == "UPDATE 1"


def test_a_digest_comes_once_with_what_happened_and_what_waits(stopped, browser):
    desk = stopped.start()
    for address in (BO, CY):
        desk.run("person", "add", address, "--name", address[:2].title(), "--role", "agent")
    desk.run("person", "add", ANN, "--name", "Ann", "--role", "requester")
    past = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=1)).strftime("%H:%M")
    choose(account(browser, desk, BO), ["new-message", "note"], past, "zh")
    choose(account(browser, desk, ANN), ["status-change"], past, "en")

    desk.accept(mail(subject="The printer burns", message_id="one@customer.example"))
    eventually(lambda: len(desk.tickets()) == 1)
    desk.accept(mail(subject="The screen is dark", message_id="two@customer.example"))
    eventually(lambda: len(desk.tickets()) == 2)
    for number in ("IT-1", "IT-2"):
        desk.run("ticket", "set", number, "--assignee", BO, "--as", CY)
    desk.accept(mail(subject="Re: [IT-1]", body="It still burns.", In_Reply_To="<one@customer.example>"))
    eventually(lambda: len(desk.ticket("IT-1")["entries"]) == 3)
    desk.run("ticket", "reply", "IT-1", "--note", "--as", CY, stdin=b"Ann is insured.")
    desk.run("ticket", "set", "IT-1", "--status", "pending", "--as", CY)
    eventually(lambda: not [item for item in desk.objects("queue", "list") if item["state"] in ("queued", "deferred")])
    templates = {item["template"] for item in desk.objects("queue", "list")}
    assert "assignment" in templates and not templates & {"new-message", "note", "status-change", "digest"}

    desk.stop()
    chosen_a_day_ago(desk, BO)
    desk.start()
    (message,) = eventually(lambda: digests(desk, BO))
    text = body(message)
    assert message["Subject"] == "IT 服务台：有 1 个请求等待您处理"
    assert "新增 2 个请求。" in text and "没有请求得到解决。" in text and "超时" not in text
    waiting, news = text.split("有 1 个请求有新动态：")
    assert "IT-2 The screen is dark" in waiting and "IT-1" not in waiting
    assert re.search(r"IT-1 The printer burns\n *– 新消息 · Ann：It still burns\.\n *– 内部备注 · Cy：Ann is insured\.", news)
    assert f"{desk.url}/a/inbox" in text and f"{desk.url}/preferences/" in text
    assert message["Auto-Submitted"] == "auto-generated" and "/unsubscribe/u" in message["List-Unsubscribe"]
    assert "It still burns." in body(message, "html") and not digests(desk, ANN)

    # The other's digest shows that the desk has looked again after its restart.
    desk.stop()
    chosen_a_day_ago(desk, ANN)
    desk.start()
    (message,) = eventually(lambda: digests(desk, ANN))
    text = body(message)
    assert message["Subject"] == "IT Support: one request waits for you"
    assert re.search(r"Something happened on one request:\s+\* IT-1 The printer burns\n *– new status: Pending", text)
    assert f"{desk.url}/requests\n" in text
    assert not [word for word in ("insured", "opened", "solved", "late", "IT-2") if word in text]
    assert len(digests(desk, BO)) == 1


def test_it_is_shown_before_it_is_sent_and_sent_by_a_press(martlet, browser):
    martlet.run("person", "add", BO, "--name", "Bo", "--role", "agent")
    page = account(browser, martlet, BO)
    page.get_by_role("link", name="See what the digest would say now").click()
    assert page.get_by_text("Nothing waits for you").count() == 1
    martlet.accept(mail())
    eventually(martlet.tickets)
    martlet.run("ticket", "set", "IT-1", "--assignee", BO)
    page.reload()
    assert page.get_by_text("IT Support: one request waits for you").count() == 1
    frame = page.frame_locator("iframe.mail")
    frame.get_by_text("One request was opened.").wait_for()
    page.get_by_role("button", name="Send now").click()
    (message,) = eventually(lambda: digests(martlet, BO))
    assert "IT-1 The printer is on fire" in body(message)
    page.goto(martlet.url + "/me/digest")
    page.get_by_role("button", name="Send now").click()
    page.get_by_text("less than ten minutes ago").wait_for()
    assert len([item for item in martlet.objects("queue", "list") if item["template"] == "digest"]) == 1
