"""`martlet config check` names every error with file, line and the mend; etc/martlet.yaml names every key."""
import re
import subprocess

import pytest
import yaml

from martlet import PROGRAM, ROOT

DESK = "desks: [{name: it, addresses: [support@a.example]}]\n"

FAULTS = [
    ("lmpt: {}", 'unknown key "lmpt" (did you mean "lmtp"?)'),
    ("lmtp: {lisen: []}", 'unknown key "lisen" in lmtp (did you mean "listen"?)'),
    ("lmtp: {listen: [2424]}", "lmtp.listen"),
    ("lmtp: {listen: []}", "names nowhere to listen"),
    ("lmtp: {max_message_bytes: 50MB}", "lmtp.max_message_bytes must be a number of bytes"),
    ("lmtp: []", "lmtp must be a mapping"),
    ("database: {url: mysql://x}", "database.url must be sqlite:PATH or postgres://"),
    ("database: {url: [a]}", "database.url must be a single value"),
    ("database: {url: env:NO_SUCH_VARIABLE}", "NO_SUCH_VARIABLE, which is not set"),
    ("smtp: {url: ftp://x}", "smtp.url cannot be used"),
    ("smtp: {url: smtp://relay.example, user: a}", "smtp.user needs a password"),
    ("smtp: {url: smtp://relay.example, starttls: perhaps}", "must be one of required, opportunistic, off"),
    ("smtp: {url: smtps://relay.example, starttls: required}", "means nothing to smtps://"),
    ("smtp: {url: smtp://relay.example, starttls: off, user: a, password: b}", "would travel in clear"),
    ("smtp: {url: smtp://relay.example, password: file:/nonexistent}", "there is no such file"),
    ("smtp: {url: smtp://relay.example, tls_ca_file: /nonexistent}", "there is no such file"),
    ("smtp: {retry: {first: 60}}", "such as 30s, 5m, 1h or 2d"),
    ("http: {listen: 8025}", "must be HOST:PORT"),
    ("http: {public_url: desk.example}", "how people reach the portal"),
    ("http: {trusted_proxies: [all]}", "no address or network"),
    ("identity: {time_zone: Mars}", "must be a zone such as"),
    ("identity: {resolver: dns.example:53}", "must be the ADDRESS:PORT of a DNS resolver"),
    ("identity: {resolver: 127.0.0.1}", "must be the ADDRESS:PORT of a DNS resolver"),
    ("security: {secret: short}", "at least 32 characters"),
    ("templates: {directory: /nonexistent}", "which is no directory"),
    ("log: {level: loud}", "log.level must be one of"),
    ("dingtalk: {key: a}", "not available in this version"),
    ("wecom: {key: a}", "not available in this version"),
    ("mailboxes: [{url: 'imaps://a@b.example', password: x, desk: ti}]", 'names no desk: "ti" (did you mean "it"?)'),
    ("mailboxes: [{url: 'ftp://a@b.example', password: x}]", "must begin with imaps:// or pop3s://"),
    ("mailboxes: [{url: 'pop3s://a@b.example', password: x, after: seen}]", "must be keep or delete with POP3"),
    ("mailboxes: [{url: 'pop3s://a@b.example', password: x, idle: on}]", "means nothing to POP3"),
    ("mailboxes: [{url: 'pop3s://a@b.example/INBOX', password: x}]", "and none with POP3"),
    ("mailboxes: [{url: 'imaps://a@b.example', password: x}, {url: 'imap://a@b.example/INBOX', password: y}]",
     "names the mailbox a@b.example/INBOX a second time"),
    ("mailboxes: [{url: 'imaps://a@b.example', password: x, idle: perhaps}]", "must be one of on, off"),
    ("mailboxes: [{url: 'imaps://a@b.example', password: x, oauth: {client_id: a}}]", "stands beside a password"),
    ("mailboxes: [{url: 'imaps://a@b.example', oauth: {client_id: a, client_secret: b}}]", "token_url is missing"),
    ("mailboxes: [{url: 'imaps://a@b.example', oauth: {token_url: 'https://t.example/', client_id: a}}]",
     "one of them is needed"),
    ("mailboxes: [{url: 'imaps://a@b.example', oauth: {token_url: 'https://t.example/', client_id: a, "
     "authorization_url: 'http://t.example/'}}]", "oauth.authorization_url must be an https:// address"),
    ("mailboxes: [{url: 'imaps://a@b.example', oauth: {token_url: 'https://t.example/', client_id: a, "
     "client_secret: b, issuer: 'https://t.example'}}]", "means nothing without authorization_url"),
    ("mailboxes: [{url: 'imaps://a@b.example', oauth: {token_url: 'http://t.example/', client_id: a, client_secret: b}}]",
     "must be an https:// address"),
    ("mailboxes: [{url: 'imaps://a@b.example'}]", "password is missing"),
    ("mailboxes: [{url: 'imaps://a@b.example', password: x, start: '2026-02-30'}]", "must be now, all or a day like"),
    ("mailboxes: [{url: 'pop3s://a@b.example', password: x, start: '2026-02-03'}]", "must be now or all with POP3"),
    ("mailboxes: [{url: 'pop3s://a@b.example', password: x, after: delete, start: now}]", "must be all where POP3"),
    ("mailboxes: [{url: 'imaps://a@b.example', password: x, after: eat}]", "keep, seen, delete or move:FOLDER"),
    ("lmtp: {listen: [", "this is not YAML"),
]

