"""Approvers ask back and remark, the desk answers, and nothing is decided by it."""
import base64
import email.message
import email.utils
import hashlib
import json
import re
import subprocess

import requests

from martlet import eventually
from test_approvals import BOSS, PROVEN, answer, asked, settled_mails, shown, to
from test_evidence import File

AGENT = "bo@desk.example"
AGENT_PROVEN = PROVEN.replace("staff.example", "desk.example")


def asked_by(desk, agent=AGENT):
    """As `asked`, by an agent of the desk."""
    desk.run("person", "add", agent, "--name", "Bo", "--role", "agent")
    return asked(desk, "--as", agent)


def plain(message):
    return message.get_body(("plain",)).get_content()


def api(desk, who, method, path, **body):
    head = {"Authorization": "Bearer " + desk.text("person", "token", who)}
    return requests.request(method, f"{desk.url}/api/v1{path}", headers=head, json=body or None, timeout=10)


def test_a_question_by_mail_reaches_whoever_asked_and_its_answer_the_approver(stopped):
    desk = stopped.start()
    number, mails = asked_by(desk)
    answer(desk, mails[BOSS], "Is it the quiet model?\r\nThe old one was loud.")
    question = eventually(lambda: [m for m in to(desk, AGENT) if "About the approval" in m["Subject"]])[0]
    assert "Is it the quiet model?\nThe old one was loud." in plain(question).replace("\r\n", "\n")
    assert "Two printers, 900 EUR" in plain(question) and "APPROVE" not in plain(question)
    told = eventually(lambda: [m for m in to(desk, BOSS) if m["Auto-Submitted"] == "auto-replied"])[0]
    assert "was passed on to Bo" in plain(told)
    (comment,) = shown(desk, number)["comments"]
    assert comment["author"]["address"] == BOSS and comment["channel"] == "mail" and comment["mail"]
    # The answer, by mail: it goes to no requester.
    before = len(to(desk, "ann@customer.example"))
    answer(desk, question, "Yes, it is.", sender=AGENT, head=AGENT_PROVEN)
    reply = eventually(lambda: [m for m in to(desk, BOSS) if "About the approval" in m["Subject"]])[0]
    text = plain(reply)
    assert "Yes, it is." in text and "The old one was loud." in text and "Two printers, 900 EUR" in text
    assert "APPROVE" in text and f"/approvals/{number}" in text
    assert len(to(desk, "ann@customer.example")) == before
    item = shown(desk, number)
    assert item["state"] == "pending" and [one["channel"] for one in item["comments"]] == ["mail", "mail"]
    notes = [entry for entry in desk.ticket("IT-1")["entries"] if entry["kind"] == "note"]
    assert [entry["approval"] for entry in notes] == [number, number]
    # And now it is decided by answering that.
    answer(desk, reply, "APPROVE")
    eventually(lambda: shown(desk, number)["state"] == "approved")
    (item,) = desk.objects("approval", "show", number, "--evidence")
    kinds = [re.search(r"^kind: (.*)$", record["record"], re.M)[1] for record in item["evidence"]]
    assert kinds == ["requested", "invited", "commented", "commented", "invited", "decided", "settled"]
    assert desk.run("approval", "verify").returncode == 0


def test_the_api_and_the_command_line_comment(stopped):
    desk = stopped.start()
    number, _ = asked_by(desk)
    desk.run("person", "add", BOSS, "--name", "Boss", "--role", "approver")
    said = api(desk, BOSS, "POST", f"/approvals/{number}/comments", text="From which budget?")
    assert said.status_code == 201 and said.json()["text"] == "From which budget?"
    eventually(lambda: [m for m in to(desk, AGENT) if "From which budget?" in plain(m)])
    desk.run("approval", "comment", number, "--text", "From IT's.", "--as", AGENT)
    reply = eventually(lambda: [m for m in to(desk, BOSS) if "From IT's." in plain(m)])[0]
    assert "From which budget?" in plain(reply)
    (item,) = desk.objects("approval", "comment", number, "--text", "In June.")
    assert [comment["text"] for comment in item["comments"]] == ["From which budget?", "From IT's.", "In June."]
    assert api(desk, AGENT, "GET", f"/approvals/{number}").json() == item == shown(desk, number)
    assert api(desk, BOSS, "GET", f"/approvals/{number}").json()["comments"] == item["comments"]
    desk.run("person", "add", "eve@staff.example", "--name", "Eve", "--role", "approver")
    assert api(desk, "eve@staff.example", "POST", f"/approvals/{number}/comments", text="x").status_code == 404
    for wrong in ({"text": " "}, {"text": "x" * 8193}, {"words": "x"}):
        assert api(desk, BOSS, "POST", f"/approvals/{number}/comments", **wrong).status_code == 422
    assert desk.run("approval", "comment", number, "--text", " ", check=False).returncode == 1
    desk.run("approval", "withdraw", number)
    assert api(desk, BOSS, "POST", f"/approvals/{number}/comments", text="x").status_code == 409
    assert shown(desk, number)["state"] == "withdrawn" and len(shown(desk, number)["comments"]) == 3


