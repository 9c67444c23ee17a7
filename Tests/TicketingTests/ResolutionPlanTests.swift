import Foundation
import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("Is it solved?") struct ResolutionPlanTests {
    static let now = Fixtures.now

    static func change(_ to: TicketState, at moment: Date) -> Entry {
        Entry(
            id: EntryID(rawValue: 1), kind: .change, direction: nil, channel: .portal, author: Fixtures.lina.mailbox,
            text: "", html: nil, fresh: nil, change: FieldChange(field: "status", from: nil, to: to.rawValue),
            flags: [], createdAt: moment, mail: nil, messageID: nil, attachments: [])
    }

    static func record(_ state: TicketState = .resolved, _ changes: [Entry] = [change(.resolved, at: now)])
        -> TicketRecord
    {
        TicketRecord(ticket: Fixtures.ticket(state: state), entries: changes)
    }

    @Test func `a link asks as long as its solution stands, and no longer than a month`() {
        let link = TicketLinkTests.link()
        #expect(ResolutionPlan.isOpen(link, on: Self.record(), at: Self.now + 9))
        for state in TicketState.allCases where state != .resolved {
            let moved = Self.record(
                state, [Self.change(.resolved, at: Self.now), Self.change(state, at: Self.now + 5)])
            #expect(!ResolutionPlan.isOpen(link, on: moved, at: Self.now + 9))
        }
        let again = [.resolved, .inProgress, .resolved].enumerated().map { index, state in
            Self.change(state, at: Self.now + Double(index) * 60)
        }
        #expect(!ResolutionPlan.isOpen(link, on: Self.record(.resolved, again), at: Self.now + 200))
        let second = TicketLinkTests.link(asked: Self.now + 120)
        #expect(ResolutionPlan.isOpen(second, on: Self.record(.resolved, again), at: Self.now + 200))
        #expect(!ResolutionPlan.isOpen(link, on: Self.record(), at: Self.now + 30 * 86_400))
    }

    @Test func `it is for its own ticket, question and requester`() {
        var link = TicketLinkTests.link()
        link.ticket = TicketID(rawValue: 43)
        #expect(!ResolutionPlan.isOpen(link, on: Self.record(), at: Self.now))
        link = TicketLinkTests.link()
        link.person = Fixtures.lina.id
        #expect(!ResolutionPlan.isOpen(link, on: Self.record(), at: Self.now))
        #expect(!ResolutionPlan.isOpen(TicketLinkTests.link(.survey), on: Self.record(), at: Self.now))
        var record = Self.record()
        record.ticket.requester.isActive = false
        #expect(!ResolutionPlan.isOpen(TicketLinkTests.link(), on: record, at: Self.now))
    }

    @Test func `yes closes it, in the requester's name`() throws {
        let events = try ResolutionPlan.events(.solved, on: Self.record().ticket)
        #expect(events == [.stateChanged(from: .resolved, to: .closed, by: Fixtures.wang.mailbox, via: .portal)])
    }

    @Test func `no is the requester's message, not verified, and opens it again`() throws {
        let events = try ResolutionPlan.events(.unsolved(" still stuck\n"), on: Self.record().ticket)
        guard case .entryAdded(let draft) = try #require(events.first) else { return #expect(Bool(false)) }
        #expect(draft.text == "still stuck" && draft.author == Fixtures.wang.mailbox && draft.direction == .incoming)
        #expect(draft.flags == [.unverified] && draft.channel == .portal)
        #expect(
            events.last == .stateChanged(from: .resolved, to: .inProgress, by: Fixtures.wang.mailbox, via: .portal))
    }

    @Test(arguments: [("", false), (" \n", false)])
    func `no without words is none`(text: String, isTaken: Bool) {
        #expect(throws: TicketRefusal.emptyText) {
            try ResolutionPlan.events(.unsolved(text), on: Self.record().ticket)
        }
    }

    @Test func `what is still wrong has a limit`() throws {
        let limit = ResolutionPlan.longestText
        let ticket = Self.record().ticket
        #expect(try ResolutionPlan.events(.unsolved(String(repeating: "a", count: limit)), on: ticket).count == 2)
        #expect(throws: TicketRefusal.textTooLong(limit: limit, actual: limit + 1)) {
            try ResolutionPlan.events(.unsolved(String(repeating: "a", count: limit + 1)), on: ticket)
        }
    }
}