APPROVAL = "desks: [{name: it, addresses: [a@b.example], approval_words: {%s}}]"

RULE = "desks: [{name: it, addresses: [a@b.example], approvals: [%s]}]"
WHEN = "{name: buy, steps: [{approvers: [lead]}], when: {%s}}"
STEP = "{name: buy, when: {subject: buy}, steps: [{%s}]}"
BUY = "{name: buy%s, when: {subject: buy}, steps: [{approvers: [lead]}]%s}"

RULES = [
    (RULE % "{when: {subject: a}, steps: [{approvers: [lead]}]}", "approvals[0].name is missing"),
    (RULE % (BUY % ("x" * 58, "")), "approvals[0].name must be one line of 1 to 60 characters"),
    (RULE % f"{BUY % ('', '')}, {BUY % ('', '')}", 'approvals[1].name "buy" is another rule\'s name'),
    (RULE % ", ".join(BUY % (number, "") for number in range(21)), "holds 21 rules, and 20 are the most"),
    (RULE % "{name: buy, steps: [{approvers: [lead]}]}", "approvals[0].when is missing: what a ticket must have"),
    (RULE % (WHEN % ""), "approvals[0].when is missing"),
    (RULE % (WHEN % "subjekt: a"), 'unknown key "subjekt" in desks[0].approvals[0].when (did you mean "subject"?)'),
    (RULE % (WHEN % "subject: []"), "when.subject is empty: leave it out"),
    (RULE % (WHEN % "subject: ' '"), "is no word of 1 to 100 characters"),
    (RULE % (WHEN % f"subject: {'x' * 101}"), "is no word of 1 to 100 characters"),
    (RULE % (WHEN % f"subject: [{', '.join(['a'] * 51)}]"), "holds 51 values, and 50 are the most"),
    (RULE % (WHEN % "addresses: c@b.example"), 'when.addresses: "c@b.example" is none of the desk\'s addresses'),
    (RULE % (WHEN % "from: '*.example'"), 'when.from: "*.example" is no address, domain or *@domain'),
    (RULE % (WHEN % "from: 'Ann <a@b.example>'"), "is no address, domain or *@domain"),
    (RULE % (WHEN % "priority: [dire]"), 'when.priority: "dire" is none of low, normal, high, urgent'),
    (RULE % (WHEN % "kind: problem"), 'when.kind: "problem" is none of incident'),
    (RULE % "{name: buy, when: {subject: buy}}", "approvals[0].steps is missing: who decides"),
    (RULE % (STEP % "rule: any"), "steps[0].approvers is missing: addresses, lead"),
    (RULE % (STEP % "approvers: [leads]"), 'approvers: "leads" is no approver: an address, lead, manager, group:NAME'),
    (RULE % (STEP % "approvers: ['group:']"), 'approvers: "group:" is no approver'),
    (RULE % (STEP % "approvers: ['role:requester']"), 'approvers: "role:requester" is no approver'),
    (RULE % (STEP % "approvers: ['group:a']"), "names the approver group:a in buy, and desk it has no groups"),
    (RULE % (STEP % "approvers: a@b.example"), "names the approver a@b.example in buy, which is desk it's own"),
    (RULE % (STEP % f"approvers: [{', '.join(['lead'] * 51)}]"), "holds 51 approvers, and 50 are the most"),
    (RULE % (STEP % "approvers: lead, rule: most"), "must be one of any, all, majority, first, or a number"),
    (RULE % (STEP % "approvers: c@d.example, rule: 2"), "rule 2 can never be met by 1 approvers"),
    (RULE % (STEP % "approvers: lead, passive: true"), "has nobody who decides: all steps are passive"),
    (RULE % (STEP % "approvers: lead, passive: maybe"), "passive must be one of true, false"),
    (RULE % (STEP % "approvers: lead, escalate_to: c@d.example"), "escalate_to means nothing without due_after"),
    (RULE % (STEP % "approvers: lead, due_after: 59s, escalate_to: lead"), "due_after must be from 60s"),
    (RULE % (STEP % "approvers: lead, due_after: 60s"), "due_after means nothing without escalate_to"),
    (RULE % (BUY % ("", ", default: reject")), "default means nothing without within"),
    (RULE % (BUY % ("", ", within: 1d, default: no")), "default must be one of approve, reject"),
    (RULE % (BUY % ("", ", within: 59s")), "within must be from 60s"),
    (RULE % (BUY % ("", ", text: ''")), "text is empty: leave it out"),
    (RULE % (BUY % ("", f", text: {'x' * 65537}")), "text has 65537 bytes, and may have 65536"),
    (RULE % (BUY % ("", ", vouched: no")), "vouched must be one of true, false"),
]
GROUPS = "desks: [{name: it, addresses: [a@b.example], groups: {%s}}]"

