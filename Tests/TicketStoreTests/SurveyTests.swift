import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Surveys in the store") struct SurveyStoreTests {
    /// A desk's tickets, closed with a question to their requester.
    struct Scene {
        let tickets: any Tickets
        let surveys: any Surveys
        let outgoing: any OutgoingQueue

        init(_ store: Store) {
            (tickets, surveys, outgoing) = (store.tickets, store.surveys, store.outgoing)
        }

        func resolved(by requester: Person = Fixtures.wang, at moment: Date = Samples.now) async throws -> Ticket {
            let plan = Samples.plan(draft: Samples.draft(requester: requester.mailbox))
            let number = try await tickets.open(plan, at: moment).ticket.number
            return try await tickets.change(number, at: moment) { record in
                TicketPlan(
                    target: .existing(record.ticket.id),
                    events: [.stateChanged(from: .new, to: .resolved, by: Fixtures.lina.mailbox, via: .portal)])
            }.ticket
        }

        static func request(_ ticket: Ticket, rest: Double = 100) -> SurveyRequest {
            let notification = Ticketing.Notification("survey", to: ticket.requester.mailbox, about: ticket)
            return SurveyRequest(person: ticket.requester.id, notification: notification, rest: rest)
        }

        /// Closed by somebody who would tell the requester, and an agent, of the new status.
        func close(_ ticket: Ticket, rest: Double = 100, at moment: Date = Samples.now) async throws {
            try await tickets.change(ticket.number, at: moment) { record in
                var plan = TicketPlan(
                    target: .existing(record.ticket.id),
                    events: [.stateChanged(from: .resolved, to: .closed, by: Fixtures.lina.mailbox, via: .portal)],
                    notifications: [ticket.requester, Fixtures.lina].map {
                        Ticketing.Notification("status-change", to: $0.mailbox, about: ticket)
                    })
                plan.survey = Scene.request(ticket, rest: rest)
                return plan
            }
        }

        /// What is queued about the ticket, and to whom.
        func queued(_ ticket: Ticket) async throws -> [String] {
            try await outgoing.list(states: [.queued], cursor: nil, limit: 100).items
                .filter { $0.ticket == ticket.number }
                .map { "\($0.template) \($0.recipient.address.localPart)" }.sorted()
        }

        func link(_ ticket: Ticket, at moment: Date = Samples.now) -> TicketLink {
            TicketLink(.survey, ticket: ticket.id, person: ticket.requester.id, askedAt: moment)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who closes a ticket asks once, and one person not again for a while`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let scene = Scene(test.store)
        let (first, second, third) = (
            try await scene.resolved(), try await scene.resolved(), try await scene.resolved()
        )
        let other = try await scene.resolved(by: Fixtures.lina)
        try await scene.close(first)
        #expect(try await scene.queued(first) == ["status-change lina", "survey wang"])
        try await scene.close(first)
        #expect(try await scene.queued(first) == ["status-change lina", "status-change wang", "survey wang"])
        try await scene.close(second, at: Samples.now + 99)
        #expect(try await scene.queued(second) == ["status-change lina", "status-change wang"])
        #expect(try await scene.surveys.survey(of: second.id) == nil)
        try await scene.close(other, at: Samples.now + 99)
        #expect(try await scene.surveys.survey(of: other.id)?.person.id == other.requester.id)
        try await scene.close(third, at: Samples.now + 100)
        let survey = try #require(try await scene.surveys.survey(of: third.id))
        #expect(survey.askedAt == Samples.now + 100 && survey.rating == nil && survey.answers == 0)
    }

    @Test(arguments: StoreKind.available)
    func `tickets of one person that are closed at once ask one question`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let scene = Scene(test.store)
        var tickets: [Ticket] = []
        for _ in 0..<8 { tickets.append(try await scene.resolved()) }
        let again = Scene(try await test.openAgain())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, ticket) in tickets.enumerated() {
                group.addTask { try await (index.isMultiple(of: 2) ? scene : again).close(ticket) }
            }
            try await group.waitForAll()
        }
        let queued = try await scene.outgoing.list(states: [.queued], cursor: nil, limit: 100).items
        #expect(queued.count { $0.template == "survey" } == 1)
        #expect(queued.count { $0.template == "status-change" } == 15)
    }

    @Test(arguments: StoreKind.available)
    func `what closes by itself is asked about too, where the desk asks`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let scene = Scene(test.store)
        let ticket = try await scene.resolved()
        let silent = try await scene.resolved(by: Fixtures.lina, at: Samples.now + 50)
        var desk = Fixtures.it
        desk.asksHowItWas = true
        let ask: @Sendable (Ticket, [TicketEvent]) -> SurveyRequest? = { ticket, events in
            guard case .stateChanged(.resolved, .closed, _, .system)? = events.first else { return nil }
            return Scene.request(ticket)
        }
        let later = Samples.now + 60
        let count = try await scene.tickets.closeResolved(
            of: desk, untouchedSince: Samples.now + 1, limit: 10, at: later, ask)
        #expect(count == 1)
        #expect(try await scene.queued(ticket) == ["survey wang"])
        #expect(
            try await scene.tickets.closeResolved(
                of: Fixtures.it, untouchedSince: later, limit: 10, at: later, ask) == 1)
        #expect(try await scene.queued(silent) == [])
    }

    @Test(arguments: StoreKind.available)
    func `an answer stands on the ticket, and a later one takes its place`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let scene = Scene(test.store)
        let ticket = try await scene.resolved()
        #expect(
            try await !scene.surveys.answer(
                SurveyAnswer(score: 5, comment: ""), by: scene.link(ticket), at: Samples.now))
        try await scene.close(ticket)
        let before = try await scene.tickets.events(after: 0, limit: 100).last?.sequence ?? 0
        let version = try await scene.tickets.record(ticket.id).ticket.version
        func answer(_ score: Int, _ comment: String, after seconds: Double) async throws -> Bool {
            let answer = try SurveyAnswer(score: score, comment: comment)
            return try await scene.surveys.answer(answer, by: scene.link(ticket), at: Samples.now + seconds)
        }
        #expect(try await answer(2, "太慢了", after: 10))
        #expect(try await answer(2, "太慢了", after: 15), "the same again changes nothing")
        var record = try await scene.tickets.record(ticket.number)
        #expect(record.ticket.rating == Rating(score: 2, comment: "太慢了", at: Samples.now + 10))
        #expect(record.ticket.version == version + 1)
        #expect(record.entries.filter(\.isRating).map(\.text) == ["太慢了"])
        #expect(try await answer(4, "", after: 20))
        record = try await scene.tickets.record(ticket.id)
        #expect(record.ticket.rating == Rating(score: 4, comment: "", at: Samples.now + 20))
        let entry = try #require(record.entries.last)
        #expect(entry.change == FieldChange(field: "rating", from: "2", to: "4") && entry.text.isEmpty)
        #expect(entry.author.address == Fixtures.wang.address && entry.channel == .portal)
        #expect(record.entries.filter(\.isRating).count == 1)
        let events = try await scene.tickets.events(after: before, limit: 100)
        #expect(events.map(\.type) == ["ticket.rated", "ticket.rated"])
        let listed = try await scene.tickets.list(TicketQuery()).items.first { $0.id == ticket.id }
        #expect(listed?.rating?.score == 4)
    }

    @Test(arguments: StoreKind.available)
    func `other links, expired ones and the twenty-first answer change nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let scene = Scene(test.store)
        let ticket = try await scene.resolved()
        try await scene.close(ticket)
        let answer = try SurveyAnswer(score: 5, comment: "")
        var foreign = scene.link(ticket)
        foreign.person = PersonID(rawValue: 999)
        var unknown = scene.link(ticket)
        unknown.ticket = TicketID(rawValue: 999)
        for link in [foreign, unknown, scene.link(ticket, at: Samples.now + 5)] {
            #expect(try await !scene.surveys.answer(answer, by: link, at: Samples.now + 6))
        }
        let end = Samples.now + 30 * 86_400
        #expect(try await !scene.surveys.answer(answer, by: scene.link(ticket), at: end))
        for count in 1...Survey.mostAnswers {
            let answer = try SurveyAnswer(score: 1 + count % 2, comment: "")
            #expect(try await scene.surveys.answer(answer, by: scene.link(ticket), at: end - 1))
        }
        #expect(try await !scene.surveys.answer(answer, by: scene.link(ticket), at: end - 1))
    }

    @Test(arguments: StoreKind.available)
    func `a desk's ratings of a period are told, and no participant finds their words`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let scene = Scene(test.store)
        let ticket = try await scene.resolved()
        try await scene.close(ticket)
        let moment = Samples.now + 10
        let answer = try SurveyAnswer(score: 3, comment: "kumquat")
        #expect(try await scene.surveys.answer(answer, by: scene.link(ticket), at: moment))
        func ratings(_ desk: String, _ from: Double, _ to: Double) async throws -> [Rating] {
            try await scene.surveys.ratings(desk: desk, from: moment + from, to: moment + to)
        }
        #expect(try await ratings("it", 0, 1) == [Rating(score: 3, comment: "kumquat", at: moment)])
        #expect(try await ratings("it", -5, 0) == [])
        #expect(try await ratings("it", 1, 5) == [])
        #expect(try await ratings("hr", -5, 5) == [])
        var query = TicketQuery()
        query.text = "kumquat"
        #expect(try await scene.tickets.list(query).items.map(\.id) == [ticket.id])
        query.participant = ticket.requester.id
        #expect(try await scene.tickets.list(query).items == [])
    }
}

extension Ticketing.Notification {
    fileprivate init(_ template: String, to reader: Mailbox, about ticket: Ticket) {
        self.init(
            template: template, version: 1, language: "en", recipient: reader, nature: .notice,
            messageID: MessageID("\(template)-\(ticket.id)-\(ticket.version)-\(reader.address)"), desk: "it")
    }
}
