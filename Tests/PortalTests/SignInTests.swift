import Foundation
import HTTPTypes
import HummingbirdTesting
import Portal
import TestSupport
import Testing
import Ticketing

@Suite("Signing in and out")
struct SignInTests {
    private let secret = "abcdefghijklmnopqrstuvwxyz234567"

    private func addLink(_ scene: PortalScene) async throws {
        try await scene.desk.addCredential(
            Credential(
                kind: .signInLink, person: Fixtures.wang.id, label: "",
                expiresAt: scene.clock.now.addingTimeInterval(900)),
            hash: BearerSecret.hash(of: secret), at: scene.clock.now)
    }

    @Test func `A link is redeemed by POST, once, and opening it does nothing`() async throws {
        try await PortalScene().run { browser in
            try await addLink(browser.scene)
            for _ in 0..<3 {
                let page = try await browser.get("/login/link/" + secret)
                #expect(page.code == 200)
                _ = try await browser.client.execute(uri: "/login/link/" + secret, method: .head)
            }
            #expect(await browser.scene.desk.credentials(.session).isEmpty)
            let first = try await browser.post("/login/link/" + secret, [])
            #expect(first.code == 303)
            #expect(
                first.cookies.contains {
                    $0.hasPrefix("martlet=") && $0.contains("HttpOnly") && $0.contains("SameSite=Lax")
                })
            let second = try await browser.post("/login/link/" + secret, [])
            #expect(second.code == 422)
            #expect(!second.cookies.contains { $0.hasPrefix("martlet=") })
        }
    }

    @Test func `A link dies after its fifteen minutes`() async throws {
        try await PortalScene().run { browser in
            try await addLink(browser.scene)
            browser.scene.clock.advance(901)
            #expect(try await browser.post("/login/link/" + secret, []).code == 422)
        }
    }

    @Test func `Over TLS the cookie is bound to the host`() async throws {
        try await PortalScene(publicURL: "https://desk.example").run { browser in
            try await addLink(browser.scene)
            let response = try await browser.post("/login/link/" + secret, [])
            #expect(
                response.cookies.contains {
                    $0.hasPrefix("__Host-martlet=") && $0.contains("Secure") && $0.contains("Path=/")
                })
            #expect(response.headers[HTTPField.Name("Strict-Transport-Security")!] != nil)
        }
    }

    @Test func `Signing in ends the session the browser had and makes a new one`() async throws {
        try await PortalScene().run { browser in
            let old = try await browser.scene.signIn(PortalScene.stranger)
            try await addLink(browser.scene)
            let response = try await browser.post("/login/link/" + secret, [], session: old)
            #expect(response.code == 303)
            #expect(!response.cookies.contains { $0.contains(old) })
            #expect(try await browser.get("/requests", session: old).code == 303)
        }
    }

    @Test func `Known and unknown addresses get the same page, and only one gets a link`() async throws {
        try await PortalScene().run { browser in
            let known = try await browser.post("/login/link", [("address", "wang@customer.example")])
            let unknown = try await browser.post("/login/link", [("address", "nobody@customer.example")])
            #expect(known.code == 200)
            #expect(known.text == unknown.text)
            #expect(await browser.scene.desk.credentials(.signInLink).count == 1)
        }
    }

    @Test func `An address gets a few links an hour, without a word about it`() async throws {
        try await PortalScene().run { browser in
            for _ in 0..<8 {
                let response = try await browser.post("/login/link", [("address", "wang@customer.example")])
                #expect(response.code == 200)
            }
            #expect(await browser.scene.desk.credentials(.signInLink).count == 5)
        }
    }

    @Test func `Wrong passwords are slowed, and a link still works`() async throws {
        try await PortalScene().run { browser in
            var codes: [Int] = []
            for _ in 0..<10 {
                let form = [("username", "wang@customer.example"), ("password", "guess")]
                codes.append(
                    try await browser.post("/login", form, [HTTPField.Name("X-Forwarded-For")!: "1.2.3.\(codes.count)"])
                        .code)
            }
            #expect(codes.prefix(8).allSatisfy { $0 == 422 })
            #expect(codes.suffix(2).allSatisfy { $0 == 429 })
            try await addLink(browser.scene)
            #expect(try await browser.post("/login/link/" + secret, []).code == 303)
        }
    }

    @Test(arguments: [
        "//evil.test", "/\\evil.test", "https:evil.test", "https://evil.test/", "\\\\evil.test", "/ok\r\nX: y",
    ])
    func `Signing in leads to our own pages only`(next: String) async throws {
        try await PortalScene().run { browser in
            try await addLink(browser.scene)
            let escaped = next.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let response = try await browser.post("/login/link/\(secret)?next=\(escaped)", [])
            #expect(response.headers[.location] == "/")
        }
    }

    @Test func `A page for people who are signed in leads to sign-in and back`() async throws {
        try await PortalScene().run { browser in
            let away = try await browser.get("/requests/IT-42")
            #expect(away.code == 303)
            #expect(away.headers[.location] == "/login?next=%2Frequests%2FIT-42")
            try await addLink(browser.scene)
            let back = try await browser.post("/login/link/\(secret)?next=%2Frequests%2FIT-42", [])
            #expect(back.headers[.location] == "/requests/IT-42")
        }
    }

    @Test func `A form needs its token and our own page`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let bare = [("text", "hello"), ("key", "aaaaaaaaaaaaaaaaaaaaaaaa")]
            #expect(try await browser.post("/requests/IT-42/reply", bare, session: session).code == 403)
            let page = try await browser.get("/requests/IT-42", session: session).text
            let whole = bare + [("token", browser.value("token", in: page))]
            for header: HTTPFields in [
                [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [.origin: "https://evil.test"], [.origin: "null"],
            ] {
                let response = try await browser.post("/requests/IT-42/reply", whole, session: session, header)
                #expect(response.code == 403)
            }
            let other = try await browser.scene.signIn(PortalScene.stranger)
            #expect(try await browser.post("/requests/IT-42/reply", whole, session: other).code == 403)
            #expect(
                try await browser.scene.desk.record(PortalScene.ticket.number).entries.count
                    == PortalScene.record.entries.count)
            #expect(try await browser.post("/requests/IT-42/reply", whole, session: session).code == 303)
        }
    }

    @Test func `Sessions end by idleness, by signing out and with their person`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            #expect(try await browser.get("/me", session: session).code == 200)
            #expect(try await browser.submit("/logout", from: "/me", [], session: session).code == 303)
            #expect(try await browser.get("/me", session: session).code == 303)
            let second = try await browser.scene.signIn(Fixtures.lina)
            try await browser.scene.desk.setActive(false, of: Fixtures.lina.id)
            #expect(try await browser.get("/me", session: second).code == 303)
            let third = try await browser.scene.signIn(Fixtures.omar)
            browser.scene.clock.advance(20 * 86_400)
            #expect(try await browser.get("/me", session: third).code == 303)
        }
    }
}