DESKS = [
    ("desks: []", "desks is missing"),
    ("", "desks is missing"),
    ("desks: [{addresses: [a@b.example]}]", "desks[0].name is missing"),
    ("desks: [{name: IT, addresses: [a@b.example]}]", "a letter first"),
    ("desks: [{name: it}]", "addresses is missing"),
    ("desks: [{name: it, addresses: [nobody]}]", "is not a mail address"),
    ("desks: [{name: it, addresses: [a+b@c.example]}]", "has a detail"),
    ("desks: [{name: it, addresses: [abcdefghijklmnopqrstu@c.example]}]", "21 bytes before the @"),
    ("desks: [{name: it, addresses: [a@b.example], prefix: 1X}]", "1 to 12 of A-Z and 0-9"),
    (APPROVAL % "approve: [reject]", 'approval_words.approve: "reject" means the opposite already'),
    (APPROVAL % "approve: [go], reject: [GO.]", 'approval_words.reject: "GO." means the opposite already'),
    (APPROVAL % "approve: ['']", 'approval_words.approve: "" is empty'),
    (APPROVAL % f"approve: [{'g' * 41}]", "has 41 characters, and may have 40"),
    (APPROVAL % 'approve: ["go\\nahead"]', "is more than one line"),
    (APPROVAL % "approve: ['go, then']", "can never be a whole line"),
    (APPROVAL % "reject: [thanks]", "is a courtesy that stands beside any word"),
    (APPROVAL % f"reject: [{', '.join(f'w{n}' for n in range(101))}]", '"w100" is one word too many'),
    (GROUPS % "finance: [nobody]", 'desks[0].groups.finance: "nobody" is not a mail address'),
    (GROUPS % "finance: []", "desks[0].groups.finance is empty: name at least one address"),
    (GROUPS % "finance: [c@d.example, c@d.example]", "desks[0].groups.finance holds c@d.example twice"),
    (GROUPS % "finance: [a@b.example]", "has a@b.example in finance, which is desk it's own: name a person's"),
    (GROUPS % "finance: [a+x@b.example]", "which is desk it's own"),
    (GROUPS % "Finance: [c@d.example]", "must be 1 to 32 of a-z, 0-9 and -, a letter first"),
    (GROUPS % (33 * "a" + ": [c@d.example]"), "must be 1 to 32 of a-z"),
    (GROUPS % "finance: {a: b}", "desks[0].groups.finance must be a list of single values"),
    (GROUPS % ("finance: [" + ", ".join(f"p{n}@d.example" for n in range(51)) + "]"),
     "desks[0].groups.finance holds 51 addresses, and 50 are the most"),
    (GROUPS % ", ".join(f"g{n}: c@d.example" for n in range(51)), "desks[0].groups holds 51 groups, and 50 are the most"),
    ("desks: [{name: it, addresses: [a@b.example], groups: [c@d.example]}]", "groups must be a mapping of names to lists"),
    (APPROVAL % "refuse: [no]", 'unknown key "refuse" in desks[0].approval_words'),
    ("desks: [{name: a, addresses: [a@b.example]}, {name: a, addresses: [c@b.example]}]", "another desk's name"),
    ("desks: [{name: a, addresses: [a@b.example]}, {name: b, addresses: [c@b.example], prefix: A}]", "gives the prefix A"),
    ("desks: [{name: a, addresses: [a@b.example]}, {name: b, addresses: [A@b.example]}]", "which is desk a's"),
    ("desks: [{name: it, addresses: [a@b.example], remind_after: 0s}]", "remind_after must be from 1s to 315360000s"),
    ("desks: [{name: it, addresses: [a@b.example], remind_after: 315360001s}]", "remind_after must be from 1s to"),
    ("desks: [{name: it, addresses: [a@b.example], remind_after: soon}]", "remind_after must be a number with a unit"),
    ("desks: [{name: it, addresses: [a@b.example], targets: 8h}]", "desks[0].targets must be a mapping"),
    ("desks: [{name: it, addresses: [a@b.example], targets: {response: 8h}}]", 'unknown key "response" in desks[0].targets'),
    ("desks: [{name: it, addresses: [a@b.example], targets: {first_response: 0s}}]",
     "targets.first_response must be from 1s to 315360000s"),
    ("desks: [{name: it, addresses: [a@b.example], targets: {urgent: {resolution: 315360001s}}}]",
     "targets.urgent.resolution must be from 1s to"),
    ("desks: [{name: it, addresses: [a@b.example], targets: {urgent: {warn_before: 1m}}}]", 'unknown key "warn_before"'),
    ("desks: [{name: it, addresses: [a@b.example], targets: {resolution: 8h, urgent: {first_response: 30m}, warn_before: 30m}}]",
     "targets.warn_before must be shorter than every target; the shortest is 1800s"),
] + [
    ("desks: [{name: a, addresses: [a@b.example], reports: [{" + report + "}]}]", expected) for report, expected in [
        ("to: [c@d.example]", "desks[0].reports[0].period is missing: week or month"),
        ("period: year, to: [c@d.example]", "must be one of week, month"),
        ("period: week", "desks[0].reports[0].to is missing"),
        ("period: week, to: [boss]", '"boss" is no mail address, and not leads'),
        ("period: week, to: [a@b.example]", "which is desk a's own"),
        ("period: week, to: [" + ", ".join(f"r{number}@d.example" for number in range(51)) + "]", "51 readers, and 50"),
        ("period: week, to: leads, language: '???'", "must be a language tag"),
        ("period: week, to: leads, at: '24:00'", "must be a time of the day"),
        ("period: week, to: leads, at: 7:00", "must be a time of the day"),
        ("period: week, to: leads, hour: 7", 'unknown key "hour" in desks[0].reports[0]'),
    ]
]


