import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Incoming queue")
struct IncomingQueueTests {
    @Test(arguments: StoreKind.available)
    func `the same content for the same desk is one entry, whatever way it comes`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.incoming
        let byLMTP = try await queue.enqueue(Samples.arrival())
        let byIMAP = try await queue.enqueue(
            Samples.arrival(
                text: "Received: x\r\nSubject: 1\r\n\r\nHello",
                provenance: .imap(mailbox: "a:b", uidValidity: 7, uid: 9)))
        #expect(byLMTP == byIMAP)
        let page = try await test.store.ledger.list(states: [], desks: nil, cursor: nil, limit: 10)
        #expect(page.items.count == 1)
        #expect(page.items.first?.copies == 1)
        #expect(page.items.first?.copiedBy == "imap:a:b:7:9")
        #expect(page.items.first?.copiedAt == Samples.now)
        #expect(try await queue.receive(Samples.arrival()).map(\.isCopy) == [true])
    }

    @Test(arguments: StoreKind.available)
    func `a copy that our mail system vouches for takes the doubt from what was made of the mail`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let (queue, tickets) = (test.store.incoming, test.store.tickets)
        let ids = try await queue.enqueue(Samples.arrival(1)) + queue.enqueue(Samples.arrival(2))
        var draft = Samples.draft()
        draft.flags = [.unverified, .malformed]
        var entry = Samples.entry(mail: ids[0])
        entry.flags = draft.flags
        var passedOn = entry
        passedOn.author = Fixtures.omar.mailbox
        let plan = Samples.intake(Samples.plan([.entryAdded(entry), .entryAdded(passedOn)], draft: draft))
        let number = try #require(try await tickets.commit(plan, settling: ids[0], at: Samples.now))
        for _ in 0..<2 { try await queue.align(ids, by: "dmarc=pass", at: Samples.now) }
        let record = try await tickets.record(number)
        #expect(record.ticket.flags == [.malformed])
        #expect(record.entries.map(\.flags) == [[.malformed], [.unverified, .malformed]])
        let trace = try await test.store.ledger.mail(ids[0]).trace
        #expect(trace.filter { $0.hasSuffix("dmarc=pass") }.count == 1)
        #expect(try await queue.claim(limit: 5, lease: 60, at: Samples.now).map(\.alignedBy) == ["dmarc=pass"])
    }

    @Test(arguments: StoreKind.available)
    func `other bytes at the same place in a mailbox are another mail`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let place = Provenance.imap(mailbox: "imap.example/INBOX", uidValidity: 7, uid: 1)
        let first = try await test.store.incoming.enqueue(Samples.arrival(1, provenance: place))
        let again = try await test.store.incoming.enqueue(Samples.arrival(1, provenance: place))
        let second = try await test.store.incoming.enqueue(Samples.arrival(2, provenance: place))
        #expect(first == again)
        #expect(first != second)
        let entries = try await test.store.incoming.claim(limit: 5, lease: 60, at: Samples.now)
        #expect(entries.map(\.provenance) == [place, place])
        #expect(entries.map(\.digest) == [Samples.digest(1), Samples.digest(2)])
    }

    @Test(arguments: StoreKind.available)
    func `a place in a mailbox comes back as it was, colons and all`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let places: [Provenance] = [
            .imap(mailbox: "a@b/INBOX:x", uidValidity: 7, uid: 8), .pop3(maildrop: "a@b", uidl: "x:y:z"),
        ]
        for (seed, place) in places.enumerated() {
            _ = try await test.store.incoming.enqueue(Samples.arrival(seed, provenance: place))
        }
        let claimed = try await test.store.incoming.claim(limit: 10, lease: 60, at: Samples.now)
        #expect(claimed.map(\.provenance) == places)
    }

    @Test(arguments: StoreKind.available)
    func `large mails are claimed a few at a time`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let large = String(repeating: "a", count: 17 << 20)
        for (seed, text) in [(1, "small"), (2, large), (3, large + "b"), (4, "small too")] {
            _ = try await test.store.incoming.enqueue(Samples.arrival(seed, text: text))
        }
        let first = try await test.store.incoming.claim(limit: 10, lease: 60, at: Samples.now)
        #expect(first.map(\.digest) == [1, 2].map(Samples.digest))
        let second = try await test.store.incoming.claim(limit: 10, lease: 60, at: Samples.now)
        #expect(second.map(\.digest) == [3, 4].map(Samples.digest))
    }

    @Test(arguments: StoreKind.available)
    func `a mail for two desks is two entries over one body, and an id for each forward-path`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let ids = try await test.store.incoming.enqueue(Samples.arrival(desks: ["it", "hr", "it"]))
        try #require(ids.count == 3)
        #expect(ids[0] == ids[2])
        #expect(ids[0] != ids[1])
        let entries = try await test.store.incoming.claim(limit: 10, lease: 60, at: Samples.now)
        #expect(entries.map(\.desk) == ["it", "hr"])
        #expect(entries[0].envelope.forwardPaths.map(\.address.localPart) == ["it0", "it2"])
        #expect(entries[0].raw == entries[1].raw)
        #expect(entries[0].digest == Samples.digest(1))
    }

    @Test(arguments: StoreKind.available)
    func `the null reverse-path and odd local-parts come back as they were`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        var arrival = Samples.arrival()
        let odd = MailAddress(localPart: "a b@c\"王", domain: "desk.example")
        arrival.envelope = Envelope(reversePath: .null, forwardPaths: [ForwardPath(odd)])
        _ = try await test.store.incoming.enqueue(arrival)
        let entry = try #require(try await test.store.incoming.claim(limit: 1, lease: 60, at: Samples.now).first)
        #expect(entry.envelope == arrival.envelope)
    }

    @Test(arguments: StoreKind.available)
    func `a lease hides an entry until it runs out, which counts a death`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.incoming
        _ = try await queue.enqueue(Samples.arrival())
        let first = try await queue.claim(limit: 5, lease: 60, at: Samples.now)
        #expect(first.map(\.deaths) == [0])
        #expect(try await queue.claim(limit: 5, lease: 60, at: Samples.now + 59).isEmpty)
        let second = try await queue.claim(limit: 5, lease: 60, at: Samples.now + 61)
        #expect(second.map(\.deaths) == [1])
        #expect(second.map(\.failures) == [0])
    }

    @Test(arguments: StoreKind.available)
    func `a failure gives the entry back for later and counts no death`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.incoming
        let id = try #require(try await queue.enqueue(Samples.arrival()).first)
        _ = try await queue.claim(limit: 1, lease: 60, at: Samples.now)
        try await queue.release(id, failure: "odd", retryAt: Samples.now + 30, at: Samples.now)
        #expect(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 29).isEmpty)
        let entry = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 30).first)
        #expect(entry.failures == 1)
        #expect(entry.deaths == 0)
    }

    @Test(arguments: StoreKind.available)
    func `claims take the oldest first, each entry once`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.incoming
        for seed in 1...6 { _ = try await queue.enqueue(Samples.arrival(seed, at: Samples.now + Double(seed))) }
        let later = Samples.now + 100
        let claims = try await withThrowingTaskGroup(of: [MailID].self) { group in
            for _ in 0..<3 {
                group.addTask { try await queue.claim(limit: 2, lease: 60, at: later).map(\.id) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(claims.joined()).count == 6)
    }

    @Test(arguments: StoreKind.available)
    func `a mail that was in hand at several deaths is claimed alone`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.incoming
        for seed in 1...3 { _ = try await queue.enqueue(Samples.arrival(seed)) }
        var now = Samples.now
        for _ in 0..<5 {
            #expect(try await queue.claim(limit: 10, lease: 60, at: now).count == 3)
            now += 61
        }
        let alone = try await queue.claim(limit: 10, lease: 60, at: now)
        #expect(alone.map(\.deaths) == [5])
    }

    @Test(arguments: StoreKind.available)
    func `large bytes are a file, and a lost file parks its mail alone`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let large = String(repeating: "x", count: (256 << 10) + 1)
        let ids = try await test.store.incoming.enqueue(Samples.arrival(1, text: large))
        _ = try await test.store.incoming.enqueue(Samples.arrival(2))
        let id = try #require(ids.first)
        #expect(try await test.store.ledger.raw(id).bytes.count == large.utf8.count)
        let blobs = URL(filePath: test.configuration.blobs)
        let files = try FileManager.default.subpathsOfDirectory(atPath: blobs.path).filter { $0.contains("/") }
        #expect(files.count == 1)
        for file in files { try FileManager.default.removeItem(at: blobs.appending(path: file)) }
        let claimed = try await test.store.incoming.claim(limit: 5, lease: 60, at: Samples.now)
        #expect(claimed.map(\.digest) == [Samples.digest(2)])
        #expect(try await test.store.ledger.mail(id).state == .parked)
    }

    @Test(arguments: StoreKind.available)
    func `what is enqueued survives a dropped store`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        _ = try await test.store.incoming.enqueue(Samples.arrival())
        let again = try await test.openAgain()
        #expect(try await again.incoming.claim(limit: 5, lease: 60, at: Samples.now).count == 1)
    }

    @Test func `a signal before waiting is not lost`() async throws {
        let test = try await StoreKind.sqlite.open()
        _ = try await test.store.incoming.enqueue(Samples.arrival())
        // Would wait an hour.
        await test.store.incoming.awaitWork(seconds: 3_600)
    }

    @Test func `an entry that comes while waiting ends the wait`() async throws {
        let test = try await StoreKind.sqlite.open()
        async let woken: Void = test.store.incoming.awaitWork(seconds: 3_600)
        _ = try await test.store.incoming.enqueue(Samples.arrival())
        await woken
    }
}
