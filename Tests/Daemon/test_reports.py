"""Reports: figures on a terminal, and a mail with a picture in it."""
import datetime
import json
import re
import struct
import zlib

import pytest
import requests

from census import Database
from martlet import Martlet, eventually


def pixels(png):
    """Width, height, and rows of palette indexes; checks every checksum."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at:at + 4])
        body = png[at + 4:at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length:at + 12 + length])[0] == zlib.crc32(body)
        chunks.append((body[:4], body[4:]))
        at += 12 + length
    assert [kind for kind, _ in chunks] == [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]
    width, height, depth, color = struct.unpack(">IIBB", chunks[0][1][:10])
    assert (depth, color) == (2, 3)
    data, stride = zlib.decompress(chunks[3][1]), (width + 3) // 4 + 1
    assert len(data) == stride * height
    rows, above = [], bytes(stride - 1)
    for start in range(0, len(data), stride):
        assert data[start] == 2, "each row is the difference to the one above"
        above = bytes((a + b) % 256 for a, b in zip(data[start + 1:start + stride], above))
        rows.append([above[x // 4] >> (6 - 2 * (x % 4)) & 3 for x in range(width)])
    return width, height, rows


@pytest.fixture
def desk(tmp_path):
    martlet = Martlet(tmp_path)
    yield martlet
    martlet.stop()


def open_ticket(desk, subject):
    return json.loads(desk.text(
        "ticket", "open", "--desk", "it", "--requester", "ann@customer.example", "--subject", subject, "--text", "Please help.",
        "--format", "json"))["number"]


def test_a_week_is_counted_and_mailed(desk):
    numbers = [open_ticket(desk, f"Request {index}") for index in range(3)]
    desk.text("ticket", "reply", numbers[0], "--text", "We look into it.")
    desk.text("ticket", "set", numbers[0], "--status", "resolved")
    desk.text("ticket", "set", numbers[0], "--status", "in_progress")
    desk.text("ticket", "set", numbers[1], "--status", "cancelled")
    day = desk.ticket(numbers[0])["created_at"][:10]
    which = ["--desk", "it", "--period", "week", "--on", day]

    report = json.loads(desk.text("report", "show", *which, "--format", "json"))
    figures = report["figures"]
    assert {key: figures[key] for key in ("opened", "resolved", "reopened", "backlog")} == {
        "opened": 3, "resolved": 1, "reopened": 1, "backlog": 2}
    assert figures["first_response_seconds"]["median"] <= figures["resolution_seconds"]["p90"]
    assert report["before"]["opened"] == 0 and report["before"]["resolution_seconds"] is None
    assert sum(channel["opened"] for channel in report["channels"].values()) == 3
    weekday = datetime.date.fromisoformat(day).weekday()
    assert report["days"]["opened"] == [3 if index == weekday else 0 for index in range(7)]
    assert "期末未结" in desk.text("report", "show", *which, "--language", "zh")

    # The other desk has nothing, and the week before had nothing.
    other = json.loads(desk.text(
        "report", "show", "--desk", "hr", "--period", "month", "--on", day, "--format", "json"))
    assert (other["figures"]["opened"], other["channels"]) == (0, {})

    desk.text("report", "send", *which, "--to", "boss@customer.example", "--language", "zh")
    desk.start()

    def reports():
        return [message for message in desk.sent() if message["X-Envelope-To"] == "<boss@customer.example>"]

    (message,) = eventually(reports)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    text, related = message.iter_parts()
    assert "期末未结" in text.get_content()
    assert related.get_content_type() == "multipart/related"
    html, image = related.iter_parts()
    assert f'src="cid:{image["Content-ID"].strip("<>")}"' in html.get_content()
    assert image.get_content_type() == "image/png"
    png = image.get_content()
    assert len(png) < 30_000
    width, height, rows = pixels(png)
    assert (width, height) == (1100, 280)
    slot = 1100 // 7
    left = slot * weekday + slot // 10
    assert rows[0][left] == 1 and rows[277][left] == 1, "the highest bar fills the picture"
    assert rows[279] == [3] * 1100


@pytest.mark.parametrize("arguments, status", [
    (["--desk", "none", "--period", "week"], 1), (["--desk", "it", "--period", "year"], 64),
    (["--desk", "it", "--period", "week", "--on", "2026-02-30"], 1),
    (["--desk", "it", "--period", "week", "--on", "yesterday"], 64),
])
def test_what_is_no_report_says_so(desk, arguments, status):
    result = desk.run("report", "show", *arguments, check=False)
    assert result.returncode == status, result.stderr


def test_a_desk_is_not_sent_its_own_report(desk):
    result = desk.run(
        "report", "send", "--desk", "it", "--period", "week", "--to", "people@martlet.example", check=False)
    assert result.returncode == 1 and b"own address" in result.stderr
    assert desk.objects("queue", "list") == []


OPS = """\
  - name: ops
    title: {{en: Operations}}
    addresses: [ops@martlet.example]
    reports: [{{period: {period}, to: [boss@customer.example, leads], language: zh, at: "00:00"}}]