def check(directory, text):
    file = directory / "martlet.yaml"
    file.write_text(text)
    result = subprocess.run([PROGRAM, "config", "check", "--config", file], capture_output=True, text=True)
    return result.returncode, result.stdout


@pytest.mark.parametrize("text, expected", [(DESK + text, expected) for text, expected in FAULTS] + DESKS + RULES)
def test_a_fault_is_named_with_its_line(tmp_path, text, expected):
    status, output = check(tmp_path, text)
    assert status == 1
    assert expected in output
    assert re.match(r"^.*martlet\.yaml(:\d+)?: ", output)


def test_all_faults_come_at_once(tmp_path):
    status, output = check(tmp_path, DESK + "lmpt: {}\nlog: {level: loud}\nhttp: {listen: x}\n")
    assert status == 1
    assert [int(line.split(":")[1]) for line in output.splitlines()] == [2, 3, 4]


def test_a_minimal_file_is_enough(tmp_path):
    assert check(tmp_path, DESK) == (0, f"{tmp_path}/martlet.yaml: no errors\n")


@pytest.mark.parametrize("keys", [
    "remind_after: 1s", "remind_after: 315360000s", "remind_after: never", "targets: {}", "targets: {warn_before: 1h}",
    "targets: {first_response: 1s, resolution: 315360000s, low: {}, urgent: {first_response: 315360000s}}",
    "targets: {resolution: 8h, urgent: {first_response: 30m}, warn_before: 1799s}",
])
def test_periods_may_be_as_short_and_as_long_as_their_limits(tmp_path, keys):
    status, output = check(tmp_path, "desks: [{name: it, addresses: [a@b.example], %s}]\n" % keys)
    assert status == 0, output


