"""Every mail that a desk sends, as a mail program shows it: filled in from a ticket by `martlet template preview`."""
import base64
import concurrent.futures
import json
import re
import shutil
import struct
import zlib
from email import message_from_bytes, policy

import pytest
import requests

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


def png(width, height):
    """A picture of one color."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x1d\x5f\xd1" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def with_logo(tmp_path, path):
    desk = Martlet(tmp_path)
    desk.configuration.write_text(
        desk.configuration.read_text().replace("prefix: IT}", f'prefix: IT, brand: {{logo: "file:{path}"}}}}'))
    return desk


def test_a_logo_goes_along_with_the_mail_and_is_shown_in_the_portal(tmp_path):
    picture = png(160, 64)
    (tmp_path / "logo.png").write_bytes(picture)
    desk = with_logo(tmp_path, tmp_path / "logo.png").start()
    try:
        desk.accept(mail(subject="Projector"))
        (message,) = eventually(desk.sent)
        related = [part for part in message.walk() if part.get_content_type() == "multipart/related"]
        html, logo = related[0].iter_parts()
        identifier = logo["Content-ID"].strip("<>")
        assert logo.get_content_type() == "image/png" and logo.get_payload(decode=True) == picture
        assert logo.get_content_disposition() == "inline"
        assert f'<img src="cid:{identifier}" alt="IT Support"' in html.get_content()
        assert "cid:" not in message.get_body(("plain",)).get_content()
        desk.accept(mail(subject="Another"))
        (_, second) = eventually(lambda: len(desk.sent()) == 2 and desk.sent())
        assert f"cid:{identifier}" in second.get_body(("html",)).get_content(), "the same in every mail"

        desk.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
        session = requests.Session()
        session.post(desk.text("person", "link", "root@martlet.example"), headers={"Sec-Fetch-Site": "same-origin"})
        data = "data:image/png;base64," + base64.b64encode(picture).decode()
        for path in ("/a/queue/1/html", "/a/templates/acknowledgement/preview/html?language=en&ticket=IT-1"):
            page = session.get(desk.url + path)
            assert f'src="{data}"' in page.text and "data:" in page.headers["Content-Security-Policy"], path
    finally:
        desk.stop()


@pytest.mark.parametrize("content, complaint", [
    (None, "which cannot be read: there is no such file"), (b"GIF89a", "which is no PNG: save the picture as PNG"),
    (png(10, 10)[:-12], "a PNG that is cut off or damaged: save it again"),
    (png(1025, 10), "which has 1025 x 10 pixels: each side may have 1 to 1024"),
    (b"\x89PNG\r\n\x1a\n" + bytes(65529), "which has 65537 bytes: at most 65536 are taken"), (png(1024, 1), None),
])
def test_a_logo_that_cannot_be_used_is_named_with_line_and_mend(tmp_path, content, complaint):
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    desk = with_logo(tmp_path, path)
    result = desk.run("config", "check", check=False)
    text = (result.stdout + result.stderr).decode()
    if complaint is None:
        assert result.returncode == 0
        return
    (line,) = [number for number, words in enumerate(desk.configuration.read_text().splitlines(), 1) if "logo:" in words]
    assert result.returncode == 1 and f":{line}: desks[0].brand.logo names {path}, {complaint}" in text


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
