"""Who is asked, by what they are, and what happens when they no longer can decide."""
import email.utils
import re

import pytest
import requests

from martlet import eventually, mail
from test_approvals import answer, settled_mails, shown, to

AGENT, BOSS, LEAD = "bo@staff.example", "boss@staff.example", "lou@staff.example"
PROVEN = "Authentication-Results: mx.martlet.example; dmarc=pass header.from=staff.example\r\n"


def requests_to(desk, address):
    return [message for message in to(desk, address) if "Reply-To" in message and "+a" in message["Reply-To"]]


def groups(desk, names):
    """Another group `finance` on the first desk, for what reads the file from now on."""
    text = re.sub(r", groups: \{.*?\}\}$", "}", desk.configuration.read_text(), flags=re.M)
    text = text.replace("prefix: IT}", "prefix: IT, groups: {finance: [" + ", ".join(names) + "]}}")
    desk.configuration.write_text(text)


@pytest.fixture
def desk(stopped):
    groups(stopped, ["fin@staff.example"])
    stopped.start()
    stopped.run("person", "add", AGENT, "--name", "Bo", "--role", "agent")
    stopped.run("person", "add", LEAD, "--name", "Lou", "--role", "lead", "--desk", "it")
    stopped.accept(mail(subject="Printer"))
    eventually(stopped.tickets)
    return stopped


def ask(desk, *names, check=True):
    arguments = [part for name in names for part in ("--approver", name)]
    result = desk.run("approval", "request", "IT-1", "--text", "Two printers", "--as", AGENT, "--format", "json",
                      *arguments, check=check)
    return result if not check else desk.objects("approval", "list", "--limit", "1")[0]["id"]


def seats(desk, number):
    return {item["approver"]["address"]: item["as"] for item in shown(desk, number)["steps"][0]["seats"]}


def evidence(desk, number):
    (item,) = desk.objects("approval", "show", number, "--evidence")
    return item["evidence"]


def test_a_disabled_approver_decides_nothing_and_the_lead_decides_by_reply(desk):
    number = ask(desk, BOSS)
    old = eventually(lambda: requests_to(desk, BOSS))[0]
    assert desk.text("person", "disable", BOSS) == f"{BOSS} is disabled"
    new = eventually(lambda: requests_to(desk, LEAD))[0]
    assert seats(desk, number) == {LEAD: "lead"}
    before = len(desk.sent())
    answer(desk, old, "APPROVE", head=PROVEN)
    settled_mails(desk, 2)
    assert shown(desk, number)["state"] == "pending" and not shown(desk, number)["decisions"]
    records = evidence(desk, number)
    refused = [item for item in records if "kind: refused" in item["record"]]
    assert len(refused) == 1 and "reason: replaced" in refused[0]["record"]
    assert {"name": "by", "value": BOSS} in [
        {"name": fact["name"], "value": fact["value"]} for fact in refused[0]["facts"]]
    rerouted = [item for item in records if "kind: rerouted" in item["record"]]
    assert len(rerouted) == 1 and "why: inactive" in rerouted[0]["record"]
    assert BOSS not in rerouted[0]["record"] and LEAD not in rerouted[0]["record"], "people are beside the record"
    assert len(to(desk, BOSS)) == 1 and len(desk.sent()) == before, "nothing goes to the disabled"
    answer(desk, new, "APPROVE\r\nFine.", sender=LEAD, head=PROVEN)
    eventually(lambda: shown(desk, number)["state"] == "approved")
    (decision,) = shown(desk, number)["decisions"]
    assert decision["approver"]["address"] == LEAD and decision["channel"] == "mail"
    changes = [entry["change"] for entry in desk.ticket("IT-1")["entries"] if entry["change"]]
    assert {"field": "approver", "from": BOSS, "to": LEAD} in changes
    desk.run("approval", "verify")
    assert desk.run("person", "disable", "nobody@staff.example", check=False).returncode == 1


