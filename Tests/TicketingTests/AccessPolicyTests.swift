import Foundation
import TestSupport
import Testing
import Ticketing

@Suite("Who may do what")
struct AccessPolicyTests {
    static let auditor = Fixtures.person(9, "audit@desk.example", roles: [Membership(role: .auditor)])
    static let stranger = Fixtures.person(8, "stranger@elsewhere.example")

    @Test(arguments: [
        (Fixtures.wang, [TicketAction.read, .reply, .resolveOwn]),
        (Fixtures.lina, TicketAction.allCases),
        (Fixtures.root, TicketAction.allCases),
        (Fixtures.omar, []),
        (auditor, [.read, .readInternal]),
        (stranger, []),
    ])
    func `each role has its rights and no other`(person: Person, rights: [TicketAction]) {
        let allowed = TicketAction.allCases.filter { AccessPolicy.allows($0, on: Fixtures.ticket(), to: person) }
        #expect(Set(allowed) == Set(rights))
    }

    @Test func `somebody deactivated may do nothing`() {
        var person = Fixtures.root
        person.isActive = false
        #expect(TicketAction.allCases.allSatisfy { !AccessPolicy.allows($0, on: Fixtures.ticket(), to: person) })
        #expect(!AccessPolicy.isAgent(person) && !AccessPolicy.isAdministrator(person))
    }

    @Test(arguments: [
        (-1.0, EntryKind.message, false), (0.0, .message, true), (1.0, .message, true), (1.0, .note, false),
    ])
    func `whom a later mail brought in sees what came from then on`(age: Double, kind: EntryKind, isShown: Bool) {
        var ticket = Fixtures.ticket(participants: [Fixtures.wang, Self.stranger])
        ticket.joined[Self.stranger.id] = Fixtures.now
        let entry = Entry(
            id: EntryID(rawValue: 1), kind: kind, direction: .incoming, channel: .mail, author: Fixtures.wang.mailbox,
            text: "", html: nil, fresh: nil, change: nil, flags: [], createdAt: Fixtures.now + age, mail: nil,
            messageID: nil, attachments: [])
        #expect(AccessPolicy.shows(entry, of: ticket, to: Self.stranger) == isShown)
        #expect(AccessPolicy.shows(entry, of: ticket, to: Fixtures.wang) == (kind == .message))
        #expect(AccessPolicy.shows(entry, of: ticket, to: Fixtures.lina))
    }

    @Test(arguments: [
        (Role.requester, false, false), (.approver, false, false), (.agent, false, false), (.lead, true, true),
        (.administrator, true, true), (.auditor, true, false),
    ])
    func `figures are for those who answer for a desk`(role: Role, reads: Bool, sends: Bool) {
        for desk in ["it", nil] {
            let person = Fixtures.person(7, "x@desk.example", roles: [Membership(role: role, desk: desk)])
            #expect(AccessPolicy.readsReports(person, desk: "it") == reads)
            #expect(AccessPolicy.sendsReports(person, desk: "it") == sends)
            #expect(AccessPolicy.readsReports(person, desk: "hr") == (reads && desk == nil))
            #expect(AccessPolicy.sendsReports(person, desk: "hr") == (sends && desk == nil))
            #expect(AccessPolicy.readsSomeReports(person) == reads)
            var gone = person
            gone.isActive = false
            #expect(!AccessPolicy.readsReports(gone, desk: "it") && !AccessPolicy.sendsReports(gone, desk: "it"))
        }
    }

    @Test func `agents of a linked desk work on it`() {
        var ticket = Fixtures.ticket()
        ticket.linkedDesks = ["hr"]
        #expect(AccessPolicy.allows(.note, on: ticket, to: Fixtures.omar))
    }
}
