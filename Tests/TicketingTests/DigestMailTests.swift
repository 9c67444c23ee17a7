import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("What a digest says")
struct DigestMailTests {
    let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())

    static func ticket(_ id: Int64, _ subject: String, state: TicketState = .inProgress) -> Ticket {
        var ticket = Fixtures.ticket(id, state: state, assignee: Fixtures.lina)
        ticket.subject = subject
        return ticket
    }

    static func material(waiting: [Ticket] = [], _ happenings: [DigestHappening] = [], on tickets: [Ticket] = [])
        -> DigestMaterial
    {
        var material = DigestMaterial(from: Fixtures.now - 86_400, to: Fixtures.now)
        (material.waiting, material.waitingCount) = (waiting, waiting.count)
        material.happenings = happenings
        for ticket in tickets { material.tickets[ticket.id] = ticket }
        return material
    }

    static func happening(_ ticket: Ticket, _ what: String, _ author: String? = nil, _ text: String? = nil)
        -> DigestHappening
    { DigestHappening(ticket: ticket.id, what: what, author: author, text: text) }

    func mail(_ material: DigestMaterial, _ person: Person = Fixtures.lina) -> DigestMail {
        DigestMail(material, for: person) { _ in nil }
    }

    /// Text and HTML of the message, with its header.
    func parts(
        _ material: DigestMaterial, for person: Person, by other: NotificationPolicy? = nil
    ) throws -> (header: String, text: String, html: String) {
        let policy = other ?? policy
        let message = try #require(policy.digest(for: person, material))
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 1), notification: message, ticket: nil, entry: nil, thread: [], recipient: person,
            composed: nil, attempts: 0, createdAt: Fixtures.now)
        let composer = OutgoingComposer(policy: policy, publicURL: "https://desk.example")
        let composition = try composer.compose(entry, at: Fixtures.now).get()
        #expect(composition.problems == [])
        let raw = String(decoding: composition.message.bytes, as: UTF8.self)
        let read = InternetMessage(unstructured: composition.message, limits: MessageLimits())
        return (raw.components(separatedBy: "\r\n\r\n").first ?? "", read.text, read.unsafeHTML ?? "")
    }

    @Test func `an agent reads what came, what waits and what happened`() throws {
        let (printer, screen) = (Self.ticket(7, "Printer"), Self.ticket(9, "Screen"))
        var material = Self.material(
            waiting: [printer],
            [
                Self.happening(printer, "new_message", "Wang", "first"),
                Self.happening(screen, "note", "Omar", "inside"),
                Self.happening(printer, "new_message", "Wang", "second"), Self.happening(printer, "assignment", "Omar"),
                Self.happening(printer, "new_message", "Wang", "<third>"),
            ], on: [printer, screen])
        (material.opened, material.resolved) = (5, 1)
        let (header, text, html) = try parts(material, for: Fixtures.lina)
        #expect(text.contains("新增 5 个请求。") && text.contains("解决了 1 个请求。") && text.contains("有 1 个请求等待您处理。"))
        #expect(text.contains("IT-7 Printer") && text.contains("https://desk.example/requests/IT-7"))
        #expect(text.contains("https://desk.example/a/inbox"))
        // The last three of a ticket, the last touched ticket first.
        #expect(!text.contains("first") && text.contains("此前还有 1 条动态"))
        let order = ["IT-7 Printer", "有 2 个请求有新动态", "second", "分派 · Omar", "<third>", "内部备注 · Omar：inside"]
        var rest = text[...]
        for words in order {
            let range = try #require(rest.range(of: words), "\(words)")
            rest = rest[range.upperBound...]
        }
        #expect(html.contains("&lt;third&gt;") && !html.contains("<third>"))
        // Nothing is promised, so nothing is said to be in time.
        #expect(!text.contains("超时") && !html.contains("超时"))
        #expect(header.contains("Auto-Submitted: auto-generated\r\n"))
        #expect(
            header.contains("List-Unsubscribe: <https://desk.example/unsubscribe/u") && !header.contains("Reply-To:"))
        #expect(text.contains("https://desk.example/preferences/"))
    }

    @Test func `a requester reads of their own requests alone, in their language`() throws {
        var wang = Fixtures.wang
        wang.language = "en"
        var own = Self.ticket(7, "Printer", state: .pending)
        own.requester = wang
        let foreign = Self.ticket(8, "Salaries")
        var elsewhere = foreign
        elsewhere.participants = [Fixtures.omar]
        let material = Self.material(
            waiting: [own],
            [
                DigestHappening(ticket: own.id, what: "status_change", status: .pending),
                Self.happening(own, "note", "Li Na", "secret"), Self.happening(elsewhere, "new_message", "x", "y"),
            ], on: [own, elsewhere])
        let (_, text, html) = try parts(material, for: wang)
        #expect(text.contains("One request waits for you.") && text.contains("Something happened on one request:"))
        #expect(text.contains("new status: Pending") && text.contains("https://desk.example/requests\n"))
        for secret in ["secret", "Salaries", "opened", "None of them"] {
            #expect(!text.contains(secret) && !html.contains(secret))
        }
    }

    @Test func `what is promised is told, and what is late counted`() {
        let tickets = [Self.ticket(1, "a"), Self.ticket(2, "b"), Self.ticket(3, "c")]
        func overdue(_ due: [Double?]) -> (Int?, [Bool]) {
            let mail = DigestMail(Self.material(waiting: tickets), for: Fixtures.lina) {
                due[Int($0.id.rawValue) - 1].map { Fixtures.now + $0 }
            }
            return (mail.content.overdue, mail.content.waiting.map(\.isLate))
        }
        #expect(overdue([nil, nil, nil]) == (nil, [false, false, false]))
        #expect(overdue([0, nil, 60]) == (0, [false, false, false]))
        #expect(overdue([-1, nil, 60]) == (1, [true, false, false]))
    }

    @Test(arguments: [(3_600.0, "None of them is late."), (3_599, "One of them is late.")])
    func `a desk's targets say what is late`(resolution: Double, words: String) throws {
        var desk = Fixtures.it
        desk.targets = ServiceTargets(usual: ServiceTargets.Target(resolution: resolution))
        var promising = policy
        promising.desks = DeskDirectory([desk, Fixtures.hr])
        var (ticket, lina) = (Self.ticket(1, "a"), Fixtures.lina)
        ticket.createdAt = Fixtures.now - 3_600
        lina.language = "en"
        let text = try parts(Self.material(waiting: [ticket]), for: lina, by: promising).text
        #expect(text.contains(words) && text.contains("Promised by: "))
        #expect(text.contains(" · late") == (resolution < 3_600))
    }

    @Test(arguments: [(20, 0), (21, 1)])
    func `twenty tickets that wait are named, the rest counted`(count: Int, more: Int) throws {
        let waiting = (1...Int64(count)).map { Self.ticket($0, "No. \($0).") }
        let (_, text, html) = try parts(Self.material(waiting: waiting), for: Fixtures.lina)
        for part in [text, html] {
            #expect(part.contains("No. 20.") && !part.contains("No. 21."))
            #expect(part.contains("另有 1 个未列出。") == (more == 1))
        }
    }

    @Test(arguments: [(50, 0), (51, 1)])
    func `fifty tickets with news are named, the rest counted`(count: Int, more: Int) throws {
        let tickets = (1...Int64(count)).map { Self.ticket($0, "No. \($0).") }
        let news = tickets.reversed().map { Self.happening($0, "new_message", "Wang", "Hello") }
        let (_, text, _) = try parts(Self.material(news, on: tickets), for: Fixtures.lina)
        #expect(text.contains("No. 50.") && !text.contains("No. 51.") && text.contains("有 \(count) 个请求有新动态"))
        #expect(text.contains("另有 1 个请求有新动态。") == (more == 1))
    }

    @Test func `nothing to tell is no mail, and neither is one to ourselves or to nobody`() {
        let waiting = Self.material(waiting: [Self.ticket(1, "a")])
        #expect(policy.digest(for: Fixtures.lina, waiting) != nil)
        #expect(policy.digest(for: Fixtures.lina, Self.material()) == nil)
        let hidden = Self.ticket(2, "b")
        #expect(
            policy.digest(for: Fixtures.omar, Self.material([Self.happening(hidden, "note")], on: [hidden])) == nil)
        var gone = Fixtures.lina
        gone.isActive = false
        for person in [gone, Fixtures.person(8, "support@desk.example"), Fixtures.person(9, "noreply@x.example")] {
            #expect(policy.digest(for: person, waiting) == nil)
        }
    }

    @Test func `it yields to answers, keeps to quiet hours and waits for nothing else`() throws {
        var policy = policy
        policy.noticeWindow = 60
        var lina = Fixtures.lina
        lina.quietHours = QuietHours(from: 0, to: 60)
        let message = try #require(policy.digest(for: lina, Self.material(waiting: [Self.ticket(1, "a")])))
        #expect(message.priority == .digest && message.hold.window == 0 && message.hold.quietHours == lina.quietHours)
        #expect(!message.mayJoin && !message.isForDigest && message.desk == "it")
    }

    @Test(arguments: NotificationPreference.Manner.allCases)
    func `a notice goes by the manner that its reader chose`(manner: NotificationPreference.Manner) {
        var lina = Fixtures.lina
        lina.preferences = [NotificationPreference(.newMessage, manner), NotificationPreference(.note, .atOnce)]
        let ticket = Fixtures.ticket(participants: [Fixtures.wang], assignee: lina)
        let entries = [(EntryKind.message, EntryDirection?.some(.incoming)), (.note, nil)].map { kind, direction in
            TicketEvent.entryAdded(
                EntryDraft(kind: kind, direction: direction, channel: .mail, author: Fixtures.wang.mailbox, text: "x"))
        }
        let notices = NotificationPlan.handlerNotices(
            of: entries, on: ticket, by: Fixtures.wang.address, policy: policy)
        let expected: [(String, Bool)] =
            switch manner {
            // One of both tells of both, where both come by themselves.
            case .atOnce: [("new-message", false)]
            case .digest: [("new-message", true), ("note", false)]
            case .never: [("note", false)]
            }
        #expect(notices.map { "\($0.template) \($0.isForDigest)" } == expected.map { "\($0.0) \($0.1)" })
    }
}
