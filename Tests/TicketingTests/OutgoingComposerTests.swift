import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@Suite("What goes out")
struct OutgoingComposerTests {
    let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
    var composer: OutgoingComposer { OutgoingComposer(policy: policy, publicURL: "https://desk.example") }

    func entry(_ template: String, _ nature: Notification.Nature, carries entry: Entry? = nil) -> OutgoingEntry {
        let notification = Notification(
            template: template, version: 1, language: "zh", recipient: Fixtures.wang.mailbox, nature: nature,
            messageID: IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key),
            desk: "it", entryEvent: nil, values: ["ticket.previous_status": "new", "ticket.status": "resolved"])
        return OutgoingEntry(
            id: OutgoingID(rawValue: 1), notification: notification, ticket: Fixtures.ticket(), entry: entry,
            thread: [MessageID("first@customer.example")], recipient: Fixtures.wang, composed: nil, attempts: 0,
            createdAt: Fixtures.now)
    }

    func text(_ entry: OutgoingEntry) throws -> String {
        String(decoding: try composer.compose(entry, at: Fixtures.now).get().bytes, as: UTF8.self)
    }

    @Test func `an acknowledgement says that it is one and threads`() throws {
        let mail = try text(entry("acknowledgement", .acknowledgement))
        #expect(mail.contains("Auto-Submitted: auto-replied\r\n"))
        #expect(mail.contains("In-Reply-To: <first@customer.example>\r\n"))
        #expect(composer.envelope(of: entry("acknowledgement", .acknowledgement)).reversePath == .null)
    }

    @Test func `its reply address is the recipient's own key to the ticket`() throws {
        let token = ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id).encoded(key: Fixtures.key)
        let mail = try text(entry("acknowledgement", .acknowledgement))
        #expect(mail.contains("support+\(token)@desk.example"))
    }

    @Test func `a person's words go out unmarked, with failures coming back to an address of their own`() throws {
        let reply = Entry(
            id: EntryID(rawValue: 1), kind: .message, direction: .outgoing, channel: .portal,
            author: Fixtures.lina.mailbox, text: "已经换了滚轮。<b>", html: nil, fresh: nil, change: nil, flags: [],
            createdAt: Fixtures.now, mail: nil, messageID: nil, attachments: [])
        let planned = entry("public-reply", .personal, carries: reply)
        #expect(!(try text(planned)).contains("Auto-Submitted"))
        guard case .mailbox(let address) = composer.envelope(of: planned).reversePath else {
            Issue.record("a reply has no return address")
            return
        }
        #expect(address.detail.flatMap { ReturnToken(detail: $0, key: Fixtures.key) }?.message == planned.id)
        #expect(try text(planned).contains("Reply-To:"))
    }

    @Test func `mail about no ticket has a return address, and an acknowledgement has none`() {
        var link = entry("sign-in-link", .notice)
        link.ticket = nil
        #expect(composer.envelope(of: link).reversePath != .null)
        #expect(composer.envelope(of: entry("acknowledgement", .acknowledgement)).reversePath == .null)
    }

    @Test(arguments: ["acknowledgement", "status-change"])
    func `every line ends in CRLF and is ASCII`(template: String) throws {
        let bytes = Array(try text(entry(template, .notice)).utf8)
        #expect(bytes.allSatisfy { $0 < 0x80 && $0 != 0 })
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            #expect(index > 0 && bytes[index - 1] == 0x0D)
        }
    }

    @Test func `a template that is not there is a fault, not a trap`() {
        guard case .failure = composer.compose(entry("no-such", .notice), at: Fixtures.now) else {
            Issue.record("composed from nothing")
            return
        }
    }
}
