import Foundation
import Synchronization
import Testing

@testable import MailGateway

@Suite("RFC 6749 §4.1 – a consent in a browser")
struct AuthorizationCodeTests {
    private func configuration(_ url: String? = "https://login.example/authorize") throws -> OAuthConfiguration {
        var configuration = try OAuthConfiguration(tokenURL: "https://login.example/token", clientID: "desk&co")
        configuration.authorization = try url.map { try AuthorizationEndpoint(url: $0) }
        return configuration
    }

    private func url(_ configuration: OAuthConfiguration) -> String? {
        AuthorizationCodeGrant.url(
            configuration, user: "a@b.example", redirectURI: "https://desk.example/callbacks/mailbox", state: "s",
            challenge: "c")
    }

    @Test func `the browser is sent with all that the endpoint needs`() throws {
        var configuration = try configuration()
        configuration.scope = "mail offline_access"
        #expect(
            url(configuration) == "https://login.example/authorize?response_type=code&client_id=desk%26co"
                + "&redirect_uri=https%3A%2F%2Fdesk.example%2Fcallbacks%2Fmailbox&state=s&code_challenge=c"
                + "&code_challenge_method=S256&login_hint=a%40b.example&scope=mail%20offline_access")
        #expect(url(try self.configuration(nil)) == nil)
    }

    @Test(arguments: [
        ("https://a.example/?prompt=consent", "https://a.example/?prompt=consent&response_type=code"),
        ("https://a.example/?", "https://a.example/?response_type=code"),
        ("https://a.example", "https://a.example?response_type=code"),
    ])
    func `a query of the endpoint is kept`(endpoint: String, beginning: String) throws {
        #expect(try #require(url(try configuration(endpoint))).hasPrefix(beginning))
    }

    @Test func `a code is changed for what lasts, with the verifier`() async throws {
        var configuration = try configuration()
        configuration.clientSecret = MailboxPassword("hush")
        let asked = Mutex<[String: String]>([:])
        let grant = AuthorizationCodeGrant(configuration) { form throws(MailboxFailure) in
            asked.withLock { $0 = Dictionary(uniqueKeysWithValues: form.map { ($0.name, $0.value) }) }
            let body = #"{"access_token":"a","refresh_token":"r","refresh_token_expires_in":604799}"#
            return try TokenAnswer(status: 200, body: Array(body.utf8))
        }
        let answer = try await grant.redeem(
            code: MailboxPassword("c"), verifier: MailboxPassword("v"), redirectURI: "https://desk.example/c")
        #expect(
            answer
                == AuthorizationCodeGrant.Grant(refreshToken: MailboxPassword("r"), refreshLifetime: 604_799))
        #expect(
            asked.withLock { $0 } == [
                "grant_type": "authorization_code", "client_id": "desk&co", "client_secret": "hush", "code": "c",
                "code_verifier": "v", "redirect_uri": "https://desk.example/c",
            ])
    }

    @Test func `without a refresh token there is nothing that lasts`() async throws {
        let grant = AuthorizationCodeGrant(try configuration()) { _ throws(MailboxFailure) in
            try TokenAnswer(status: 200, body: Array(#"{"access_token":"a"}"#.utf8))
        }
        let answer = try await grant.redeem(
            code: MailboxPassword("c"), verifier: MailboxPassword("v"), redirectURI: "https://desk.example/c")
        #expect(answer == nil)
    }

    @Test(
        arguments: [
            (nil, nil, true), (nil, "https://login.example", true), (nil, "https://LOGIN.example:443/v2.0", true),
            (nil, "https://evil.example", false), (nil, "http://login.example", false), (nil, "nonsense", false),
            (nil, "", false), ("https://i.example", "https://i.example", true), ("https://i.example", nil, true),
            ("https://i.example", "https://i.example/", false), ("https://i.example", "https://login.example", false),
        ] as [(String?, String?, Bool)])
    func `RFC 9207 – an answer from another issuer is none`(configured: String?, named: String?, isAccepted: Bool)
        throws
    {
        var endpoint = try AuthorizationEndpoint(url: "https://login.example/authorize")
        endpoint.issuer = configured
        #expect(endpoint.accepts(issuer: named) == isAccepted)
    }

    @Test(arguments: [
        ("http://a.example/", MailboxURLError.scheme), ("https://a.example/#x", .scheme),
        ("https://u@a.example/", .scheme),
        ("https:///x", .host), ("https://a.example:0/", .port), ("javascript:alert(1)", .scheme),
        ("https://a;b.example/", .host),
    ])
    func `an authorization endpoint is a plain https address`(url: String, error: MailboxURLError) {
        #expect(throws: error) { try AuthorizationEndpoint(url: url) }
    }
}
