import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("Who gets an answer")
struct AnswerAudienceTests {
    static let guest = Fixtures.person(7, "guest@customer.example", name: "Guest")
    static let mei = Fixtures.person(8, "mei@customer.example", name: "Mei")
    let policy = NotificationPlanTests().policy

    func audience(_ participants: [Person], _ choice: AnswerChoice = AnswerChoice()) -> AnswerAudience {
        AnswerAudience(
            of: Fixtures.ticket(participants: participants), from: Fixtures.lina.address, choice: choice,
            desks: Fixtures.desks)
    }

    func answers(_ participants: [Person], leavingOut: [MailAddress] = []) throws -> [Ticketing.Notification] {
        let ticket = Fixtures.ticket(state: .inProgress, participants: participants)
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        let events = try ticket.events(for: [.reply(text: "Done.", leavingOut: leavingOut)], by: actor)
        return NotificationPlan.plan(for: events, on: ticket, by: actor, policy: policy).notifications
    }

    @Test func `the requester stands in To, the others in Cc, whoever works the ticket nowhere`() {
        let agent = Fixtures.person(9, "bo@desk.example", roles: [Membership(role: .agent, desk: "it")])
        let audience = audience([Fixtures.wang, Self.guest, agent, Fixtures.lina, Self.mei])
        #expect(audience.to == [Fixtures.wang])
        #expect(audience.cc == [Self.guest, Self.mei])
        #expect(audience.unnamed == [agent])
        #expect(audience.bystanders.map(\.obstacle) == [.isAuthor])
        #expect(audience.destinations?.cc == [Self.guest.mailbox, Self.mei.mailbox])
    }

    @Test func `nobody is named who gets no mail, and the reason is told`() {
        var gone = Self.guest
        gone.isActive = false
        var dead = Self.mei
        dead.suppression = "550 5.1.1 unknown"
        let others = [
            gone, dead, Fixtures.person(10, "noreply@shop.example"), Fixtures.person(11, "support+x@desk.example"),
        ]
        let audience = audience([Fixtures.wang] + others)
        #expect(audience.readers == [Fixtures.wang])
        #expect(
            audience.bystanders.map(\.obstacle)
                == [.isInactive, .isSuppressed(reason: "550 5.1.1 unknown"), .isRobot, .isOurs])
        #expect(audience.bystanders.map(\.obstacle.word) == ["inactive", "suppressed", "robot", "ours"])
        #expect(audience.destinations == Destinations(to: [Fixtures.wang.mailbox], cc: []))
    }

    @Test func `a suppressed address has its line in the ledger, and stands in no header`() throws {
        var dead = Self.mei
        dead.suppression = "550 5.1.1 unknown"
        let sent = try answers([Fixtures.wang, dead])
        #expect(sent.map(\.recipient) == [Fixtures.wang.mailbox, dead.mailbox])
        #expect(sent.allSatisfy { $0.destinations == Destinations(to: [Fixtures.wang.mailbox], cc: []) })
    }

    @Test func `where the requester gets none, the others stand in To`() {
        var wang = Fixtures.wang
        wang.suppression = "550"
        #expect(audience([wang, Self.guest]).destinations == Destinations(to: [Self.guest.mailbox], cc: []))
        #expect(audience([wang]).destinations == nil)
    }

    @Test func `all copies of an answer bear one Message-ID, and each has a line of its own`() throws {
        let sent = try answers([Fixtures.wang, Self.guest, Self.mei])
        #expect(Set(sent.map(\.headerID)) == [try #require(sent.first).messageID])
        #expect(Set(sent.map(\.messageID)).count == 3)
        let copies = Destinations(to: [Fixtures.wang.mailbox], cc: [Self.guest.mailbox, Self.mei.mailbox])
        #expect(sent.allSatisfy { $0.destinations == copies })
    }

    @Test func `whoever is left out gets nothing and is not named`() throws {
        let sent = try answers([Fixtures.wang, Self.guest, Self.mei], leavingOut: [Self.guest.address])
        #expect(sent.map(\.recipient) == [Fixtures.wang.mailbox, Self.mei.mailbox])
        #expect(sent.first?.destinations?.cc == [Self.mei.mailbox])
    }

    @Test(arguments: [Fixtures.wang.address, Fixtures.address("stranger@else.example")])
    func `the requester and strangers cannot be left out`(address: MailAddress) {
        #expect(throws: TicketRefusal.isNoCopy(address)) {
            try answers([Fixtures.wang, Self.guest], leavingOut: [address])
        }
    }

    @Test(arguments: [
        ("new@customer.example", nil as TicketRefusal?),
        ("NOREPLY@shop.example", .invalidAddress("NOREPLY@shop.example")),
        ("list-request@shop.example", .invalidAddress("list-request@shop.example")),
    ])
    func `an agent brings in people, no robots`(address: String, refusal: TicketRefusal?) {
        let mailbox = Mailbox(address: Fixtures.address(address))
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        do throws(TicketRefusal) {
            let events = try Fixtures.ticket().events(for: [.addParticipant(mailbox)], by: actor)
            #expect(events == [.participantAdded(mailbox)] && refusal == nil)
        } catch {
            #expect(error == refusal)
        }
    }

    @Test(arguments: [(IntakeCase.mostParticipants - 1, true), (IntakeCase.mostParticipants, false)])
    func `a ticket has twenty participants at most`(count: Int, hasRoom: Bool) {
        let people = (0..<count).map { Fixtures.person(Int64(100 + $0), "p\($0)@customer.example") }
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        let added = Mailbox(address: Fixtures.address("new@customer.example"))
        let events = Result { () throws(TicketRefusal) in
            try Fixtures.ticket(participants: people).events(for: [.addParticipant(added)], by: actor)
        }
        #expect(events == (hasRoom ? .success([.participantAdded(added)]) : .failure(.tooManyParticipants(limit: 20))))
    }
}
