"""After a ticket is solved: is it, and how was it? By the links of the mails, without signing in."""
import json
import re
import time

import pytest
import requests

from martlet import Martlet, eventually, mail
from test_browser import CHROMIUM, browser, faults  # noqa: F401: a fixture

ANN = "ann@customer.example"
BO = "bo@martlet.example"


@pytest.fixture(params=["sqlite", "postgres"])
def desk(request, tmp_path):
    database = request.getfixturevalue("cluster").database() if request.param == "postgres" else None
    martlet = Martlet(tmp_path, database=database)
    text = martlet.configuration.read_text()
    martlet.configuration.write_text(text.replace("prefix: IT}", "prefix: IT, survey: on, survey_rest: 0s}"))
    martlet.start()
    martlet.run("person", "add", BO, "--name", "Bo", "--role", "agent")
    yield martlet
    martlet.stop()


def to_ann(desk, subject):
    return [message for message in desk.sent()
            if message["X-Envelope-To"] == f"<{ANN}>" and subject in message["Subject"]]


def body(message):
    return message.get_body(("plain",)).get_content()


def links(message, path):
    return re.findall(rf"http://127\.0\.0\.1:\d+{path}\S+", body(message))


def opened(desk, number):
    desk.accept(mail(subject=f"Request {number}"))
    eventually(lambda: to_ann(desk, f"[{number}]"))


def solved(desk, number):
    """The links of the mail that tells of it: yes, no."""
    desk.run("ticket", "set", number, "--status", "resolved", "--as", BO)
    (notice,) = eventually(lambda: [m for m in to_ann(desk, f"[{number}]") if links(m, "/solved/")])
    assert "Is it solved for you, too?" in body(notice) and "we will close the request on" in body(notice)
    return links(notice, "/solved/")


def change(desk, number):
    return [(entry["change"]["from"], entry["change"]["to"], entry["author"]["address"])
            for entry in desk.ticket(number)["entries"] if entry["change"]][-1]


def surveys(desk, number):
    return [message for message in to_ann(desk, f"[{number}]") if links(message, "/survey/")]


def opens(url):
    """Opens the page as programs that look at mails do."""
    page = requests.get(url, timeout=10, headers={"Accept-Language": "en"})
    requests.head(url, timeout=10)
    return page


def settled(desk):
    return not [item for item in desk.objects("queue", "list") if item["state"] in ("queued", "deferred")]


