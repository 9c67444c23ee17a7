import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("What becomes of a mail")
struct IntakeTests {
    @Test func `a stranger's mail opens a ticket`() {
        let verdict = Intake.decide(Scene().intake)
        #expect(verdict.decision == .open(flags: [.unverified]))
        #expect(verdict.passed == Intake.rules.map(\.name))
    }

    @Test func `a verified author's ticket has no flag`() {
        var scene = Scene()
        scene.level = .aligned
        #expect(Intake.decide(scene.intake).decision == .open(flags: []))
    }

    @Test func `our signed address reaches its ticket, whoever writes`() {
        var scene = Scene(from: "stranger@elsewhere.example")
        scene.context.tickets = [Fixtures.ticket()]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        let verdict = Intake.decide(scene.intake)
        #expect(verdict.decision == .append(TicketID(rawValue: 42), flags: [.unverified]))
        #expect(verdict.decidedBy == "reply-token")
    }

    @Test func `what follows a closed ticket goes on in one other, whichever way it names it`() {
        var closed = Fixtures.ticket(state: .closed)
        closed.successor = TicketID(rawValue: 43)
        let foreign = MessageID("first@customer.example")
        var byToken = Scene()
        byToken.tokens = [ReplyToken(ticket: closed.id, person: Fixtures.wang.id)]
        var byThread = Scene()
        byThread.references = [foreign]
        var byTag = Scene()
        byTag.tags = [closed.number]
        for var scene in [byToken, byThread, byTag] {
            scene.level = .aligned
            scene.context.ticketsByMessageID = [foreign: [closed.id]]
            scene.context.tickets = [closed, Fixtures.ticket(43)]
            #expect(Intake.decide(scene.intake).decision == .append(TicketID(rawValue: 43), flags: []))
            scene.context.tickets = [closed]
            let verdict = Intake.decide(scene.intake)
            #expect(verdict.decision == .open(flags: [.related(closed.number)]))
            #expect(verdict.reason == "goes on with IT-42, which is closed")
            let plan = IntakePlan(
                scene.intake, mail: MailID(rawValue: 1), notifications: NotificationPlanTests().policy)
            guard case .new(let draft) = plan.ticket?.target else {
                Issue.record("no ticket was opened")
                continue
            }
            #expect(draft.predecessor == closed.id)
        }
    }

    @Test func `closed tickets that go on with each other end somewhere`() {
        var first = Fixtures.ticket(state: .closed)
        first.successor = TicketID(rawValue: 43)
        var second = Fixtures.ticket(43, state: .closed)
        second.successor = first.id
        var scene = Scene()
        scene.context.tickets = [first, second]
        scene.tokens = [ReplyToken(ticket: first.id, person: Fixtures.wang.id)]
        #expect(Intake.decide(scene.intake).decidedBy == "open")
    }

