import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("The chain of evidence in the store")
struct EvidenceAuditTests {
    struct Chance: TokenSource {
        func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
    }

    /// Approval 1 decided, approval 2 asked anew, on one ticket; the end of the chain.
    private static func scene(_ kind: StoreKind) async throws -> (test: TestStore, audit: EvidenceAudit) {
        let test = try await kind.open()
        let store = test.store
        let desk = ApprovalDesk(
            approvals: store.approvals, people: store.people,
            policy: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: Chance()),
            now: { Samples.now + 1 })
        let lina = try await store.people.add(
            Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
        let number = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        let ticket = try await store.tickets.record(number).ticket
        let agent = Actor(person: lina, channel: .portal)
        let step = ApprovalDesk.StepDraft(rule: .all, approvers: ["ann@boss.example"])
        let first = try await desk.request(on: ticket, text: "Two printers", steps: [step], by: agent)
        let second = try await desk.request(on: ticket, text: "A chair", steps: [step], by: agent)
        let ann = try #require(try await store.people.person(Fixtures.address("ann@boss.example")))
        _ = try await desk.decide(
            .approved, reason: "fine", in: first.approval.id, by: Actor(person: ann, channel: .portal),
            authentication: "a session")
        _ = try await desk.revise(second.approval.id, text: "Two chairs", by: agent)
        return (test, EvidenceAudit(approvals: store.approvals, ledger: store.ledger))
    }

    @Test(arguments: StoreKind.available)
    func `what was done holds, and ends where the head says`(_ kind: StoreKind) async throws {
        let (test, audit) = try await Self.scene(kind)
        let report = try await audit.run(at: Samples.now + 2)
        #expect(report.fault == nil && report.approvals == 2 && report.erased == 0)
        #expect(report.records == 8, "requested and invited twice, decided, settled, revised, invited")
        #expect(report.head?.sequence == 8)
        #expect(try await test.store.approvals.evidence(after: 7, limit: 1).first?.digest == report.head?.digest)
    }

    @Test(arguments: StoreKind.available)
    func `facts about people can be erased, and the chain holds`(_ kind: StoreKind) async throws {
        let (test, audit) = try await Self.scene(kind)
        _ = try await test.store.core.database.write { connection throws(StoreError) in
            try connection.execute(
                "UPDATE evidence_fact SET value = NULL, salt = NULL WHERE value = $1", [.text("ann@boss.example")])
        }
        let report = try await audit.run(at: Samples.now + 2)
        #expect(report.fault == nil && report.erased == 5, "invited three times, approver and author of the decision")
    }

    static let spoiling: [(String, EvidenceAudit.Place, EvidenceFault)] = [
        (
            "UPDATE evidence SET record = replace(record, 'verdict: approved', 'verdict: rejected') WHERE sequence = 5",
            .record(5, ApprovalID(rawValue: 1)), .digest
        ),
        (
            "UPDATE evidence_fact SET value = 'x' WHERE sequence = 5 AND name = 'reason'",
            .record(5, ApprovalID(rawValue: 1)), .fact("reason")
        ),
        ("UPDATE evidence SET approval = 2 WHERE sequence = 6", .record(6, ApprovalID(rawValue: 2)), .approval),
        ("UPDATE evidence_head SET sequence = 7", .head, .head),
        ("UPDATE approval SET state = 'rejected' WHERE id = 1", .approval(ApprovalID(rawValue: 1)), .state),
        (
            "UPDATE approval_content SET text = 'Ten chairs' WHERE approval = 2 AND version = 2",
            .approval(ApprovalID(rawValue: 2)), .content(2)
        ),
        (
            "UPDATE approval_decision SET verdict = 'rejected' WHERE approval = 1",
            .approval(ApprovalID(rawValue: 1)), .decisions
        ),
    ]

    @Test(arguments: StoreKind.available, 0..<spoiling.count)
    func `what was changed behind its back is found and named`(_ kind: StoreKind, row: Int) async throws {
        let (sql, place, fault) = Self.spoiling[row]
        let (test, audit) = try await Self.scene(kind)
        _ = try await test.store.core.database.write { connection throws(StoreError) in
            try connection.execute(sql, [])
        }
        let report = try await audit.run(at: Samples.now + 2)
        #expect(report.fault?.place == place && report.fault?.what == fault, "\(sql)")
    }

    @Test(arguments: StoreKind.available)
    func `a record that was taken out is missed`(_ kind: StoreKind) async throws {
        for (gone, place, fault) in [
            (3, EvidenceAudit.Place.record(4, ApprovalID(rawValue: 2)), EvidenceFault.place), (8, .head, .head),
        ] {
            let (test, audit) = try await Self.scene(kind)
            try await test.store.core.database.write { connection throws(StoreError) in
                try connection.execute("DELETE FROM evidence_fact WHERE sequence = $1", [.integer(Int64(gone))])
                try connection.execute("DELETE FROM evidence WHERE sequence = $1", [.integer(Int64(gone))])
            }
            let report = try await audit.run(at: Samples.now + 2)
            #expect(report.fault?.place == place && report.fault?.what == fault)
        }
    }

    @Test(arguments: StoreKind.available)
    func `mails that asked are kept with the digests of their keys`(_ kind: StoreKind) async throws {
        let (test, _) = try await Self.scene(kind)
        let approvals = test.store.approvals
        let id = ApprovalID(rawValue: 1)
        let entry = try #require(
            try await test.store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 9)
                .first { $0.notification.template == "approval-request" })
        #expect(try await approvals.asked(of: id).allSatisfy { $0.composed == nil })
        try await test.store.outgoing.storeComposed(entry.claim, RawMessage([1, 2]))
        let asked = try #require(try await approvals.asked(of: id).first)
        #expect(asked.message == entry.id && asked.composed?.bytes == [1, 2])
        let invited = try #require(try await approvals.evidence(of: id).first { $0.kind == .invited })
        #expect(invited.value("key") == asked.keyDigest)
    }

    @Test(arguments: StoreKind.available)
    func `a dossier names what stands between, and holds keys back while it waits`(_ kind: StoreKind) async throws {
        let (test, _) = try await Self.scene(kind)
        let collector = EvidenceCollector(approvals: test.store.approvals, ledger: test.store.ledger)
        let done = try await collector.dossier(of: ApprovalID(rawValue: 1), at: Samples.now + 2)
        #expect(done.trail.records.map(\.sequence) == [1, 2, 5, 6])
        #expect(done.neighbours.map(\.sequence) == [3, 7] && done.head?.sequence == 8)
        #expect(done.mails.map(\.absence) == [.gone], "not sent yet")
        let waiting = try await collector.dossier(of: ApprovalID(rawValue: 2), at: Samples.now + 2)
        #expect(waiting.mails.map(\.absence) == [.holdsKey, .holdsKey])
        #expect(waiting.trail.contents.map(\.text) == ["A chair", "Two chairs"])
    }

    @Test(arguments: StoreKind.available)
    func `a list of tickets finds their approvals`(_ kind: StoreKind) async throws {
        let (test, _) = try await Self.scene(kind)
        var query = ApprovalQuery()
        let ticket = try await test.store.approvals.list(query, at: Samples.now).items[0].ticket.id
        query.tickets = [ticket, TicketID(rawValue: 999)]
        #expect(try await test.store.approvals.list(query, at: Samples.now).items.count == 2)
        query.tickets = [TicketID(rawValue: 999)]
        #expect(try await test.store.approvals.list(query, at: Samples.now).items.isEmpty)
    }
}
