import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Agents by mail")
struct AgentMailTests {
    static let ticket = TicketID(rawValue: 42)
    let policy = NotificationPlanTests().policy

    /// Lina answers the notice that she was assigned.
    static func scene(_ text: String = "Have you tried water?") -> Scene {
        var scene = Scene(from: "lina@desk.example")
        scene.level = .aligned
        scene.message.text = text
        scene.message.fresh = FreshText(text: text)
        scene.context.author = Fixtures.lina
        scene.context.tickets = [Fixtures.ticket()]
        scene.tokens = [ReplyToken(ticket: ticket, person: Fixtures.lina.id)]
        return scene
    }

    func plan(_ scene: Scene) -> IntakePlan {
        IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: policy)
    }

    func entry(_ plan: IntakePlan) throws -> EntryDraft {
        let drafts = (plan.ticket?.events ?? []).compactMap {
            if case .entryAdded(let draft) = $0 { draft } else { nil }
        }
        return try #require(drafts.first)
    }

    @Test func `a verified answer through the agent's own address is public, goes out and takes the ticket in hand`()
        throws
    {
        let plan = plan(Self.scene())
        let entry = try entry(plan)
        #expect(entry.kind == .message && entry.direction == .outgoing && entry.channel == .mail)
        #expect(entry.text == "Have you tried water?" && entry.mail == MailID(rawValue: 1))
        #expect(plan.ticket?.notifications.map(\.recipient.address) == [Fixtures.wang.address])
        #expect(plan.ticket?.notifications.first?.template == "public-reply")
        let lina = Fixtures.lina.mailbox
        #expect(plan.ticket?.events.contains(.stateChanged(from: .new, to: .inProgress, by: lina, via: .mail)) == true)
    }

    @Test func `whoever the agent's mail was addressed to is not mailed the same answer again`() throws {
        let guest = AnswerAudienceTests.guest
        var scene = Self.scene()
        scene.context.tickets = [Fixtures.ticket(participants: [Fixtures.wang, guest])]
        scene.message.messageID = MessageID("own@lina.example")
        scene.message.to = [Mailbox(address: Fixtures.address("support+token@desk.example"))]
        scene.message.cc = [Mailbox(displayName: "W", address: Fixtures.address("WANG@customer.example"))]
        let one = plan(scene)
        #expect(one.ticket?.notifications.map(\.recipient.address) == [guest.address])
        #expect(one.ticket?.notifications.first?.destinations == Destinations(to: [guest.mailbox], cc: []))
        #expect(try entry(one).messageID == nil)

        scene.message.cc.append(guest.mailbox)
        let none = plan(scene)
        #expect(none.ticket?.notifications == [])
        #expect(try entry(none).messageID == MessageID("own@lina.example"))
        let isUnheard = none.ticket?.events.contains { if case .sentToNobody = $0 { true } else { false } }
        #expect(isUnheard == false)
    }

    @Test func `a participant who answers all is mailed on to nobody`() throws {
        let guest = AnswerAudienceTests.guest
        var scene = Scene()
        scene.context.author = Fixtures.wang
        scene.context.tickets = [Fixtures.ticket(state: .pending, participants: [Fixtures.wang, guest])]
        scene.tokens = [ReplyToken(ticket: Self.ticket, person: Fixtures.wang.id)]
        scene.message.to = [Mailbox(address: Fixtures.address("support+token@desk.example"))]
        scene.message.cc = [guest.mailbox]
        let plan = plan(scene)
        #expect(plan.state == .attached && plan.ticket?.notifications == [])
        #expect(plan.ticket?.events.contains(.participantAdded(guest.mailbox)) == false)
    }

    @Test func `only what the agent wrote now goes out`() throws {
        var scene = Self.scene("Yes.")
        scene.message.text = "Yes.\n> a secret of the desk"
        scene.message.unsafeHTML = "<p>a secret of the desk</p>"
        scene.message.html = "<p>a secret of the desk</p>"
        let entry = try entry(plan(scene))
        #expect(entry.text == "Yes." && entry.html == nil)
    }

    @Test(arguments: ["NOTE\nHe is angry.", "#note:\r\nHe is angry.", "\n 备注：\nHe is angry.", "内部备注\nHe is angry."])
    func `a first line that says so keeps it on the desk`(text: String) throws {
        let plan = plan(Self.scene(text))
        let entry = try entry(plan)
        #expect(entry.kind == .note && entry.fresh == "He is angry.")
        #expect(plan.ticket?.notifications == [])
    }

    @Test(arguments: ["Note that he is angry.", "Dear Ms. Wang,\nNOTE\nclosed on Monday", "备注已更新"])
    func `a note word among others is a word`(text: String) throws {
        #expect(try entry(plan(Self.scene(text))).kind == .message)
    }

    enum Lack: CaseIterable { case verification, token, ownToken, person, openTicket, certainty }

    @Test(arguments: Lack.allCases)
    func `whatever is missing for an answer makes it a note that nobody outside gets`(lack: Lack) throws {
        var scene = Self.scene()
        switch lack {
        case .verification: scene.level = .unverified
        case .token:
            scene.tokens = []
            scene.tags = [TicketNumber(prefix: "IT", sequence: 42)]
        case .ownToken: scene.tokens = [ReplyToken(ticket: Self.ticket, person: Fixtures.wang.id)]
        case .person: scene.message.messageClass = .autoReply
        case .openTicket: scene.context.tickets = [Fixtures.ticket(state: .closed)]
        case .certainty: scene.message.fresh.isCertain = false
        }
        let plan = plan(scene)
        let entry = try entry(plan)
        #expect(plan.verdict.decision == .note(Self.ticket, flags: lack == .verification ? [.unverified] : []))
        #expect(entry.kind == .note && entry.direction == nil)
        #expect(plan.ticket?.notifications == [])
        #expect(plan.state == .attached)
    }

    @Test(arguments: [("lina@desk.example", "subject-tag"), ("omar@desk.example", "open")])
    func `a verified agent's tag leads to tickets of their own desk only`(author: String, rule: String) {
        var scene = Scene(from: author)
        scene.level = .aligned
        scene.context.author = author.hasPrefix("lina") ? Fixtures.lina : Fixtures.omar
        scene.context.tickets = [Fixtures.ticket()]
        scene.tags = [TicketNumber(prefix: "IT", sequence: 42)]
        #expect(Intake.decide(scene.intake).decidedBy == rule)
        scene.level = .unverified
        #expect(Intake.decide(scene.intake).decidedBy == "open")
    }

    @Test func `an agent who asked for it answers as a requester`() throws {
        var scene = Self.scene()
        scene.context.tickets = [Fixtures.ticket(participants: [Fixtures.lina])]
        #expect(try entry(plan(scene)).direction == .incoming)
    }

    static func forwarding(level: SenderAuthentication.Level, agent: Person) -> Scene {
        var scene = scene("Please look after this one.")
        scene.tokens = []
        scene.level = level
        scene.context.author = agent
        scene.message.from = [agent.mailbox]
        scene.context.tickets = []
        var inner = InternetMessage()
        let mei = Mailbox(displayName: "Mei", address: Fixtures.address("mei@customer.example"))
        inner.from = [mei]
        inner.header = HeaderSection([HeaderField(name: "from", body: Array("mei@customer.example".utf8))])
        inner.subject = "No paper"
        inner.text = "The tray is empty."
        inner.fresh = FreshText(text: inner.text)
        inner.messageID = MessageID("inner@customer.example")
        scene.forwarded = inner
        return scene
    }

    @Test func `what a verified agent passes on is a ticket of whoever wrote it`() throws {
        let plan = plan(Self.forwarding(level: .aligned, agent: Fixtures.lina))
        let ticket = try #require(plan.ticket)
        guard case .new(let draft) = ticket.target, case .entryAdded(let inner) = ticket.events.first,
            case .entryAdded(let note) = ticket.events.last
        else {
            Issue.record("no ticket was opened")
            return
        }
        #expect(draft.requester.address == Fixtures.address("mei@customer.example"))
        #expect(draft.subject == "No paper" && draft.flags == [.unverified])
        #expect(inner.text == "The tray is empty." && inner.author == draft.requester)
        #expect(note.kind == .note && note.author.address == Fixtures.lina.address)
        #expect(note.text == "Please look after this one.")
        #expect(ticket.notifications == [])
        #expect(plan.references.contains(MessageID("inner@customer.example")))
        #expect(plan.verdict.reason == "lina@desk.example passed on a mail of mei@customer.example")
    }

    @Test(arguments: [
        (SenderAuthentication.Level.unverified, Fixtures.lina), (.aligned, Fixtures.omar), (.aligned, Fixtures.wang),
    ])
    func `what others pass on is their own mail`(level: SenderAuthentication.Level, person: Person) throws {
        let plan = plan(Self.forwarding(level: level, agent: person))
        guard case .new(let draft) = plan.ticket?.target else {
            Issue.record("no ticket was opened")
            return
        }
        #expect(draft.requester.address == person.address)
        #expect(plan.ticket?.events.count == 1)
    }
}