def test_readers_of_reports_are_addresses_and_leads(tmp_path):
    readers = ", ".join(f"r{number}@d.example" for number in range(49))
    reports = f"[{{period: week, to: [leads, {readers}], at: 08:30, language: zh-Hans}}, {{period: month, to: leads}}]"
    assert check(tmp_path, "desks: [{name: a, addresses: [a@b.example], reports: " + reports + "}]\n")[0] == 0


def test_rules_that_ask_may_be_as_large_as_their_limits(tmp_path):
    when = f"subject: [{', '.join(['x' * 100] * 50)}], from: ['*@d.example', d.example, c@d.example], kind: question"
    steps = ", ".join("{approvers: [lead, manager, 'group:a', 'role:auditor'], rule: 2, due_after: 60s, escalate_to: manager}"
                      for _ in range(20))
    rules = ", ".join(f"{{name: {'采' * 58}{number:02}, when: {{{when}}}, steps: [{steps}], within: 365d, default: approve, "
                      f"text: {'x' * 65536 if number == 0 else 'x'}, vouched: false}}" for number in range(20))
    groups = "approvals: [%s], groups: {a: [e@d.example]}"
    status, output = check(tmp_path, RULE.replace("approvals: [%s]", groups) % rules)
    assert status == 0, output


def test_secrets_come_from_files_and_the_environment(tmp_path):
    (tmp_path / "secret").write_text("s" * 32 + "\n")
    assert check(tmp_path, DESK + f"security: {{secret: 'file:{tmp_path}/secret'}}\n")[0] == 0


def test_a_broken_configuration_stops_the_daemon_before_a_socket_opens(tmp_path):
    (tmp_path / "martlet.yaml").write_text("desks: []\n")
    result = subprocess.run(
        [PROGRAM, "serve", "--config", tmp_path / "martlet.yaml"], capture_output=True, text=True, timeout=20)
    assert result.returncode == 1
    assert "desks is missing" in result.stderr


# Mappings whose keys the file chooses.
FREE = ("desks[].title", "desks[].brand.sender", "desks[].brand.footer", "desks[].groups")


def paths(value, prefix=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{prefix}.{key}" if prefix else key
            yield from [path] if path in FREE else paths(inner, path)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for item in value:
            yield from paths(item, prefix + "[]")
    else:
        yield prefix


def test_the_example_and_the_program_know_the_same_keys():
    text = (ROOT / "etc/martlet.yaml").read_text()
    everything = re.sub(r"(?m)^(\s*)#(?=[\w-])", r"\1", text)
    written = set(paths(yaml.safe_load(everything)))
    known = set(subprocess.run([PROGRAM, "config", "keys"], capture_output=True, text=True, check=True).stdout.split())
    assert written - known == set(), "in the file, unknown to the program"
    assert known - written == set(), "known to the program, not in the file"


def test_the_example_is_sound():
    subprocess.run([PROGRAM, "config", "check", "--config", ROOT / "etc/martlet.yaml"], check=True)


def test_as_many_groups_as_there_may_be_are_sound(tmp_path):
    members = ", ".join(f"p{n}@d.example" for n in range(50))
    names = ["a" * 32] + [f"g-{n}" for n in range(49)]
    status, output = check(tmp_path, GROUPS % ", ".join(f"{name}: [{members}]" for name in names))
    assert status == 0, output
