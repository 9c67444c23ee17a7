import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Commit of an intake plan")
struct CommitTests {
    @Test(arguments: StoreKind.available)
    func `a plan that is committed twice counts once`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let id = try #require(try await store.incoming.enqueue(Samples.arrival()).first)
        let plan = Samples.intake(Samples.plan(notifications: [Samples.notification("ack")]), messageID: "m1@customer")
        let first = try await store.tickets.commit(plan, settling: id, at: Samples.now)
        let second = try await store.tickets.commit(plan, settling: id, at: Samples.now)
        #expect(first == TicketNumber(prefix: "IT", sequence: 1))
        #expect(second == first)
        #expect(try await store.tickets.list(TicketQuery()).items.count == 1)
        #expect(try await store.outgoing.list(states: [], cursor: nil, limit: 10).items.count == 1)
        let mail = try await store.ledger.mail(id)
        #expect(mail.state == .ticketed)
        #expect(mail.ticket == first)
        #expect(mail.trace == ["class: person", "open: new"])
        #expect(mail.problems == ["a bare LF"])
        #expect(mail.messageID == MessageID("m1@customer"))
        #expect(try await store.incoming.claim(limit: 5, lease: 60, at: Samples.now + 1_000).isEmpty)
        #expect(try await store.ledger.counts() == [.ticketed: 1])
        #expect(try await store.ledger.counts(desks: ["it", "hr"]) == [.ticketed: 1])
        #expect(try await store.ledger.counts(desks: ["hr"]).isEmpty)
        #expect(try await store.ledger.counts(desks: []).isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `a crash before the commit leaves the mail to be claimed again, and nothing else`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let id = try #require(try await test.store.incoming.enqueue(Samples.arrival()).first)
        _ = try await test.store.incoming.claim(limit: 1, lease: 60, at: Samples.now)
        let bad = TicketPlan(target: .existing(TicketID(rawValue: 404)), events: [.entryAdded(Samples.entry())])
        await #expect(throws: StoreError.notFound) {
            try await test.store.tickets.commit(Samples.intake(bad), settling: id, at: Samples.now)
        }
        let again = try await test.openAgain()
        #expect(try await again.tickets.list(TicketQuery()).items.isEmpty)
        #expect(try await again.incoming.claim(limit: 1, lease: 60, at: Samples.now + 61).count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `a parked mail can be taken through again`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let id = try #require(try await store.incoming.enqueue(Samples.arrival()).first)
        try await store.tickets.commit(Samples.intake(nil, state: .parked), settling: id, at: Samples.now)
        #expect(try await store.incoming.claim(limit: 1, lease: 60, at: Samples.now + 61).isEmpty)
        try await store.ledger.retry(id, by: "bo@martlet.example", at: Samples.now + 70)
        #expect(try await store.incoming.claim(limit: 1, lease: 60, at: Samples.now + 70).count == 1)
        try await store.tickets.commit(Samples.intake(Samples.plan()), settling: id, at: Samples.now + 71)
        await #expect(throws: StoreError.self) {
            try await store.ledger.retry(id, by: "bo@martlet.example", at: Samples.now + 72)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an ignored mail is taken through again as a person's, and a settled one is not`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let store = test.store
        let id = try #require(try await store.incoming.enqueue(Samples.arrival()).first)
        #expect(try await store.incoming.claim(limit: 1, lease: 60, at: Samples.now).map(\.isVouchedFor) == [false])
        try await store.tickets.commit(Samples.intake(nil, state: .ignored), settling: id, at: Samples.now)
        try await store.ledger.retry(id, by: "bo@martlet.example", at: Samples.now + 70)
        #expect(
            try await store.incoming.claim(limit: 1, lease: 60, at: Samples.now + 70).map(\.isVouchedFor) == [true])
        try await store.tickets.commit(Samples.intake(Samples.plan()), settling: id, at: Samples.now + 71)
        #expect(try await store.ledger.mail(id).trace.contains { $0.hasPrefix("taken through again as a person's") })
        let refused = await failure { try await store.ledger.retry(id, by: "bo", at: Samples.now + 72) }
        #expect(refused?.isConflict(naming: "ticketed") == true)
    }

    @Test(arguments: StoreKind.available)
    func `identifiers of mails in and out and of all their references lead to their tickets, the oldest first`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let store = test.store
        let ids = try await store.incoming.enqueue(Samples.arrival(1)) + store.incoming.enqueue(Samples.arrival(2))
        let first = Samples.intake(
            Samples.plan(
                [.entryAdded(Samples.entry(messageID: "m1@customer"))], notifications: [Samples.notification("ack")]),
            messageID: "m1@customer", references: ["unseen@elsewhere"])
        let second = Samples.intake(
            Samples.plan(), messageID: "m2@customer", references: ["m1@customer", "unseen@elsewhere", "own@x"])
        try await store.tickets.commit(first, settling: ids[0], at: Samples.now)
        try await store.tickets.commit(second, settling: ids[1], at: Samples.now)
        let context = try await store.tickets.context(
            for: Samples.correlation(
                references: ["m1@customer", "unseen@elsewhere", "ack@desk.example", "m2@customer", "own@x", "none@x"],
                tags: [TicketNumber(prefix: "IT", sequence: 2)], citations: [TicketNumber(prefix: "IT", sequence: 77)]),
            at: Samples.now + 10)
        let one = TicketID(rawValue: try #require(context.ticket(TicketNumber(prefix: "IT", sequence: 1))).id.rawValue)
        let two = TicketID(rawValue: try #require(context.ticket(TicketNumber(prefix: "IT", sequence: 2))).id.rawValue)
        #expect(
            context.ticketsByMessageID == [
                MessageID("m1@customer"): [one, two], MessageID("unseen@elsewhere"): [one, two],
                MessageID("ack@desk.example"): [one], MessageID("m2@customer"): [two], MessageID("own@x"): [two],
            ])
        #expect(context.author?.address == Fixtures.wang.address)
        #expect(context.automaticAnswersLastHour == 1)
        let later = try await store.tickets.context(for: Samples.correlation(), at: Samples.now + 3_601)
        #expect(later.automaticAnswersLastHour == 0)
    }

    @Test(arguments: StoreKind.available)
    func `the ticket that has a mail of the same Message-ID is told from those that cite it`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let store = test.store
        let id = try #require(try await store.incoming.enqueue(Samples.arrival()).first)
        let plan = Samples.intake(
            Samples.plan([.entryAdded(Samples.entry(messageID: "own@x"))]), messageID: "own@x", references: ["cited@x"])
        let number = try #require(try await store.tickets.commit(plan, settling: id, at: Samples.now))
        let ticket = try await store.tickets.record(number).ticket.id
        let expectations: [(String, TicketID?)] = [("own@x", ticket), ("cited@x", nil), ("new@x", nil)]
        for (identifier, expected) in expectations {
            var correlation = Samples.correlation()
            correlation.messageID = MessageID(identifier)
            #expect(try await store.tickets.context(for: correlation, at: Samples.now).repeated == expected)
        }
    }

    @Test(arguments: StoreKind.available)
    func `automatic answers are counted without the detail of the address`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        for detail in ["wang", "wang+1", "WANG+2", "other+wang", "wang.x"] {
            let to = Mailbox(address: MailAddress(localPart: detail, domain: "customer.example"))
            try await store.outgoing.enqueue([Samples.notification(detail, to: to)], at: Samples.now)
        }
        for author in ["wang", "wang+9"] {
            let address = MailAddress(localPart: author, domain: "customer.example")
            let context = try await store.tickets.context(
                for: Samples.correlation(author: address), at: Samples.now)
            #expect(context.automaticAnswersLastHour == 3)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a closed ticket knows the one that goes on with it, and the first stays that`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let closed = try await tickets.open(Samples.plan(), at: Samples.now).ticket
        var draft = Samples.draft()
        draft.predecessor = closed.id
        let next = try await tickets.open(Samples.plan(draft: draft), at: Samples.now).ticket
        _ = try await tickets.open(Samples.plan(draft: draft), at: Samples.now)
        #expect(try await tickets.record(closed.number).ticket.successor == next.id)
        let context = try await tickets.context(for: Samples.correlation(tags: [closed.number]), at: Samples.now)
        #expect(context.tickets.map(\.id) == [closed.id, next.id])
    }

    @Test(arguments: StoreKind.available)
    func `another desk's copy of the mail is found as its sibling, and cannot open a second ticket`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let store = test.store
        let ids = try await store.incoming.enqueue(Samples.arrival(desks: ["it", "hr"]))
        try await store.tickets.commit(Samples.intake(Samples.plan()), settling: ids[0], at: Samples.now)
        let context = try await store.tickets.context(
            for: Samples.correlation(digest: Samples.digest(1)), at: Samples.now)
        let sibling = try #require(context.sibling)
        let refused = await failure {
            try await store.tickets.commit(Samples.intake(Samples.plan()), settling: ids[1], at: Samples.now)
        }
        #expect(refused?.isTransient == true)
        let link = TicketPlan(target: .existing(sibling), events: [.deskLinked("hr")])
        let number = try await store.tickets.commit(
            Samples.intake(link, state: .attached), settling: ids[1], at: Samples.now)
        let record = try await store.tickets.record(try #require(number))
        #expect(record.ticket.linkedDesks == ["hr"])
        #expect(record.entries.last?.change == FieldChange(field: "desk", from: nil, to: "hr"))
        var query = TicketQuery()
        query.desks = ["hr"]
        #expect(try await store.tickets.list(query).items.count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `a plan made before the ticket was closed is to be made anew`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let record = try await store.tickets.open(Samples.plan(), at: Samples.now)
        let id = try #require(try await store.incoming.enqueue(Samples.arrival()).first)
        try await store.tickets.change(record.ticket.number, at: Samples.now) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [.stateChanged(from: .new, to: .closed, by: Fixtures.lina.mailbox, via: .portal)])
        }
        let late = TicketPlan(target: .existing(record.ticket.id), events: [.entryAdded(Samples.entry())])
        let refused = await failure {
            try await store.tickets.commit(Samples.intake(late, state: .attached), settling: id, at: Samples.now)
        }
        #expect(refused?.isTransient == true)
        #expect(try await store.ledger.mail(id).state == .received)
    }

    @Test(arguments: StoreKind.available)
    func `hostile text is kept as it is, without NUL`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let text = "'; DROP TABLE ticket; -- \u{0}\u{202E}王🙂 %_\\"
        let plan = Samples.plan([.entryAdded(Samples.entry(text))], draft: Samples.draft(subject: text))
        let record = try await test.store.tickets.open(plan, at: Samples.now)
        let kept = text.replacing("\u{0}", with: "")
        #expect(record.ticket.subject == kept)
        #expect(record.entries.first?.text == kept)
    }
}
