import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import InternetMessage
import Logging
import NIOCore
import NIOPosix
import Portal
import Synchronization
import TemplateEngine
import TestSupport
import Ticketing

/// A portal over a desk in memory, with people who are signed in or hold tokens.
struct PortalScene: Sendable {
    static let hostile = #"<script>alert('x')</script>"><img src=x onerror=alert(1)>"#

    let desk = InMemoryDesk()
    let mailboxes = InMemoryMailboxes()
    let approvals: InMemoryApprovals
    let codes = InMemoryApprovalCodes()
    let approving: ApprovalDesk
    let application: PortalApplication
    let clock = ManualClock(Fixtures.now)

    init(publicURL: String = "http://localhost", apiRate: Int = 600, desks: DeskDirectory = PortalScene.desks) {
        let tokens = CountingTokens()
        let outgoing = InMemoryOutgoing(desk: desk)
        let clock = clock
        let service = TicketDesk(
            tickets: desk, surveys: desk, people: desk, outgoing: outgoing,
            policy: NotificationPolicy(
                desks: desks, templates: .shipped, key: Fixtures.key, tokens: tokens),
            now: { clock.now })
        approvals = InMemoryApprovals(desk: desk)
        approving = ApprovalDesk(
            approvals: approvals, people: desk,
            policy: NotificationPolicy(
                desks: desks, templates: .shipped, key: Fixtures.key, tokens: tokens),
            now: { clock.now })
        let codeDesk = ApprovalCodeDesk(
            approvals: approvals, codes: codes, people: desk, outgoing: outgoing,
            policy: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: tokens),
            now: { clock.now })
        let shelf = InMemoryShelf(InMemoryTemplates(.shipped))
        var logger = Logger(label: "portal-tests")
        logger.logLevel = .critical
        application = PortalApplication(
            configuration: PortalConfiguration(
                listen: .address(host: "127.0.0.1", port: 0), publicURL: publicURL, apiRate: apiRate,
                linkAnswerTime: .zero),
            desks: desks,
            ports: PortalPorts(
                desk: service, approving: approving, approvals: approvals, codes: codeDesk, tickets: desk, people: desk,
                preferences: desk, ledger: desk, outgoing: outgoing,
                suppressions: InMemorySuppressions(desk: desk), idempotency: desk,
                mailboxes: mailboxes,
                templates: TemplateDesk(
                    library: shelf.library, published: shelf, desks: Fixtures.desks, now: { clock.now }),
                preview: TemplatePreview(
                    policy: NotificationPolicy(
                        desks: Fixtures.desks, published: shelf, key: Fixtures.key, tokens: tokens),
                    publicURL: publicURL),
                digests: DigestDesk(
                    digests: desk, people: desk,
                    composer: OutgoingComposer(
                        policy: NotificationPolicy(
                            desks: Fixtures.desks, published: shelf, key: Fixtures.key, tokens: tokens),
                        publicURL: publicURL), now: { clock.now }),
                reports: ReportDesk(
                    history: desk, surveys: desk, people: desk, outgoing: outgoing,
                    composer: OutgoingComposer(
                        policy: NotificationPolicy(
                            desks: desks, published: shelf, key: Fixtures.key, tokens: tokens),
                        publicURL: publicURL),
                    now: { clock.now })),
            tokens: tokens, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            now: { clock.now }, readiness: { [ReadinessCheck(name: "database", isReady: true)] },
            metrics: { "martlet_up 1\n" })
    }

    /// Runs the test with a few tickets, mails and people there.
    func run(_ test: @Sendable @escaping (PortalClient) async throws -> Void) async throws {
        try await fill()
        let scene = self
        try await application.test(.router) { client in
            try await test(PortalClient(client: client, scene: scene))
        }
    }

    /// One of them sends reports.
    static let desks: DeskDirectory = {
        var desk = Fixtures.it
        desk.reports = [ReportSchedule(.week, to: [Fixtures.address("boss@customer.example")], language: "en")]
        return DeskDirectory([desk, Fixtures.hr])
    }()

    func signIn(_ person: Person) async throws -> String {
        let secret = "session" + String(repeating: "a", count: 20) + person.id.description
        try await desk.addCredential(
            Credential(
                kind: .session, person: person.id, label: "", expiresAt: clock.now.addingTimeInterval(3_600),
                absoluteExpiry: clock.now.addingTimeInterval(86_400)),
            hash: BearerSecret.hash(of: secret), at: clock.now)
        return secret
    }

    func token(_ person: Person) async throws -> String {
        let secret = "token" + String(repeating: "b", count: 20) + person.id.description
        try await desk.addCredential(
            Credential(kind: .token, person: person.id, label: "test", expiresAt: nil),
            hash: BearerSecret.hash(of: secret), at: clock.now)
        return secret
    }

    private func fill() async throws {
        for person in [Fixtures.wang, Fixtures.lina, Fixtures.omar, Fixtures.root, PortalScene.stranger] {
            await desk.add(person)
        }
        await desk.add(PortalScene.record)
        await desk.add(PortalScene.mail)
        for file in PortalScene.files { await desk.add(file) }
        for item in PortalScene.outgoing {
            await desk.add(item)
            await desk.add(PortalScene.sent, of: item.id)
        }
        await desk.add(PortalScene.suppression)
    }

    /// A reply that was put off, and a sign-in link.
    static let outgoing = [(5, "public-reply", OutgoingState.deferred), (6, "sign-in-link", .sent)].map {
        OutgoingRecord(
            id: OutgoingID(rawValue: $0), state: $2, template: $1, version: 2, language: "zh",
            recipient: Mailbox(displayName: hostile, address: Fixtures.wang.address), ticket: ticket.number,
            messageID: MessageID("m\($0)@desk.example"), attempts: 1, lastReply: "450 4.2.1 " + hostile,
            createdAt: Fixtures.now, nextAttemptAt: nil, priority: .answer)
    }

    static let sent = RawMessage(
        Array(
            """
            From: support@desk.example\r
            To: wang@customer.example\r
            Subject: [IT-42] secret-link\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            请试试水。 <script>alert(2)</script>\r
            --b\r
            Content-Type: text/html; charset=utf-8\r
            \r
            <!DOCTYPE html><html><head><title>x</title></head><body style="margin:0;color:#1a2130">\r
            <p style="font-family:'PingFang SC',sans-serif">Water</p><p style="color:red}body{display:none">x</p></body></html>\r
            --b--\r

            """.utf8))

    static let suppression = Suppression(
        address: Fixtures.wang.address, reason: "550 5.1.1 " + hostile, source: .report,
        message: OutgoingID(rawValue: 5), since: Fixtures.now)

    static let stranger = Fixtures.person(9, "stranger@customer.example")

    static let note = StoredAttachment(
        id: AttachmentID(rawValue: 2), name: "secret.txt", type: "text/plain", size: 3, sha256: "01", contentID: nil)
    static let page = StoredAttachment(
        id: AttachmentID(rawValue: 1), name: "报告\"\r\nX: y<b>.html", type: "text/html", size: 3, sha256: "00",
        contentID: nil)
    static let picture = StoredAttachment(
        id: AttachmentID(rawValue: 3), name: "logo.png", type: "image/png", size: 8, sha256: "02", contentID: "a@b")
    static let files = [
        AttachmentContent(
            attachment: page, bytes: Array("<b>".utf8), ticket: ticket.number, entryKind: .message),
        AttachmentContent(attachment: note, bytes: Array("abc".utf8), ticket: ticket.number, entryKind: .note),
        AttachmentContent(
            attachment: picture, bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], ticket: ticket.number,
            entryKind: .message),
    ]

    static var ticket: Ticket {
        var ticket = Fixtures.ticket()
        ticket.subject = hostile
        ticket.flags = [.unverified]
        return ticket
    }

    static let record = TicketRecord(
        ticket: ticket,
        entries: [
            entry(
                1, .message, .incoming, text: hostile + "\n> old words", attachments: [page, picture],
                html: "<p>hello <img src=\"cid:a@b\"></p>", fresh: hostile),
            entry(2, .note, nil, text: "the inside story", attachments: [note]),
            entry(3, .message, .outgoing, text: "We look into it."),
            entry(4, .message, .incoming, text: "", flags: [.encrypted]),
        ])

    private static func entry(
        _ id: Int64, _ kind: EntryKind, _ direction: EntryDirection?, text: String,
        attachments: [StoredAttachment] = [], html: String? = nil, fresh: String? = nil,
        flags: [TicketFlag] = []
    ) -> Entry {
        Entry(
            id: EntryID(rawValue: id), kind: kind, direction: direction, channel: .mail,
            author: Mailbox(displayName: hostile, address: Fixtures.wang.address), text: text, html: html,
            fresh: fresh, change: nil, flags: flags, createdAt: Fixtures.now,
            mail: kind == .note ? nil : MailID(rawValue: 7), messageID: nil, attachments: attachments)
    }

    static let mail = LedgerMail(
        id: MailID(rawValue: 7), state: .parked, reason: "three failures", desk: "it",
        reversePath: .mailbox(Fixtures.wang.address), recipients: [Fixtures.address("support@desk.example")],
        transport: "lmtp", size: 1_234, digest: "ab", messageID: MessageID("x@y"), author: hostile,
        subject: hostile, ticket: ticket.number, trace: ["loop passed", "thread: " + hostile], problems: [],
        failures: 3, receivedAt: Fixtures.now, settledAt: nil)
}