def test_a_solution_is_confirmed_and_rated_by_the_links_of_its_mails(desk):
    opened(desk, "IT-1")
    yes, no = solved(desk, "IT-1")
    assert no == yes + "?answer=no"
    version = json.loads(desk.text("ticket", "show", "IT-1", "--format", "json"))["updated_at"]
    for url in (yes, no):
        page = opens(url)
        assert page.status_code == 200 and "IT-1" in page.text and "Request IT-1" in page.text
        assert "Please help" not in page.text and ANN not in page.text
    assert desk.ticket("IT-1")["status"] == "resolved" and desk.ticket("IT-1")["updated_at"] == version

    answer = requests.post(yes, data={"answer": "yes"}, timeout=10, allow_redirects=False)
    assert answer.status_code == 200 and not answer.cookies
    assert desk.ticket("IT-1")["status"] == "closed"
    assert change(desk, "IT-1") == ("resolved", "closed", ANN)
    assert opens(yes).status_code == requests.post(no, data={"answer": "no", "text": "?"}, timeout=10).status_code == 404

    (survey,) = eventually(lambda: surveys(desk, "IT-1"))
    assert survey["List-Unsubscribe"] and "How did we do?" in survey["Subject"]
    urls = links(survey, "/survey/")
    assert [url.partition("?score=")[2] for url in urls] == ["5", "4", "3", "2", "1", ""]
    for url in urls:
        assert opens(url).status_code == 200
    assert 'value="4" checked' in opens(urls[1]).text
    assert desk.ticket("IT-1")["rating"] is None, "opening a link is no answer"

    form = {"score": "2", "comment": "太慢了 <b>"}
    assert requests.post(urls[1], data=form, timeout=10).status_code == 200
    rating = desk.ticket("IT-1")["rating"]
    assert (rating["score"], rating["comment"]) == (2, "太慢了 <b>")
    assert "太慢了" not in opens(urls[0]).text, "whoever holds the link does not read the answer"
    entry = desk.ticket("IT-1")["entries"][-1]
    assert entry["change"] == {"field": "rating", "from": None, "to": "2"}
    assert (entry["text"], entry["author"]["address"]) == ("太慢了 <b>", ANN)

    assert requests.post(urls[-1], data={"score": "5"}, timeout=10).status_code == 200
    token = {"Authorization": "Bearer " + desk.text("person", "token", BO)}
    ticket = requests.get(f"{desk.url}/api/v1/tickets/IT-1", headers=token, timeout=10).json()
    assert (ticket["rating"]["score"], ticket["rating"]["comment"]) == (5, "")
    assert len([entry for entry in ticket["entries"] if (entry["change"] or {}).get("field") == "rating"]) == 1

    events = requests.get(f"{desk.url}/api/v1/events", headers={**token, "Last-Event-ID": "0"}, stream=True, timeout=10)
    assert any(line == b"event: ticket.rated" for line in events.iter_lines())
    events.close()

    day = ticket["rating"]["at"][:10]
    which = ["--desk", "it", "--period", "week", "--on", day]
    report = json.loads(desk.text("report", "show", *which, "--format", "json"))
    assert report["satisfaction"] == {"answers": 1, "average": 5.0, "satisfied": 1.0}
    assert report["satisfaction_before"] is None
    assert "满意度：平均分（1–5）" in desk.text("report", "show", *which, "--language", "zh")
    desk.run("report", "send", *which, "--to", ANN, "--language", "en")
    eventually(lambda: [m for m in to_ann(desk, "Weekly service report") if "Satisfaction: 4 or 5" in body(m)])


def test_what_is_not_solved_is_opened_again_with_words(desk):
    opened(desk, "IT-1")
    desk.run("ticket", "set", "IT-1", "--assignee", BO)
    desk.run("ticket", "reply", "IT-1", "--as", BO, "--text", "We poured water on it.")
    desk.run("ticket", "reply", "IT-1", "--as", BO, "--note", "--text", "Who bought this printer?")
    yes, no = solved(desk, "IT-1")
    (notice,) = [m for m in to_ann(desk, "[IT-1]") if links(m, "/solved/")]
    assert "We poured water on it." in body(notice) and "Who bought" not in body(notice)
    assert requests.post(no, data={"answer": "no", "text": ""}, timeout=10).status_code == 422
    assert requests.post(no, data={"answer": "no", "text": "It still burns."}, timeout=10).status_code == 200
    ticket = desk.ticket("IT-1")
    assert ticket["status"] == "in_progress"
    words = [entry for entry in ticket["entries"] if entry["text"] == "It still burns."]
    assert [(entry["direction"], entry["flags"], entry["author"]["address"]) for entry in words] == [
        ("in", ["unverified"], ANN)]
    eventually(lambda: [m for m in desk.sent() if m["X-Envelope-To"] == f"<{BO}>" and "It still burns." in body(m)])

    # The second solution has links of its own, and those of the first stay dead. Links tell seconds apart.
    second = int(time.time())
    eventually(lambda: int(time.time()) > second)
    desk.run("ticket", "set", "IT-1", "--status", "resolved", "--as", BO)
    notices = eventually(lambda: [m for m in to_ann(desk, "[IT-1]") if links(m, "/solved/") and yes not in body(m)])
    assert opens(yes).status_code == 404
    assert requests.post(yes, data={"answer": "yes"}, timeout=10).status_code == 404
    assert desk.ticket("IT-1")["status"] == "resolved"
    assert opens(links(notices[0], "/solved/")[0]).status_code == 200


