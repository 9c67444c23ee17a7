import Cryptography
import Foundation
import HTTPTypes
import HummingbirdTesting
import Synchronization
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Mailboxes and their consents")
struct MailboxTests {
    private static func record(
        _ id: String = "ab12", _ signIn: MailboxRecord.SignIn = .consent(MailboxConsent(source: .stored)),
        origin: String? = "https://provider.example", _ events: [MailboxEvent] = []
    ) -> MailboxRecord {
        MailboxRecord(
            id: id, name: "support@desk.example@imap.example/" + PortalScene.hostile, access: .imap, desk: "it",
            signIn: signIn, consentOrigin: origin,
            state: events.reduce(MailboxState()) { $0.after($1, at: Fixtures.now) })
    }

    private func scene(_ records: [MailboxRecord]) -> PortalScene {
        let scene = PortalScene()
        scene.mailboxes.state.withLock { $0.records = records }
        return scene
    }

    /// Presses the button; the state that went to the provider.
    private func begin(_ browser: PortalClient, _ session: String) async throws -> String {
        let moved = try await browser.submit("/a/mailboxes/ab12/consent", from: "/a/mailboxes", [], session: session)
        #expect(moved.code == 200)
        #expect(moved.text.contains("http-equiv=\"refresh\" content=\"0;url=https://provider.example/authorize?state="))
        return try #require(browser.scene.mailboxes.state.withLock { $0.requests.last }).state
    }

    @Test(arguments: [
        (Fixtures.wang, 404, 403), (Fixtures.lina, 404, 403), (Fixtures.root, 200, 200),
        (Fixtures.person(20, "a@desk.example", roles: [Membership(role: .administrator, desk: "it")]), 404, 403),
        (Fixtures.person(21, "b@desk.example", roles: [Membership(role: .auditor)]), 404, 403),
    ])
    func `only administrators of all desks see them`(person: Person, page: Int, api: Int) async throws {
        try await scene([Self.record()]).run { browser in
            await browser.scene.desk.add(person)
            let session = try await browser.scene.signIn(person)
            #expect(try await browser.get("/a/mailboxes", session: session).code == page)
            #expect(try await browser.get("/api/v1/mailboxes", token: browser.scene.token(person)).code == api)
            let begun = try await browser.submit(
                "/a/mailboxes/ab12/consent", from: "/me", [], session: session)
            #expect(begun.code == page)
            #expect(browser.scene.mailboxes.state.withLock { $0.requests.count } == (page == 200 ? 1 : 0))
        }
    }

