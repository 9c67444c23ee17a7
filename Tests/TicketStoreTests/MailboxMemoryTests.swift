import Cryptography
import Foundation
import Testing
import TicketStore
import Ticketing

@Suite("What pollers remember")
struct MailboxMemoryTests {
    @Test(arguments: StoreKind.available)
    func `messages of a maildrop are remembered once and forgotten by name`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let cursors = test.store.cursors
        for key in ["a:1", "b:2", "a:1"] { try await cursors.remember([key], in: "drop") }
        try await cursors.remember(["a:1"], in: "other")
        #expect(try await cursors.seen(in: "drop") == ["a:1", "b:2"])
        try await cursors.forget(["a:1", "never"] + (0..<500).map { "x:\($0)" }, in: "drop")
        #expect(try await test.openAgain().cursors.seen(in: "drop") == ["b:2"])
        #expect(try await cursors.seen(in: "other") == ["a:1"])
    }

    @Test(arguments: StoreKind.available)
    func `a refresh token counts for the configured one it descends from`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tokens = test.store.refreshTokens
        #expect(try await tokens.token(of: "box", descendedFrom: [1]) == nil)
        try await tokens.rotate(Self.grant("second"), replacing: Secret("first"), of: "box", descendedFrom: [1])
        try await tokens.rotate(Self.grant("third"), replacing: Secret("second"), of: "box", descendedFrom: [1])
        #expect(try await test.openAgain().refreshTokens.token(of: "box", descendedFrom: [1])?.revealed == "third")
        #expect(try await tokens.token(of: "box", descendedFrom: [2]) == nil)
        try await tokens.rotate(Self.grant("anew"), replacing: Secret("configured"), of: "box", descendedFrom: [2])
        #expect(try await tokens.token(of: "box", descendedFrom: [1]) == nil)
        #expect(try await tokens.token(of: "box", descendedFrom: [2])?.revealed == "anew")
    }

    @Test(arguments: StoreKind.available)
    func `a new consent stays when a rotation of the old one comes late`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tokens = test.store.refreshTokens
        try await tokens.rotate(Self.grant("second"), replacing: nil, of: "box", descendedFrom: [1])
        try await tokens.replace(Self.grant("consented"), of: "box", descendedFrom: [1])
        try await tokens.rotate(Self.grant("third"), replacing: Secret("second"), of: "box", descendedFrom: [1])
        #expect(try await tokens.token(of: "box", descendedFrom: [1])?.revealed == "consented")
        try await tokens.rotate(Self.grant("fourth"), replacing: Secret("consented"), of: "box", descendedFrom: [1])
        #expect(try await tokens.token(of: "box", descendedFrom: [1])?.revealed == "fourth")
    }

    @Test(arguments: StoreKind.available)
    func `what is known of a token ends with it`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tokens = test.store.refreshTokens
        let configured = SHA256.digest(of: Array("first".utf8))
        func consent() async throws -> MailboxConsent {
            try await test.openAgain().refreshTokens.consent(of: "box", descendedFrom: configured)
        }
        #expect(try await consent() == MailboxConsent(source: .configured))
        try await tokens.note(.taken(endsAt: Self.end), on: configured, of: "box", descendedFrom: configured)
        #expect(try await consent() == MailboxConsent(source: .configured, endsAt: Self.end))
        // Nearly the same again, and then refused: since the first time.
        try await tokens.note(.taken(endsAt: Self.end + 3_600), on: configured, of: "box", descendedFrom: configured)
        for delay in [0.0, 900] {
            try await tokens.note(
                .refused(at: Self.now + delay), on: configured, of: "box", descendedFrom: configured)
        }
        #expect(
            try await consent() == MailboxConsent(source: .configured, endsAt: Self.end, refusedAt: Self.now))
        try await tokens.replace(Self.grant("consented"), of: "box", descendedFrom: configured)
        let renewed = MailboxConsent(source: .stored, obtainedAt: Self.now, endsAt: Self.end)
        #expect(try await consent() == renewed)
        // A word on the old one comes late.
        try await tokens.note(.refused(at: Self.now), on: configured, of: "box", descendedFrom: configured)
        #expect(try await consent() == renewed)
        let digest = SHA256.digest(of: Array("consented".utf8))
        try await tokens.note(.refused(at: Self.now), on: digest, of: "box", descendedFrom: configured)
        #expect(try await consent().refusedAt == Self.now)
        try await tokens.note(.taken(endsAt: Self.end + 3_601), on: digest, of: "box", descendedFrom: configured)
        #expect(
            try await consent()
                == MailboxConsent(source: .stored, obtainedAt: Self.now, endsAt: Self.end + 3_601))
        #expect(
            try await tokens.consent(of: "box", descendedFrom: [2]) == MailboxConsent(source: .configured))
    }

    @Test(arguments: StoreKind.available)
    func `states of mailboxes are kept by name`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        #expect(try await test.store.mailboxStates.states() == [:])
        var read = MailboxState().after(.read(taken: 3), at: Self.now)
        let failed = read.after(.leftTooLarge, at: Self.now).after(.failed(.login, "NO 鎖\u{0}"), at: Self.now + 60)
        try await test.store.mailboxStates.save(read, of: "a")
        try await test.store.mailboxStates.save(failed, of: "b")
        read = read.after(.progress(taken: 1_000, remaining: 7), at: Self.now).after(.leftUnreadable, at: Self.now)
            .after(.unaccounted(2), at: Self.now)
        try await test.store.mailboxStates.save(read, of: "a")
        #expect(try await test.openAgain().mailboxStates.states() == ["a": read, "b": failed])
    }

    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let end = now + 7 * 86_400

    private static func grant(_ token: String) -> RefreshGrant {
        RefreshGrant(token: Secret(token), obtainedAt: now, endsAt: end)
    }
}
