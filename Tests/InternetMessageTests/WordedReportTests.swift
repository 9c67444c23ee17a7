import Testing

@testable import InternetMessage

@Suite("Reports without the form of one")
struct WordedReportTests {
    private func judged(_ lines: String...) -> InternetMessage {
        read(RawMessage(Array(lines.joined(separator: "\r\n").utf8))).judged(reversePath: nil)
    }

    @Test func `a bare delivery status is a report`() {
        let message = judged(
            "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; a.example", "",
            "Final-Recipient: rfc822; <li@b.example>", "Action: failed", "Status: 5.2.2")
        #expect(message.messageClass == .bounce)
        #expect(message.deliveryStatus.map(\.recipient) == ["li@b.example"])
        #expect(message.deliveryStatus.map(\.status) == ["5.2.2"])
    }

    @Test func `a machine's words and the returned message are a report`() {
        let message = judged(
            "From: no-reply@mx.example", "Subject: Mail", "Content-Type: multipart/mixed; boundary=x", "", "--x", "",
            "Your mail sent on Monday", "  Could not be delivered to: <li@b.example>", "  As their mailbox is full.",
            "--x", "Content-Type: message/rfc822", "", "From: me@a.example", "Message-ID: <m@a.example>", "", "hi",
            "--x--")
        #expect(message.messageClass == .bounce)
        #expect(message.deliveryStatus.map(\.recipient) == ["li@b.example"])
        #expect(message.reportedMessageID == MessageID("m@a.example"))
    }

    @Test func `the line about the original message is not the original message`() {
        let message = judged(
            "Return-Path: <>", "From: MAILER-DAEMON@a.example", "Subject: Returned Mail: User unknown", "",
            "The original message was received at Monday", "from me@a.example", "", "--- errors ---", "",
            "li@b.example [User unknown]")
        #expect(message.deliveryStatus.first?.recipient == "li@b.example")
    }

    @Test(arguments: [
        (
            "Bounce",
            #"\"bouncedRecipients\":[{\"emailAddress\":\"li@b.example\",\"status\":\"5.1.1\",\"action\":\"failed\","#
                + #"\"diagnosticCode\":\"smtp; 550 5.1.1 unknown\"}]"#, DeliveryAction.failed
        ),
        ("Delivery", #"\"recipients\":[\"li@b.example\"]"#, .delivered),
    ])
    func `a mail service's notification is a report`(kind: String, rest: String, action: DeliveryAction) {
        let message = judged(
            "From: no-reply@service.example", "X-Amz-Sns-Message-Id: 7", "Subject: Notification", "",
            #"{ "Type" : "Notification", "Message" : "{\"notificationType\":\"\#(kind)\",\#(rest)}" }"#)
        #expect(message.messageClass == .bounce)
        #expect(message.deliveryStatus.map(\.recipient) == ["li@b.example"])
        #expect(message.deliveryStatus.map(\.action) == [action])
    }

    @Test func `each line of a transcript names a recipient`() {
        let message = judged(
            "From: MAILER-DAEMON@a.example", "To: me@a.example", "Subject: Returned mail", "",
            "----- Transcript of session follows -----", "<<< 501 <me@a.example>... no",
            "554 <li@b.example>... 550 Host unknown",
            ">>> RCPT To:<wang@c.example>", "550 wang@c.example... User unknown", "",
            "----- Unsent message follows -----",
            "To: zhao@d.example")
        #expect(message.deliveryStatus.map(\.recipient) == ["li@b.example", "wang@c.example"])
    }

    @Test func `recipients stand below the line that announces them`() {
        let message = judged(
            "From: postmaster@a.example", "Subject: Undeliverable: x", "", "Your message", "  To: list@b.example", "",
            "did not reach the following recipient(s):", "", "li@b.example on Monday", "  550 5.1.1 not recognized")
        #expect(message.deliveryStatus.map(\.recipient) == ["li@b.example"])
        #expect(message.deliveryStatus.map(\.status) == ["5.1.1"])
    }

    static let codes: [(status: String, diagnostic: String?, result: String)] = [
        ("5.0.0", "smtp; 550 5.7.1 refused", "5.7.1"), ("5.1.1", "smtp; 550 5.7.1 refused", "5.1.1"),
        ("4.0.0", "smtp; 550 5.7.1 refused", "4.0.0"), ("5.0.0", nil, "5.2.2"),
    ]

    @Test(arguments: codes)
    func `a code that says nothing gives way to one that does`(status: String, diagnostic: String?, result: String) {
        let message = judged(
            "From: MAILER-DAEMON@a.example", "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
            "",
            "--x", "", "<li@b.example>: 552 5.2.2 over quota", "--x", "Content-Type: message/delivery-status", "",
            "Reporting-MTA: dns; a", "", "Final-Recipient: rfc822; li@b.example", "Action: failed", "Status: \(status)",
            diagnostic.map { "Diagnostic-Code: \($0)" } ?? "X: y", "--x--")
        #expect(message.deliveryStatus.map(\.status) == [result])
        #expect(message.deliveryStatus.first?.diagnostic?.isEmpty == false)
    }

    @Test func `a complaint is automatic`() {
        let message = judged(
            "From: abuse@p.example", "Content-Type: multipart/report; report-type=feedback-report; boundary=x", "",
            "--x", "",
            "a complaint", "--x", "Content-Type: message/feedback-report", "", "Feedback-Type: abuse", "--x--")
        #expect(message.messageClass == .autoReply)
    }

    static let people: [[String]] = [
        ["From: Li <li@b.example>", "Subject: my mail could not be delivered", "", "user unknown, they say"],
        ["From: no-reply@shop.example", "Subject: Parcel", "", "Your parcel could not be delivered."],
        ["From: Li <li@b.example>", "Subject: x", "", #"{"notificationType":"Bounce","bouncedRecipients":[]}"#],
        ["From: Li <postmaster@b.example>", "Subject: question", "", "Your mail says the mailbox is full. Is it?"],
        ["From: Li <li@b.example>", "List-Id: <l.b.example>", "Subject: not a member", "", "You are not a member."],
    ]

    @Test(arguments: people)
    func `no person is taken for a mail system`(lines: [String]) {
        let message = read(RawMessage(Array(lines.joined(separator: "\r\n").utf8))).judged(reversePath: nil)
        #expect(message.messageClass != .bounce)
    }

    @Test func `a list's refusal is a report`() {
        let message = judged(
            "From: club-admin@a.example", "X-MLServer: fml", "Subject: You li@b.example are not member (club)", "",
            "You are not a member of this mailing list <club@a.example>.")
        #expect(message.messageClass == .bounce)
        #expect(message.deliveryStatus.map(\.recipient) == ["club@a.example"])
    }
}