    @Test(arguments: [
        (record("1", .password, origin: nil, [.failed(.certificate, PortalScene.hostile)]), "tls_ca_file"),
        (record("1", .password, origin: nil, [.read(taken: 3)]), "3 taken"),
        (record("1", .consent(MailboxConsent(source: .none))), "Consent needed"),
        (
            record(
                "1", .consent(MailboxConsent(source: .configured, refusedAt: Fixtures.now)), origin: nil,
                [.failed(.consent, "invalid_grant")]), "oauth.authorization_url"
        ),
        (
            record("1", .consent(MailboxConsent(source: .stored, endsAt: Fixtures.now + 86_400)), [.read(taken: 0)]),
            "ends on"
        ),
    ])
    func `each says how it is and what to do, and runs nothing`(record: MailboxRecord, words: String) async throws {
        try await scene([record]).run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let page = try await browser.get("/a/mailboxes?lang=en", session: session).text
            #expect(page.contains(words))
            #expect(!page.contains("<script>"))
            #expect(!page.contains("<img src=x"))
            let home = try await browser.get("/?lang=en", session: session).text
            let needsAttention = record.health(at: Fixtures.now).needsAttention
            #expect(home.contains("A mailbox needs you") == needsAttention)
        }
    }

    @Test func `the API says the same`() async throws {
        let consent = MailboxConsent(
            source: .stored, obtainedAt: Fixtures.now, endsAt: Fixtures.now + 86_400, refusedAt: nil)
        try await scene([Self.record("ab12", .consent(consent), [.leftTooLarge, .failed(.login, "NO")])]).run {
            browser in
            let answer = try await browser.get(
                "/api/v1/mailboxes", token: try await browser.scene.token(Fixtures.root))
            let items = try #require(try object(answer)["items"] as? [[String: Any]])
            let item = try #require(items.first)
            #expect(item["health"] as? String == "failing")
            #expect(item["left_too_large"] as? Int == 1)
            let failure = try #require(item["failure"] as? [String: Any])
            #expect(failure["trouble"] as? String == "login")
            let shown = try #require(item["consent"] as? [String: Any])
            #expect(shown["ends_at"] as? String == (Fixtures.now + 86_400).rfc3339)
            #expect(shown["in_portal"] as? Bool == true)
        }
    }

    @Test func `a consent comes back once, with the verifier of the challenge that went out`() async throws {
        try await scene([Self.record()]).run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let state = try await begin(browser, session)
            let request = try #require(browser.scene.mailboxes.state.withLock { $0.requests.last })
            #expect(request.redirectURI == "http://localhost/callbacks/mailbox")
            let path = "/callbacks/mailbox?code=a%2Bb&state=\(state)"
            let done = try await browser.get(path, session: session)
            #expect(done.code == 303)
            #expect(done.headers[.location] == "/a/mailboxes")
            let code = try #require(browser.scene.mailboxes.state.withLock { $0.redeemed.first })
            #expect(code.code.revealed == "a+b")
            #expect(code.redirectURI == request.redirectURI)
            #expect((43...128).contains(code.verifier.revealed.utf8.count))
            #expect(ConsentState.challenge(of: code.verifier) == request.codeChallenge)
            #expect(try await browser.get(path, session: session).code == 422)
            #expect(browser.scene.mailboxes.state.withLock { $0.redeemed.count } == 1)
        }
    }

    @Test func `an answer to somebody else's, an old or a changed state is refused`() async throws {
        try await scene([Self.record()]).run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let other = Fixtures.person(22, "second@desk.example", roles: [Membership(role: .administrator)])
            await browser.scene.desk.add(other)
            let state = try await begin(browser, session)
            let parts = state.split(separator: ".").map(String.init)
            let foreign = try await browser.scene.signIn(other)
            #expect(try await browser.get("/callbacks/mailbox?code=c&state=\(state)", session: foreign).code == 422)
            for changed in [
                "", "x", "...", "\(parts[0]).ab13.\(parts[2]).\(parts[3])",
                "\(parts[0]).\(parts[1]).9223372036854775807.\(parts[3])", state + "0",
                String(repeating: "a.", count: 150),
            ] {
                let refused = try await browser.get("/callbacks/mailbox?code=c&state=\(changed)", session: session)
                #expect(refused.code == 422, "\(changed)")
            }
            browser.scene.clock.advance(Double(ConsentState.lifetime) + 1)
            let late = try await browser.get("/callbacks/mailbox?code=c&state=\(state)", session: session)
            #expect(late.code == 422)
            #expect(browser.scene.mailboxes.state.withLock { $0.redeemed } == [])
        }
    }

    @Test func `a code of the most bytes is passed on, and a provider's words are cut`() async throws {
        try await scene([Self.record()]).run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let code = String(repeating: "c", count: MailboxRoutes.codeLimit)
            let state = try await begin(browser, session)
            let done = try await browser.get("/callbacks/mailbox?state=\(state)&code=\(code)", session: session)
            #expect(done.code == 303)
            let words = String(repeating: "w", count: MailboxRoutes.wordsLimit)
            for extra in ["", "w"] {
                let path = "/callbacks/mailbox?state=\(try await begin(browser, session))&error=x&error_description="
                let page = try await browser.get(path + words + extra, session: session).text
                #expect(page.contains("x: \(words)<"))
            }
        }
    }

    @Test func `at the end of its time a state still counts`() async throws {
        try await scene([Self.record()]).run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let state = try await begin(browser, session)
            browser.scene.clock.advance(Double(ConsentState.lifetime))
            #expect(try await browser.get("/callbacks/mailbox?code=c&state=\(state)", session: session).code == 303)
        }
    }

    @Test(
        arguments: [
            (
                "error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E", nil,
                "declined on the provider"
            ),
            ("error=odd_code", nil, "odd_code"), ("", nil, "The provider reports an error"),
            ("code=c&iss=https%3A%2F%2Fevil.example", nil, "another server"),
            ("error=access_denied&iss=https%3A%2F%2Fevil.example", nil, "another server"),
            ("code=c", .refused("no access token: invalid_client (status 401)"), "invalid_client"),
            ("code=c", .noRefreshToken, "offline_access"),
            (
                "code=\(String(repeating: "c", count: MailboxRoutes.codeLimit + 1))", nil,
                "The provider reports an error"
            ),
        ] as [(String, ConsentError?, String)])
    func `what went wrong is said in words`(query: String, trouble: ConsentError?, words: String) async throws {
        let scene = scene([Self.record()])
        scene.mailboxes.state.withLock { ($0.trouble, $0.issuer) = (trouble, "https://provider.example") }
        try await scene.run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let state = try await begin(browser, session)
            let page = try await browser.get("/callbacks/mailbox?lang=en&state=\(state)&\(query)", session: session)
            #expect(page.code == 422)
            #expect(page.text.contains(words))
            #expect(!page.text.contains("<script>alert"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'self';") == true)
            #expect(browser.scene.mailboxes.state.withLock { $0.redeemed.count } == (trouble == nil ? 0 : 1))
        }
    }

    @Test func `without a session the answer leads to the sign-in, and its code goes nowhere`() async throws {
        try await scene([Self.record()]).run { browser in
            let answer = try await browser.get("/callbacks/mailbox?code=secret&state=x")
            #expect(answer.code == 303)
            #expect(answer.headers[.location] == "/login?next=%2Fa%2Fmailboxes")
        }
    }

    @Test func `a button of another page, a mailbox without consent and an unknown one begin nothing`() async throws {
        try await scene([Self.record(), Self.record("ff", .password, origin: nil)]).run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            #expect(try await browser.post("/a/mailboxes/ab12/consent", [], session: session).code == 403)
            for id in ["ff", "00"] {
                let answer = try await browser.submit(
                    "/a/mailboxes/\(id)/consent", from: "/a/mailboxes", [], session: session)
                #expect(answer.code == 404)
            }
            #expect(try await browser.get("/a/mailboxes/ab12/consent", session: session).code == 404)
        }
    }

    @Test func `RFC 7636 appendix B – the challenge of a verifier`() {
        let verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(ConsentState.challenge(of: verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
