import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("What every answer carries")
struct HeadersTests {
    @Test(arguments: [
        "/", "/login", "/nowhere", "/requests/IT-42", "/requests/IT-9999", "/requests/%FF", "/a/inbox", "/healthz",
        "/readyz", "/metrics", "/static/none.css", "/api/v1/tickets", "/api/v1/nowhere", "/api/v1/openapi.json",
        "/login/link/abcdefghijklmnopqrstuvwxyz", "/?lang=zh", "/a/mailboxes", "/callbacks/mailbox?code=a",
        "/requests/IT-42/attachments/1",
    ])
    func `Policies stand on every answer, errors too`(path: String) async throws {
        try await PortalScene().run { browser in
            let response = try await browser.get(path)
            let policy = try #require(response.headers[.contentSecurityPolicy])
            #expect(policy.contains("script-src "))
            #expect(policy.contains("frame-ancestors "))
            #expect(!policy.contains("unsafe"))
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(response.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
            #expect(response.headers[HTTPField.Name("X-Request-Id")!]?.isEmpty == false)
            #expect(response.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `A store that is away makes a page of 503 and a problem, with policies and without details`()
        async throws
    {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(PortalScene.stranger)
            let token = try await browser.scene.token(PortalScene.stranger)
            await browser.scene.desk.set(failure: .unavailable("SQLITE_BUSY at /var/lib"))
            let page = try await browser.get("/requests", session: session)
            #expect(page.code == 503)
            #expect(page.headers[.contentSecurityPolicy] != nil)
            #expect(!page.text.contains("SQLITE"))
            let problem = try await browser.get("/api/v1/tickets", token: token)
            #expect(problem.code == 503)
            #expect(problem.headers[.contentType] == "application/problem+json")
            #expect(!problem.text.contains("SQLITE"))
        }
    }

    @Test func `Static files keep for ever under the name of their content`() async throws {
        try await PortalScene().run { browser in
            let page = try await browser.get("/login").text
            let start = try #require(page.range(of: "/static/app."))
            let path = String(page[start.lowerBound...].prefix { $0 != "\"" })
            let response = try await browser.get(path)
            #expect(response.code == 200)
            #expect(response.headers[.cacheControl]?.contains("immutable") == true)
            #expect(response.headers[.contentSecurityPolicy] != nil)
        }
    }

    @Test(arguments: [("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("en;q=0.5, zh;q=0.2", "en"), ("fr", "zh-Hans")])
    func `The language follows the browser, else the desk`(accept: String, tag: String) async throws {
        try await PortalScene().run { browser in
            let page = try await browser.get("/login", [.acceptLanguage: accept]).text
            #expect(page.contains("<html lang=\"\(tag)\""))
        }
    }

    @Test func `A person's own language is stronger than the browser's, and a link's is stronger still`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let english: HTTPFields = [.acceptLanguage: "en"]
            #expect(try await browser.get("/", session: session, english).text.contains("lang=\"zh-Hans\""))
            let asked = try await browser.get("/?lang=en", session: session)
            #expect(asked.text.contains("<html lang=\"en\""))
            #expect(asked.cookies.contains { $0.hasPrefix("martlet-language=en") })
        }
    }

    @Test func `Health, readiness and metrics need nobody`() async throws {
        try await PortalScene().run { browser in
            #expect(try await browser.get("/healthz").code == 200)
            #expect(try await browser.get("/readyz").code == 200)
            let metrics = try await browser.get("/metrics")
            #expect(metrics.text.contains("martlet_up 1\n"))
            #expect(metrics.text.contains("martlet_http_requests_total{kind=\"machine\",status=\"2xx\"}"))
        }
    }
}
