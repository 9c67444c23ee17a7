"""Every mail that a desk sends, as a mail program shows it: filled in from a ticket by `martlet template preview`."""
import concurrent.futures
import json
import re
import shutil
from email import message_from_bytes, policy

import pytest

from martlet import Martlet, eventually, mail

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
RULES = ["color-contrast", "image-alt", "link-name", "html-has-lang", "html-lang-valid", "valid-lang", "th-has-data-cells"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Martlet(tmp_path_factory.mktemp("desk")).start()
    desk.accept(mail(body="The projector shows no picture.\r\n\r\n会议室投影无法连接"))
    eventually(desk.tickets)
    yield desk
    desk.stop()


def preview(desk, key, language, *more):
    arguments = ["template", "preview", key, "--ticket", "IT-1", "--language", language, *more]
    return message_from_bytes(desk.run(*arguments).stdout, policy=policy.default)


@pytest.fixture(scope="module")
def previews(desk):
    """A message for each key and language."""
    listed = desk.objects("template", "list")
    pairs = [(item["key"], language) for item in listed for language in item["languages"]]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        messages = pool.map(lambda pair: preview(desk, *pair), pairs)
        return dict(zip(pairs, messages))


def part(message, kind):
    return message.get_body((kind,)).get_content()


def test_every_key_is_a_good_mail_in_every_language(previews):
    assert len({key for key, _ in previews}) >= 21
    assert {language for _, language in previews} == {"ar", "de", "en", "es", "fr", "ja", "zh"}
    for (key, language), message in previews.items():
        text, html = part(message, "plain"), part(message, "html")
        assert message["Content-Language"] == language
        for words in (message["Subject"], text, html):
            assert words.strip() and "{{" not in words and "}}" not in words, (key, language)
        assert "\n\n\n" not in text.replace("\r", ""), (key, language)
        assert len(html) < 30_000
        # Nothing was missing: a dash stands for a value that is.
        assert not re.search(r"(^|[ :：(（])—($|[ .,。，)）])", re.sub(r"(?m)^— .* —\r?$", "", text)), (key, language, text)


def test_what_is_sent_is_what_was_previewed(tmp_path):
    """Words that look like a template stay words, in the preview and in the message, and both are the same."""
    words = "{{7*7}} {{ticket.number}} {{#ticket}}{{>layout/1/head}}{{{desk.title}}} ${7*7} <%= 7*7 %> #{7*7}"
    desk = Martlet(tmp_path).start()
    try:
        desk.accept(mail(subject=f"About {words}", body=f"Please: {words}"))
        eventually(desk.tickets)
        desk.run("person", "add", "bo@staff.example", "--name", "Bo {{7*7}}", "--role", "agent")
        desk.run("ticket", "reply", "IT-1", "--as", "bo@staff.example", stdin=f"There: {words}".encode())
        (sent,) = eventually(lambda: [message for message in desk.sent() if "There:" in part(message, "plain")])
        shown = preview(desk, "public-reply", "en")
    finally:
        desk.stop()
    assert words in part(sent, "plain") and words in sent["Subject"] and "Bo {{7*7}}" in sent["From"]
    assert "49" not in part(sent, "plain")
    for kind in ("plain", "html"):
        assert part(sent, kind) == part(shown, kind)
    for field in ("From", "To", "Subject", "Content-Language", "Auto-Submitted"):
        assert sent[field] == shown[field], field


def test_roles_are_told_what_concerns_them(desk):
    texts = {part(preview(desk, "approval-decided", "en", "--role", role), "plain") for role in
             ("requester", "approver", "agent")}
    assert len(texts) == 3


BRAND = """prefix: IT, brand: {logo: "https://example.com/logo.png", color: "#FFD60A", sender: Example IT, footer: {en: Example Ltd.}}}"""


def test_a_desk_shows_its_brand(tmp_path):
    desk = Martlet(tmp_path)
    desk.configuration.write_text(desk.configuration.read_text().replace("prefix: IT}", BRAND))
    desk.run("ticket", "open", "--desk", "it", "--subject", "Projector", "--requester", "ann@customer.example",
             "--text", "It shows no picture.")
    message = preview(desk, "acknowledgement", "en")
    html = part(message, "html")
    assert message["From"].startswith("Example IT <")
    assert 'bgcolor="#ffd60a"' in html and "color:#010101" in html and "#1d5fd1;text-decoration" not in html
    assert '<img src="https://example.com/logo.png" alt="IT Support"' in html
    assert "Example Ltd." in html and "Example Ltd." in part(message, "plain")


@pytest.mark.parametrize("brand, complaint", [
    ('logo: "http://example.com/a.png"', "desks[0].brand.logo"), ('color: red', "desks[0].brand.color"),
    ("sender: {x: y}", "desks[0].brand.sender"), ("shape: round", "shape"),
])
def test_a_brand_that_mail_programs_cannot_show_is_refused(tmp_path, brand, complaint):
    desk = Martlet(tmp_path)
    desk.configuration.write_text(
        desk.configuration.read_text().replace("prefix: IT}", f"prefix: IT, brand: {{{brand}}}}}"))
    result = desk.run("config", "check", check=False)
    assert result.returncode == 1 and complaint in (result.stdout + result.stderr).decode()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def page_of(browser, width, scheme="light"):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 700})
    page = context.new_page()
    # Pictures off, as for a sender that the program does not know; and nothing else is fetched, either.
    page.route("**/*", lambda route: route.abort())
    return page


@needs_chromium
@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize("width", [320, 600])
def test_nothing_is_wider_than_the_window(previews, browser, width, styled):
    page = page_of(browser, width)
    for name, message in previews.items():
        html = part(message, "html")
        # Gmail's apps drop style sheets.
        page.set_content(html if styled else re.sub(r"(?s)<style>.*?</style>", "", html), wait_until="commit")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(previews, browser, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page, axe = page_of(browser, 320, scheme), Axe()
    for name, message in previews.items():
        if name[1] not in ("en", "ar", "zh"):
            continue
        page.set_content(part(message, "html"), wait_until="commit")
        results = axe.run(page, options={"runOnly": {"type": "rule", "values": RULES}})
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in results.response["violations"]] == [], name


@needs_chromium
def test_arabic_begins_on_the_right(previews, browser):
    page = page_of(browser, 600)
    for (key, language), message in previews.items():
        page.set_content(part(message, "html"), wait_until="commit")
        sides = page.evaluate(
            """[...document.querySelectorAll('p, td')].filter(each => each.offsetHeight && each.innerText.trim())
               .map(each => getComputedStyle(each).direction)""")
        assert set(sides) == {"rtl" if language == "ar" else "ltr"}, key
        edges = page.evaluate(
            """[...document.querySelectorAll('p')].filter(each => each.offsetHeight > 12 && each.innerText.trim())
               .slice(0, 2).map(each => { const range = document.createRange(); range.selectNodeContents(each);
                 const text = range.getBoundingClientRect(), cell = each.closest('td').getBoundingClientRect();
                 return [text.left - cell.left, cell.right - text.right] })""")
        assert edges and all((right if language == "ar" else left) < 30 for left, right in edges), (key, edges)
