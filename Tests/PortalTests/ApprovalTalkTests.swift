import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Talking about an approval in the portal")
struct ApprovalTalkTests {
    private static let path = "/approvals/1"

    private static func say(
        _ browser: PortalClient, _ text: String, session: String
    ) async throws -> TestResponse {
        try await browser.submit(path + "/comments", from: path, [("comment", text)], session: session)
    }

    @Test func `An approver asks back on the page, and nothing is decided`() async throws {
        try await PortalScene().run { browser in
            let before = try await browser.scene.ask().approval
            let session = try await browser.scene.signIn(PortalScene.boss)
            let asked = try await Self.say(browser, "Is it <b>new</b>?\r\nReally?", session: session)
            #expect(asked.code == 303 && asked.headers[.location] == "/approvals/1#talk")
            let after = try await browser.scene.approval()
            #expect(
                after.comments.map(\.text) == ["Is it <b>new</b>?\nReally?"] && after.comments[0].channel == .portal)
            #expect((after.state, after.steps, after.content) == (before.state, before.steps, before.content))
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get(Self.path + "?lang=en", session: agent).text
            #expect(
                page.contains("Is it &lt;b&gt;new&lt;/b&gt;?") && page.contains("Goes by mail to those who have not"))
            let ticket = try await browser.get("/requests/IT-42?lang=en", session: agent).text
            #expect(ticket.contains("Is it &lt;b&gt;new&lt;/b&gt;?") && ticket.contains("/approvals/1#talk"))
            #expect(try await Self.say(browser, "Yes.", session: agent).code == 303)
            #expect(
                try await browser.scene.approval().comments.map(\.author.id) == [PortalScene.boss.id, Fixtures.lina.id])
        }
    }

    @Test(arguments: [("en", "Write what you want to ask"), ("zh", "请填写要提的问题或说明")])
    func `What cannot be sent is said beside the field, and stays`(language: String, words: String) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(PortalScene.boss)
            let page = try await browser.get(Self.path + "?lang=\(language)", session: session).text
            let hidden = ["token", "key"].map { ($0, browser.value($0, in: page)) }
            func post(_ text: String) async throws -> TestResponse {
                try await browser.post(
                    Self.path + "/comments?lang=\(language)", hidden + [("comment", text)], session: session)
            }
            let empty = try await post(" \r\n ")
            #expect(empty.code == 422 && empty.text.contains(words) && empty.text.contains("id=\"f-comment-err\""))
            let long = try await post(String(repeating: "y", count: ApprovalComment.longestText + 1))
            #expect(long.code == 422 && long.text.contains("yyyyyyyyyy"))
            #expect(try await browser.scene.approval().comments.isEmpty)
            for number in 0..<ApprovalComment.mostPerDay {
                _ = try await browser.scene.approving.comment(
                    "\(number)", on: ApprovalID(rawValue: 1), by: Actor(person: PortalScene.boss, channel: .mail))
            }
            #expect(try await post("one more").code == 409)
        }
    }

    @Test(arguments: [Fixtures.wang, Fixtures.omar, PortalScene.stranger])
    func `Who has nothing to say here cannot`(person: Person) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(person)
            #expect(!(try await browser.get(Self.path, session: session).text.contains("name=\"comment\"")))
            let own = try await browser.get("/me", session: session).text
            let hidden = ["token", "key"].map { ($0, browser.value($0, in: own)) }
            let answer = try await browser.post(Self.path + "/comments", hidden + [("comment", "x")], session: session)
            #expect([403, 404].contains(answer.code))
            #expect(try await browser.post(Self.path + "/comments", [("comment", "x")]).code == 403)
            #expect(try await browser.scene.approval().comments.isEmpty)
        }
    }

    @Test func `A code's visit asks back, opens the files of its approval, and no other's`() async throws {
        try await PortalScene().run { browser in
            let scene = browser.scene
            let file = ApprovalContent.File(name: "offer.pdf", size: 3, sha256: "aa", type: "application/pdf")
            await scene.approvals.hold([1, 2, 3], as: "aa")
            for _ in 0..<2 { try await scene.ask(files: [file]) }
            let asked = try await browser.post("/approvals/1/code", [("address", "boss@staff.example")])
            let code = try #require(await scene.code(of: PortalScene.boss))
            let inside = try await browser.post(
                "/approvals/1/visit", [("browser", browser.value("browser", in: asked.text)), ("code", code)])
            let cookie = inside.cookies.first { $0.hasPrefix("martlet-approval=") } ?? ""
            let visit: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
            let page = try await browser.get(Self.path, visit).text
            #expect(page.contains("offer.pdf") && page.contains("href=\"/approvals/1/files/1\""))
            let form = ["token", "key"].map { ($0, browser.value($0, in: page)) } + [("comment", "Is it new?")]
            #expect(try await browser.post(Self.path + "/comments", form, visit).code == 303)
            #expect(try await scene.approval().comments.map(\.text) == ["Is it new?"])
            let opened = try await browser.get("/approvals/1/files/1", visit)
            #expect(opened.code == 200 && opened.headers[.contentType] == "application/octet-stream")
            #expect(opened.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
            #expect(opened.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(!(try await browser.get("/approvals/2/files/1", visit).text.contains("offer.pdf")))
            #expect(try await browser.post("/approvals/2/comments", form, visit).code == 403)
            #expect(try await browser.get("/requests/IT-42", visit).code == 303)
        }
    }

    @Test func `Names are for all readers, and bytes for who is asked and who works the desk`() async throws {
        try await PortalScene().run { browser in
            await browser.scene.approvals.hold([1, 2, 3], as: "aa")
            try await browser.scene.ask(files: [.init(name: "offer.pdf", size: 3, sha256: "aa")])
            for (person, code) in [
                (PortalScene.boss, 200), (Fixtures.lina, 200), (Fixtures.wang, 404), (PortalScene.deputy, 404),
            ] {
                let session = try await browser.scene.signIn(person)
                #expect(try await browser.get("/approvals/1/files/1", session: session).code == code)
                let token = try await browser.scene.token(person)
                #expect(try await browser.get("/api/v1/approvals/1/files/1", token: token).code == code)
                let page = try await browser.get(Self.path, session: session).text
                #expect(page.contains("offer.pdf") == (person != PortalScene.deputy))
                #expect(page.contains("/files/1") == (code == 200))
            }
            try await browser.scene.ask(files: [.init(name: "gone.pdf", size: 3, sha256: "bb")])
            let session = try await browser.scene.signIn(PortalScene.boss)
            #expect(try await browser.get("/approvals/2/files/1", session: session).code == 410)
        }
    }

    @Test func `The API asks with fields and files, asks anew, and takes comments`() async throws {
        try await PortalScene().run { browser in
            for person in [PortalScene.boss, Fixtures.lina] { await browser.scene.desk.add(person) }
            let agent = try await browser.scene.token(Fixtures.lina)
            let asked = try await browser.json(
                .post, "/api/v1/tickets/IT-42/approvals",
                #"{"approvers": ["boss@staff.example"], "text": "Buy", "fields": [{"label": "Amount", "value": "900"}], "files": ["1", "3"]}"#,
                token: agent)
            #expect(asked.code == 201, "\(asked.text)")
            var item = try object(asked)
            #expect((item["files"] as? [[String: Any]])?.compactMap { $0["name"] as? String }.last == "logo.png")
            #expect((item["fields"] as? [[String: String]]) == [["label": "Amount", "value": "900"]])
            #expect((item["comments"] as? [Any])?.isEmpty == true)
            let boss = try await browser.scene.token(PortalScene.boss)
            let said = try await browser.json(
                .post, "/api/v1/approvals/1/comments", #"{"text": "Is it new?"}"#, token: boss)
            #expect(said.code == 201)
            #expect(try object(said)["text"] as? String == "Is it new?")
            for wrong in [#"{"text": ""}"#, #"{"text": 1}"#, #"{"words": "x"}"#, "{}"] {
                #expect(try await browser.json(.post, "/api/v1/approvals/1/comments", wrong, token: boss).code == 422)
            }
            let revise = "/api/v1/approvals/1/revise"
            #expect(try await browser.json(.post, revise, #"{"text": "x"}"#, token: boss).code == 403)
            for wrong in [
                #"{"files": ["99"]}"#, #"{"files": [1]}"#, #"{"fields": [{"label": "x"}]}"#, #"{"text": ""}"#,
            ] {
                #expect(try await browser.json(.post, revise, wrong, token: agent).code == 422, "\(wrong)")
            }
            #expect(try await browser.json(.post, revise, "{}", token: agent).code == 400)
            item = try object(try await browser.json(.post, revise, #"{"files": []}"#, token: agent))
            #expect(item["content_version"] as? Int == 2 && item["text"] as? String == "Buy")
            #expect((item["files"] as? [Any])?.isEmpty == true && (item["fields"] as? [Any])?.count == 1)
            #expect((item["comments"] as? [[String: Any]])?.compactMap { $0["content_version"] as? Int } == [1])
            let one = try object(try await browser.get("/api/v1/approvals/1", token: agent))
            #expect(one.keys.sorted() == item.keys.sorted())
        }
    }
}
