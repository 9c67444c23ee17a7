import Foundation
import Synchronization
import Testing

@testable import MailGateway

/// A memory, a clock and an endpoint.
final class TokenScene: Sendable {
    struct State: Sendable {
        var stored: String?
        var storeIsAway = false
        var now = Date(timeIntervalSince1970: 1_000_000)
        var asked: [[String: String]] = []
        var answers: [String] = []
        /// What was stored when each answer was handed on.
        var order: [String] = []
        var rotations: [OAuthTokens.Rotation] = []
        var words: [String] = []
    }
    let state = Mutex(State())

    init(answers: [String] = []) {
        state.withLock { $0.answers = answers }
    }

    func ports() -> OAuthTokens.Ports {
        OAuthTokens.Ports(
            load: { self.state.withLock { $0.stored }.map { MailboxPassword($0) } },
            save: { rotation in
                try self.state.withLock { state in
                    if state.storeIsAway { throw CancellationError() }
                    state.stored = rotation.token.revealed
                    state.order.append("saved \(rotation.token.revealed)")
                    state.rotations.append(rotation)
                }
            },
            note: { word, token in self.state.withLock { $0.words.append("\(token.revealed): \(word)") } },
            now: { self.state.withLock { $0.now } })
    }

    func tokens(
        refreshToken: String? = "first", secret: String? = nil, authorizationURL: String? = nil
    ) throws -> OAuthTokens {
        var configuration = try OAuthConfiguration(tokenURL: "https://token.example/t", clientID: "desk")
        configuration.refreshToken = refreshToken.map { MailboxPassword($0) }
        configuration.clientSecret = secret.map { MailboxPassword($0) }
        configuration.authorization = try authorizationURL.map { try AuthorizationEndpoint(url: $0) }
        return OAuthTokens(configuration, ports: ports()) { form throws(MailboxFailure) in
            let answer = self.state.withLock { state in
                state.asked.append(Dictionary(uniqueKeysWithValues: form.map { ($0.name, $0.value) }))
                return state.answers.isEmpty ? "{}" : state.answers.removeFirst()
            }
            return try TokenAnswer(status: answer.contains("\"error\"") ? 400 : 200, body: Array(answer.utf8))
        }
    }

    var refreshTokens: [String?] { state.withLock { $0.asked.map { $0["refresh_token"] } } }
}

