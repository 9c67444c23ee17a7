import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Commands on a ticket")
struct TicketEventsTests {
    static let agent = Actor(person: Fixtures.lina, channel: .portal)
    static let requester = Actor(person: Fixtures.wang, channel: .portal)
    static let otherDesk = Actor(person: Fixtures.omar, channel: .portal)

    @Test func `an agent's first answer takes a new ticket in hand`() throws {
        let events = try Fixtures.ticket().events(for: [.reply(text: "我去看看。")], by: Self.agent)
        guard case .entryAdded(let draft) = events.first else { throw TestFailure.unexpected(events) }
        #expect(draft.direction == .outgoing)
        #expect(events.last == .stateChanged(from: .new, to: .inProgress, by: Fixtures.lina.mailbox, via: .portal))
    }

    @Test(arguments: [
        (TicketState.new, TicketState?.none), (.inProgress, nil), (.pending, .inProgress), (.resolved, .inProgress),
    ])
    func `a requester's message wakes a waiting ticket`(state: TicketState, next: TicketState?) throws {
        let events = try Fixtures.ticket(state: state).events(for: [.reply(text: "还是不行")], by: Self.requester)
        let changed = events.compactMap { if case .stateChanged(_, let to, _, _) = $0 { to } else { nil } }
        #expect(changed.first == next)
    }

    @Test(arguments: [TicketState.closed, .cancelled])
    func `a final ticket does not change`(state: TicketState) {
        #expect(throws: TicketRefusal.isFinal(state)) {
            try Fixtures.ticket(state: state).events(for: [.reply(text: "x")], by: Self.agent)
        }
        #expect(throws: TicketRefusal.isFinal(state)) {
            try Fixtures.ticket(state: state).events(for: [.setState(.inProgress)], by: Self.agent)
        }
    }

    @Test(arguments: [
        TicketCommand.note(text: "x"), .setState(.closed), .assign(Fixtures.lina), .setPriority(.urgent),
    ])
    func `a requester does no agent's work`(command: TicketCommand) {
        #expect(throws: TicketRefusal.notPermitted) {
            try Fixtures.ticket().events(for: [command], by: Self.requester)
        }
    }

    @Test func `a requester says that it is solved, and that it is not`() throws {
        #expect(
            try Fixtures.ticket(state: .inProgress).events(for: [.setState(.resolved)], by: Self.requester).count == 1)
        #expect(
            try Fixtures.ticket(state: .resolved).events(for: [.setState(.inProgress)], by: Self.requester).count == 1)
    }

    @Test(arguments: [TicketCommand.reply(text: "x"), .note(text: "x"), .setState(.closed)])
    func `an agent of another desk has no say`(command: TicketCommand) {
        #expect(throws: TicketRefusal.notPermitted) {
            try Fixtures.ticket().events(for: [command], by: Self.otherDesk)
        }
    }

    @Test func `only an agent of the desk is assigned`() {
        #expect(throws: TicketRefusal.notAnAgent(Fixtures.omar.address)) {
            try Fixtures.ticket().events(for: [.assign(Fixtures.omar)], by: Self.agent)
        }
    }

    @Test func `all commands happen or none`() {
        #expect(throws: TicketRefusal.emptyText) {
            try Fixtures.ticket().events(for: [.setPriority(.high), .reply(text: " \r\n ")], by: Self.agent)
        }
    }

    @Test func `text is taken to its limit and not beyond`() throws {
        let longest = String(repeating: "a", count: Ticket.longestText)
        #expect(try Fixtures.ticket().events(for: [.note(text: longest)], by: Self.agent).count == 1)
        #expect(throws: TicketRefusal.textTooLong(limit: Ticket.longestText, actual: Ticket.longestText + 1)) {
            try Fixtures.ticket().events(for: [.note(text: longest + "a")], by: Self.agent)
        }
    }
}

enum TestFailure: Error {
    case unexpected(any Sendable)
}
