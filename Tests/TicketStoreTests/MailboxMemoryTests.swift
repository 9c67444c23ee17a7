import Testing
import TicketStore
import Ticketing

@Suite("What pollers remember")
struct MailboxMemoryTests {
    @Test(arguments: StoreKind.available)
    func `messages of a maildrop are remembered once and forgotten by name`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let cursors = test.store.cursors
        for key in ["a:1", "b:2", "a:1"] { try await cursors.remember(key, in: "drop") }
        try await cursors.remember("a:1", in: "other")
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
        try await tokens.save("second", of: "box", descendedFrom: [1])
        try await tokens.save("third", of: "box", descendedFrom: [1])
        #expect(try await test.openAgain().refreshTokens.token(of: "box", descendedFrom: [1]) == "third")
        #expect(try await tokens.token(of: "box", descendedFrom: [2]) == nil)
        try await tokens.save("anew", of: "box", descendedFrom: [2])
        #expect(try await tokens.token(of: "box", descendedFrom: [1]) == nil)
        #expect(try await tokens.token(of: "box", descendedFrom: [2]) == "anew")
    }
}
