import InternetMessage
import Testing

@Suite("RFC 3834 – who wrote this, a person or a program") struct MessageClassTests {
    private func judged(_ subject: String, _ fields: [(String, String)], null: Bool = false) -> MessageClass {
        let header = HeaderSection(fields.map { HeaderField(name: $0.0, body: Array($0.1.utf8)) })
        let path = ReversePath.mailbox(MailAddress(localPart: "a", domain: "b.example"))
        return MessageClass(header: header, reversePath: null ? .null : path, subject: subject)
    }

    @Test(arguments: [
        "Out of office next week?", "Re: Automatic reply: x", "Automatic replies are broken", "自动回复功能坏了",
        "Undelivered parcel",
        "Fwd: Undelivered Mail Returned to Sender", "Mail delivery failed: what does that mean?",
        "On vacation from Monday", "休假申请", "", "休假通知", "休假通知怎么设置", "自動回覆壞了", "不在辦公室的印表機",
        "Out of office devices need a cable",
    ])
    func `a person's mail is a person's`(subject: String) {
        #expect(
            judged(
                subject,
                [("from", "Ann <ann@a.example>"), ("auto-submitted", "no"), ("x-auto-response-suppress", "DR, OOF")])
                == .person)
    }

    @Test(
        arguments: [
            [("auto-submitted", "auto-replied")], [("auto-submitted", "Auto-Generated; x=y")],
            [("auto-submitted", "new-keyword")],
            [("x-autoresponse", "1")], [("x-post-messageclass", "9; Autoresponder")], [("preference", "auto_reply")],
            [("x-autoreply", "yes")], [("x-autorespond", "x")], [("precedence", "auto_reply")],
            [("x-auto-response-suppress", "All")],
            [("x-auto-response-suppress", "DR"), ("x-ms-exchange-inbox-rules-loop", "a@b")],
            [("auto-submitted", "auto-replied"), ("precedence", "bulk"), ("list-id", "x")],
        ] as [[(String, String)]])
    func `programs say so`(fields: [(String, String)]) {
        #expect(judged("Hello", [("from", "ann@a.example")] + fields) == .autoReply)
    }

    @Test(arguments: [
        "Automatic reply: printer", "Out of Office: printer", "自动回复：打印机", "自動返信", "Automatische Antwort: Drucker",
        "Réponse automatique : x",
        "Автоматический ответ: x", "자동 회신: x", "[Auto-Reply] x", "自動回覆: x", "不在辦公室: x", "休假自動回覆：x", "自動回應",
        "Automatická odpoveď: x",
        "Αυτόματη απάντηση: x", "Автоматичен отговор: x", "Automatski odgovor: x", "Samodejni odgovor: x",
        "תשובה אוטומטית: x", "ตอบกลับอัตโนมัติ: x", "Resposta automàtica: x", "Automatinis atsakymas: x",
        "Automātiska atbilde: x", "Automaatvastus: x", "स्वचालित उत्तर: x", "پاسخ خودکار: x",
    ])
    func `absence notes are automatic`(subject: String) {
        #expect(judged(subject, [("from", "ann@a.example")]) == .autoReply)
    }

    @Test(arguments: [
        ("Undelivered Mail Returned to Sender", "MAILER-DAEMON@mx.example", true),
        ("failure notice", "MAILER-DAEMON@mx.example", false),
        ("Whatever", "Mail Delivery System <Mailer-Daemon@x.example>", true), ("系统退信", "postmaster@qq.example", true),
        ("Undeliverable: x", "robot@x.example", true), ("無法傳遞: x", "postmaster@b.example", true),
        ("郵件遞送失敗", "robot@b.example", true),
    ])
    func `bounces are bounces`(subject: String, from: String, null: Bool) {
        #expect(judged(subject, [("from", from)], null: null) == .bounce)
    }

    @Test func `reports are told apart by their type`() {
        func type(_ report: String) -> MessageClass {
            judged("x", [("content-type", "multipart/report; report-type=\(report); boundary=x")])
        }
        #expect(type("delivery-status") == .bounce)
        #expect(type("disposition-notification") == .autoReply)
    }

    @Test(arguments: [
        ("list-id", "<l.example>"), ("precedence", "bulk"), ("Precedence".lowercased(), "list"), ("list-post", "NO"),
    ])
    func `lists are lists`(name: String, value: String) {
        #expect(judged("x", [(name, value)]) == .list)
    }

    @Test func `a null reverse-path without a sign of a mail system is an automatic answer`() {
        #expect(judged("Hello", [("from", "ann@a.example")], null: true) == .autoReply)
    }

    @Test(arguments: [
        ("Ann, System Administrator <ann@a.example>", "Re: [IT-42] mail delivery problem"),
        ("Ann, System Administrator <ann@a.example>", "Blocked by your filter"),
        ("postmaster@a.example", "Returned mail again"), ("postmaster@a.example", "回复：退信"),
    ])
    func `a person at a mail system's address is a person`(author: String, subject: String) {
        #expect(judged(subject, [("from", author)]) == .person)
    }
}