@Suite("RFC 6749 – access tokens for a mailbox")
struct OAuthTokensTests {
    @Test func `a token is asked for once and used until its last minute`() async throws {
        let scene = TokenScene(answers: [
            #"{"access_token":"a1","expires_in":3600}"#, #"{"access_token":"a2","expires_in":3600}"#,
        ])
        let tokens = try scene.tokens(secret: "s")
        #expect(try await tokens.accessToken().revealed == "a1")
        scene.state.withLock { $0.now += 3_539 }
        #expect(try await tokens.accessToken().revealed == "a1")
        scene.state.withLock { $0.now += 1 }
        #expect(try await tokens.accessToken().revealed == "a2")
        #expect(
            scene.state.withLock { $0.asked.first } == [
                "client_id": "desk", "client_secret": "s", "grant_type": "refresh_token", "refresh_token": "first",
            ])
    }

    @Test func `a rotated refresh token is stored before the access token is used, and sent the next time`()
        async throws
    {
        let scene = TokenScene(answers: [
            #"{"access_token":"a1","expires_in":"3600","refresh_token":"second"}"#, #"{"access_token":"a2"}"#,
        ])
        let tokens = try scene.tokens()
        _ = try await tokens.accessToken()
        #expect(scene.state.withLock { $0.stored } == "second")
        await tokens.forgetAccessToken()
        _ = try await tokens.accessToken()
        #expect(scene.refreshTokens == ["first", "second"])
        #expect(scene.state.withLock { $0.order } == ["saved second"])
    }

    @Test func `a rotated token that could not be stored is not lost`() async throws {
        let scene = TokenScene(answers: [
            #"{"access_token":"a1","refresh_token":"second"}"#, #"{"access_token":"a2"}"#,
        ])
        scene.state.withLock { $0.storeIsAway = true }
        let tokens = try scene.tokens()
        await #expect(throws: MailboxFailure.token("the new refresh token cannot be stored")) {
            try await tokens.accessToken()
        }
        await #expect(throws: MailboxFailure.token("the new refresh token cannot be stored")) {
            try await tokens.accessToken()
        }
        #expect(scene.refreshTokens == ["first"])
        scene.state.withLock { $0.storeIsAway = false }
        #expect(try await tokens.accessToken().revealed == "a2")
        #expect(scene.refreshTokens == ["first", "second"])
    }

    @Test func `a client without refresh token speaks for itself`() async throws {
        let scene = TokenScene(answers: [#"{"access_token":"a1"}"#])
        _ = try await scene.tokens(refreshToken: nil, secret: "s").accessToken()
        #expect(
            scene.state.withLock { $0.asked } == [
                ["client_id": "desk", "client_secret": "s", "grant_type": "client_credentials"]
            ])
    }

    @Test(arguments: [
        (400, #"{"error":"invalid_client","error_description":"AADSTS70008"}"#, "invalid_client (status 400)"),
        (200, "<html>", "the endpoint's answer is not understood (status 200)"),
        (200, "{}", "the endpoint gave no token (status 200)"),
        (500, #"{"access_token":"x"}"#, "the endpoint gave no token (status 500)"),
        (200, #"{"access_token":"a\r\nb"}"#, "the endpoint gave no token (status 200)"),
        (200, #"{"access_token":""}"#, "the endpoint gave no token (status 200)"),
        (200, #"{"error":"a\nb"}"#, "a?b (status 200)"),
    ])
    func `an answer without a token says why`(status: Int, body: String, words: String) {
        #expect(throws: MailboxFailure.token(words)) { try TokenAnswer(status: status, body: Array(body.utf8)) }
    }

    @Test func `a refused refresh token is told apart, and noted`() async throws {
        let scene = TokenScene(answers: [#"{"error":"invalid_grant"}"#])
        await #expect(throws: MailboxFailure.consent("invalid_grant (status 400)")) {
            try await scene.tokens().accessToken()
        }
        #expect(scene.state.withLock { $0.words } == ["first: refused(at: \(scene.state.withLock { $0.now }))"])
    }

    @Test func `a token that somebody stores meanwhile is used at the next visit`() async throws {
        let scene = TokenScene(answers: [
            #"{"access_token":"a1","expires_in":3600}"#, #"{"access_token":"a2","expires_in":3600}"#,
        ])
        let tokens = try scene.tokens()
        #expect(try await tokens.accessToken().revealed == "a1")
        scene.state.withLock { $0.stored = "consented" }
        #expect(try await tokens.accessToken().revealed == "a2")
        #expect(scene.refreshTokens == ["first", "consented"])
        #expect(try await tokens.accessToken().revealed == "a2")
    }

    @Test func `before the first consent nothing is asked`() async throws {
        let scene = TokenScene(answers: [#"{"access_token":"a1"}"#])
        let tokens = try scene.tokens(refreshToken: nil, secret: "s", authorizationURL: "https://a.example/")
        await #expect(throws: MailboxFailure.consent("nobody has consented yet")) { try await tokens.accessToken() }
        #expect(scene.refreshTokens == [])
        scene.state.withLock { $0.stored = "consented" }
        #expect(try await tokens.accessToken().revealed == "a1")
    }

    @Test func `the end of a refresh token is passed on, with a rotated one and with the same one`() async throws {
        let scene = TokenScene(answers: [
            #"{"access_token":"a1","refresh_token":"second","refresh_token_expires_in":604800}"#,
            #"{"access_token":"a2","refresh_token_expires_in":"600000"}"#,
        ])
        let now = scene.state.withLock { $0.now }
        let tokens = try scene.tokens()
        _ = try await tokens.accessToken()
        await tokens.forgetAccessToken()
        _ = try await tokens.accessToken()
        #expect(
            scene.state.withLock { $0.rotations } == [
                OAuthTokens.Rotation(
                    token: MailboxPassword("second"), replaced: MailboxPassword("first"), at: now, endsAt: now + 604_800
                )
            ])
        #expect(scene.state.withLock { $0.words } == ["second: taken(endsAt: Optional(\(now + 600_000)))"])
    }

    @Test(
        arguments: [
            ("1", 1.0), ("315360000", 315_360_000), ("315360001", nil), ("0", nil), ("-5", nil), ("1e999", nil),
            (#""86400""#, 86_400), (#""soon""#, nil), ("null", nil), ("[]", nil), ("1.5", 1.5),
        ] as [(String, Double?)])
    func `the life of a refresh token has limits`(text: String, seconds: Double?) throws {
        let body = #"{"access_token":"a","refresh_token_expires_in":\#(text)}"#
        #expect(try TokenAnswer(status: 200, body: Array(body.utf8)).refreshLifetime == seconds)
    }

    @Test(arguments: [
        ("http://token.example/", MailboxURLError.scheme), ("https:///x", .host), ("https://u@token.example/", .scheme),
        ("token.example", .scheme), ("https://token.example:0/", .port),
    ])
    func `an endpoint is a plain https address`(url: String, error: MailboxURLError) {
        #expect(throws: error) { try OAuthConfiguration(tokenURL: url, clientID: "x") }
    }

    @Test func `a form is percent-encoded`() {
        #expect(TokenEndpoint.encoded([("a", "x y&=+/é"), ("b", "-._~9")]) == "a=x%20y%26%3D%2B%2F%C3%A9&b=-._~9")
    }

    @Test func `secrets are not printed`() throws {
        var configuration = try OAuthConfiguration(tokenURL: "https://token.example/t", clientID: "desk")
        configuration.refreshToken = MailboxPassword("geheim")
        configuration.clientSecret = MailboxPassword("geheim")
        #expect(!"\(configuration)".contains("geheim"))
    }
}