def test_who_leaves_a_group_is_told_and_who_came_is_asked(desk):
    number = ask(desk, "group:finance")
    old = eventually(lambda: requests_to(desk, "fin@staff.example"))[0]
    assert seats(desk, number) == {"fin@staff.example": "group:finance"}
    desk.run("person", "add", "fay@staff.example", "--name", "Fay", "--role", "requester")
    desk.stop()
    groups(desk, ["fay@staff.example"])
    desk.start()
    new = eventually(lambda: requests_to(desk, "fay@staff.example"))[0]
    answer(desk, old, "APPROVE", sender="fin@staff.example", head=PROVEN)
    told = eventually(lambda: [m for m in to(desk, "fin@staff.example") if m["Auto-Submitted"] == "auto-replied"])
    text = " ".join(told[0].get_body(("plain",)).get_content().split())
    assert "you are not asked any more" in text and "Two printers" not in text
    assert shown(desk, number)["state"] == "pending"
    answer(desk, new, "REJECT\r\nToo dear.", sender="fay@staff.example", head=PROVEN)
    eventually(lambda: shown(desk, number)["state"] == "rejected")


def test_the_requesters_manager_is_asked_and_another_once_it_is_another(desk):
    refused = ask(desk, "manager", check=False)
    assert refused.returncode == 1
    assert "martlet person manager ann@customer.example MANAGER" in refused.stderr.decode()
    for name in ("mia@staff.example", "max@staff.example"):
        desk.run("person", "add", name, "--name", name.split("@")[0], "--role", "requester")
    assert desk.run("person", "manager", "mia@staff.example", "mia@staff.example", check=False).returncode == 1
    desk.run("person", "manager", "ann@customer.example", "mia@staff.example")
    assert desk.text("person", "manager", "ann@customer.example") == "mia@staff.example"
    (ann,) = [item for item in desk.objects("person", "list") if item["address"] == "ann@customer.example"]
    assert ann["manager"] == "mia@staff.example"
    number = ask(desk, "manager")
    eventually(lambda: requests_to(desk, "mia@staff.example"))
    desk.run("person", "manager", "ann@customer.example", "max@staff.example")
    eventually(lambda: requests_to(desk, "max@staff.example"))
    assert seats(desk, number) == {"max@staff.example": "manager"}
    desk.run("person", "manager", "ann@customer.example", "--none")
    assert desk.text("person", "manager", "ann@customer.example") == "nobody"
    eventually(lambda: seats(desk, number) == {LEAD: "lead"})


def test_where_nobody_is_there_the_agents_are_told_once_and_name_somebody(desk):
    number = ask(desk, BOSS)
    key = eventually(lambda: requests_to(desk, BOSS))[0]
    desk.run("person", "disable", LEAD)
    desk.run("person", "disable", BOSS)

    def notes():
        return [entry for entry in desk.ticket("IT-1")["entries"] if entry["kind"] == "note"]
    (note,) = eventually(notes)
    assert "nobody is there to take the place" in note["text"]
    eventually(lambda: [m for m in to(desk, AGENT) if "nobody is there" in m.get_body(("plain",)).get_content()])
    done = desk.objects("approval", "replace", number, "--approver", BOSS, "--by", "new@staff.example", "--as", AGENT)
    assert [item["approver"]["address"] for item in done[0]["steps"][0]["seats"]] == ["new@staff.example"]
    new = eventually(lambda: requests_to(desk, "new@staff.example"))[0]
    assert email.utils.parseaddr(new["Reply-To"])[1] != email.utils.parseaddr(key["Reply-To"])[1]
    answer(desk, new, "APPROVE", sender="new@staff.example", head=PROVEN)
    eventually(lambda: shown(desk, number)["state"] == "approved")
    assert len(notes()) == 1, "said once"


