import Cryptography
import Foundation
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("Pages that decisions came from, in the store")
struct ShownPageStoreTests {
    private static let page = ShownPage(bytes: Array("<p>两台打印机</p>".utf8), program: "martlet 9.9")

    /// Ann decides the first of two on a page, Bob the second through the API.
    private static func scene(_ kind: StoreKind) async throws -> ApprovalPageStoreTests.Scene {
        let scene = try await ApprovalPageStoreTests.Scene(kind, 2)
        let (ann, bob) = (try await scene.person("ann@boss.example"), try await scene.person("bob@boss.example"))
        _ = try await scene.desk.decide(
            .approved, reason: "", in: scene.items[0].approval.id, by: Actor(person: ann, channel: .portal),
            authentication: "a session", showing: { _ in page })
        _ = try await scene.desk.decide(
            .approved, reason: "", in: scene.items[1].approval.id, by: Actor(person: bob, channel: .api),
            authentication: "a token")
        return scene
    }

    @Test(arguments: StoreKind.available)
    func `they are kept with the record that holds their digest`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let ids = scene.items.map(\.approval.id)
        let record = try #require(try await scene.approvals.evidence(of: ids[0]).first { $0.kind == .decided })
        #expect(record.value("shown-sha256") == Hex.encode(SHA256.digest(of: Self.page.bytes)))
        #expect(record.value("shown-by") == "martlet 9.9")
        #expect(
            try await scene.approvals.pages(of: ids[0])
                == [KeptPage(sequence: record.sequence, bytes: Self.page.bytes)])
        #expect(try await scene.approvals.pages(of: ids[1]).isEmpty)
        #expect(try await scene.approvals.evidence(of: ids[1]).allSatisfy { $0.value("shown-sha256") == nil })
        let collector = EvidenceCollector(approvals: scene.approvals, ledger: scene.test.store.ledger)
        let dossier = try await collector.dossier(of: ids[0], at: Samples.now + 2)
        let mail = try #require(dossier.mails.first { $0.kind == .page(record.sequence) })
        #expect(mail.bytes == Self.page.bytes && mail.digest == record.value("shown-sha256") && mail.absence == nil)
    }

    @Test(arguments: StoreKind.available)
    func `what would be shown otherwise now decides nothing`(_ kind: StoreKind) async throws {
        let scene = try await ApprovalPageStoreTests.Scene(kind, 1)
        let ann = try await scene.person("ann@boss.example")
        await #expect(throws: ApprovalError.refused(.contentChanged(current: 1))) {
            try await scene.desk.decide(
                .approved, reason: "", in: scene.items[0].approval.id, by: Actor(person: ann, channel: .portal),
                authentication: "a session", showing: { _ in nil })
        }
        #expect(try await scene.approvals.find(scene.items[0].approval.id, at: Samples.now).approval.state == .pending)
    }

    @Test(arguments: StoreKind.available)
    func `a page that was changed is found, and one that is gone holds`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let audit = EvidenceAudit(approvals: scene.approvals, ledger: scene.test.store.ledger)
        #expect(try await audit.run(at: Samples.now + 2).fault == nil)
        let id = scene.items[0].approval.id
        let sequence = try #require(try await scene.approvals.pages(of: id).first?.sequence)
        _ = try await scene.test.store.core.database.write { connection throws(StoreError) in
            try connection.execute("UPDATE evidence_page SET bytes = $1", [.blob(Array("<p>Ten</p>".utf8))])
        }
        let report = try await audit.run(at: Samples.now + 2)
        #expect(report.fault?.place == .approval(id) && report.fault?.what == .page(sequence))
        _ = try await scene.test.store.core.database.write { connection throws(StoreError) in
            try connection.execute("DELETE FROM evidence_page")
        }
        #expect(try await audit.run(at: Samples.now + 2).fault == nil)
        let collector = EvidenceCollector(approvals: scene.approvals, ledger: scene.test.store.ledger)
        let mails = try await collector.dossier(of: id, at: Samples.now + 2).mails
        #expect(mails.first { $0.kind == .page(sequence) }?.absence == .erased)
    }
}
