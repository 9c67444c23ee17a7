"""Administrators see how mailboxes are, and consent anew by one press: in a real browser, into a real Dovecot."""
import json
import re

import pytest

from martlet import eventually, mail
from parts import API, Dovecot, needs_root, running
from test_browser import browser, faults, sign_in, CHROMIUM  # noqa: F401: a fixture
from test_tokens import BOX, configure, tokens  # noqa: F401: a fixture

pytestmark = pytest.mark.skipif(needs_root() or CHROMIUM is None, reason="needs root for Dovecot, and chromium")
DAY = 86_400


def configure_consent(desk, dovecot, tokens, refresh_token=None):
    configure(desk, dovecot, tokens, refresh_token=refresh_token)
    text = desk.configuration.read_text()
    desk.configuration.write_text(text + f'      authorization_url: "{tokens.authorization_url}"\n')


def mailbox(desk):
    (record,) = desk.objects("mailbox", "list")
    return record


def findings(desk):
    lines = desk.run("doctor", "--format", "json", check=False).stdout.splitlines()
    return {(item["check"], item["state"]): item for item in map(json.loads, lines)}


def metric(desk, name):
    found = re.search(rf'^martlet_mailbox_{name}\{{mailbox="[^"]+"\}} (\S+)$', desk.get("/metrics")[2].decode(), re.M)
    return found and float(found[1])


@pytest.fixture
def person(browser):
    """Somebody with a browser, who trusts the double's certificate."""
    context = browser.new_context(locale="en", ignore_https_errors=True)
    yield context.new_page()
    context.close()


def test_a_dead_consent_is_told_and_mended_by_one_press(stopped, tokens, person):
    desk = stopped
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure_consent(desk, dovecot, tokens, refresh_token="expired")
        dovecot.deliver(BOX, mail(subject="Waits"))
        with running(desk):
            eventually(lambda: mailbox(desk)["health"] == "consent-ended", 30)
            assert metric(desk, "up") == 0
            assert "consent again" in findings(desk)["mailbox", "failed"]["mend"]
            assert "Mailboxes" in findings(desk)["consent", "failed"]["mend"]
            record = API(desk).get("/mailboxes")["items"][0]
            assert record["failure"]["trouble"] == "consent" and record["consent"]["source"] == "configured"

            sign_in(person, desk)
            assert person.get_by_text("A mailbox needs you").count() == 1
            person.get_by_role("link", name="Look at it").click()
            tokens.refresh_lifetime = 5 * DAY
            person.get_by_role("button", name="Consent again").click()
            person.wait_for_url(desk.url + "/a/mailboxes")
            assert person.get_by_text("Consent received").count() == 1

            eventually(lambda: len(desk.tickets()) == 1, 30)
            (consent,) = tokens.consents
            assert consent["redirect_uri"] == desk.url + "/callbacks/mailbox"
            assert consent["login_hint"] == BOX and consent["prompt"] == "consent"
            assert consent["scope"] == "mail offline_access" and consent["code_challenge_method"] == "S256"
            eventually(lambda: mailbox(desk)["health"] == "consent-ending", 30)
            assert mailbox(desk)["consent"]["source"] == "stored" and mailbox(desk)["taken"] == 1
            assert metric(desk, "up") == 1 and metric(desk, "consent_end_timestamp_seconds") > 0
            assert ("mailbox", "ok") in findings(desk) and ("consent", "warning") in findings(desk)
            person.reload()
            assert person.get_by_text("Consent ends soon").count() == 1

            desk.stop(9)
            desk.start()
            dovecot.deliver(BOX, mail(subject="After a restart"))
            eventually(lambda: len(desk.tickets()) == 2, 30)
            log = desk.log_path.read_text()
            assert "consent ends soon" in log
            secrets = tokens.access_tokens | {"s3cret", "code+"}
            secrets |= {form[name] for form in tokens.forms for name in ("refresh_token", "code_verifier") if name in form}
            assert [secret for secret in secrets if secret != "expired" and secret in log] == []

        # What is configured anew is newer still.
        tokens.refresh_token = "configured-anew"
        configure_consent(desk, dovecot, tokens)
        dovecot.deliver(BOX, mail(subject="Configured anew"))
        with running(desk):
            eventually(lambda: len(desk.tickets()) == 3, 30)
            assert "configured-anew" in [form.get("refresh_token") for form in tokens.forms]