"""


def to(desk, address):
    return [message for message in desk.sent() if message["X-Envelope-To"] == f"<{address}>"]


@pytest.mark.parametrize("period", ["week", "month"])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_when_a_period_is_over_each_reader_gets_its_report_once(tmp_path, request, kind, period):
    url = request.getfixturevalue("cluster").database() if kind == "postgres" else f"sqlite:{tmp_path}/martlet.db"
    database = Database(url)
    desk = Martlet(tmp_path, database=url, more=OPS.format(period=period))
    desk.run("person", "add", "lea@martlet.example", "--name", "Lea", "--role", "lead", "--desk", "ops")
    desk.run("person", "add", "hal@martlet.example", "--name", "Hal", "--role", "lead", "--desk", "hr")
    try:
        desk.start()
        rows = "SELECT reader, first_day, message_id IS NULL FROM report_delivery ORDER BY reader, first_day"
        begun = eventually(lambda: database.rows(rows))
        assert [row[0] for row in begun] == ["boss@customer.example", "lea@martlet.example"]
        (first_day,) = {row[1] for row in begun}
        assert desk.sent() == [], "the present period is theirs, the one before is not"
        desk.stop()

        # As if the daemon had been away since last year.
        database.change("UPDATE report_delivery SET first_day = '2025-12-01'")
        desk.start()
        (boss,), (lea,) = eventually(lambda: (to(desk, "boss@customer.example"), to(desk, "lea@martlet.example"))
                                     if len(desk.sent()) == 2 else None)
        assert boss["From"].addresses[0].addr_spec == "ops@martlet.example"
        assert ("服务台周报" if period == "week" else "服务台月报") in boss["Subject"]
        assert [row[1] for row in database.rows(rows)] == ["2025-12-01", first_day] * 2
        link = f"{desk.url}/a/reports?desk=ops&period={period}&on={first_day}"
        bodies = [message.get_body(("plain",)).get_content() for message in (boss, lea)]
        assert [link in body for body in bodies] == [False, True], "who may not open the page gets no link to it"

        # Neither a restart nor a change of the zone makes another one.
        desk.stop()
        desk.configuration.write_text(
            desk.configuration.read_text().replace("identity: {", "identity: {time_zone: Etc/GMT+1, "))
        desk.start()
        desk.run("report", "send", "--desk", "ops", "--period", period, "--to", "late@customer.example")
        eventually(lambda: to(desk, "late@customer.example"))
        assert len(desk.sent()) == 3
    finally:
        desk.stop()


def signed_in(desk, address):
    """Somebody's browser."""
    browser = requests.Session()
    page = browser.get(desk.text("person", "link", address), timeout=20)
    browser.post(page.url.split("?")[0], data=dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)),
                 headers={"Origin": desk.url}, timeout=20)
    return browser


def test_a_lead_looks_and_sends_an_auditor_looks(tmp_path):
    desk = Martlet(tmp_path, more=OPS.format(period="week")).start()
    try:
        for name, role in (("lea", "lead"), ("abe", "auditor"), ("amy", "agent")):
            desk.run("person", "add", f"{name}@martlet.example", "--name", name.title(), "--role", role, "--desk", "ops")
        lea = signed_in(desk, "lea@martlet.example")
        page = lea.get(desk.url + "/a/reports?desk=ops&period=week", timeout=20)
        assert page.status_code == 200 and "boss@customer.example" in page.text
        forms = re.findall(r'<form method="post" action="/a/reports/send".*?</form>', page.text, re.S)
        assert len(forms) == 2
        for form in forms:
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
            answer = lea.post(desk.url + "/a/reports/send", data=fields, headers={"Origin": desk.url}, timeout=20)
            who = "lea@martlet.example" if fields["to"] == "me" else "boss@customer.example"
            assert re.search(rf"Sent to: [^<]*{who}", answer.text)
        # To herself, then to both readers, of whom she is one.
        eventually(lambda: len(to(desk, "lea@martlet.example")) == 2 and to(desk, "boss@customer.example"))
        assert sorted(item["template"] for item in desk.objects("queue", "list")) == ["report"] * 3
        log = desk.log_path.read_text()
        assert log.count('msg="report sent by hand"') == 2 and "by=lea@martlet.example" in log, log[-2000:]

        bearer = {name: {"Authorization": "Bearer " + desk.text("person", "token", f"{name}@martlet.example")}
                  for name in ("lea", "abe", "amy")}
        query = "/api/v1/reports?desk=ops&period=week"
        status, _, body = desk.get(query, bearer["abe"])
        shown = desk.text("report", "show", "--desk", "ops", "--period", "week", "--format", "json")
        assert (status, body.decode()) == (200, shown)
        assert desk.get(query, bearer["amy"])[0] == 403
        assert desk.get(query.replace("ops", "hr"), bearer["lea"])[0] == 404
        status, headers, body = desk.get(query + "&on=2026-02-30", bearer["lea"])
        assert (status, headers["Content-Type"]) == (422, "application/problem+json")
        assert json.loads(body)["errors"][0]["field"] == "on"
    finally:
        desk.stop()
