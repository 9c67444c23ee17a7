import InternetMessage
import Testing

@Suite("RFC 3464 – delivery reports") struct DeliveryStatusNotificationTests {
    private func report(_ text: String, parts: [(String, String)] = [], fields: [(String, String)] = [])
        -> DeliveryStatusNotification
    {
        DeliveryStatusNotification(
            parts: parts.map { ReportPart(type: $0.0, bytes: Array($0.1.utf8)) },
            header: HeaderSection(fields.map { HeaderField(name: $0.0, body: Array($0.1.utf8)) }), text: text,
            subject: "failure notice",
            bystanders: ["desk@ours.example"])
    }

    @Test func `each group of per-recipient fields is one recipient`() {
        let status = """
            Reporting-MTA: dns; mx.example\r
            \r
            Original-Recipient: rfc822;ann@a.example\r
            Final-Recipient: rfc822; <Ann@A.example>\r
            Action: FAILED (permanent)\r
            Status: 5.1.1 (unknown)\r
            Diagnostic-Code: smtp; 550 5.1.1\r
              no such user\r
            \r
            Final-Recipient: utf-8; bob@b.example\r
            Action: delayed\r
            Status: 4.4.1\r
            \r
            Nonsense
            """
        let returned = "Received: x\r\nMessage-ID:\r\n <our.id@ours.example>\r\nSubject: y\r\n"
        let notification = report("", parts: [("message/delivery-status", status), ("text/rfc822-headers", returned)])
        #expect(
            notification.recipients == [
                RecipientStatus(
                    recipient: "Ann@A.example", action: .failed, status: "5.1.1", diagnostic: "550 5.1.1 no such user"),
                RecipientStatus(recipient: "bob@b.example", action: .delayed, status: "4.4.1", diagnostic: nil),
            ])
        #expect(notification.reportedMessageID == MessageID("our.id@ours.example"))
    }

    @Test(arguments: [
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message.\n\n<ann@a.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <desk@ours.example>\nMessage-ID: <our.id@ours.example>\nFrom: desk@ours.example\nTo: other@x.example\n",
        "A message that you sent could not be delivered.\n\n  ann@a.example\n    SMTP error after RCPT TO:<ann@a.example>:\n    host mx.a.example [192.0.2.1]: 550 5.1.1 unknown\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <desk@ours.example>\nMessage-ID: <our.id@ours.example>\nFrom: desk@ours.example\n",
        "<ann@a.example>: host mx.a.example[192.0.2.1] said: 550 5.1.1 unknown (in reply to\n    RCPT TO command)\n\nMessage-ID: x\nReturn-Path: <desk@ours.example>\nFrom: desk@ours.example\nMessage-ID: <our.id@ours.example>",
    ])
    func `reports written for people are read by plain rules`(text: String) throws {
        let notification = report(text)
        #expect(notification.recipients.map(\.recipient) == ["ann@a.example"])
        let recipient = try #require(notification.recipients.first)
        #expect(recipient.status == "5.1.1" && recipient.action == .failed)
        #expect(recipient.diagnostic?.utf8.starts(with: "192".utf8) == false)
        #expect(notification.reportedMessageID == MessageID("our.id@ours.example"))
    }

    @Test func `a report about a report is about that report's recipient`() {
        let outer = "Final-Recipient: rfc822; ann@a.example\nAction: failed\nStatus: 5.4.6\n"
        let inner = "Final-Recipient: rfc822; other@x.example\nAction: failed\nStatus: 5.1.1\n"
        let parts = report("", parts: [("message/delivery-status", outer), ("message/delivery-status", inner)])
        #expect(parts.recipients.map(\.recipient) == ["ann@a.example"])
        let words = "<ann@a.example>: 554 5.4.6 loops back\n\n------ This is a copy of the message ------\n\n"
        let plain = report(words + "Return-Path: <>\nTo: ann@a.example\n\n" + inner)
        #expect(plain.recipients.map(\.recipient) == ["ann@a.example"])
        #expect(plain.recipients.map(\.status) == ["5.4.6"])
        let passedOn = report(
            "Please see below.\n---------\nReturn-Path: <>\nFrom: MAILER-DAEMON@x.example\n\n" + inner)
        #expect(passedOn.recipients.map(\.recipient) == ["other@x.example"])
    }

    @Test(arguments: [
        ("收件人邮件地址（ann@a.example）不存在，邮件无法送达。550 5.1.1", "ann@a.example"), ("您发往ann@a.example的邮件被退回", "ann@a.example"),
        ("宛先：ann@a.exampleへの配信", "ann@a.example"), ("to: müller@a.example", "müller@a.example"),
        ("to: 张三@例子.公司", "张三@例子.公司"),
    ])
    func `an address is found within a sentence without blanks`(text: String, address: String) {
        #expect(report(text).recipients.map(\.recipient) == [address])
    }

    @Test(arguments: [
        "There was a temporary problem delivering your message to ann@a.example. We will retry for 46 more hours.",
        "您发往 ann@a.example 的邮件延迟，系统将继续尝试。", "ann@a.example への配信が遅れています",
    ])
    func `what will be tried again is delayed`(text: String) {
        #expect(report(text).recipients.map(\.action) == [.delayed])
    }

    @Test func `Exim names the recipients in a field of its own`() {
        let notification = report("no address here", fields: [("x-failed-recipients", "a@a.example, b@b.example")])
        #expect(notification.recipients.map(\.recipient) == ["a@a.example", "b@b.example"])
    }

    @Test(arguments: ["", "@", "@@@@", "a@", "<@a.b>", "desk@ours.example postmaster@x.example", "192.0.2.1 5.1.1"])
    func `where nobody is named, nobody is`(text: String) {
        #expect(report(text).recipients.isEmpty)
    }

    @Test func `hostile reports are cut short`() {
        let many = String(repeating: "Final-Recipient: rfc822; a@b.example\n\n", count: 20_000)
        #expect(report("", parts: [("message/delivery-status", many)]).recipients.count == 100)
        #expect(report(String(repeating: "a@", count: 200_000)).recipients.isEmpty)
    }
}
