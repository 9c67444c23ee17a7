import InternetMessage
import Testing

@testable import Ticketing

@Suite("What an approver's mail decides") struct ApprovalReadingTests {
    private func reading(_ text: String) -> ApprovalReading {
        ApprovalReading(FreshText(text: text, quoted: false))
    }

    @Test(arguments: [
        ("APPROVE", ApprovalReading.approve(reason: "")),
        ("\n \u{A0}\n\u{FEFF}\r\n\u{200B}\nAPPROVE", .approve(reason: "")),
        ("approve\nWithin the budget.\n\nAnna", .approve(reason: "Within the budget.\n\nAnna")),
        ("同意\r\n预算之内", .approve(reason: "预算之内")),
        ("驳回。\n\n  请补充报价。 \n", .reject(reason: "请补充报价。")),
        ("Rejected, thanks\rNo budget.", .reject(reason: "No budget.")),
        ("APPROVE\u{2028}It is cheap.", .approve(reason: "It is cheap.")),
        // The same word again, a sentence with the other one and a question of the other one are no opposite lines.
        ("APPROVE\nAPPROVE", .approve(reason: "APPROVE")),
        ("APPROVE\nI would reject a second one.\nreject?", .approve(reason: "I would reject a second one.\nreject?")),
        ("approve\n- not the dock", .approve(reason: "- not the dock")),
    ])
    func `the first own line decides, and what stands below is the reason`(text: String, expected: ApprovalReading) {
        #expect(reading(text) == expected)
    }

    @Test(arguments: [
        "APPROVE\nREJECT", "REJECT\n\nAPPROVE", "同意\n不同意", "approve\n\nbecause\n\n拒绝。", "却下します\n理由\n承認",
        "APPROVE\nsorry, rejected", "APPROVE\u{2028}REJECT", "APPROVE\u{85}REJECT", "APPROVE\u{B}REJECT",
        "APPROVE\rREJECT",
        // What hides from us does not hide from its reader.
        "APPROVE\nRE\u{200B}JECT", "APPROVE\n\u{202E}\u{202C}reject", "APPROVE\nre\u{AD}ject", "APPROVE\n👎 REJECT",
        "APPROVE\n- reject", "APPROVE\n• Reject,", "同意\n【驳回】👍", "APPROVE\n…reject…",
    ])
    func `an opposite line takes the decision back`(text: String) {
        #expect(reading(text) == .unclear(.opposite))
    }

    @Test(arguments: [
        ("", ApprovalDoubt.nothingWritten), (" \n\t\n\u{A0}\n\u{200B}\u{FEFF}", .nothingWritten),
        ("Hi Li,\n\nAPPROVE", .noWord), ("您好：\n同意", .noWord), ("Hello\nAPPROVE", .noWord), ("---\nAPPROVE", .noWord),
        ("👍\nAPPROVE", .noWord), ("Approve?\nAPPROVE", .question), ("not yet approved\nAPPROVE", .negation),
        ("APPROVE,\nif Wang agrees", .noWord), ("APPROVE:\n- the laptop", .noWord),
        ("I do not\nAPPROVE\nthis.", .noWord),
        ("Reject or\napprove", .noWord),
    ])
    func `nothing else decides`(text: String, doubt: ApprovalDoubt) {
        #expect(reading(text) == .unclear(doubt))
    }

    @Test func `an own text has 64 KiB at most`() {
        let room = ApprovalReading.longestText - "APPROVE\n".utf8.count
        #expect(reading("APPROVE\n" + String(repeating: "x", count: room)).decision == .approved)
        #expect(reading("APPROVE\n" + String(repeating: "x", count: room + 1)) == .unclear(.tooLong))
        let last = String(repeating: "x", count: room - 7) + "\nreject"
        #expect(reading("APPROVE\n" + last) == .unclear(.opposite))
    }

    @Test func `an own text has 1,000 lines at most`() {
        #expect(reading("APPROVE" + String(repeating: "\nx", count: 999)).decision == .approved)
        #expect(reading("APPROVE" + String(repeating: "\nx", count: 1_000)) == .unclear(.tooLong))
        let signed = FreshText(text: "APPROVE\nx", quoted: false, signature: String(repeating: "x\n", count: 999))
        #expect(ApprovalReading(signed) == .unclear(.tooLong))
    }