def test_whoever_holds_a_key_leaves_so_much_and_no_more(stopped):
    desk = stopped.start()
    number, mails = asked_by(desk)
    for _ in range(22):
        answer(desk, mails[BOSS], "APPROVE", sender="eve@staff.example")
    states = [item["state"] for item in settled_mails(desk, 23)]
    assert states.count("attached") == 20 and states.count("ignored") == 2
    entries = desk.ticket("IT-1")["entries"]
    assert len([entry for entry in entries if entry["kind"] == "note"]) == 20
    (item,) = desk.objects("approval", "show", number, "--evidence")
    assert len([record for record in item["evidence"] if "kind: refused" in record["record"]]) == 20
    # The approver is held back by none of it.
    answer(desk, mails[BOSS], "Why so many?")
    eventually(lambda: shown(desk, number)["comments"])
    answer(desk, mails[BOSS], "APPROVE")
    eventually(lambda: shown(desk, number)["state"] == "approved")


def offer(size=3000, name="offer.pdf"):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <ann@customer.example>", "support@martlet.example", "Printer"
    message["Message-ID"] = email.utils.make_msgid(domain="customer.example")
    message.set_content("Please.")
    message.add_attachment(b"%PDF-1.4\n" + b"x" * (size - 9), maintype="application", subtype="pdf", filename=name)
    message.add_attachment(b"private", maintype="text", subtype="plain", filename="private.txt")
    return message.as_bytes()


def files_of(desk):
    return {item["name"]: item["id"] for entry in desk.ticket("IT-1")["entries"] for item in entry["attachments"]}


