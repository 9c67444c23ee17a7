import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("RFC 3834 – who is told what")
struct NotificationPlanTests {
    let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())

    func plan(_ scene: Scene) -> IntakePlan {
        IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: policy)
    }

    @Test func `a person's mail is acknowledged in its language, with the null reverse-path`() throws {
        var scene = Scene()
        scene.message.language = "en"
        let notification = try #require(plan(scene).ticket?.notifications.first)
        #expect(notification.template == "acknowledgement" && notification.language == "en")
        #expect(notification.nature == .acknowledgement)
        #expect(IssuedMessageID.isOurs(notification.messageID, key: Fixtures.key))
    }

    @Test func `the person's own language comes first, the desk's last`() {
        var scene = Scene()
        scene.context.author = Fixtures.person(1, "wang@customer.example", language: "en-GB")
        scene.message.language = "zh"
        #expect(plan(scene).ticket?.notifications.first?.language == "en")
        scene.context.author = nil
        scene.message.language = nil
        #expect(plan(scene).ticket?.notifications.first?.language == "zh")
    }

    @Test(arguments: [MessageClass.autoReply, .list, .bounce])
    func `nothing automatic is answered automatically`(kind: MessageClass) {
        var scene = Scene()
        scene.message.messageClass = kind
        #expect(plan(scene).ticket?.notifications ?? [] == [])
    }

    @Test(arguments: [(0.0, true), (259_200, true), (259_201, false), (.infinity, false), (-60, true)])
    func `a mail that lay in its mailbox for more than three days becomes a ticket in silence`(
        wait: Double, isAnswered: Bool
    ) {
        var scene = Scene()
        scene.wait = wait
        let written = plan(scene)
        #expect(written.state == .ticketed)
        #expect((written.ticket?.notifications.isEmpty == false) == isAnswered)
        #expect(written.trace.contains { $0.contains("it had lain in its mailbox for") } == !isAnswered)
    }

    @Test func `the topmost trace of a mailbox's mail says since when it lies there, else its date does`() {
        let (day, moment) = (86_400.0, Date(timeIntervalSince1970: 1_790_000_000))
        func wait(_ provenance: Provenance, received: [Double], date: Double?) -> Double? {
            var message = InternetMessage()
            message.header = HeaderSection(
                received.map {
                    let text = (moment - $0 * day).formatted(.iso8601)
                    return HeaderField(name: "received", body: Array("from a.example by b.example; \(text)".utf8))
                })
            message.date = date.map { moment - $0 * day }
            return IntakeCase.wait(of: message, from: provenance, until: moment).map { $0 / day }
        }
        let (imap, pop3) = (
            Provenance.imap(mailbox: "m", uidValidity: 1, uid: 1), Provenance.pop3(maildrop: "m", uidl: "a")
        )
        #expect(wait(imap, received: [1, 9], date: 20) == 1)
        #expect(wait(pop3, received: [], date: 20) == 20)
        #expect(wait(imap, received: [], date: nil) == nil)
        // What comes by itself comes now, however long it was on its way.
        #expect(wait(.lmtp, received: [9], date: 20) == nil)
    }

    @Test func `neither are the null reverse-path, a disowned author, our own address and robots`() {
        var bounce = Scene()
        bounce.reversePath = .null
        var disowned = Scene()
        disowned.level = .failed
        let own = Scene(from: "support@desk.example")
        var doubtful = Scene()
        doubtful.doubt = .pathDenied
        let robots = [
            "no-reply@shop.example", "NoReply+k7q@shop.example", "do_not_reply@shop.example",
            "owner-news@lists.example", "news-request@lists.example",
        ].map { Scene(from: $0) }
        for scene in [bounce, disowned, own, doubtful] + robots {
            let written = plan(scene)
            #expect(written.state == .ticketed)
            #expect(written.ticket?.notifications == [])
        }
    }

    @Test(arguments: [("noreply@shop.example", true), ("wang@customer.example", false)])
    func `an answer that nobody gets says so on the ticket`(requester: String, isUnheard: Bool) throws {
        let ticket = Fixtures.ticket(participants: [Fixtures.person(9, requester)])
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        let events = try ticket.events(for: [.reply(text: "Done.")], by: actor)
        let plan = NotificationPlan.plan(for: events, on: ticket, by: actor, policy: policy)
        #expect(plan.notifications.isEmpty == isUnheard)
        #expect(plan.events.contains(.sentToNobody(by: Fixtures.lina.mailbox, via: .portal)) == isUnheard)
        let note = try ticket.events(for: [.note(text: "Hm.")], by: actor)
        #expect(NotificationPlan.plan(for: note, on: ticket, by: actor, policy: policy).events == note)
    }

    @Test(arguments: [(4, 1), (5, 0)])
    func `an address gets five automatic answers an hour`(before: Int, sent: Int) {
        var scene = Scene()
        scene.context.automaticAnswersLastHour = before
        #expect(plan(scene).ticket?.notifications.count == sent)
    }

    @Test func `an answer to a ticket is not acknowledged, and an absence note wakes nothing`() {
        var scene = Scene()
        scene.context.tickets = [Fixtures.ticket(state: .resolved)]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        #expect(plan(scene).ticket?.notifications == [])
        #expect(plan(scene).ticket?.events.count == 2)
        scene.message.messageClass = .autoReply
        #expect(plan(scene).ticket?.events.count == 1)
        #expect(plan(scene).state == .attached)
    }

    @Test func `a public reply goes to everybody on the ticket but its author, once`() throws {
        let guest = Fixtures.person(7, "guest@customer.example", language: "en")
        let ticket = Fixtures.ticket(state: .inProgress, participants: [Fixtures.wang, guest, Fixtures.lina])
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        let events = try ticket.events(for: [.reply(text: "好了。"), .setState(.resolved)], by: actor)
        let sent = NotificationPlan.notifications(for: events, on: ticket, by: actor, people: [], policy: policy)
        #expect(sent.map(\.recipient.address) == [Fixtures.wang.address, guest.address])
        #expect(sent.allSatisfy { $0.template == "public-reply" && $0.nature == .personal && $0.entryEvent == 0 })
        #expect(sent.map(\.language) == ["zh", "en"])
    }

    @Test func `a note is told to nobody outside`() throws {
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        let events = try Fixtures.ticket().events(for: [.note(text: "内部")], by: actor)
        let sent = NotificationPlan.notifications(
            for: events, on: Fixtures.ticket(), by: actor, people: [], policy: policy)
        #expect(sent == [])
    }

    /// Who does what on Lina's ticket, on which another agent and a guest take part; and who is told of it by what.
    @Test(arguments: [
        ("note", "root", ["note lina", "note bo"]), ("note", "lina", ["note bo"]), ("note", "bo", ["note lina"]),
        ("reply", "wang", ["new-message lina", "new-message bo"]),
        ("reply", "guest", ["new-message lina", "new-message bo"]),
        ("reply", "lina", ["public-reply wang", "public-reply guest", "public-reply bo"]),
        ("reply and solve", "lina", ["public-reply wang", "public-reply guest", "public-reply bo"]),
        ("solve", "lina", ["resolved wang"]), ("solve", "wang", []), ("wait", "lina", ["status-change wang"]),
        ("reopen", "wang", ["reopened lina", "reopened bo"]),
        ("reopen", "lina", ["reopened bo", "reopened wang"]),
        ("answer after the end", "wang", ["new-message lina", "new-message bo"]),
    ])
    func `each is told what concerns them, once`(what: String, who: String, told: [String]) throws {
        var bo = Fixtures.person(8, "bo@desk.example", language: "en")
        bo.memberships = Fixtures.lina.memberships
        let guest = Fixtures.person(7, "guest@customer.example", language: "en")
        let people = ["lina": Fixtures.lina, "bo": bo, "wang": Fixtures.wang, "guest": guest, "root": Fixtures.root]
        let isSolved = what == "reopen" || what == "answer after the end"
        var ticket = Fixtures.ticket(
            state: isSolved ? .resolved : .inProgress, participants: [Fixtures.wang, guest, bo])
        ticket.assignee = Fixtures.lina
        let commands: [TicketCommand] =
            switch what {
            case "note": [.note(text: "内部")]
            case "solve": [.setState(.resolved)]
            case "wait": [.setState(.pending)]
            case "reopen": [.setState(.inProgress)]
            case "reply and solve": [.reply(text: "好了。"), .setState(.resolved)]
            default: [.reply(text: "好了。")]
            }
        let actor = Actor(person: try #require(people[who]), channel: .portal)
        let events = try ticket.events(for: commands, by: actor)
        func sent(_ ticket: Ticket) -> [String] {
            NotificationPlan.notifications(for: events, on: ticket, by: actor, people: [], policy: policy).map { one in
                one.template + " " + (people.first { $0.value.address == one.recipient.address }?.key ?? "?")
            }
        }
        #expect(sent(ticket) == told)
        // Whoever wants none of it gets replies alone.
        func silent(_ person: Person) -> Person {
            var person = person
            person.preferences = NotificationKind.allCases.map { NotificationPreference($0, .never) }
            return person
        }
        ticket.assignee = ticket.assignee.map(silent)
        ticket.participants = ticket.participants.map(silent)
        #expect(sent(ticket) == told.filter { $0.hasPrefix("public-reply") })
    }

    @Test func `who works on a ticket is told of a mail on it, not of thanks, absence notes and their own`() throws {
        var ticket = Fixtures.ticket(state: .inProgress)
        ticket.assignee = Fixtures.lina
        var scene = Scene(from: "wang@customer.example")
        scene.level = .aligned
        scene.message.text = "Still broken."
        scene.message.fresh = FreshText(text: "Still broken.")
        scene.context.tickets = [ticket]
        scene.tokens = [ReplyToken(ticket: ticket.id, person: Fixtures.wang.id)]
        let notice = try #require(plan(scene).ticket?.notifications.first)
        #expect(plan(scene).ticket?.notifications.count == 1)
        #expect(notice.template == "new-message" && notice.nature == .notice && notice.entryEvent == 0)
        #expect(notice.recipient.address == Fixtures.lina.address)
        scene.message.messageClass = .autoReply
        #expect(plan(scene).ticket?.notifications == [])
        scene.message.messageClass = .person
        ticket.state = .resolved
        scene.context.tickets = [ticket]
        #expect(plan(scene).ticket?.notifications.map(\.template) == ["new-message"])
        scene.message.text = "Thanks!"
        scene.message.fresh = FreshText(text: "Thanks!")
        #expect(plan(scene).ticket?.notifications == [])
    }

    @Test func `who stopped a kind of notice gets that kind no more, and all else`() throws {
        var requester = Fixtures.wang
        requester.preferences = [NotificationPreference(.statusChange, .never)]
        let ticket = Fixtures.ticket(state: .inProgress, participants: [requester])
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        func sent(_ commands: [TicketCommand], people: [Person] = []) throws -> [String] {
            let events = try ticket.events(for: commands, by: actor)
            return NotificationPlan.notifications(for: events, on: ticket, by: actor, people: people, policy: policy)
                .map(\.template)
        }
        #expect(try sent([.setState(.resolved)]) == [])
        #expect(try sent([.reply(text: "好了。"), .setState(.resolved)]) == ["public-reply"])
        var colleague = Fixtures.root
        #expect(try sent([.assign(colleague)], people: [colleague]) == ["assignment"])
        colleague.preferences = [NotificationPreference(.assignment, .never)]
        #expect(try sent([.assign(colleague)], people: [colleague]) == [])
        requester.preferences = [NotificationPreference(.statusChange, .atOnce)]
        #expect(requester.wants(.statusChange) && requester.wants(.assignment))
    }

    @Test func `nobody is told what they did themselves`() throws {
        let own = Actor(person: Fixtures.wang, channel: .portal)
        let ticket = Fixtures.ticket(state: .inProgress)
        let solved = try ticket.events(for: [.setState(.resolved)], by: own)
        #expect(NotificationPlan.notifications(for: solved, on: ticket, by: own, people: [], policy: policy) == [])
        let agent = Actor(person: Fixtures.lina, channel: .portal)
        let taken = try ticket.events(for: [.assign(Fixtures.lina)], by: agent)
        #expect(
            NotificationPlan.notifications(for: taken, on: ticket, by: agent, people: [Fixtures.lina], policy: policy)
                == [])
    }
}
