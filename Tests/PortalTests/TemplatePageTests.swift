import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("Templates in the portal")
struct TemplatePageTests {
    private static let path = "/a/templates/acknowledgement"

    private func form(
        _ browser: PortalClient, _ session: String, subject: String, action: String, saved: Bool = false
    ) async throws -> [(String, String)] {
        let page = try await browser.get(Self.path + "/edit?language=en", session: session).text
        return [
            ("token", browser.value("token", in: page)), ("key", browser.value("key", in: page)),
            ("language", "en"), ("subject", subject), ("text", "Hello\r\nthere"), ("html", ""), ("action", action),
        ] + (saved ? [("saved", browser.value("saved", in: page))] : [])
    }

    @Test func `a draft is kept, previewed with a real ticket, published, compared and returned from`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let save = try await form(browser, session, subject: "Got {{ticket.number}}", action: "save")
            #expect(try await browser.post(Self.path + "/draft", save, session: session).code == 303)
            let preview = try await browser.get(
                Self.path + "/preview?language=en&draft=1&ticket=it-42", session: session)
            #expect(preview.text.contains("Got IT-42"))
            let publish = try await form(
                browser, session, subject: "Got {{ticket.number}}", action: "publish", saved: true)
            #expect(try await browser.post(Self.path + "/draft", publish, session: session).code == 303)
            let page = try await browser.get(Self.path + "?language=en", session: session).text
            #expect(page.contains("版本 2"))
            #expect(page.contains("root@desk.example"))
            let comparison = try await browser.get(Self.path + "/compare?from=1&to=2", session: session).text
            #expect(comparison.contains("+ Got {{ticket.number}}"))
            let back: [(String, String)] = [
                ("token", browser.value("token", in: page)), ("key", browser.value("key", in: page)),
                ("language", "en"), ("version", "1"),
            ]
            #expect(try await browser.post(Self.path + "/rollback", back, session: session).code == 303)
            let after = try await browser.get(Self.path + "?language=en", session: session).text
            #expect(!after.contains("<pre class=\"source\" lang=\"en\" dir=\"auto\">Got"))
        }
    }

    @Test func `what is wrong is said, kept as a draft and not published`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let wrong = try await form(browser, session, subject: "{{nope}} <script>", action: "publish")
            let answer = try await browser.post(Self.path + "/draft", wrong, session: session)
            #expect(answer.code == 422)
            #expect(answer.text.contains("此处没有变量 {{nope}}"))
            #expect(answer.text.contains("value=\"{{nope}} &lt;script&gt;\""))
            #expect(try await !browser.get(Self.path + "?language=en", session: session).text.contains("版本 2"))
        }
    }

    @Test func `two who write at once do not overwrite each other`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let mine = try await form(browser, session, subject: "mine", action: "save")
            let theirs = try await form(browser, session, subject: "theirs", action: "save")
            #expect(try await browser.post(Self.path + "/draft", mine, session: session).code == 303)
            #expect(try await browser.post(Self.path + "/draft", theirs, session: session).code == 409)
            #expect(try await browser.get(Self.path + "/edit?language=en", session: session).text.contains("mine"))
        }
    }

    @Test func `the preview's HTML runs nothing and is styled by its own sheet alone`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let frame = try await browser.get(Self.path + "/preview/html?language=zh&ticket=IT-42", session: session)
            let policy = try #require(frame.headers[.contentSecurityPolicy])
            #expect(policy.contains("script-src 'none'"))
            #expect(policy.contains("style-src 'nonce-"))
            #expect(!policy.contains("unsafe"))
            #expect(!frame.text.contains(" style=\""))
        }
    }
}