/// A clock that moves when it is told to.
final class ManualClock: Sendable {
    private let moment: Mutex<Date>

    init(_ moment: Date) { self.moment = Mutex(moment) }

    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
}

/// A browser, or a program with a token, as far as the tests need one.
struct PortalClient: Sendable {
    let client: any TestClientProtocol
    let scene: PortalScene

    func get(_ path: String, session: String? = nil, token: String? = nil, _ headers: HTTPFields = [:]) async throws
        -> TestResponse
    {
        try await client.execute(uri: path, method: .get, headers: fields(headers, session, token))
    }

    func post(
        _ path: String, _ form: [(String, String)], session: String? = nil, _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = fields(headers, session, nil)
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = form.map { escaped($0.0) + "=" + escaped($0.1) }.joined(separator: "&")
        return try await client.execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    func json(
        _ method: HTTPRequest.Method, _ path: String, _ body: String, token: String?, _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = fields(headers, nil, token)
        headers[.contentType] = "application/json"
        return try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
    }

    /// Posts a form of the page with its token and key.
    func submit(
        _ path: String, from page: String, _ form: [(String, String)], session: String
    ) async throws -> TestResponse {
        let html = try await get(page, session: session).text
        return try await post(
            path, form + [("token", value("token", in: html)), ("key", value("key", in: html))], session: session)
    }

    func value(_ name: String, in html: String) -> String {
        guard let range = html.range(of: "name=\"\(name)\" value=\"") else { return "" }
        return String(html[range.upperBound...].prefix { $0 != "\"" })
    }

    private func fields(_ headers: HTTPFields, _ session: String?, _ token: String?) -> HTTPFields {
        var headers = headers
        if let session { headers.append(HTTPField(name: .cookie, value: "martlet=" + session)) }
        if let token { headers[.authorization] = "Bearer " + token }
        return headers
    }

    private func escaped(_ text: String) -> String {
        text.utf8.map { unit in
            (0x30...0x39).contains(unit) || (0x61...0x7A).contains(unit | 0x20)
                ? String(Unicode.Scalar(unit)) : "%" + String(unit + 0, radix: 16).leftPadded
        }.joined()
    }
}

extension String {
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var code: Int { Int(status.code) }
    var cookies: [String] { headers[values: .setCookie] }
}

/// Members of a JSON answer.
func object(_ response: TestResponse) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
    return value as? [String: Any] ?? [:]
}

/// Desks of which one promises an answer within a hundred seconds.
enum Promises {
    static let desks: DeskDirectory = {
        var it = Fixtures.it
        it.targets = ServiceTargets(usual: .init(response: 100))
        return DeskDirectory([it, Fixtures.hr])
    }()
}
