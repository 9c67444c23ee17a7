import InternetMessage
import Testing

/// What real clients put between an answer and the mail it answers, in the languages they speak.
@Suite struct QuotingClientsTests {
    @Test(arguments: [
        // Gmail and its like.
        "Den mån 3 juni 2024 kl 10:15 skrev Ann <ann@a.example>:\n> old",
        "Den man. 3. jun. 2024 kl. 10.15 skrev Ann <ann@a.example>:\n> old",
        "På mandag 3. juni 2024 kl. 10:15 skrev Ann <ann@a.example>:\n> old",
        "ma 3. kesäk. 2024 klo 10.15 Ann (ann@a.example) kirjoitti:\n> old",
        "pon., 3 cze 2024 o 10:15 Ann <ann@a.example> napisał(a):\n> old",
        "po 3. 6. 2024 v 10:15 odesílatel Ann <ann@a.example> napsal:\n> old",
        "Ann <ann@a.example> ezt írta (időpont: 2024. jún. 3., H, 10:15):\n> old",
        "În lun., 3 iun. 2024 la 10:15, Ann <ann@a.example> a scris:\n> old",
        "Ann <ann@a.example>, 3 Haz 2024 Pzt, 10:15 tarihinde şunu yazdı:\n> old",
        "Στις Δευ 3 Ιουν 2024 στις 10:15 π.μ., ο/η Ann <ann@a.example> έγραψε:\n> old",
        "Пн, 3 июн. 2024 г. в 10:15, Анна <ann@a.example>:\n> old",
        "пн, 3 черв. 2024 р. о 10:15 Анна <ann@a.example> пише:\n> old",
        "На пн, 3.06.2024 г. в 10:15 Анна <ann@a.example> написа:\n> old",
        "Vào Th 2, 3 thg 6, 2024 lúc 10:15 Ann <ann@a.example> đã viết:\n> old",
        "Pada Sen, 3 Jun 2024 pukul 10.15 Ann <ann@a.example> menulis:\n> old",
        "ב-יום ב׳, 3 ביוני 2024 ב-10:15 מאת Ann <‪ann@a.example‬‏>:‬\n> old",
        "เมื่อ จ. 3 มิ.ย. 2024 เวลา 10:15 Ann <ann@a.example> เขียนว่า:\n> old",
        // A language without a table: date, time and address above marked lines.
        "3. júní 2024 10:15 xyzaði Ann <ann@a.example>:\n> old",
        // An address that was wrapped in the middle.
        "On Jun 3, 2024, at 10:15 AM, Ann <\ndesk-with-a-rather-long-name-of-its-own@a.example>\nwrote:\n\nold",
        // Becky!, Lotus Notes, Zoho.
        "On Mon, 3 Jun 2024 10:15:00 +0900\nAnn <ann@a.example> wrote:\n\n> old",
        "-----ann@a.example wrote: -----\nTo: desk@b.example\nFrom: Ann/Sales/Acme\nDate: 06/03/2024 10:15AM\n\nold",
        "---- On Mon, 03 Jun 2024 10:15:00 +0200 Ann <ann@a.example> wrote ----\n\nold",
        // NetEase.
        "At 2024-06-03 10:15:00, \"Ann\" <ann@a.example> wrote:\n>old",
        "在 2024-06-03 10:15:00，\"安\" <ann@a.example> 写道：\n>old",
        "---- 回复的原邮件 ----\n| 发件人 | 安<ann@a.example> |\n| 发送日期 | 2024年06月03日 10:15 |\n| 收件人 | 服务台 |\n\nold",
        "---- Replied Message ----\n| From | Ann<ann@a.example> |\n| Date | 06/03/2024 10:15 |\n| To | Desk |\n\nold",
        // QQ, WeCom, Foxmail, DingTalk, 139, Coremail, Samsung, Huawei.
        "\n------------------\u{A0}原始邮件\u{A0}------------------\n发件人: \"安\" <ann@a.example>;\n发送时间: 2024年6月3日(星期一) 10:15\n\nold",
        "-----原始邮件-----\n发件人:\"安\" <ann@a.example>\n发送时间:2024-06-03 10:15:00 (星期一)\n收件人:服务台\n\nold",
        "发件人： 安\n发送时间： 2024-06-03 10:15\n收件人： 服务台\n主题： 打印机\n\nold",
        "------------------------------------------------------------------\n发件人：安<ann@a.example>\n日　期：2024年06月03日 10:15:00\n收件人：服务台\n主　题：打印机\n\nold",
        "----邮件原文----\n发件人：安<ann@a.example>\n收件人：服务台\n抄　送: (无)\n发送时间：2024-06-03 10:15:00\n\nold",
        "-------- 原始信息 --------\n由： 安 <ann@a.example>\n日期： 2024/6/3 10:15\n收件人： 服务台\n\nold",
        "——————原始邮件——————\n发件人：安\n\nold",
        // Outlook's fields.
        "Van: Ann <ann@a.example>\nVerzonden: maandag 3 juni 2024 10:15\nAan: Desk\nOnderwerp: x\n\nold",
        "Od: Ann <ann@a.example>\nWysłane: poniedziałek, 3 czerwca 2024 10:15\nDo: Desk\nTemat: x\n\nold",
        "Från: Ann <ann@a.example>\nSkickat: den 3 juni 2024 10:15\nTill: Desk\nÄmne: x\n\nold",
        "De : Ann <ann@a.example>\nEnvoyé : lundi 3 juin 2024 10:15\nÀ : Desk\nObjet : x\n\nold",
        "De: Ann <ann@a.example>\nEnviado el: lunes, 3 de junio de 2024 10:15\nPara: Desk\nAsunto: x\n\nold",
        "Da: Ann <ann@a.example>\nInviato: lunedì 3 giugno 2024 10:15\nA: Desk\nOggetto: x\n\nold",
        "От: Анна <ann@a.example>\nОтправлено: понедельник, 3 июня 2024 г. 10:15\nКому: Desk\nТема: x\n\nold",
        "差出人: 安 <ann@a.example>\n送信日時: 2024年6月3日 10:15\n宛先: 受付\n件名: x\n\nold",
        "보낸 사람: 안 <ann@a.example>\n보낸 날짜: 2024년 6월 3일 월요일 오전 10:15\n받는 사람: 데스크\n제목: x\n\nold",
        "من: Ann <ann@a.example>\nتم الإرسال: 03/يونيو/2024 10:15\nإلى: Desk\nالموضوع: x\n\nold",
        "מאת: Ann <ann@a.example>\nנשלח: יום שני 3 יוני 2024 10:15\nאל: Desk\nנושא: x\n\nold",
        // Two fields that only a mail has.
        "From: ann@a.example\nDate: Mon, 3 Jun 2024 10:15:02 +0200\n\nold",
        "---\n*Previous Replies*\n\nold",
    ])
    func `the answer is told from what it answers`(quotation: String) {
        let fresh = FreshText(text: "Neue Wörter, 新的话。\n\n" + quotation)
        #expect(fresh.text == "Neue Wörter, 新的话。")
        #expect(fresh.quoted && fresh.isCertain)
    }

