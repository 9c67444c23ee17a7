import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("A code by mail lets an approver in to one approval")
struct ApprovalCodeTests {
    private func ask(
        _ browser: PortalClient, _ address: String = "boss@staff.example", id: Int = 1
    ) async throws -> (page: TestResponse, secret: String) {
        let page = try await browser.post("/approvals/\(id)/code", [("address", address)])
        return (page, browser.value("browser", in: page.text))
    }

    private func enter(
        _ browser: PortalClient, _ code: String, _ secret: String, id: Int = 1
    ) async throws -> TestResponse {
        try await browser.post("/approvals/\(id)/visit", [("browser", secret), ("code", code)])
    }

    private func visit(_ response: TestResponse) -> HTTPFields {
        let cookie = response.cookies.first { $0.hasPrefix("martlet-approval=") } ?? ""
        return [.cookie: String(cookie.prefix { $0 != ";" })]
    }

    private func wrong(_ code: String?) -> String { code == "000001" ? "000002" : "000001" }

    @Test func `The link alone shows nothing, and the same for what does not exist`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let page = try await browser.get("/approvals/1")
            #expect(page.code == 200)
            for words in ["Two printers", "900 EUR", "Boss", "boss@", "Li Na", "IT-42"] {
                #expect(!page.text.contains(words), "\(words)")
            }
            let other = try await browser.get("/approvals/99")
            #expect(
                other.text
                    == page.text.replacing("/approvals/1", with: "/approvals/99").replacing(
                        "approvals%2F1", with: "approvals%2F99"))
            #expect(try await browser.get("/approvals/x").code == 404)
            #expect(try await browser.get("/approvals").code == 303)
        }
    }

    @Test func `With the code the approver sees it and decides, once`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let (page, secret) = try await ask(browser)
            let code = try #require(await browser.scene.code(of: PortalScene.boss))
            #expect(page.code == 200 && !page.text.contains(code) && code.utf8.count == 6)
            let spaced = code.prefix(3) + " " + code.suffix(3)
            let inside = try await enter(browser, String(spaced), secret)
            #expect(inside.code == 303 && inside.headers[.location] == "/approvals/1")
            #expect(inside.cookies.contains { $0.contains("HttpOnly") && $0.contains("SameSite=Lax") })
            let cookie = visit(inside)
            let shown = try await browser.get("/approvals/1", cookie).text
            #expect(shown.contains("Two printers"))
            let form =
                ["token", "key", "version"].map { ($0, browser.value($0, in: shown)) } + [("decision", "approve")]
            #expect(try await browser.post("/approvals/1/decision", form).code == 403)
            #expect(
                try await browser.post("/approvals/1/decision", form.filter { $0.0 != "token" }, cookie).code == 403)
            #expect(try await browser.scene.approval().state == .pending)
            #expect(try await browser.post("/approvals/1/decision", form, cookie).code == 303)
            #expect(try await browser.scene.approval().state == .approved)
            let facts = await browser.scene.approvals.evidence.flatMap(\.facts)
            #expect(facts.contains { $0.name == "authentication" && $0.value == "a code mailed to boss@staff.example" })
            #expect(try await browser.scene.approvals.pages(of: ApprovalID(rawValue: 1)).count == 1, "what was shown")
            // It was spent on the way in.
            #expect(try await enter(browser, code, secret).code == 422)
        }
    }

    @Test func `A visit reaches that approval alone, and ends`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            try await browser.scene.ask("Another thing")
            let (_, secret) = try await ask(browser)
            let code = try #require(await browser.scene.code(of: PortalScene.boss))
            let cookie = visit(try await enter(browser, code, secret))
            #expect(try await browser.get("/approvals/1", cookie).text.contains("Two printers"))
            #expect(!(try await browser.get("/approvals/2", cookie).text.contains("Another thing")))
            for path in ["/approvals", "/me", "/requests/IT-42", "/approvals/substitutes"] {
                #expect(try await browser.get(path, cookie).code == 303)
            }
            let asSession: HTTPFields = [
                .cookie: cookie[.cookie]?.replacing("martlet-approval=", with: "martlet=") ?? ""
            ]
            #expect(try await browser.get("/me", asSession).code == 303)
            browser.scene.clock.advance(1_800)
            #expect(!(try await browser.get("/approvals/1", cookie).text.contains("Two printers")))
        }
    }

    @Test func `Five wrong tries end a code, and four do not`() async throws {
        for tries in [4, 5] {
            try await PortalScene().run { browser in
                try await browser.scene.ask()
                let (_, secret) = try await ask(browser)
                let code = try #require(await browser.scene.code(of: PortalScene.boss))
                for _ in 0..<tries { #expect(try await enter(browser, wrong(code), secret).code == 422) }
                #expect(try await enter(browser, code, secret).code == (tries == 5 ? 422 : 303))
            }
        }
    }

    @Test func `A code lives ten minutes`() async throws {
        for (seconds, status) in [(599.0, 303), (600, 422)] {
            try await PortalScene().run { browser in
                try await browser.scene.ask()
                let (_, secret) = try await ask(browser)
                let code = try #require(await browser.scene.code(of: PortalScene.boss))
                browser.scene.clock.advance(seconds)
                #expect(try await enter(browser, code, secret).code == status)
            }
        }
    }

    @Test func `A code is of its approval and of the browser that asked`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            try await browser.scene.ask("Another thing")
            let (_, secret) = try await ask(browser)
            let code = try #require(await browser.scene.code(of: PortalScene.boss))
            #expect(try await enter(browser, code, secret, id: 2).code == 422)
            let elsewhere = try await browser.get("/approvals/1").text
            #expect(browser.value("browser", in: elsewhere).isEmpty)
            let other = "z" + String(secret.dropFirst())
            #expect(try await enter(browser, code, other).code == 422)
            #expect(try await enter(browser, code, "").code == 403)
            #expect(try await enter(browser, code, secret).code == 303)
        }
    }

    @Test(arguments: ["deputy@staff.example", "lina@desk.example", "wang@customer.example", "nobody@nowhere.example"])
    func `Whoever is not asked gets the same answer and no code`(address: String) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let (page, secret) = try await ask(browser, address)
            let (asked, own) = try await ask(browser)
            #expect(page.code == 200)
            #expect(page.text.replacing(secret, with: "") == asked.text.replacing(own, with: ""))
            #expect(await browser.scene.codes.count == 1)
            #expect(await browser.scene.desk.mailed.map(\.recipient.address) == [PortalScene.boss.address])
            #expect(try await enter(browser, "123456", secret).code == 422)
        }
    }

    @Test func `There is no code for what is decided or over, nor without an address`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(within: 60)
            #expect(try await browser.post("/approvals/1/code", [("address", "boss")]).code == 422)
            browser.scene.clock.advance(60)
            #expect(try await ask(browser).page.code == 200)
            #expect(try await ask(browser, id: 77).page.code == 200)
            #expect(await browser.scene.codes.count == 0)
        }
    }

    @Test func `An address gets a few codes an hour, and whoever guesses is slowed`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            var secret = ""
            for _ in 0..<8 {
                let asked = try await ask(browser)
                #expect(asked.page.code == 200)
                secret = asked.secret
            }
            #expect(await browser.scene.desk.mailed.count == 5)
            var codes: [Int] = []
            for _ in 0..<31 { codes.append(try await enter(browser, "123456", secret).code) }
            #expect(codes.prefix(30).allSatisfy { $0 == 422 } && codes.last == 429)
        }
    }

    @Test func `A substitute gets a code too, and another site cannot ask for one`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            _ = try await browser.scene.approvals.delegate(
                from: PortalScene.boss.id, to: PortalScene.deputy.id, from: Fixtures.now - 60, until: Fixtures.now + 60,
                at: Fixtures.now)
            let crossSite: HTTPFields = [.origin: "https://evil.test"]
            let form = [("address", "deputy@staff.example")]
            #expect(try await browser.post("/approvals/1/code", form, crossSite).code == 403)
            #expect(await browser.scene.codes.count == 0)
            let (_, secret) = try await ask(browser, "deputy@staff.example")
            let code = try #require(await browser.scene.code(of: PortalScene.deputy))
            let cookie = visit(try await enter(browser, code, secret))
            let shown = try await browser.get("/approvals/1", cookie).text
            #expect(shown.contains("You stand in for"))
            let names = ["token", "key", "version", "place"]
            let decided = try await browser.post(
                "/approvals/1/decision", names.map { ($0, browser.value($0, in: shown)) } + [("decision", "approve")],
                cookie)
            #expect(decided.code == 303)
            let decision = try #require(try await browser.scene.approval().decisions.first)
            #expect(decision.approver.id == PortalScene.boss.id && decision.author.id == PortalScene.deputy.id)
        }
    }
}
