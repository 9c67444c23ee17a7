import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore

@testable import Ticketing

@Suite("Messages about approvals to people who were disabled")
struct DisabledRecipientTests {
    private func claim(_ store: Store, after seconds: Double) async throws -> OutgoingEntry {
        let claims = try await store.outgoing.claim(limit: 9, lease: 10, at: Samples.now + seconds)
        return try #require(claims.first { $0.notification.template == "approval-request" })
    }

    @Test(arguments: StoreKind.available)
    func `what was deferred is not sent, though it is composed`(_ kind: StoreKind) async throws {
        let scene = try await ApprovalStoreTests.Scene(kind, approvers: ["ann@boss.example"])
        let store = scene.test.store
        let first = try await claim(store, after: 5)
        #expect(first.outdated(at: Samples.now) == nil)
        try await store.outgoing.storeComposed(first.claim, RawMessage(Array("with a key".utf8)))
        try await store.outgoing.settle(
            first.claim, .retry(at: Samples.now + 50, reply: "451 later"), at: Samples.now + 6)
        let ann = try await scene.person("ann@boss.example")
        try await store.people.setActive(false, of: ann.id)
        let second = try await claim(store, after: 60)
        #expect(second.composed != nil && second.outdated(at: Samples.now) == "the person is disabled")
        #expect(second.suppression == nil && second.recipient?.id == ann.id)
        var other = second
        other.notification.template = "note"
        #expect(other.outdated(at: Samples.now) == nil)
        try await store.people.setActive(true, of: ann.id)
        #expect(try await claim(store, after: 120).outdated(at: Samples.now) == nil)
    }

    @Test(arguments: StoreKind.available)
    func `whoever asked and was disabled is not told of failures`(_ kind: StoreKind) async throws {
        let scene = try await ApprovalStoreTests.Scene(kind, approvers: ["ann@boss.example"])
        let store = scene.test.store
        #expect(try await claim(store, after: 5).asker == Fixtures.lina.mailbox)
        try await store.people.setActive(false, of: try await scene.person(Fixtures.lina.address.description).id)
        #expect(try await claim(store, after: 60).asker == nil)
    }
}
