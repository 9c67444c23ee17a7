import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("What goes out")
struct OutgoingComposerTests {
    let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
    var composer: OutgoingComposer { OutgoingComposer(policy: policy, publicURL: "https://desk.example") }

    func entry(_ template: String, _ nature: Ticketing.Notification.Nature, carries entry: Entry? = nil)
        -> OutgoingEntry
    {
        let notification = Ticketing.Notification(
            template: template, version: 1, language: "zh", recipient: Fixtures.wang.mailbox, nature: nature,
            messageID: IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key),
            desk: "it", entryEvent: nil, values: ["ticket.previous_status": "new", "ticket.status": "resolved"])
        return OutgoingEntry(
            id: OutgoingID(rawValue: 1), notification: notification, ticket: Fixtures.ticket(), entry: entry,
            thread: [MessageID("first@customer.example")], recipient: Fixtures.wang, composed: nil, attempts: 0,
            createdAt: Fixtures.now)
    }

    func text(_ entry: OutgoingEntry) throws -> String {
        String(decoding: try composer.compose(entry, at: Fixtures.now).get().message.bytes, as: UTF8.self)
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

    @Test func `a copy names all who get one, goes to one, and bears the identifier of the first`() throws {
        let guest = AnswerAudienceTests.guest
        var copy = entry("acknowledgement", .acknowledgement)
        copy.notification.copyOf = MessageID("shared@desk.example")
        copy.notification.destinations = Destinations(to: [Fixtures.wang.mailbox], cc: [guest.mailbox])
        copy.notification.recipient = guest.mailbox
        let mail = try text(copy)
        #expect(mail.contains("<wang@customer.example>\r\nCc: Guest <guest@customer.example>\r\n"))
        #expect(mail.contains("Message-ID: <shared@desk.example>\r\n"))
        #expect(!mail.contains(copy.notification.messageID.value))
        #expect(composer.envelope(of: copy).forwardPaths == [ForwardPath(guest.address)])
    }

    @Test func `Outlook keeps a ticket's mails together, with the mail that opened it where it wrote that`() throws {
        func index(_ entry: OutgoingEntry) throws -> String {
            let lines = try text(entry).components(separatedBy: "\r\n")
            return try #require(lines.first { $0.hasPrefix("Thread-Index: ") })
        }
        var one = entry("acknowledgement", .acknowledgement)
        var other = entry("status-change", .notice)
        #expect(try index(one) == index(other))
        #expect(try text(one).contains("Thread-Topic: =?"))
        other.ticket = Fixtures.ticket(43)
        #expect(try index(one) != index(other))
        let begun = ThreadIndex(begun: Fixtures.now, identifier: Array(0..<16))
        one.ticket?.threadIndex = begun
        #expect(try index(one) == "Thread-Index: \(begun.text)")
        one.ticket = nil
        #expect(try !text(one).contains("Thread-"))
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

    @Test(arguments: [
        ("status-change", Ticketing.Notification.Nature.notice, true), ("assignment", .notice, true),
        ("sign-in-link", .notice, false), ("acknowledgement", .acknowledgement, false),
        ("public-reply", .personal, false),
        ("status-answer", .acknowledgement, false),
    ])
    func `only notices that nobody asked for say how to end them`(
        template: String, nature: Ticketing.Notification.Nature, ends: Bool
    ) throws {
        let mail = try text(entry(template, nature))
        let token = NotificationKind(rawValue: template).map {
            UnsubscribeToken(person: Fixtures.wang.id, kind: $0).encoded(key: Fixtures.key)
        }
        let unfolded = mail.replacingOccurrences(of: "\r\n ", with: " ")
        #expect(unfolded.contains("List-Unsubscribe: <https://desk.example/unsubscribe/\(token ?? "")>\r\n") == ends)
        #expect(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") == ends)
    }

    @Test func `a notice to somebody unknown has nothing to end`() throws {
        var stranger = entry("status-change", .notice)
        stranger.recipient = nil
        #expect(!(try text(stranger)).contains("List-Unsubscribe"))
        #expect(!(try words(stranger)).contains("/preferences/"))
    }

    /// The text part as its reader sees it.
    func words(_ entry: OutgoingEntry) throws -> String {
        InternetMessage(
            unstructured: try composer.compose(entry, at: Fixtures.now).get().message, limits: MessageLimits()
        ).text
    }

    @Test(arguments: [
        ("status-change", Ticketing.Notification.Nature.notice, true), ("sign-in-link", .notice, true),
        ("acknowledgement", .acknowledgement, false), ("public-reply", .personal, false),
    ])
    func `a notice leads to its reader's own settings, for thirty days`(
        template: String, nature: Ticketing.Notification.Nature, leads: Bool
    ) throws {
        let words = try words(entry(template, nature))
        guard leads else {
            #expect(!words.contains("/preferences/"))
            return
        }
        let mark = "https://desk.example/preferences/"
        let start = try #require(words.range(of: mark)).upperBound
        let token = String(words[start...].prefix { !$0.isWhitespace })
        let last = Fixtures.now.addingTimeInterval(PreferencesToken.lifetime - 1)
        #expect(PreferencesToken(token, key: Fixtures.key, at: last)?.person == Fixtures.wang.id)
        #expect(PreferencesToken(token, key: Fixtures.key, at: last.addingTimeInterval(1)) == nil)
        #expect(!words.contains("/me#notices"))
    }

    @Test func `a desk's picture goes along where the message shows it, always with the same bytes`() throws {
        let pixel = PNGWriter.image([[.first]], palette: [[1, 2, 3], [4, 5, 6], [7, 8, 9], [0, 0, 0]])
        let picture = try BrandPicture(png: pixel, contentID: "a1@logo.martlet")
        var desks = Fixtures.desks.desks
        for index in desks.indices { desks[index].brand.picture = picture }
        func composed(_ entry: OutgoingEntry, _ templates: TemplateCatalog) throws -> RawMessage {
            let policy = NotificationPolicy(
                desks: DeskDirectory(desks), templates: templates, key: Fixtures.key, tokens: CountingTokens())
            return try OutgoingComposer(policy: policy, publicURL: "https://desk.example")
                .compose(entry, at: Fixtures.now).get().message
        }
        let raw = try composed(entry("status-change", .notice), .shipped)
        #expect(try composed(entry("status-change", .notice), .shipped) == raw)
        let text = String(decoding: raw.bytes, as: UTF8.self)
        #expect(text.contains("multipart/related") && text.contains("Content-ID: <a1@logo.martlet>\r\n"))
        #expect(text.contains("Content-Disposition: inline;"))
        let message = InternetMessage(unstructured: raw, limits: MessageLimits())
        #expect(message.attachments.map(\.bytes) == [picture.png])
        #expect(message.unsafeHTML?.contains("<img src=\"cid:a1@logo.martlet\" alt=\"") == true)
        // A template of somebody's own, which shows no logo, takes no picture along.
        let key = TemplateKey.statusChange
        let plain = try TemplateWriting(subject: "A", text: "B\n", html: "<p>C</p>").template(key, .first, .chinese)
        let own = try composed(entry("status-change", .notice), TemplateCatalog(templates: [plain]))
        #expect(!String(decoding: own.bytes, as: UTF8.self).contains("image/png"))
    }

    @Test func `how a message answers for itself says its key alone`() {
        let natures = TemplateKey.all.reduce(into: [Ticketing.Notification.Nature: Set<TemplateKey>]()) {
            natures, key in
            let message = policy.notification(
                key.rawValue, to: Fixtures.wang.mailbox, desk: "it", languages: ["en"])
            if let message { natures[message.nature, default: []].insert(key) }
        }
        #expect(natures[.personal] == [.publicReply])
        #expect(natures[.acknowledgement] == [.acknowledgement, .statusAnswer, .approvalUnclear])
        #expect(natures[.notice]?.count == TemplateKey.all.count - 4)
    }

    @Test func `what is composed is signed for the desk's domain`() throws {
        let secret = try #require(PrivateKey.make(.ed25519))
        let key = try #require(DKIMSigningKey(domain: "desk.example", selector: "s1", key: secret))
        let composer = OutgoingComposer(
            policy: policy, publicURL: "https://desk.example", signer: DKIMSigner(keys: [key]))
        let raw = try composer.compose(entry("status-change", .notice), at: Fixtures.now).get().message
        let finding = SignatureCheck(
            raw, author: Fixtures.address("support@desk.example"), suffixes: nil, at: Fixtures.now
        ).finding { _ in .found([Array(key.record.utf8)]) }
        #expect(finding == .signed(domain: "desk.example", selector: "s1"))
        let field = String(decoding: raw.bytes, as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "")
        #expect(field.contains(":List-Unsubscribe:List-Unsubscribe:List-Unsubscribe-Post:List-Unsubscribe-Post:"))
    }

    @Test func `an answer to a query lists the tickets and threads with it`() throws {
        var planned = entry("status-answer", .acknowledgement)
        planned.ticket = nil
        planned.thread = []
        planned.notification.language = "en"
        var second = Fixtures.ticket(7, state: .pending)
        second.createdAt = Fixtures.now.addingTimeInterval(-3 * 86_400 - 5)
        second.subject = "<b>Screen & {{desk.title}}"
        let list = StatusList([Fixtures.ticket(), second, Fixtures.ticket(8, state: .resolved)])
        planned.notification.values = list.values(answering: MessageID("q@customer.example"))
        let mail = try text(planned)
        #expect(mail.contains("Subject: Your requests at IT Support\r\n"))
        #expect(mail.contains("In-Reply-To: <q@customer.example>\r\n"))
        let rendered = try policy.templates.rendered(
            planned.notification,
            values: OutgoingValues(
                entry: planned, desk: Fixtures.it, publicURL: "https://desk.example", at: Fixtures.now
            ).root, timeZone: "UTC")
        #expect(rendered.problems.isEmpty)
        #expect(rendered.text.contains("You have 2 open requests."))
        #expect(rendered.text.contains("* IT-7 <b>Screen & {{desk.title}}\n  Pending"))
        #expect(rendered.text.contains("* IT-42 打印机卡纸\n  New") && !rendered.text.contains("IT-8"))
        #expect(rendered.html?.contains("&lt;b&gt;Screen &amp; {{desk.title}}") == true)
        #expect(!mail.contains("\r\nReply-To"))
    }

    @Test func `mail about a ticket and lists of tickets say what is promised`() throws {
        var desk = Fixtures.it
        desk.targets = ServiceTargets(usual: .init(response: 3_600))
        func facts(_ desk: Desk, at now: Date) throws -> (text: String, list: String) {
            var notice = entry("acknowledgement", .acknowledgement)
            notice.notification.language = "en"
            var answer = entry("status-answer", .acknowledgement)
            answer.notification.language = "en"
            answer.ticket = nil
            answer.notification.values = StatusList([Fixtures.ticket()], desks: DeskDirectory([desk]))
                .values(answering: nil)
            let texts = try [notice, answer].map { entry in
                let values = OutgoingValues(entry: entry, desk: desk, publicURL: "https://desk.example", at: now)
                return try policy.templates.rendered(
                    entry.notification, values: values.root, timeZone: "UTC"
                ).text
            }
            return (texts[0], texts[1])
        }
        let promised = try facts(desk, at: Fixtures.now + 3_600)
        #expect(promised.text.contains("Promised by: ") && promised.text.contains("3:13"))
        #expect(promised.list.contains("Promised by: ") && !promised.list.contains(" · late"))
        #expect(try facts(desk, at: Fixtures.now + 3_601).list.contains(" · late"))
        let silent = try facts(Fixtures.it, at: Fixtures.now)
        #expect(!silent.text.contains("Promised by") && !silent.list.contains("Promised by"))
    }

    @Test func `a template that is not there is a fault, not a trap`() {
        guard case .failure = composer.compose(entry("no-such", .notice), at: Fixtures.now) else {
            Issue.record("composed from nothing")
            return
        }
    }
}