def test_files_and_fields_are_asked_shown_sent_and_proven(stopped, tmp_path):
    desk = stopped.start()
    desk.accept(offer())
    eventually(desk.tickets)
    held = files_of(desk)
    (item,) = desk.objects(
        "approval", "request", "IT-1", "--text", "Two printers", "--approver", BOSS, "--file", held["offer.pdf"],
        "--field", "Amount=900 €", "--field", "Cost center=IT-7 = labs")
    number = item["id"]
    assert item["fields"] == [{"label": "Amount", "value": "900 €"}, {"label": "Cost center", "value": "IT-7 = labs"}]
    assert [(file["name"], file["size"]) for file in item["files"]] == [("offer.pdf", 3000)]
    request = eventually(lambda: to(desk, BOSS))[0]
    assert "Amount: 900 €" in plain(request) and "File: offer.pdf (3 kB)" in plain(request)
    (attached,) = request.iter_attachments()
    assert attached.get_filename() == "offer.pdf" and attached.get_content_type() == "application/pdf"
    assert len(attached.get_content()) == 3000
    # Who is asked reads exactly that, and nothing else of the ticket.
    desk.run("person", "add", BOSS, "--name", "Boss", "--role", "approver")
    opened = api(desk, BOSS, "GET", f"/approvals/{number}/files/1")
    assert opened.content == attached.get_content() and "sandbox" in opened.headers["Content-Security-Policy"]
    assert api(desk, BOSS, "GET", f"/approvals/{number}/files/2").status_code == 404
    for file in held.values():
        assert api(desk, BOSS, "GET", f"/tickets/IT-1/attachments/{file}").status_code == 404
    desk.run("person", "add", "ann@customer.example", "--name", "Ann", "--role", "requester")
    assert api(desk, "ann@customer.example", "GET", f"/approvals/{number}/files/1").status_code == 404
    # The digest of the mail that was answered holds the file, too.
    answer(desk, request, "APPROVE")
    eventually(lambda: shown(desk, number)["state"] == "approved")
    path = tmp_path / "evidence.html"
    desk.run("approval", "show", number, "--evidence", "--export", path)
    file = File(path)
    assert file.bytes("file-1-1") == attached.get_content()
    assert b"9:offer.pdf\n4:3000\n64:" in file.bytes("content-1.txt")
    (tmp_path / f"approval-{number}-evidence.html").write_text(path.read_text())
    result = subprocess.run(
        ["bash", "-c", file.pieces["recipe"]], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert result.stderr == "" and "file-1-1: OK" in result.stdout.splitlines(), result.stdout + result.stderr
    assert all(line.endswith(": OK") for line in result.stdout.splitlines())
    # Another file with a sum of its own is found out, as nothing that is proven holds it.
    forged = path.read_text().replace(file.pieces["file-1-1"].strip(), "Zm9yZ2Vk")
    sums = file.bytes("SHA256SUMS").decode()
    changed = re.sub(r"\w{64}(?=  file-1-1\n)", hashlib.sha256(b"forged").hexdigest(), sums)
    forged = forged.replace(file.pieces["SHA256SUMS"].strip(), base64.b64encode(changed.encode()).decode())
    (tmp_path / "forged").mkdir()
    (tmp_path / "forged" / f"approval-{number}-evidence.html").write_text(forged)
    result = subprocess.run(
        ["bash", "-c", file.pieces["recipe"]], cwd=tmp_path / "forged", capture_output=True, text=True, timeout=60)
    assert "file-1-1: OK" in result.stdout and "nothing holds the digest of file-1-1" in result.stdout


def test_what_does_not_fit_is_a_link(stopped):
    desk = stopped.start()
    desk.accept(offer(8 << 20, "plans.pdf"))
    eventually(desk.tickets)
    held = files_of(desk)
    desk.run("approval", "request", "IT-1", "--text", "x", "--approver", BOSS, "--file", held["plans.pdf"],
             "--file", held["private.txt"])
    request = eventually(lambda: to(desk, BOSS))[0]
    assert [part.get_filename() for part in request.iter_attachments()] == ["private.txt"]
    assert f"plans.pdf (8.3 MB)\n{desk.url}/approvals/1/files/1" in plain(request).replace("\r\n", "\n")
    assert desk.run("approval", "request", "IT-1", "--text", "x", "--approver", BOSS, "--file", "99",
                    check=False).returncode == 1


def test_steps_of_a_file_a_default_and_asking_anew(stopped, tmp_path):
    desk = stopped.start()
    desk.accept(offer())
    eventually(desk.tickets)
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps([
        {"approvers": [BOSS], "rule": "all", "due_after": 86400, "escalate_to": "cfo@staff.example"},
        {"approvers": ["works@staff.example"], "passive": True}]))
    (item,) = desk.objects(
        "approval", "request", "IT-1", "--text", "Two printers", "--steps", steps, "--within", "3d", "--default", "reject",
        "--field", "Amount=900 €", "--file", files_of(desk)["offer.pdf"])
    number = item["id"]
    assert item["default"] == "reject" and [step["passive"] for step in item["steps"]] == [False, True]
    assert item["steps"][0]["escalates_to"]["address"] == "cfo@staff.example"
    eventually(lambda: to(desk, BOSS) and to(desk, "works@staff.example"))
    (item,) = desk.objects("approval", "revise", number, "--field", "Amount=800 €", "--no-files")
    assert (item["content_version"], item["text"], item["files"]) == (2, "Two printers", [])
    assert item["fields"] == [{"label": "Amount", "value": "800 €"}]
    eventually(lambda: any("800 €" in plain(message) for message in to(desk, BOSS)))
    (item,) = desk.objects("approval", "revise", number, "--text", "One printer", "--no-fields")
    assert (item["content_version"], item["fields"]) == (3, [])
    steps.write_text('[{"approvers": ["x@y.example"], "rule": "none"}]')
    for arguments, status in [
        (("--steps", steps), 1), (("--steps", tmp_path / "none"), 1), (("--steps", steps, "--approver", BOSS), 64),
        ((), 64), (("--approver", BOSS, "--default", "reject"), 64), (("--approver", BOSS, "--due-after", "1d"), 64),
        (("--steps", steps, "--rule", "all"), 64),
        (("--approver", BOSS, "--field", "Amount"), 64),
    ]:
        result = desk.run("approval", "request", "IT-1", "--text", "x", *arguments, check=False)
        assert result.returncode == status, (arguments, result.stderr)
    assert desk.run("approval", "revise", number, check=False).returncode == 64