    @Test func `a mail that the author pasted and announced is kept whole`() {
        let text =
            "I got this mail today:\n\nFrom: Ann <ann@a.example>\nDate: Monday\nTo: me\nSubject: x\n\nClick here."
        let fresh = FreshText(text: text)
        #expect(fresh.text == text && !fresh.isCertain)
    }

    @Test(arguments: [
        ("Fine. On Mon, Jun 3, 2024 at 10:15 AM, ann@a.example wrote:\n> Hi", "Fine."),
        ("one\ntwo, three-- On Mon, Jun 3, 2024 at 10:15 AM, Ann wrote:\n> Hi", "one\ntwo, three"),
        ("Passt. Am 03.06.2024 um 10:15 schrieb Ann <ann@a.example>:\n> Hi", "Passt."),
    ])
    func `an attribution on the line of the answer is taken off it`(text: String, own: String) {
        #expect(FreshText(text: text).text == own)
    }

    @Test(arguments: [
        ">>> Look here <<<\nIt is on sale.", "Date: 3 June, 10:15\nTo: be decided",
        "We met. On Monday I wrote:\nnothing", "From: 10:00\nTo: 12:00", "---\nPlan\n---\nmore words",
        "A message that you sent failed:\n  ann@a.example\n    SMTP error after RCPT TO:<ann@a.example>:\n    no such user",
        "On Monday I asked bob@b.example, and he wrote:\n\nThe printer is new.",

    ])
    func `what only looks like a quotation stays`(text: String) {
        let fresh = FreshText(text: text)
        #expect(fresh.text == text && !fresh.quoted)
    }
}
