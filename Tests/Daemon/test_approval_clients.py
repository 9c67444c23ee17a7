"""An approver answers with one word from whatever mail program they have, and it decides: through a real mail system."""
import pytest

import clients
from office import office, offices  # noqa: F401 (fixtures)
from parts import needs_root

pytestmark = pytest.mark.skipif(needs_root(), reason="Postfix and its filters are started by root")

# Program, its language, that of the request, what is typed, what it decides, the reason that is kept, the author's domain.
ROWS = [
    (clients.outlook, "en", "en", "Approved, thanks.\n\nWithin the budget of this year.", "approved",
     "Within the budget of this year.", "corp.example"),
    (clients.outlook, "zh", "zh", "同意\n\n请尽快采购。", "approved", "请尽快采购。", "corp.example"),
    (clients.outlook, "de", "de", "Abgelehnt.\n\nDas ist zu teuer.", "rejected", "Das ist zu teuer.", "corp.example"),
    (clients.outlook, "ja", "ja", "承認します。\n\n予算の範囲内です。", "approved", "予算の範囲内です。", "corp.example"),
    (clients.outlook, "fr", "fr", "Refusé\n\nC'est trop cher.", "rejected", "C'est trop cher.", "corp.example"),
    (clients.outlook, "ko", "en", "승인합니다\n\n예산 범위 안입니다.", "approved", "예산 범위 안입니다.", "corp.example"),
    (clients.outlook_mobile, "en", "en", "APPROVE", "approved", "", "corp.example"),
    (clients.outlook_mobile, "zh", "zh", "不同意\n预算不够。", "rejected", "预算不够。", "corp.example"),
    (clients.outlook_mobile, "es", "es", "Aprobado\nPero no más este año.", "approved", "Pero no más este año.", "corp.example"),
    (clients.gmail, "en", "en", "Reject\nToo dear this year.", "rejected", "Too dear this year.", "webmail.example"),
    (clients.gmail, "zh", "zh", "批准", "approved", "", "webmail.example"),
    (clients.gmail, "ru", "en", "Согласовано\nВ рамках бюджета.", "approved", "В рамках бюджета.", "webmail.example"),
    (clients.gmail, "pt", "en", "Não aprovado\nEstá caro.", "rejected", "Está caro.", "webmail.example"),
    (clients.gmail, "fr", "fr", "Approuvé", "approved", "", "webmail.example"),
    (clients.gmail_android, "en", "en", "I approve", "approved", "", "webmail.example"),
    (clients.gmail_android, "zh", "zh", "拒绝\n等明年再说。", "rejected", "等明年再说。", "webmail.example"),
    (clients.apple_mail, "en", "en", "Approved\n\nBut no more this year.", "approved", "But no more this year.", "boss.example"),
    (clients.apple_mail, "zh", "zh", "同意。", "approved", "", "boss.example"),
    (clients.apple_mail, "de", "de", "Genehmigt\n\nBitte bis Freitag.", "approved", "Bitte bis Freitag.", "boss.example"),
    (clients.iphone, "en", "en", "Approve", "approved", "", "boss.example"),
    (clients.iphone, "zh", "zh", "同意\n按计划办。", "approved", "按计划办。", "boss.example"),
    (clients.iphone_html, "zh", "zh", "拒绝\n太贵了。", "rejected", "太贵了。", "boss.example"),
    (clients.iphone_html, "ja", "ja", "却下\n高すぎます。", "rejected", "高すぎます。", "boss.example"),
    (clients.iphone_html, "en", "en", "Declined\nToo dear.", "rejected", "Too dear.", "old.example"),
    (clients.qq, "zh", "zh", "同意", "approved", "", "post.example"),
    (clients.qq, "zh", "en", "驳回\n请先比较价格。", "rejected", "请先比较价格。", "post.example"),
    (clients.foxmail, "zh", "zh", "批准\n由张三经办。", "approved", "由张三经办。\n\n\nBoss", "post.example"),
    (clients.netease, "zh", "zh", "同意，谢谢", "approved", "", "post.example"),
    (clients.netease, "en", "en", "Rejected\nPlease compare prices first.", "rejected", "Please compare prices first.",
     "post.example"),
    (clients.thunderbird, "de", "de", "Ja, genehmigt\nIm Rahmen des Budgets.", "approved", "Im Rahmen des Budgets.",
     "unsigned.example"),
    (clients.thunderbird, "zh", "zh", "不批准\n本年度没有预算。", "rejected", "本年度没有预算。", "unsigned.example"),
    (clients.samsung, "en", "en", "Approved.", "approved", "", "corp.example"),
    (clients.samsung, "zh", "zh", "不同意\n太贵。", "rejected", "太贵。", "corp.example"),
    (clients.wecom, "zh", "zh", "同意\n从部门预算支出。", "approved", "从部门预算支出。", "post.example"),
    (clients.notes, "en", "en", "Approved\nCharge it to IT.", "approved", "Charge it to IT.", "corp.example"),
    (clients.notes, "de", "de", "Nicht genehmigt\nBitte Angebote vergleichen.", "rejected", "Bitte Angebote vergleichen.",
     "corp.example"),
]
# Everything on SQLite; of each structure one on PostgreSQL.
CASES = [("sqlite", row) for row in ROWS] + [("postgres", row) for row in ROWS if row[0] in (
    clients.outlook, clients.gmail, clients.iphone, clients.qq) and row[1] == "zh"]


def name(case):
    database, (program, language, *_) = case
    return f"{program.__name__}-{language}-{database}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_one_word_from_a_mail_program_decides(offices, case):
    database, (program, language, asked_in, text, state, reason, domain) = case
    office = offices[database]
    asked = office.ask(domain, language=asked_in)
    request = asked.request()
    message = program(request, text, ("王总" if language == "zh" else "Boss", asked.boss), language)
    office.system.write(message, request.key, asked.boss)
    (line,) = office.taken(clients.identifier(message))
    assert line["state"] == "decided", line["trace"]
    (decision,) = asked.settled(state)
    assert decision["approver"]["address"] == asked.boss and decision["channel"] == "mail"
    assert decision["reason"] == reason
    assert office.get(f"/tickets/{asked.ticket}")["status"] == "in_progress"
    vouched = asked.fact("decided", "authentication")
    assert vouched.startswith("aligned: dmarc=pass" if domain == "unsigned.example" else "signed: "), vouched
