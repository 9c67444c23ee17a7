import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("Comments on approvals, and their files, in the store")
struct ApprovalCommentStoreTests {
    private static let bytes = Array("an offer".utf8)

    private struct Scene {
        let test: TestStore
        let desk: ApprovalDesk
        let lina: Person
        let item: ApprovalCase

        /// An approval about the one file of its ticket.
        init(_ kind: StoreKind) async throws {
            test = try await kind.open()
            let store = test.store
            desk = ApprovalDesk(
                approvals: store.approvals, people: store.people,
                policy: NotificationPolicy(
                    desks: Fixtures.desks, templates: .shipped, key: Fixtures.key,
                    tokens: ApprovalStoreTests.SystemRandomTokens()), now: { Samples.now + 1 })
            lina = try await store.people.add(
                Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
            let file = Attachment(name: "offer.pdf", type: "application/pdf", bytes: bytes, disposition: .attachment)
            let number = try await store.tickets.open(
                Samples.plan([.entryAdded(Samples.entry(attachments: [file]))]), at: Samples.now
            ).ticket.number
            let record = try await store.tickets.record(number)
            let held = try #require(record.entries.first?.attachments.first)
            item = try await desk.request(
                on: record.ticket, text: "Two printers", files: try record.approvalFiles([held.id]),
                steps: [.init(rule: .all, approvers: ["ann@boss.example", "bob@boss.example"])],
                by: Actor(person: lina, channel: .api))
        }

        var approvals: any Approvals { test.store.approvals }

        func person(_ address: String) async throws -> Person {
            try #require(try await test.store.people.person(Fixtures.address(address)))
        }

        /// Keys of the mails of one template, by whom they went to.
        func keys(_ template: String) async throws -> [String: ApprovalKey] {
            let mails = try await test.store.outgoing.claim(limit: 99, lease: 60, at: Samples.now + 5)
                .filter { $0.notification.template == template }
            return Dictionary(
                mails.compactMap { mail in
                    mail.notification.values["approval.key"].flatMap(ApprovalKey.init(detail:))
                        .map { (mail.notification.recipient.address.description, $0) }
                }, uniquingKeysWith: { first, _ in first })
        }

        func invited(_ key: ApprovalKey) async throws -> InvitedApproval {
            var correlation = Samples.correlation()
            correlation.approvalKeys = [key]
            let context = try await test.store.tickets.context(for: correlation, at: Samples.now + 6)
            return try #require(context.invited)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a comment is kept with the approval, and as a note tied to it`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let ann = try await scene.person("ann@boss.example")
        let done = try await scene.desk.comment(
            "Is it new?", on: scene.item.approval.id, by: Actor(person: ann, channel: .portal))
        let found = try await scene.approvals.find(scene.item.approval.id, at: Samples.now + 2)
        #expect(
            found.approval.comments == done.approval.comments && found.approval.comments.map(\.text) == ["Is it new?"])
        #expect(found.approval.comments[0].author.id == ann.id && found.approval.comments[0].contentVersion == 1)
        #expect((found.approval.state, found.approval.steps) == (.pending, scene.item.approval.steps))
        let record = try await scene.test.store.tickets.record(found.ticket.number)
        let notes = record.entries.filter { $0.kind == .note }
        #expect(notes.map(\.approval) == [found.approval.id] && notes[0].text == "Is it new?")
        #expect(record.entries.count { $0.approval != nil } == 1)
        let types = try await scene.test.store.tickets.events(after: 0, limit: 99).map(\.type)
        #expect(types.suffix(2) == ["ticket.entry", "ticket.approval"])
        let kinds = try await scene.approvals.evidence(of: found.approval.id).map(\.kind)
        #expect(kinds == [.requested, .invited, .invited, .commented])
        let audit = EvidenceAudit(approvals: scene.approvals, ledger: scene.test.store.ledger)
        #expect(try await audit.run(at: Samples.now + 3).fault == nil)
    }

    @Test(arguments: StoreKind.available)
    func `whoever asked can answer by their key, which is no invitation`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let ann = try await scene.person("ann@boss.example")
        _ = try await scene.desk.comment(
            "Is it new?", on: scene.item.approval.id, by: Actor(person: ann, channel: .portal))
        let key = try #require(try await scene.keys("approval-comment")[scene.lina.address.description])
        let invited = try await scene.invited(key)
        #expect(invited.isForAuthor && invited.holder.id == scene.lina.id && invited.invitation.misuses == 0)
        #expect(try await scene.approvals.asked(of: scene.item.approval.id).count == 2, "Ann and Bob")
        _ = try await scene.desk.comment(
            "Yes", on: scene.item.approval.id, by: Actor(person: scene.lina, channel: .api))
        let own = try #require(try await scene.keys("approval-comment")["ann@boss.example"])
        #expect(try await !scene.invited(own).isForAuthor)
        #expect(try await scene.approvals.asked(of: scene.item.approval.id).count == 4, "and both again")
    }