def submit(browser, desk, name, **values):
    """Sends a form of the ticket's page as it stands there, with these fields filled in."""
    page = browser.get(f"{desk.url}/requests/IT-1", timeout=10).text
    form = re.search(rf'<form method="post" action="/requests/IT-1/{name}".*?</form>', page, re.S)[0]
    fields = [pair for pair in re.findall(r'name="([^"]+)" value="([^"]*)"', form) if pair[0] != "then"]
    answer = browser.post(f"{desk.url}/requests/IT-1/{name}", data=fields + list(values.items()), timeout=10)
    assert answer.status_code == 200, answer.text


def test_an_answer_that_solves_asks_too_and_the_other_readers_are_not_asked(desk):
    opened(desk, "IT-1")
    token = {"Authorization": "Bearer " + desk.text("person", "token", BO)}
    with requests.Session() as browser:
        browser.post(desk.text("person", "link", BO), timeout=10)
        submit(browser, desk, "participants", address="cy@customer.example")
        submit(browser, desk, "reply", text="New toner.", then="resolved")
    (answer,) = eventually(lambda: [m for m in to_ann(desk, "[IT-1]") if "New toner." in body(m)])
    assert len(links(answer, "/solved/")) == 2 and "Auto-Submitted" not in answer
    (copy,) = eventually(lambda: [m for m in desk.sent() if m["X-Envelope-To"] == "<cy@customer.example>"])
    assert "New toner." in body(copy) and links(copy, "/solved/") == []
    assert requests.get(f"{desk.url}/api/v1/tickets/IT-1", headers=token, timeout=10).json()["status"] == "resolved"


def test_who_stops_surveys_or_cancels_is_not_asked(desk):
    opened(desk, "IT-1")
    solved(desk, "IT-1")
    desk.run("ticket", "set", "IT-1", "--status", "closed", "--as", BO)
    (survey,) = eventually(lambda: surveys(desk, "IT-1"))
    eventually(lambda: settled(desk))
    told = [item["template"] for item in desk.objects("queue", "list")]
    assert told.count("survey") == 1 and "status-change" not in told, "the question says that it is closed"
    url = survey["List-Unsubscribe"].strip("<>")
    answer = requests.post(url, data={"List-Unsubscribe": "One-Click"}, timeout=10, allow_redirects=False)
    assert answer.status_code == 200
    for number, last in (("IT-2", "closed"), ("IT-3", "cancelled")):
        opened(desk, number)
        solved(desk, number)
        desk.run("ticket", "set", number, "--status", last, "--as", BO)
    eventually(lambda: settled(desk))
    assert [item["template"] for item in desk.objects("queue", "list")].count("survey") == 1


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
@pytest.mark.parametrize("desk", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_pages_are_accessible_fit_a_telephone_and_need_no_script(desk, browser, language):  # noqa: F811
    opened(desk, "IT-1")
    yes, no = solved(desk, "IT-1")
    opened(desk, "IT-2")
    solved(desk, "IT-2")
    desk.run("ticket", "set", "IT-2", "--status", "closed", "--as", BO)
    (survey,) = eventually(lambda: surveys(desk, "IT-2"))
    rate = links(survey, "/survey/")[0]
    context = browser.new_context(locale=language, viewport={"width": 320, "height": 800})
    page = context.new_page()
    for url in (yes, no, rate, desk.url + "/survey/x"):
        page.goto(url)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()

    context = browser.new_context(locale=language, java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(no)
    page.locator("form", has=page.locator("textarea")).locator("button").click()
    page.locator("textarea").fill("It still burns.")
    page.locator("form", has=page.locator("textarea")).locator("button").click()
    assert desk.ticket("IT-1")["status"] == "in_progress"
    page.goto(rate)
    page.locator("main form button").click()
    assert desk.ticket("IT-2")["rating"]["score"] == 5
    context.close()


def test_made_up_links_lead_nowhere(desk):
    for path in ("/solved/x", "/survey/x", "/solved/q" + 50 * "a", "/survey/q" + 50 * "a"):
        page = requests.get(desk.url + path, timeout=10, headers={"Accept-Language": "zh"})
        assert page.status_code == 404 and "此链接已失效" in page.text
        assert "script-src" in page.headers["Content-Security-Policy"] and "Referrer-Policy" in page.headers
        assert requests.post(desk.url + path, data={"answer": "yes"}, timeout=10).status_code == 404
