import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Tickets")
struct TicketsTests {
    @Test(arguments: StoreKind.available)
    func `a record shows what the plan's events did`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let file = Attachment(name: "a.pdf", type: "application/pdf", bytes: [1, 2, 3], disposition: .attachment)
        var first = Samples.entry(attachments: [file])
        first.replyTo = [Fixtures.address("mei@customer.example"), Fixtures.address("li@customer.example")]
        let opened = try await tickets.open(
            Samples.plan([.entryAdded(first), .flagged(.unverified)]), at: Samples.now)
        #expect(opened.ticket.number == TicketNumber(prefix: "IT", sequence: 1))
        #expect(opened.ticket.participants.map(\.address) == [Fixtures.wang.address])
        #expect(opened.ticket.requester.name == "王芳")
        #expect(opened.entries.first?.replyTo == first.replyTo)
        let lina = Fixtures.lina.mailbox
        let record = try await tickets.change(opened.ticket.number, at: Samples.now + 1) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [
                    .assigned(from: nil, to: lina, by: lina, via: .portal),
                    .stateChanged(from: .new, to: .inProgress, by: lina, via: .portal),
                    .priorityChanged(from: .normal, to: .high, by: lina, via: .api),
                    .sentToNobody(by: lina, via: .portal),
                    .participantAdded(Fixtures.omar.mailbox), .participantAdded(Fixtures.omar.mailbox),
                    .flagged(.related(TicketNumber(prefix: "IT", sequence: 7))),
                ])
        }
        #expect(record.ticket.state == .inProgress)
        #expect(record.ticket.priority == .high)
        #expect(record.ticket.assignee?.address == lina.address)
        #expect(record.ticket.participants.count == 2)
        #expect(record.ticket.flags == [.unverified, .related(TicketNumber(prefix: "IT", sequence: 7))])
        #expect(record.ticket.version == opened.ticket.version + 1)
        #expect(record.ticket.updatedAt == Samples.now + 1)
        #expect(
            record.entries.compactMap(\.change) == [
                FieldChange(field: "assignee", from: nil, to: "lina@desk.example"),
                FieldChange(field: "status", from: "new", to: "in_progress"),
                FieldChange(field: "priority", from: "normal", to: "high"),
                FieldChange(field: "recipients", from: nil, to: "nobody"),
            ])
        #expect(try await tickets.record(opened.ticket.number) == record)
        let attachment = try #require(record.entries.first?.attachments.first)
        let content = try await tickets.attachment(attachment.id)
        #expect(content.bytes == [1, 2, 3])
        #expect(content.ticket == opened.ticket.number)
        #expect(content.entryKind == .message)
    }

    @Test(arguments: StoreKind.available)
    func `a participant who joined later finds nothing by what was said before`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let number = try await tickets.open(
            Samples.plan([.entryAdded(Samples.entry("the salary list"))]), at: Samples.now
        ).ticket.number
        let record = try await tickets.change(number, at: Samples.now + 5) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [.entryAdded(Samples.entry("please help")), .participantAdded(Fixtures.omar.mailbox)])
        }
        let omar = try #require(record.ticket.participants.first { $0.address == Fixtures.omar.address })
        #expect(record.ticket.joined == [omar.id: Samples.now + 5])
        var query = TicketQuery()
        for (person, text, count) in [
            (omar.id, "salary", 0), (omar.id, "help", 1), (record.ticket.requester.id, "salary", 1),
        ] {
            query.participant = person
            query.text = text
            #expect(try await tickets.list(query).items.count == count)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what has long been resolved and untouched is closed, and nothing else`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        func open(_ desk: String, _ state: TicketState, at moment: Date) async throws -> TicketNumber {
            var draft = Samples.draft()
            draft.desk = desk
            let number = try await tickets.open(Samples.plan(draft: draft), at: moment).ticket.number
            try await tickets.change(number, at: moment) { record in
                TicketPlan(
                    target: .existing(record.ticket.id),
                    events: [.stateChanged(from: .new, to: state, by: Fixtures.lina.mailbox, via: .portal)])
            }
            return number
        }
        let old = try await open("it", .resolved, at: Samples.now)
        let others = [
            try await open("it", .resolved, at: Samples.now + 10), try await open("hr", .resolved, at: Samples.now),
            try await open("it", .pending, at: Samples.now),
        ]
        let later = Samples.now + 20
        let count = try await tickets.closeResolved(
            of: Fixtures.it, untouchedSince: Samples.now + 10, limit: 10, at: later
        ) { _, _ in nil }
        #expect(count == 1)
        let record = try await tickets.record(old)
        #expect(record.ticket.state == .closed && record.ticket.updatedAt == later)
        #expect(record.entries.last?.author.address == Fixtures.it.addresses.first)
        #expect(record.entries.last?.change == FieldChange(field: "status", from: "resolved", to: "closed"))
        for number in others { #expect(try await tickets.record(number).ticket.state != .closed) }
    }

    @Test(arguments: StoreKind.available)
    func `of fifty changes at once none is lost`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let number = try await tickets.open(Samples.plan(), at: Samples.now).ticket.number
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await tickets.change(number, at: Samples.now) { record in
                        // Each must see the entries of all before it.
                        TicketPlan(
                            target: .existing(record.ticket.id),
                            events: [.entryAdded(Samples.entry("seen \(record.entries.count)", kind: .note))])
                    }
                }
            }
            try await group.waitForAll()
        }
        let record = try await tickets.record(number)
        #expect(record.entries.dropFirst().map(\.text) == (1...50).map { "seen \($0)" })
        #expect(record.ticket.version == 51)
    }

    @Test(arguments: StoreKind.available)
    func `a refusal writes nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let record = try await test.store.tickets.open(Samples.plan(), at: Samples.now)
        await #expect(throws: CommandError.refused(.notPermitted)) {
            try await test.store.tickets.change(record.ticket.number, at: Samples.now) {
                (_) throws(TicketRefusal) in throw .notPermitted
            }
        }
        await #expect(throws: CommandError.store(.notFound)) {
            try await test.store.tickets.change(TicketNumber(prefix: "XX", sequence: 1), at: Samples.now) { record in
                TicketPlan(target: .existing(record.ticket.id), events: [])
            }
        }
        #expect(try await test.store.tickets.record(record.ticket.number) == record)
    }

    @Test(arguments: StoreKind.available)
    func `numbers are unique and without gaps when many open at once`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let other = try await test.openAgain()
        let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
            for index in 0..<40 {
                let tickets = index % 2 == 0 ? test.store.tickets : other.tickets
                group.addTask { try await tickets.open(Samples.plan(), at: Samples.now).ticket.number.sequence }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...40))
    }

    @Test(arguments: StoreKind.available)
    func `pages follow each other without gap or repetition, newest change first`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        for index in 0..<7 {
            _ = try await tickets.open(Samples.plan(), at: Samples.now + Double(index / 3))
        }
        var query = TicketQuery()
        query.limit = 3
        var seen: [Int64] = []
        repeat {
            let page = try await tickets.list(query)
            seen += page.items.map(\.number.sequence)
            query.cursor = page.nextCursor
        } while query.cursor != nil
        #expect(seen == [7, 6, 5, 4, 3, 2, 1])
    }

    @Test(arguments: StoreKind.available)
    func `search finds number, subject, requester and text in any case, and nothing by wildcards`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let ivan = Mailbox(displayName: "Иван", address: Fixtures.address("ivan@customer.example"))
        _ = try await tickets.open(
            Samples.plan([.entryAdded(Samples.entry("打印机 ÄRGER"))], draft: Samples.draft(subject: "Paper JAM")),
            at: Samples.now)
        _ = try await tickets.open(
            Samples.plan(
                [.entryAdded(Samples.entry("100% sure")), .entryAdded(Samples.entry("secret", kind: .note))],
                draft: Samples.draft(subject: "VPN", requester: ivan)), at: Samples.now)
        let expected: [(String, [Int64])] = [
            ("it-2", [2]), ("paper jam", [1]), ("ärger", [1]), ("印", [1]), ("ИВАН", [2]), ("ivan@customer", [2]),
            ("100%", [2]), ("_", []), ("%", [2]), ("paper vpn", []), ("", [2, 1]), ("secret", [2]), ("it-9", []),
        ]
        for (text, numbers) in expected {
            var query = TicketQuery()
            query.text = text
            #expect(try await tickets.list(query).items.map(\.number.sequence) == numbers, "\(text)")
        }
        var own = TicketQuery()
        own.text = "secret"
        own.participant = try await test.store.people.person(ivan.address)?.id
        #expect(try await tickets.list(own).items.isEmpty)
        #expect(try await tickets.counts(desks: ["it"], participant: own.participant) == [.new: 1])
        #expect(try await tickets.counts(desks: ["hr"], participant: nil) == [:])
    }

    @Test(arguments: StoreKind.available)
    func `search finds Chinese by any number of characters, in either script and any width`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let texts = ["会议室的打印机卡纸了", "會議室的印表機壞了", "型号ＡＢＣ１２３，ﾊﾝｶｸ", "abc123 と ハンカク"]
        for text in texts {
            _ = try await tickets.open(
                Samples.plan([.entryAdded(Samples.entry(text))], draft: Samples.draft(subject: "Ｎｏ．")), at: Samples.now)
        }
        let expected: [(String, [Int64])] = [
            ("纸", [1]), ("卡纸", [1]), ("打印机", [1]), ("打印機", [1]), ("机", [2, 1]), ("機", [2, 1]), ("会议", [2, 1]),
            ("會議室", [2, 1]), ("纸卡", []), ("会议 卡纸", [1]), ("会议\u{3000}打印", [1]), ("abc123", [4, 3]),
            ("ＡＢＣ１２３", [4, 3]), ("ハンカク", [4, 3]), ("ﾊﾝｶｸ", [4, 3]), ("no.", [4, 3, 2, 1]),
        ]
        for (text, numbers) in expected {
            var query = TicketQuery()
            query.text = text
            #expect(try await tickets.list(query).items.map(\.number.sequence) == numbers, "\(text)")
        }
    }

    @Test(arguments: StoreKind.available)
    func `filters narrow a list`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let lina = try await test.store.people.add(
            Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
        _ = try await tickets.open(Samples.plan(), at: Samples.now)
        _ = try await tickets.open(
            Samples.plan([.assigned(from: nil, to: lina.mailbox, by: lina.mailbox, via: .portal)]), at: Samples.now)
        var query = TicketQuery()
        query.assignee = lina.id
        #expect(try await tickets.list(query).items.map(\.number.sequence) == [2])
        query = TicketQuery()
        query.isUnassigned = true
        query.states = [.new, .pending, .resolved]
        query.desks = ["it", "hr"]
        #expect(try await tickets.list(query).items.map(\.number.sequence) == [1])
    }

    @Test(arguments: StoreKind.available)
    func `events follow in order`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let record = try await test.store.tickets.open(Samples.plan(), at: Samples.now)
        let events = try await test.store.tickets.events(after: 0, limit: 10)
        #expect(events.map(\.type) == ["ticket.opened", "ticket.entry"])
        #expect(events.allSatisfy { $0.ticket == record.ticket.number })
        let last = try #require(events.last).sequence
        #expect(try await test.store.tickets.events(after: last, limit: 10).isEmpty)
    }
}