    @Test(arguments: StoreKind.available)
    func `the desk itself may say something`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let desk = Fixtures.person(0, "it@desk.example", roles: [Membership(role: .administrator)])
        let done = try await scene.desk.comment(
            "Two are left.", on: scene.item.approval.id, by: Actor(person: desk, channel: .system))
        #expect(
            done.approval.comments[0].author.address == desk.address && done.approval.comments[0].author.id.rawValue > 0
        )
    }

    @Test(arguments: StoreKind.available)
    func `mails of others with a key are counted, also when they come at once`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let key = try #require(try await scene.keys("approval-request")["ann@boss.example"])
        for count in 1...2 {
            let invited = try await scene.invited(key)
            var plan = TicketPlan(target: .existing(invited.item.ticket.id), events: [])
            var change = ApprovalChange(before: invited.item.approval, after: invited.item.approval)
            change.misusedKey = key.digest
            plan.approval = change
            let stale = plan
            let mails = try await scene.test.store.incoming.enqueue(Samples.arrival(count))
            let again = try await scene.test.store.incoming.enqueue(Samples.arrival(count + 10))
            let (mail, other) = (try #require(mails.first), try #require(again.first))
            try await scene.test.store.tickets.commit(
                Samples.intake(plan, state: .attached), settling: mail, at: Samples.now)
            #expect(try await scene.invited(key).invitation.misuses == Int64(count))
            // One that was read before the first was written does not count beside it: it is taken through anew.
            await #expect(throws: StoreError.self) {
                try await scene.test.store.tickets.commit(
                    Samples.intake(stale, state: .attached), settling: other, at: Samples.now)
            }
            #expect(try await scene.invited(key).invitation.misuses == Int64(count))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a file opens by its approval alone, and stays as long`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let (approvals, core) = (scene.approvals, scene.test.store.core)
        let file = try #require(scene.item.approval.content.files.first)
        #expect(
            file.name == "offer.pdf" && file.type == "application/pdf"
                && file.sha256 == Hex.encode(SHA256.digest(of: Self.bytes)))
        #expect(try await approvals.file(file.sha256, of: scene.item.approval.id) == Self.bytes)
        #expect(try await scene.test.store.outgoing.file(file.sha256, of: scene.item.approval.id) == Self.bytes)
        for (sha256, id) in [(String(repeating: "0", count: 64), Int64(1)), ("x", 1), (file.sha256, 2)] {
            await #expect(throws: StoreError.notFound) {
                try await approvals.file(sha256, of: ApprovalID(rawValue: id))
            }
        }
        // The entry goes, and with it what hangs on it; the content is of an old version by then.
        _ = try await scene.desk.revise(
            scene.item.approval.id, text: "One", files: [], by: Actor(person: scene.lina, channel: .api))
        try await core.database.write { connection throws(StoreError) in
            try connection.execute("DELETE FROM attachment", [])
            let bytes = UnreferencedBytes(connection: connection, now: Samples.now)
            try bytes.lock()
            try bytes.remove(SHA256.digest(of: Self.bytes))
        }
        #expect(try await approvals.file(file.sha256, of: scene.item.approval.id) == Self.bytes)
        let dossier = try await EvidenceCollector(approvals: approvals, ledger: scene.test.store.ledger)
            .dossier(of: scene.item.approval.id, at: Samples.now + 9)
        #expect(dossier.files.map(\.bytes) == [Self.bytes] && dossier.files[0].version == 1)
        try await core.database.write { connection throws(StoreError) in
            try connection.execute("DELETE FROM approval_file", [])
            try UnreferencedBytes(connection: connection, now: Samples.now).remove(SHA256.digest(of: Self.bytes))
        }
        let gone = try await core.database.read { connection throws(StoreError) in
            try connection.first("SELECT 1 FROM blob WHERE sha256 = $1", [.blob(SHA256.digest(of: Self.bytes))]) == nil
        }
        #expect(gone, "and nothing else has held it")
    }
}