    @Test func `a way to the ticket that is turned off leads to none, and the signed address always does`() {
        let identifier = MessageID("seen@customer.example")
        var scene = Scene()
        scene.context.tickets = [Fixtures.ticket()]
        scene.context.ticketsByMessageID = [identifier: [Fixtures.ticket().id]]
        scene.references = [identifier]
        #expect(Intake.decide(scene.intake).decidedBy == "thread")
        scene.followsThreads = false
        #expect(
            Intake.decide(scene.intake).decision
                == .open(flags: scene.intake.flags + [.related(Fixtures.ticket().number)]))
        scene.tags = [Fixtures.ticket().number]
        #expect(Intake.decide(scene.intake).decidedBy == "subject-tag")
        scene.followsSubjectTags = false
        #expect(Intake.decide(scene.intake).decidedBy == "open")
        scene.tokens = [ReplyToken(ticket: Fixtures.ticket().id, person: Fixtures.wang.id)]
        #expect(Intake.decide(scene.intake).decidedBy == "reply-token")
    }

    @Test(arguments: [([41, 42], 42), ([42, 43], 42), ([43, 42], 43)] as [([Int64], Int64)])
    func `of tickets that cite an identifier, the first with the author on it gets the mail`(
        order: [Int64], expected: Int64
    ) {
        let foreign = MessageID("unseen@customer.example")
        var scene = Scene()
        scene.references = [foreign]
        scene.context.tickets = [
            Fixtures.ticket(41, participants: [Fixtures.omar]), Fixtures.ticket(42), Fixtures.ticket(43),
        ]
        scene.context.ticketsByMessageID = [foreign: order.map { TicketID(rawValue: $0) }]
        #expect(
            Intake.decide(scene.intake).decision == .append(TicketID(rawValue: expected), flags: [.unverified]))
    }

    @Test func `who was on the closed ticket stays on the one that goes on with it`() {
        var closed = Fixtures.ticket(state: .closed)
        closed.successor = TicketID(rawValue: 43)
        var scene = Scene()
        scene.tokens = [ReplyToken(ticket: closed.id, person: Fixtures.wang.id)]
        scene.context.tickets = [closed, Fixtures.ticket(43, participants: [Fixtures.omar])]
        #expect(ParticipantTests().added(scene) == ["wang@customer.example"])
    }

    @Test(arguments: [("wang@customer.example", true), ("stranger@elsewhere.example", false)])
    func `another mail with the same Message-ID is kept and says so, where it is the same author's`(
        author: String, isTold: Bool
    ) {
        var scene = Scene(from: author)
        scene.level = .aligned
        scene.context.tickets = [Fixtures.ticket()]
        scene.context.repeated = TicketID(rawValue: 42)
        let related = TicketFlag.related(TicketNumber(prefix: "IT", sequence: 42))
        #expect(Intake.decide(scene.intake).decision == .open(flags: isTold ? [.repeated, related] : []))
    }

    @Test func `a closed ticket is not added to`() {
        var scene = Scene()
        scene.context.tickets = [Fixtures.ticket(state: .closed)]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        let related = TicketFlag.related(TicketNumber(prefix: "IT", sequence: 42))
        #expect(Intake.decide(scene.intake).decision == .open(flags: [.unverified, related]))
    }

    @Test func `an answer to a mail of ours finds its ticket`() {
        let ours = IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key)
        var scene = Scene(from: "stranger@elsewhere.example")
        scene.references = [ours]
        scene.context.tickets = [Fixtures.ticket()]
        scene.context.ticketsByMessageID = [ours: [TicketID(rawValue: 42)]]
        #expect(Intake.decide(scene.intake).decidedBy == "thread")
    }

    @Test(arguments: [("wang@customer.example", "thread"), ("stranger@elsewhere.example", "open")])
    func `other people's identifiers work for participants only`(author: String, rule: String) {
        let foreign = MessageID("first@customer.example")
        var scene = Scene(from: author)
        scene.references = [foreign]
        scene.context.tickets = [Fixtures.ticket()]
        scene.context.ticketsByMessageID = [foreign: [TicketID(rawValue: 42)]]
        #expect(Intake.decide(scene.intake).decidedBy == rule)
    }

    @Test(arguments: [
        ("wang@customer.example", SenderAuthentication.Level.unverified, false, "subject-tag"),
        ("wang@customer.example", .unverified, true, "open"),
        ("wang@customer.example", .aligned, true, "subject-tag"),
        ("wang@customer.example", .signed, true, "subject-tag"),
        ("wang@customer.example", .failed, false, "open"),
        ("stranger@elsewhere.example", .aligned, false, "open"),
    ])
    func `a number is no key`(author: String, level: SenderAuthentication.Level, verifies: Bool, rule: String) {
        var scene = Scene(from: author)
        scene.level = level
        scene.verifiesSenders = verifies
        scene.tags = [TicketNumber(prefix: "IT", sequence: 42)]
        scene.context.tickets = [Fixtures.ticket()]
        #expect(Intake.decide(scene.intake).decidedBy == rule)
    }

    @Test func `thread and number lead to no ticket of another desk, where nobody of this one would see the mail`() {
        let ours = IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key)
        let foreign = MessageID("first@customer.example")
        var scene = Scene()
        scene.desk = "hr"
        scene.level = .aligned
        scene.references = [foreign, ours]
        scene.tags = [TicketNumber(prefix: "IT", sequence: 42)]
        scene.context.tickets = [Fixtures.ticket()]
        scene.context.ticketsByMessageID = [ours: [TicketID(rawValue: 42)], foreign: [TicketID(rawValue: 42)]]
        let related = TicketFlag.related(TicketNumber(prefix: "IT", sequence: 42))
        #expect(Intake.decide(scene.intake).decision == .open(flags: [related]))
        scene.context.tickets[0].linkedDesks = ["hr"]
        #expect(Intake.decide(scene.intake).decidedBy == "thread")
    }

    @Test(arguments: [("hr", [TicketEvent.deskLinked("hr")]), ("it", [])])
    func `a signed address leads to its ticket from any desk, which is linked`(desk: String, linked: [TicketEvent]) {
        var scene = Scene()
        scene.desk = desk
        scene.context.tickets = [Fixtures.ticket()]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        let plan = IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: NotificationPlanTests().policy)
        let links = (plan.ticket?.events ?? []).filter { if case .deskLinked = $0 { true } else { false } }
        #expect(links == linked)
    }

    @Test(arguments: [
        ("noreply@forms.example", ["mei@customer.example"], "mei@customer.example"),
        ("support@desk.example", ["mei@customer.example"], "mei@customer.example"),
        ("support+scan@desk.example", ["mei@customer.example"], "mei@customer.example"),
        ("noreply@forms.example", ["mei@customer.example", "li@customer.example"], "noreply@forms.example"),
        ("noreply@forms.example", ["support@desk.example"], "noreply@forms.example"),
        ("noreply@forms.example", ["no-reply@forms.example"], "noreply@forms.example"),
        ("noreply@forms.example", [], "noreply@forms.example"),
        ("wang@customer.example", ["mei@customer.example"], "wang@customer.example"),
    ])
    func `a program that wrote for one person makes that person the requester`(
        author: String, replyTo: [String], requester: String
    ) throws {
        var scene = Scene(from: author)
        scene.level = .aligned
        scene.message.replyTo = replyTo.map { Mailbox(displayName: nil, address: Fixtures.address($0)) }
        let plan = IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: NotificationPlanTests().policy)
        let ticket = try #require(plan.ticket)
        guard case .new(let draft) = ticket.target, case .entryAdded(let entry) = ticket.events.first else {
            Issue.record("no ticket was opened")
            return
        }
        #expect(draft.requester.address == Fixtures.address(requester))
        #expect(entry.author.address == Fixtures.address(author))
        // Our MTA vouches for the program, not for whom it names.
        #expect(draft.flags.contains(.unverified) == (requester != author))
        #expect(requester == author || draft.flags.contains(.replyElsewhere))
    }

    @Test func `a number outside the tag's brackets relates and does not attach`() {
        var scene = Scene()
        scene.level = .aligned
        scene.citations = [TicketNumber(prefix: "IT", sequence: 42)]
        scene.context.tickets = [Fixtures.ticket()]
        #expect(Intake.decide(scene.intake).decision == .open(flags: scene.citations.map { .related($0) }))
    }

    @Test func `our own mail come back is a loop`() {
        var scene = Scene()
        scene.message.messageID = IssuedMessageID.make(random: Array(0..<10), domain: "d.example", key: Fixtures.key)
        #expect(Intake.decide(scene.intake).decidedBy == "loop")
    }

    @Test(arguments: [
        ("support@desk.example", true, "loop"), ("wang@customer.example", true, "open"),
        ("support@desk.example", false, "open"),
    ])
    func `our own mail is known by its reply address where a relay has changed its identifier`(
        author: String, isSigned: Bool, rule: String
    ) {
        var scene = Scene(from: author)
        let token = ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id).encoded(key: Fixtures.key)
        let address = "support+\(isSigned ? token : String(token.reversed()))@desk.example"
        scene.message.replyTo = [Mailbox(displayName: nil, address: Fixtures.address(address))]
        #expect(Intake.decide(scene.intake).decidedBy == rule)
    }

    @Test(arguments: [(50, "open"), (51, "loop")])
    func `hops are counted`(hops: Int, rule: String) {
        var scene = Scene()
        scene.message.header.fields += (0..<hops).map { _ in HeaderField(name: "received", body: Array("by x".utf8)) }
        #expect(Intake.decide(scene.intake).decidedBy == rule)
    }

    @Test(arguments: [
        ("li@customer.example", "open"), ("Postmaster@customer.example", "open"), ("noreply@shop.example", "open"),
        ("MAILER-DAEMON@mx.example", "delivery-report"),
    ])
    func `a foreign report that somebody can answer for is a person's, unless a mail system has put its name to it`(
        author: String, rule: String
    ) {
        var scene = Scene(from: author)
        scene.message.messageClass = .bounce
        #expect(Intake.decide(scene.intake).decidedBy == rule)
    }

    @Test func `words about a bounce from somebody on the ticket are added and take it up again, unacknowledged`() {
        var scene = Scene()
        scene.message.messageClass = .bounce
        scene.context.tickets = [Fixtures.ticket(state: .resolved)]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        let verdict = Intake.decide(scene.intake)
        #expect(verdict.decision == .append(TicketID(rawValue: 42), flags: [.unverified]))
        #expect(scene.intake.wakes)
        scene.message.header.fields.append(HeaderField(name: "auto-submitted", body: Array("auto-replied".utf8)))
        #expect(!scene.intake.wakes)
    }

    @Test(
        arguments: [(MessageClass.list, nil, true), (.list, "auto-generated", false), (.autoReply, nil, false)]
            as [(MessageClass, String?, Bool)])
    func `a person's answer through a mailing list takes a resolved ticket up again`(
        kind: MessageClass, submitted: String?, wakes: Bool
    ) {
        var scene = Scene()
        scene.message.messageClass = kind
        if let submitted {
            scene.message.header.fields.append(HeaderField(name: "auto-submitted", body: Array(submitted.utf8)))
        }
        scene.context.tickets = [Fixtures.ticket(state: .resolved)]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        let plan = IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: NotificationPlanTests().policy)
        let wang = Fixtures.wang.mailbox
        let change = TicketEvent.stateChanged(from: .resolved, to: .inProgress, by: wang, via: .mail)
        #expect(plan.ticket?.events.contains(change) == wakes)
        #expect(plan.ticket?.notifications == [])
    }

    @Test(arguments: [
        ("Thanks!", true), ("Thank you very much.\n\n王芳", true), ("好的，谢谢！", true),
        ("Great, it works now. THANKS", true),
        ("Hi,\nthanks a lot\nBest regards,\n", true), ("謝謝", true), ("Thanks, but it is broken again.", false),
        ("Thanks?", false), ("谢谢，但还是不行", false), ("OK", false), ("", false), ("No thanks", false),
        (String(repeating: "thanks ", count: 18), false),
    ])
    func `thanks alone leave a resolved ticket resolved, and say so`(text: String, isThanks: Bool) {
        var scene = Scene()
        scene.level = .aligned
        scene.message.text = text
        scene.message.fresh = FreshText(text: text)
        scene.context.tickets = [Fixtures.ticket(state: .resolved)]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        for state in [TicketState.resolved, .pending] {
            scene.context.tickets = [Fixtures.ticket(state: state)]
            let plan = IntakePlan(
                scene.intake, mail: MailID(rawValue: 1), notifications: NotificationPlanTests().policy)
            let stays = isThanks && state == .resolved
            let events = plan.ticket?.events ?? []
            #expect(events.contains { if case .stateChanged = $0 { true } else { false } } == !stays)
            guard case .entryAdded(let entry) = events.first else {
                Issue.record("the mail was dropped")
                continue
            }
            #expect(entry.flags == (stays ? [.thanks] : []))
        }
    }

    @Test func `an ignored mail that somebody vouches for is a person's, and gets no automatic answer`() {
        var scene = Scene()
        scene.message.messageClass = .bounce
        scene.reversePath = .null
        scene.isVouchedFor = true
        #expect(Intake.decide(scene.intake).decidedBy == "open")
        #expect(!NotificationPlan.mayAcknowledge(scene.intake))
        scene.message.messageID = IssuedMessageID.make(random: Array(0..<10), domain: "d.example", key: Fixtures.key)
        #expect(Intake.decide(scene.intake).decidedBy == "open")
    }

    @Test func `a report that bears no token of ours is backscatter`() {
        var scene = Scene()
        scene.message.messageClass = .bounce
        scene.reversePath = .null
        guard case .ignore = Intake.decide(scene.intake).decision else {
            Issue.record("a foreign report was not ignored")
            return
        }
    }

    @Test func `a report to our return address is recorded on the ticket`() {
        var scene = Scene()
        scene.reversePath = .null
        scene.message.messageClass = .bounce
        scene.message.deliveryStatus = [
            RecipientStatus(recipient: "wang@customer.example", action: .failed, status: "5.1.1", diagnostic: nil)
        ]
        scene.context.tickets = [Fixtures.ticket()]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        #expect(
            Intake.decide(scene.intake).decision
                == .record(TicketID(rawValue: 42), reason: "failed: wang@customer.example 5.1.1"))
    }

    /// A message to Wang on ticket 42, by Li Na, and a mail that came to its return address.
    private func returned(_ messageClass: MessageClass, _ status: [RecipientStatus] = []) -> Scene {
        var scene = Scene(from: "mailer-daemon@mx.example")
        scene.message.messageClass = messageClass
        scene.message.deliveryStatus = status
        scene.context.tickets = [Fixtures.ticket(state: .resolved)]
        scene.context.returned = [
            ReturnedMessage(
                id: OutgoingID(rawValue: 7), recipient: Fixtures.wang.address, ticket: TicketID(rawValue: 42),
                template: "public-reply", author: Fixtures.lina.mailbox)
        ]
        return scene
    }

    private func plan(_ scene: Scene) -> IntakePlan {
        let policy = NotificationPolicy(
            desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
        return IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: policy)
    }

    @Test func `a report to the return address of a message names it, reopens its ticket and tells its author`() {
        // The forwarder knew Wang by another address.
        let status = RecipientStatus(
            recipient: "wf@elsewhere.example", action: .failed, status: "5.1.1", diagnostic: "smtp; 550 unknown")
        let plan = plan(returned(.bounce, [status]))
        #expect(
            plan.verdict.decision
                == .record(
                    TicketID(rawValue: 42), reason: "failed: wang@customer.example 5.1.1 smtp; 550 unknown"))
        #expect(plan.report?.message == OutgoingID(rawValue: 7))
        #expect(plan.report?.isFailure == true && plan.report?.isAboutAddress == true)
        #expect(
            plan.ticket?.events.contains {
                if case .stateChanged(.resolved, .inProgress, _, .system) = $0 { true } else { false }
            } == true)
        #expect(plan.ticket?.notifications.map(\.recipient) == [Fixtures.lina.mailbox])
        #expect(plan.ticket?.notifications.map(\.template) == ["delivery-failure"])
        #expect(plan.trace.contains { $0.contains("message 7 did not arrive") })
    }

    @Test(arguments: [
        ("5.7.1", DeliveryAction.failed, true, false), ("5.2.2", .failed, true, false),
        ("4.4.7", .delayed, false, false), ("5.1.1", .delayed, false, false), ("5.2.1", .failed, true, true),
    ])
    func `what a report says of the message and of its address`(
        status: String, action: DeliveryAction, isFailure: Bool, isAboutAddress: Bool
    ) {
        let told = RecipientStatus(
            recipient: "wang@customer.example", action: action, status: status, diagnostic: nil)
        let plan = plan(returned(.bounce, [told]))
        #expect(plan.report?.isFailure == isFailure)
        #expect(plan.report?.isAboutAddress == isAboutAddress)
        #expect((plan.ticket?.events.count == 2) == isFailure, "a delay reopens nothing")
    }

    @Test func `a report that quotes nothing and names nobody still finds its message`() {
        var scene = returned(.bounce)
        scene.message.subject = "邮件未能送达"
        scene.message.text = "We could not deliver it.\r\nSorry."
        let plan = plan(scene)
        #expect(plan.report?.reply == "邮件未能送达 We could not deliver it. Sorry.")
        #expect(plan.report?.isFailure == true && plan.report?.isAboutAddress == false)
    }

    @Test(arguments: [DeliveryAction.delivered, .relayed, .expanded])
    func `a report of success changes nothing`(action: DeliveryAction) {
        let told = RecipientStatus(recipient: "wang@customer.example", action: action, status: "2.1.5", diagnostic: nil)
        let plan = plan(returned(.bounce, [told]))
        #expect(plan.report == nil)
        #expect(plan.state == .recorded)
        #expect(plan.ticket?.events.count == 1)
    }

    @Test func `a report by a Message-ID alone is recorded, and marks nothing`() {
        var scene = Scene()
        scene.message.messageClass = .bounce
        scene.reversePath = .null
        scene.message.reportedMessageID = IssuedMessageID.make(
            random: Array(0..<10), domain: "desk.example", key: Fixtures.key)
        let plan = plan(scene)
        #expect(plan.state == .recorded)
        #expect(plan.report == nil)
    }

    @Test func `an absence note to the return address lands on the ticket, and elsewhere nowhere`() {
        #expect(plan(returned(.autoReply)).state == .attached)
        var closed = returned(.autoReply)
        closed.context.tickets = [Fixtures.ticket(state: .closed)]
        #expect(plan(closed).state == .ignored)
        var link = returned(.autoReply)
        link.context.returned[0].ticket = nil
        #expect(plan(link).state == .ignored)
    }

    @Test(arguments: [
        (SenderAuthentication.Level.aligned, MessageClass.person, true), (.signed, .person, true),
        (.unverified, .person, false), (.failed, .person, false), (.aligned, .autoReply, false),
    ])
    func `an authenticated person's address is proven`(
        level: SenderAuthentication.Level, messageClass: MessageClass, isProven: Bool
    ) {
        var scene = Scene()
        scene.level = level
        scene.message.messageClass = messageClass
        #expect(plan(scene).provenAddress == (isProven ? Fixtures.wang.address : nil))
    }

    @Test func `the same mail for another desk is linked`() {
        var scene = Scene()
        scene.context.sibling = TicketID(rawValue: 7)
        #expect(Intake.decide(scene.intake).decision == .link(TicketID(rawValue: 7)))
    }

    @Test(arguments: [
        ("lina@desk.example", false), ("lina@xn--dsk-rdd.example", true), ("lina@DESK.example", false),
        ("lina@xn--dek-dza.example", false), ("lina@other.example", false), ("lina@de5k.example", false),
    ])
    func `a domain that looks like ours is told`(author: String, isTold: Bool) {
        #expect(Scene(from: author).intake.flags.contains(.lookalike) == isTold)
    }

    @Test func `a mail that cannot be read for want of a key is told`() {
        var scene = Scene()
        #expect(!scene.intake.flags.contains(.encrypted))
        scene.message.encryption = .smime
        #expect(scene.intake.flags.contains(.encrypted))
    }

    @Test func `a signature is no file of the ticket`() {
        var scene = Scene()
        scene.message.attachments = ["a.pdf", "smime.p7s"].map {
            Attachment(name: $0, type: "application/pdf", bytes: [1], disposition: .attachment)
        }
        scene.message.attachments[1].isSignature = true
        let entry = scene.intake.entry(flags: [], mail: MailID(rawValue: 7))
        #expect(entry.attachments.map(\.name) == ["a.pdf"])
    }

    @Test(arguments: [
        ([], false), (["wang@customer.example"], false), (["WANG@Customer.example"], false),
        (["list@customer.example", "wang@customer.example"], false), (["mallory@evil.example"], true),
        (["wang@customer.example.evil.example"], true),
    ])
    func `answers wanted elsewhere are told`(replyTo: [String], isTold: Bool) {
        var scene = Scene()
        scene.message.replyTo = replyTo.map { Mailbox(displayName: nil, address: Fixtures.address($0)) }
        #expect(scene.intake.flags.contains(.replyElsewhere) == isTold)
    }
}
