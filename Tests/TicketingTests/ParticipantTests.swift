import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Whom a mail brings to a ticket")
struct ParticipantTests {
    func added(_ scene: Scene) -> [String] {
        let plan = IntakePlan(scene.intake, mail: MailID(rawValue: 1), notifications: NotificationPlanTests().policy)
        return (plan.ticket?.events ?? []).compactMap {
            if case .participantAdded(let mailbox) = $0 { mailbox.address.description } else { nil }
        }
    }

    func mailboxes(_ addresses: [String]) -> [Mailbox] {
        addresses.map { Mailbox(displayName: nil, address: Fixtures.address($0)) }
    }

    /// Wang writes to the desk, to Li, and to a few that are nobody.
    func scene(level: SenderAuthentication.Level = .aligned) -> Scene {
        var scene = Scene()
        scene.level = level
        scene.message.to = mailboxes(["support@desk.example", "support+x@desk.example", "li@customer.example"])
        scene.message.cc = mailboxes([
            "people@desk.example", "LI@customer.example", "noreply@customer.example", "news-request@lists.example",
            "wang@customer.example", "mei@customer.example", "helpdesk@customer.example",
        ])
        scene.message.header.fields.append(
            HeaderField(name: "x-original-to", body: Array("helpdesk@customer.example".utf8)))
        return scene
    }

    @Test func `everybody it is addressed to, without ourselves and robots`() {
        #expect(added(scene()) == ["li@customer.example", "mei@customer.example"])
    }

    @Test(arguments: [SenderAuthentication.Level.unverified, .failed])
    func `nobody, where nobody vouches for the author`(level: SenderAuthentication.Level) {
        #expect(added(scene(level: level)) == [])
    }

    @Test func `a program's mail brings nobody`() {
        var scene = scene()
        scene.message.messageClass = .list
        #expect(added(scene) == [])
    }

    @Test(arguments: [
        (Fixtures.wang, SenderAuthentication.Level.unverified, 2), (Fixtures.wang, .failed, 0),
        (AccessPolicyTests.stranger, .unverified, 0), (AccessPolicyTests.stranger, .aligned, 0),
    ])
    func `to a ticket only its people bring others, by their own address of ours or verified`(
        author: Person, level: SenderAuthentication.Level, count: Int
    ) {
        var scene = scene(level: level)
        scene.message.from = [author.mailbox]
        scene.context.author = author
        scene.context.tickets = [Fixtures.ticket()]
        scene.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
        #expect(added(scene).count == count)
    }

    @Test(arguments: [(19, 19), (20, 19)])
    func `a ticket has twenty participants by mail at most`(named: Int, count: Int) {
        var scene = scene()
        scene.message.cc = []
        scene.message.to = mailboxes((0..<named).map { "p\($0)@customer.example" })
        #expect(added(scene).count == count)
        scene.context.tickets = [
            Fixtures.ticket(
                participants: [Fixtures.wang] + (0..<20).map { Fixtures.person(100 + $0, "q\($0)@customer.example") })
        ]
        scene.tags = [TicketNumber(prefix: "IT", sequence: 42)]
        #expect(added(scene) == [])
    }
}
