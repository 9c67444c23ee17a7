"""Reports: figures on a terminal, and a mail with a picture in it."""
import datetime
import json
import struct
import zlib

import pytest

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