    @Test func `4,000 bytes of a reason are kept, cut between characters`() {
        #expect(
            reading("同意\n" + String(repeating: "x", count: 4_000))
                == .approve(reason: String(repeating: "x", count: 4_000)))
        #expect(
            reading("同意\n" + String(repeating: "x", count: 4_001))
                == .approve(reason: String(repeating: "x", count: 4_000)))
        #expect(
            reading("同意\n" + String(repeating: "好", count: 1_334))
                == .approve(reason: String(repeating: "好", count: 1_333)))
    }

    @Test func `a line of the signature takes the decision back, and makes none`() {
        func reading(_ text: String, _ signature: String) -> ApprovalReading {
            ApprovalReading(FreshText(text: text, quoted: false, signature: signature))
        }
        #expect(reading("APPROVE", "Anna\nNot Approved") == .unclear(.opposite))
        #expect(reading("APPROVE", "Anna\nApproved") == .approve(reason: ""))
        #expect(reading("", "APPROVE") == .unclear(.nothingWritten))
        let long = String(repeating: "x", count: ApprovalReading.longestText - 7)
        #expect(reading("APPROVE", long) == .approve(reason: ""))
        #expect(reading("APPROVE", long + "x") == .unclear(.tooLong))
    }

    @Test func `text that may be another's decides nothing`() {
        #expect(ApprovalReading(FreshText(text: "APPROVE", quoted: true, isCertain: false)) == .unclear(.notWrittenNow))
    }

    /// A mail whose first own line is APPROVE.
    private func mail(_ change: (inout InternetMessage) -> Void = { _ in }) -> InternetMessage {
        var message = InternetMessage()
        message.subject = "Re: [IT-42] A laptop"
        message.text = "APPROVE"
        message.fresh = FreshText(text: message.text)
        change(&message)
        return message
    }

    @Test func `a person's own mail decides`() {
        #expect(ApprovalReading(mail()) == .approve(reason: ""))
        #expect(ApprovalReading(mail { $0.subject = "Re: Fw: [IT-42] A laptop" }).decision == .approved)
        let said = HeaderSection([HeaderField(name: "auto-submitted", body: Array("no".utf8))])
        #expect(ApprovalReading(mail { $0.header = said }).decision == .approved)
    }

    @Test(arguments: MessageClass.allCases.filter { $0 != .person })
    func `only a person's does`(messageClass: MessageClass) {
        #expect(ApprovalReading(mail { $0.messageClass = messageClass }) == .unclear(.notPersonal))
    }

    @Test(arguments: ["auto-replied", "auto-generated", "auto-notified; x=y", "something-new"])
    func `nothing that calls itself automatic does`(mark: String) {
        let header = HeaderSection([HeaderField(name: "auto-submitted", body: Array(mark.utf8))])
        #expect(ApprovalReading(mail { $0.header = header }) == .unclear(.notPersonal))
    }

    @Test(arguments: ["Fw: [IT-42] A laptop", "FWD: x", "WG: x", "转发: [IT-42] x", "轉寄：x", "Tr : x", "[IT-42] Fw: x"])
    func `no mail that is passed on does`(subject: String) {
        #expect(ApprovalReading(mail { $0.subject = subject }) == .unclear(.forwarded))
    }

    @Test func `no mail that was read in part does`() {
        #expect(ApprovalReading(mail { $0.isTruncated = true }) == .unclear(.unreadable))
        #expect(ApprovalReading(mail { $0.wasReadByFallback = true }) == .unclear(.unreadable))
        #expect(ApprovalReading(mail { $0.encryption = .smime }) == .unclear(.unreadable))
    }

    @Test func `a desk's own words decide its mails`() throws {
        let words = try ApprovalWords(approving: ["go ahead"], rejecting: ["no go"])
        var asked = mail()
        asked.fresh = FreshText(text: "Go ahead!\nIt is cheap.")
        #expect(ApprovalReading(asked, words: words) == .approve(reason: "It is cheap."))
        #expect(ApprovalReading(asked) == .unclear(.noWord))
        asked.fresh = FreshText(text: "APPROVE\nno go")
        #expect(ApprovalReading(asked, words: words) == .unclear(.opposite))
    }
}
