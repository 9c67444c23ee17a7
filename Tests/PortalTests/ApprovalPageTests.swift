import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("An approver's pages")
struct ApprovalPageTests {
    private static let path = "/approvals/1"
    private static let decision = "/approvals/1/decision"

    private func approve(
        _ browser: PortalClient, _ more: [(String, String)] = [], verdict: String = "approve", session: String
    ) async throws -> TestResponse {
        let html = try await browser.get(Self.path, session: session).text
        return try await browser.submit(
            Self.decision, from: Self.path,
            [("decision", verdict)] + more + [("version", browser.value("version", in: html))], session: session)
    }

    @Test func `Looking changes nothing, and a press decides with its reason and its proof`() async throws {
        try await PortalScene().run { browser in
            let before = try await browser.scene.ask().approval
            let session = try await browser.scene.signIn(PortalScene.boss)
            for method in [HTTPRequest.Method.get, .head, .get] {
                for path in [Self.path, Self.decision, "/approvals", "/approvals/chosen?choice=1"] {
                    _ = try await browser.client.execute(
                        uri: path + (path == Self.decision ? "?decision=approve&version=1" : ""), method: method,
                        headers: [.cookie: "martlet=" + session])
                }
            }
            #expect(try await browser.scene.approval() == before)
            let page = try await browser.get(Self.path, session: session).text
            for words in ["Two printers, 900 EUR", "Amount", "900 EUR", "Li Na", before.content.digest] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("<script>alert"))
            #expect(try await approve(browser, [("reason", "within budget")], session: session).code == 303)
            let after = try await browser.scene.approval()
            #expect(after.state == .approved && after.decisions.map(\.reason) == ["within budget"])
            #expect(after.decisions.map(\.author.id) == [PortalScene.boss.id] && after.decisions[0].channel == .portal)
            let facts = await browser.scene.approvals.evidence.flatMap(\.facts)
            #expect(facts.contains { $0.name == "authentication" && $0.value == "a session of boss@staff.example" })
        }
    }

    @Test func `Without token, from another site or without a session a decision is refused`() async throws {
        try await PortalScene().run { browser in
            let before = try await browser.scene.ask().approval
            let session = try await browser.scene.signIn(PortalScene.boss)
            let page = try await browser.get(Self.path, session: session).text
            let bare = [("decision", "approve")] + ["version", "key"].map { ($0, browser.value($0, in: page)) }
            let whole = bare + [("token", browser.value("token", in: page))]
            #expect(try await browser.post(Self.decision, bare, session: session).code == 403)
            #expect(try await browser.post(Self.decision, whole).code == 403)
            for header: HTTPFields in [
                [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [.origin: "https://evil.test"], [.origin: "null"],
            ] {
                #expect(try await browser.post(Self.decision, whole, session: session, header).code == 403)
            }
            let other = try await browser.scene.signIn(PortalScene.deputy)
            #expect(try await browser.post(Self.decision, whole, session: other).code == 403)
            #expect(try await browser.post("/approvals/chosen", [("item", "1.1")] + bare).code == 403)
            #expect(try await browser.post("/approvals/chosen", [("item", "1.1")] + bare, session: session).code == 403)
            #expect(try await browser.scene.approval() == before)
            #expect(try await browser.post(Self.decision, whole, session: session).code == 303)
        }
    }

    @Test(arguments: [
        // Approver, agent of the desk, requester, another desk's agent, somebody else.
        (PortalScene.boss, 200, true), (Fixtures.lina, 200, false), (Fixtures.wang, 200, false),
        (Fixtures.omar, 404, false), (PortalScene.stranger, 404, false), (PortalScene.deputy, 404, false),
    ])
    func `Who may see it, and who may decide`(person: Person, code: Int, canDecide: Bool) async throws {
        try await PortalScene().run { browser in
            let before = try await browser.scene.ask().approval
            let session = try await browser.scene.signIn(person)
            let page = try await browser.get(Self.path, session: session)
            #expect(page.code == code)
            #expect(page.text.contains("name=\"decision\"") == canDecide)
            guard !canDecide else { return }
            // With a token and key of their own, from another page.
            let own = try await browser.get("/me", session: session).text
            let form = [
                ("decision", "approve"), ("version", "1.en." + String(repeating: "0", count: 64)), ("place", "20"),
                ("token", browser.value("token", in: own)),
                ("key", browser.value("key", in: own)),
            ]
            #expect([403, 404].contains(try await browser.post(Self.decision, form, session: session).code))
            #expect(try await browser.scene.approval() == before)
        }
    }

    @Test func `Nobody decides what they asked for, nor what is for them`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(of: [PortalScene.boss, Fixtures.wang, Fixtures.lina], rule: .any)
            #expect(try await browser.scene.approval().steps[0].approvers.map(\.id) == [PortalScene.boss.id])
            // A substitute who is the requester may not either.
            _ = try await browser.scene.approvals.delegate(
                from: PortalScene.boss.id, to: Fixtures.wang.id, from: Fixtures.now - 60, until: Fixtures.now + 60,
                at: Fixtures.now)
            let session = try await browser.scene.signIn(Fixtures.wang)
            let page = try await browser.get(Self.path, session: session).text
            #expect(!page.contains("name=\"decision\""))
            let own = try await browser.get("/me", session: session).text
            let form = [
                ("decision", "approve"), ("version", "1.en." + String(repeating: "0", count: 64)), ("place", "20"),
                ("token", browser.value("token", in: own)),
                ("key", browser.value("key", in: own)),
            ]
            #expect(try await browser.post(Self.decision, form, session: session).code == 403)
            #expect(try await browser.scene.approval().state == .pending)
        }
    }

    @Test func `What changed meanwhile is shown again and not decided, and the reason stays`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(PortalScene.boss)
            let old = try await browser.get(Self.path, session: session).text
            _ = try await browser.scene.approving.revise(
                ApprovalID(rawValue: 1), text: "Nine printers", by: Actor(person: Fixtures.lina, channel: .portal))
            let form = ["token", "key", "version"].map { ($0, browser.value($0, in: old)) }
            let answer = try await browser.post(
                Self.decision, form + [("decision", "approve"), ("reason", "kept words")], session: session)
            #expect(answer.code == 409)
            #expect(answer.text.contains("Nine printers") && answer.text.contains("kept words"))
            #expect(browser.value("version", in: answer.text).hasPrefix("2."))
            #expect(try await browser.scene.approval().decisions.isEmpty)
        }
    }

    @Test func `A refusal needs a reason`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(PortalScene.boss)
            #expect(try await approve(browser, [("reason", " \n ")], verdict: "reject", session: session).code == 422)
            let long = String(repeating: "x", count: Approval.longestReason + 1)
            #expect(try await approve(browser, [("reason", long)], verdict: "reject", session: session).code == 422)
            #expect(try await browser.scene.approval().state == .pending)
            let most = String(repeating: "x", count: Approval.longestReason)
            #expect(try await approve(browser, [("reason", most)], verdict: "reject", session: session).code == 303)
            #expect(try await browser.scene.approval().state == .rejected)
        }
    }

    @Test func `Whoever comes late reads who decided what`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(of: [PortalScene.boss, PortalScene.deputy], rule: .first)
            let late = try await browser.scene.signIn(PortalScene.deputy)
            let old = try await browser.get(Self.path, session: late).text
            let session = try await browser.scene.signIn(PortalScene.boss)
            #expect(
                try await approve(browser, [("reason", "no money")], verdict: "reject", session: session).code == 303)
            let form = ["token", "key", "version"].map { ($0, browser.value($0, in: old)) }
            let answer = try await browser.post(Self.decision, form + [("decision", "approve")], session: late)
            #expect(answer.code == 409)
            for words in ["role=\"alert\"", "Boss", "no money", "Refused"] {
                #expect(answer.text.contains(words), "\(words)")
            }
            #expect(!answer.text.contains("name=\"decision\""))
            #expect(try await browser.scene.approval().decisions.count == 1)
        }
    }

    @Test func `The same press twice decides once`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(PortalScene.boss)
            let page = try await browser.get(Self.path, session: session).text
            let form =
                ["token", "key", "version"].map { ($0, browser.value($0, in: page)) } + [("decision", "approve")]
            for _ in 0..<2 { #expect(try await browser.post(Self.decision, form, session: session).code == 303) }
            #expect(try await browser.scene.approval().decisions.count == 1)
        }
    }

    @Test func `After its time there is no form, and a press is too late`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(within: 600)
            let session = try await browser.scene.signIn(PortalScene.boss)
            let page = try await browser.get(Self.path, session: session).text
            browser.scene.clock.advance(600)
            #expect(!(try await browser.get(Self.path, session: session).text.contains("name=\"decision\"")))
            let form =
                ["token", "key", "version"].map { ($0, browser.value($0, in: page)) } + [("decision", "approve")]
            #expect(try await browser.post(Self.decision, form, session: session).code == 409)
            #expect(try await browser.scene.approval().state == .pending)
        }
    }

    @Test func `The list says what waits, what was decided and what was asked for, and the menu counts`() async throws {
        try await PortalScene().run { browser in
            let boss = try await browser.scene.signIn(PortalScene.boss)
            await browser.scene.desk.add(PortalScene.boss)
            let empty = try await browser.get("/approvals", session: boss)
            #expect(empty.code == 200 && !empty.text.contains("class=\"badge\""))
            for text in ["Two printers", "A lamp"] { try await browser.scene.ask(text) }
            let list = try await browser.get("/approvals", session: boss).text
            #expect(list.contains("Two printers") && list.contains("A lamp"))
            let home = try await browser.get("/", session: boss).text
            #expect(home.contains("<span class=\"badge\">2</span>"))
            #expect(try await approve(browser, session: boss).code == 303)
            #expect(!(try await browser.get("/approvals", session: boss).text.contains("Two printers")))
            #expect(try await browser.get("/approvals?view=decided", session: boss).text.contains("Two printers"))
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let asked = try await browser.get("/approvals?view=asked", session: agent).text
            #expect(asked.contains("Two printers") && asked.contains("A lamp"))
            #expect(!(try await browser.get("/", session: agent).text.contains("class=\"badge\"")))
        }
    }

    @Test func `Its files are for those who may see it, as downloads`() async throws {
        try await PortalScene().run { browser in
            let file = ApprovalContent.File(name: "offer.txt", size: 3, sha256: PortalScene.page.sha256)
            await browser.scene.approvals.hold([1, 2, 3], as: file.sha256)
            try await browser.scene.ask(files: [file])
            let boss = try await browser.scene.signIn(PortalScene.boss)
            #expect(try await browser.get(Self.path, session: boss).text.contains("/approvals/1/files/1"))
            let answer = try await browser.get("/approvals/1/files/1", session: boss)
            #expect(answer.code == 200)
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"offer.txt\"") == true)
            for path in ["/approvals/1/files/0", "/approvals/1/files/2", "/approvals/1/files/x"] {
                #expect(try await browser.get(path, session: boss).code == 404)
            }
            let stranger = try await browser.scene.signIn(PortalScene.stranger)
            #expect(try await browser.get("/approvals/1/files/1", session: stranger).code == 404)
            #expect(!(try await browser.get("/approvals/1/files/1").text.contains("offer.txt")))
        }
    }
}
