import Foundation
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("How approvals are looked up")
struct ApprovalSpeedTests {
    /// Each question, and indexes that it goes by.
    static let questions: [(name: String, indexes: [String])] = [
        ("unanswered", ["approval_step_asked", "approval_step_late"]),
        ("waiting", ["approval_approver_of", "delegation_to", "approval_step_passed_on"]),
        ("decided", ["approval_decision_by"]), ("asked", ["approval_by"]), ("state", ["approval_state"]),
    ]

    private static func ask(_ name: String, _ connection: any Connection) throws(StoreError) {
        let reader = ApprovalReader(connection: connection)
        var query = ApprovalQuery()
        switch name {
        case "unanswered":
            _ = try connection.query(
                SQLApprovals.unanswered(connection.dialect), [.text("it"), .integer(1), .integer(2), .integer(50)])
            return
        case "waiting":
            query.waitingFor = PersonID(rawValue: 7)
            _ = try reader.count(query, at: Samples.now)
            return
        case "decided": query.decidedBy = PersonID(rawValue: 7)
        case "asked": query.author = PersonID(rawValue: 7)
        default: query.states = [.rejected]
        }
        _ = try reader.page(query, at: Samples.now)
    }

    /// A thousand approvals, a tenth of which wait, of a hundred approvers.
    private static let seed = """
        INSERT INTO person (address_key, address, name, created_at)
            WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 102)
            SELECT 'p' || i, 'p' || i || '@boss.example', '', 1 FROM n ORDER BY i;
        INSERT INTO ticket (prefix, sequence, subject, state, kind, priority, desk, requester, flags, folded,
                created_at, updated_at, version)
            WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
            SELECT 'IT', i, '', 'pending', 'question', 'normal', 'it', 102, '', '', i, i, 1 FROM n ORDER BY i;
        INSERT INTO approval (ticket, author, content_version, state, created_at, revision)
            SELECT id, 101, 1, CASE WHEN id > 900 THEN 'pending' ELSE 'approved' END, id, 0 FROM ticket ORDER BY id;
        INSERT INTO approval_step (approval, position, rule, is_passive, state, opened_at)
            SELECT id, 1, 'any', 0, CASE WHEN state = 'pending' THEN 'open' ELSE 'approved' END, 9 FROM approval;
        INSERT INTO approval_approver (approval, position, person) SELECT id, 1, 1 + id % 100 FROM approval;
        INSERT INTO approval_decision (approval, position, content_version, approver, author, verdict, reason, channel,
                at) SELECT id, 1, 1, 1 + id % 100, 1 + id % 100, 'approved', '', 'api', id FROM approval
            WHERE state = 'approved';
        INSERT INTO delegation (approver, substitute, starts_at, ends_at, created_at)
            SELECT id, 1 + id % 100, 1, 4000000000000000, 1 FROM person WHERE id <= 100;
        """

    @Test(arguments: StoreKind.available, 0..<questions.count)
    func `no list and no clock reads all approvals`(_ kind: StoreKind, row: Int) async throws {
        let (name, indexes) = Self.questions[row]
        let test = try await kind.open()
        let plans = try await test.store.core.database.write { connection throws(StoreError) in
            try connection.run(script: Self.seed)
            // Small tables are read as a whole there, whatever indexes they have.
            if connection.dialect == .postgres {
                try connection.run(script: "ANALYZE; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off")
            }
            let recording = RecordingConnection(connection)
            try Self.ask(name, recording)
            return try recording.plans()
        }
        for index in indexes { #expect(plans.contains { $0.contains(index) }, "\(name): \(plans)") }
        if kind == .sqlite { #expect(!plans.contains { $0.hasPrefix("SCAN ") && !$0.contains("CONSTANT") }) }
    }

    @Test(arguments: StoreKind.available)
    func `with an approval come those who stand in for its own approvers, and no others`(
        _ kind: StoreKind
    ) async throws {
        let scene = try await ApprovalPageStoreTests.Scene(kind, 2)
        let store = scene.test.store
        let (ann, bob) = (try await scene.person("ann@boss.example"), try await scene.person("bob@boss.example"))
        var others: [Person] = []
        for name in ["eve", "fay", "gus"] {
            others.append(
                try await store.people.add(
                    Mailbox(address: Fixtures.address("\(name)@boss.example")), membership: nil, at: Samples.now))
        }
        for (approver, substitute) in [(ann, others[0]), (bob, others[1]), (others[2], others[0]), (others[0], ann)] {
            try await scene.desk.delegate(
                to: substitute.address, from: Samples.now, until: Samples.now + 100, by: approver)
        }
        let item = try await scene.approvals.find(scene.items[0].approval.id, at: Samples.now + 1)
        #expect(Set(item.delegations.map(\.approver.id)) == [ann.id, bob.id])
        #expect(try await scene.approvals.find(scene.items[0].approval.id, at: Samples.now + 100).delegations.isEmpty)
    }
}
