import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Pages and API of the outgoing queue")
struct QueuePageTests {
    @Test(arguments: ["/a/queue", "/a/queue/5", "/a/queue/6", "/a/suppressed", "/a/queue?state=deferred"])
    func `nothing that others wrote becomes markup`(path: String) async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let page = try await browser.get(path, session: session)
            #expect(page.code == 200)
            #expect(!page.text.contains("<script>alert"))
            #expect(page.text.contains("&lt;script&gt;alert"))
        }
    }

    @Test func `a message shows its attempts, its template and its text as it was sent`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let page = try await browser.get("/a/queue/5", session: session).text
            #expect(page.contains("请试试水。"))
            #expect(page.contains("450 4.2.1"))
            #expect(page.contains("public-reply"))
            #expect(page.contains("/a/queue/5/drop"))
            #expect(!page.contains("/a/queue/5/retry"), "it would be suppressed again")
            #expect(page.contains("/a/suppressed/lift"))
            #expect(page.contains("src=\"/a/queue/5/html\""))
        }
    }

    @Test func `the frame has the message's own styles by nonce, and nothing that ends a rule`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let frame = try await browser.get("/a/queue/5/html", session: session)
            let policy = try #require(frame.headers[.contentSecurityPolicy])
            #expect(policy.contains("style-src 'nonce-") && policy.contains("sandbox"))
            #expect(!policy.contains("unsafe") && policy.contains("script-src 'none'"))
            #expect(frame.text.contains("font-family:'PingFang SC',sans-serif}"))
            #expect(!frame.text.contains(" style=\"") && !frame.text.contains("display:none"))
        }
    }

    @Test func `a sign-in link and that of a survey are shown to nobody`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let token = try await browser.scene.token(Fixtures.root)
            var survey = try #require(PortalScene.outgoing.last)
            (survey.id, survey.template) = (OutgoingID(rawValue: 7), "survey")
            await browser.scene.desk.add(survey)
            await browser.scene.desk.add(PortalScene.sent, of: survey.id)
            for id in [6, 7] {
                let page = try await browser.get("/a/queue/\(id)", session: session)
                #expect(page.code == 200 && !page.text.contains("secret-link"))
                #expect(try await browser.get("/a/queue/\(id)/html", session: session).code == 404)
                #expect(try await browser.get("/api/v1/queue/\(id)/raw", token: token).code == 404)
            }
            #expect(try await browser.get("/api/v1/queue/5/raw", token: token).code == 200)
        }
    }

    @Test func `the API lists, shows and refuses`() async throws {
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.root)
            let agent = try await browser.scene.token(Fixtures.lina)
            let list = try await browser.get("/api/v1/queue?state=deferred", token: token)
            #expect(list.code == 200)
            #expect(list.text.contains("\"priority\":\"answer\"") || list.text.contains("\"priority\": \"answer\""))
            #expect(try await browser.get("/api/v1/queue?state=nonsense", token: token).code == 422)
            #expect(try await browser.get("/api/v1/queue/5", token: token).text.contains("\"history\""))
            for path in ["/api/v1/queue", "/api/v1/suppressions"] {
                #expect(try await browser.get(path, token: agent).code == 403)
                #expect(try await browser.get(path).code == 401)
            }
            #expect(try await browser.get("/api/v1/queue/5", token: agent).code == 404)
            #expect(try await browser.get("/api/v1/suppressions", token: token).text.contains("wang@customer.example"))
        }
    }

    @Test func `a message is retried, dropped with a reason, and an address lifted, by those who may`() async throws {
        try await PortalScene().run { browser in
            let root = try await browser.scene.signIn(Fixtures.root)
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let retried = try await browser.submit("/a/queue/5/retry", from: "/a/queue/5", [], session: root)
            #expect(retried.headers[.location] == "/a/queue/5")
            let empty = try await browser.submit(
                "/a/queue/5/drop", from: "/a/queue/5", [("reason", " ")], session: root)
            #expect(empty.headers[.location] == "/a/queue/5")
            _ = try await browser.submit(
                "/a/queue/5/drop", from: "/a/queue/5", [("reason", "typed wrong")], session: root)
            #expect(
                await browser.scene.desk.settled == ["retry 5", "drop 5: typed wrong (root@desk.example)"])
            let address = [("address", "wang@customer.example")]
            let refused = try await browser.submit("/a/suppressed/lift", from: "/a/inbox", address, session: agent)
            #expect(refused.code == 404 || refused.code == 403)
            #expect(await browser.scene.desk.suppressions.count == 1)
            let lifted = try await browser.submit("/a/suppressed/lift", from: "/a/suppressed", address, session: root)
            #expect(lifted.headers[.location] == "/a/suppressed")
            #expect(await browser.scene.desk.suppressions.isEmpty)
        }
    }
}
