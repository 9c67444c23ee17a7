import Foundation
import InternetMessage
import Testing
import TicketStore
import Ticketing

@Suite("Leases on mailboxes")
struct MailboxLeaseTests {
    private let now = Samples.now
    private func later(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }

    @Test(arguments: StoreKind.available)
    func `one holder has it until its end, by the clock it is told`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let (leases, others) = (test.store.mailboxLeases, try await test.openAgain().mailboxLeases)
        #expect(try await leases.hold("box", by: "a", until: later(60), at: now))
        #expect(try await !others.hold("box", by: "b", until: later(100), at: later(59.999)))
        #expect(try await leases.hold("box", by: "a", until: later(110), at: later(50)))
        #expect(try await !others.hold("box", by: "b", until: later(200), at: later(109)))
        #expect(try await others.hold("box", by: "b", until: later(170), at: later(110)))
        #expect(try await !leases.hold("box", by: "a", until: later(180), at: later(120)))
        #expect(try await leases.hold("other", by: "a", until: later(180), at: later(120)))
    }

    @Test(arguments: StoreKind.available)
    func `only its holder gives it back`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let leases = test.store.mailboxLeases
        #expect(try await leases.hold("box", by: "a", until: later(60), at: now))
        try await leases.release("box", by: "b")
        #expect(try await !leases.hold("box", by: "b", until: later(60), at: now))
        try await leases.release("box", by: "a")
        try await leases.release("never", by: "a")
        #expect(try await leases.hold("box", by: "b", until: later(60), at: now))
    }

    @Test(arguments: StoreKind.available)
    func `a task that was cancelled gives it back all the same`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let leases = test.store.mailboxLeases
        #expect(try await leases.hold("box", by: "a", until: later(60), at: now))
        let stopped = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await leases.release("box", by: "a")
            return Task.isCancelled
        }
        #expect(try await stopped.value)
        #expect(try await leases.hold("box", by: "b", until: later(60), at: now))
    }

    @Test(arguments: StoreKind.available)
    func `of many who ask at once one gets it`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let stores = [test.store, try await test.openAgain()]
        let (now, end) = (now, later(60))
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<16 {
                group.addTask {
                    try await stores[index % 2].mailboxLeases.hold("box", by: "\(index)", until: end, at: now)
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
    }

    @Test(arguments: StoreKind.available)
    func `a daemon that is alone waits for no lease of one that was killed`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        #expect(try await test.store.mailboxLeases.hold("box", by: "killed", until: later(60), at: now))
        let next = try await test.openAgain()
        try await next.reclaimLeases(at: now)
        #expect(try await next.mailboxLeases.hold("box", by: "next", until: later(60), at: now))
    }
}

@Suite("Messages that stay in their mailbox")
struct LeftMessagesTests {
    private let place = Provenance.imap(mailbox: "a@b/INBOX", uidValidity: 7, uid: 17)

    private func notice(_ seed: Int = 1, reason: String = "too large", place: Provenance? = nil) -> LeftNotice {
        LeftNotice(
            arrival: Samples.arrival(seed, provenance: place ?? self.place), mailbox: "a@b/INBOX", reason: reason,
            author: "wang@customer.example", subject: "Printer jam", messageID: MessageID("x@y"))
    }

    @Test(arguments: StoreKind.available)
    func `one is parked mail at once, with what is known of it`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        try await test.store.leftMessages.leave(notice())
        let mail = try #require(
            try await test.store.ledger.list(states: [.parked], desks: ["it"], cursor: nil, limit: 9).items.first)
        #expect(mail.reason == "too large" && mail.leftIn == "a@b/INBOX")
        #expect(mail.author == "wang@customer.example" && mail.subject == "Printer jam" && mail.transport == "imap")
        #expect(mail.messageID == MessageID("x@y") && mail.settledAt == Samples.now)
        #expect(mail.trace == ["met by imap", "too large"])
        #expect(try await !test.store.ledger.raw(mail.id).bytes.isEmpty)
        // No worker takes a notice for a mail.
        #expect(try await test.store.incoming.claim(limit: 9, lease: 60, at: Samples.now).isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `told of twice it is one mail, parked again`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let (left, ledger) = (test.store.leftMessages, test.store.ledger)
        try await left.leave(notice())
        let id = try #require(try await ledger.list(states: [], desks: nil, cursor: nil, limit: 9).items.first?.id)
        try await ledger.retry(id, by: "root", at: Samples.now)
        try await left.settle(place, in: "a@b/INBOX", as: .ignored, reason: "no longer there", at: Samples.now)
        try await left.leave(notice(reason: "still too large"))
        let mails = try await ledger.list(states: [], desks: nil, cursor: nil, limit: 9).items
        #expect(mails.map(\.id) == [id])
        #expect(mails.first?.state == .parked && mails.first?.reason == "still too large")
    }

    @Test(arguments: StoreKind.available)
    func `one that is taken through again is wanted from its mailbox, and no mail for a worker`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let (left, ledger) = (test.store.leftMessages, test.store.ledger)
        let other = Provenance.imap(mailbox: "a@b/INBOX", uidValidity: 7, uid: 18)
        try await left.leave(notice())
        try await left.leave(notice(2, place: other))
        #expect(try await left.wanted(in: "a@b/INBOX").isEmpty)
        for mail in try await ledger.list(states: [], desks: nil, cursor: nil, limit: 9).items {
            try await ledger.retry(mail.id, by: "root", at: Samples.now)
        }
        #expect(try await left.wanted(in: "a@b/INBOX") == [place, other])
        #expect(try await left.wanted(in: "other").isEmpty)
        #expect(try await test.store.incoming.claim(limit: 9, lease: 60, at: Samples.now).isEmpty)
        let waiting = try await ledger.list(states: [.received], desks: nil, cursor: nil, limit: 9).items
        #expect(waiting.allSatisfy { $0.reason == "asked for: fetched at the next visit to a@b/INBOX" })

        try await left.settle(place, in: "a@b/INBOX", as: .ignored, reason: "fetched", at: Samples.now)
        try await left.settle(other, in: "other", as: .ignored, reason: "not this one", at: Samples.now)
        #expect(try await left.wanted(in: "a@b/INBOX") == [other])
        let done = try #require(
            try await ledger.list(states: [.ignored], desks: nil, cursor: nil, limit: 9).items.first)
        #expect(done.reason == "fetched" && done.trace.last == "fetched" && done.trace.contains { $0.contains("root") })
    }

    @Test(arguments: StoreKind.available)
    func `the mail itself comes beside its notice`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        try await test.store.leftMessages.leave(notice())
        _ = try await test.store.incoming.enqueue(Samples.arrival(5, provenance: place))
        #expect(try await test.store.incoming.claim(limit: 9, lease: 60, at: Samples.now).map(\.provenance) == [place])
    }
}