def test_names_are_refused_with_what_is_known_and_the_api_replaces(desk):
    assert 'there is no group "finanz" on desk it; there are: finance' in ask(
        desk, "group:finanz", check=False).stderr.decode()
    assert "is no role that decides; there are: approver, agent" in ask(desk, "role:boss", check=False).stderr.decode()
    token = desk.text("person", "token", AGENT)

    def call(path, **body):
        return requests.post(
            f"{desk.url}/api/v1{path}", json=body, headers={"Authorization": f"Bearer {token}"}, timeout=10)

    made = call("/tickets/IT-1/approvals", approvers=[BOSS, "cy@staff.example"], rule="all", text="Two printers").json()
    path = f"/approvals/{made['id']}/approvers"
    done = call(path, replace=BOSS, by="group:finance")
    assert done.status_code == 200, done.text
    assert {(seat["approver"]["address"], seat["as"]) for seat in done.json()["steps"][0]["seats"]} == {
        ("fin@staff.example", "group:finance"), ("cy@staff.example", "address")}
    for body, status in (
            (dict(replace=BOSS, by="x@staff.example"), 422), (dict(replace="cy@staff.example", by="nobody"), 422),
            (dict(replace="cy@staff.example", by="fin@staff.example"), 422), (dict(replace="cy@staff.example"), 422),
            (dict(replace="cy@staff.example", by="ann@customer.example"), 403)):
        assert call(path, **body).status_code == status, body
    desk.run("person", "add", "cy@staff.example", "--name", "Cy", "--role", "approver")
    cy = desk.text("person", "token", "cy@staff.example")
    said = requests.post(
        f"{desk.url}/api/v1/approvals/{made['id']}/decision", json={"decision": "approve"}, timeout=10,
        headers={"Authorization": f"Bearer {cy}"})
    assert said.status_code == 200, said.text
    late = call(path, replace="cy@staff.example", by="x@staff.example")
    assert late.status_code == 409 and re.search(r"already approved by Cy at \d{4}-\d\d-\d\dT", late.json()["detail"])


def test_the_last_administrator_stays_and_tokens_end(desk):
    desk.run("person", "add", "root@staff.example", "--name", "Root", "--role", "administrator")
    refused = desk.run("person", "disable", "root@staff.example", check=False)
    assert refused.returncode == 1 and "nobody else administers all desks" in refused.stderr.decode()
    token = desk.text("person", "token", AGENT)
    head = {"Authorization": f"Bearer {token}"}
    assert requests.get(f"{desk.url}/api/v1/tickets", headers=head, timeout=10).status_code == 200
    desk.run("person", "disable", AGENT)
    assert requests.get(f"{desk.url}/api/v1/tickets", headers=head, timeout=10).status_code == 401
    assert desk.text("person", "enable", AGENT) == f"{AGENT} is enabled"
    assert requests.get(f"{desk.url}/api/v1/tickets", headers=head, timeout=10).status_code == 401, "it stays ended"


def test_a_substitute_is_told_by_mail(desk):
    for name in (BOSS, "deputy@staff.example"):
        desk.run("person", "add", name, "--name", name.split("@")[0].title(), "--role", "approver")
    session = requests.Session()
    session.post(desk.text("person", "link", BOSS), timeout=10, headers={"Sec-Fetch-Site": "same-origin"})
    path = f"{desk.url}/approvals/substitutes"
    page = session.get(path, timeout=10).text
    hidden = dict(re.findall(r'<input type="hidden" name="(token|key)" value="([^"]*)"', page))
    hidden |= {name: value for name, value in re.findall(r'name="(token|key)"[^>]*value="([^"]*)"', page)}
    hidden |= {name: value for value, name in re.findall(r'value="([^"]*)"[^>]*name="(token|key)"', page)}
    answered = session.post(
        path, data=hidden | {"address": "deputy@staff.example", "from": "2031-05-01", "until": "2031-05-07"},
        headers={"Sec-Fetch-Site": "same-origin"}, timeout=10)
    assert answered.status_code == 200 and "deputy" in answered.text.lower()
    (told,) = eventually(lambda: to(desk, "deputy@staff.example"))
    assert told["Subject"] == "You stand in for Boss"
    text = " ".join(told.get_body(("plain",)).get_content().split())
    assert "May 1, 2031" in text and "May 7, 2031" in text and "11:59" in text
    assert f"{desk.url}/approvals/substitutes" in text