def test_the_first_consent_needs_no_token_in_the_configuration(martlet, tokens, person):
    desk = martlet
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure_consent(desk, dovecot, tokens)
        text = desk.configuration.read_text()
        desk.configuration.write_text(text.replace('refresh_token: "env:REFRESH_TOKEN"', "refresh_token: null"))
        desk.stop()
        with running(desk):
            eventually(lambda: mailbox(desk)["health"] == "consent-missing", 30)
            assert tokens.forms == []
            dovecot.deliver(BOX, mail(subject="First"))
            desk.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
            sign_in(person, desk)
            person.goto(desk.url + "/a/mailboxes")
            person.get_by_role("button", name="Consent", exact=True).click()
            person.wait_for_url(desk.url + "/a/mailboxes")
            eventually(lambda: len(desk.tickets()) == 1, 30)
            eventually(lambda: mailbox(desk)["health"] == "healthy", 30)


@pytest.mark.parametrize("language, words", [
    ("en", "It was declined on the provider's page"), ("zh-CN", "在服务商页面上被拒绝")])
def test_a_denial_is_said_in_words(martlet, tokens, browser, language, words):
    desk = martlet
    with running(Dovecot(introspection=tokens.introspection)) as dovecot:
        configure_consent(desk, dovecot, tokens)
        desk.stop()
        with running(desk):
            desk.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
            context = browser.new_context(locale=language, ignore_https_errors=True)
            page = context.new_page()
            sign_in(page, desk)
            page.goto(desk.url + "/a/mailboxes")
            tokens.denial = "access_denied"
            page.locator("form[action$='/consent'] button").click()
            page.wait_for_url("**/callbacks/mailbox?*")
            assert page.get_by_text(words).count() == 1
            assert page.get_by_text("access_denied: <b>no</b>").count() == 1
            assert "code_verifier" not in [name for form in tokens.forms for name in form]
            context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_is_accessible_and_fits(martlet, tokens, browser, language, width):
    desk = martlet
    with running(Dovecot()) as dovecot:
        configure_consent(desk, dovecot, tokens, refresh_token="expired")
        desk.configuration.write_text(desk.configuration.read_text() + f"""\
  - url: "{dovecot.url('people@martlet.example')}"
    desk: hr
    password: {dovecot.password}
    tls_ca_file: {dovecot.authority.certificate}
  - url: "imaps://archive%40martlet.example@localhost:{dovecot.port}/INBOX"
    desk: hr
    password: {dovecot.password}
""")
        desk.stop()
        with running(desk):
            desk.run("person", "add", "root@martlet.example", "--name", "Root", "--role", "administrator")
            eventually(lambda: sorted(record["health"] for record in desk.objects("mailbox", "list"))
                       == ["consent-ended", "failing", "healthy"], 30)
            context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
            page = context.new_page()
            sign_in(page, desk)
            found = []
            for path in ("/", "/a/mailboxes"):
                page.goto(desk.url + path)
                found += faults(page)
                needed = page.evaluate("document.documentElement.scrollWidth")
                found += [("overflow", path, needed)] if needed > width else []
            assert found == []
            context.close()


def test_doctor_tells_a_wrong_folder_and_password_apart(martlet):
    desk = martlet
    with running(Dovecot()) as dovecot:
        base = f"localhost:{dovecot.port}"
        settings = f"desk: it, tls_ca_file: {dovecot.authority.certificate}"
        desk.configuration.write_text(desk.configuration.read_text() + f"""
mailboxes:
  - {{url: "imaps://a%40martlet.example@{base}/INBOX", password: wrong, {settings}}}
  - {{url: "imaps://b%40martlet.example@{base}/No/Such", password: {dovecot.password}, {settings}}}
  - {{url: "imaps://c%40martlet.example@{base}", password: {dovecot.password}, desk: it}}
  - {{url: "imaps://d%40martlet.example@no-such-host.invalid", password: x, desk: it}}
  - {{url: "imaps://e%40martlet.example@{base}", password: {dovecot.password}, {settings}}}
""")
        lines = map(json.loads, desk.run("doctor", "--format", "json", check=False).stdout.splitlines())
        found = {item["text"][0]: item for item in lines if item["check"] == "mailbox"}
        for letter, mend in zip("abcd", ("Check user and password", "Check the folder", "tls_ca_file", "DNS")):
            assert found[letter]["state"] == "failed" and mend in found[letter]["mend"], found[letter]
        assert found["e"]["state"] == "ok"
