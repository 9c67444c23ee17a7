import Cryptography
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Evidence pages")
struct EvidencePageTests {
    private static func asked(_ browser: PortalClient) async throws {
        let session = try await browser.scene.signIn(Fixtures.lina)
        let answer = try await browser.submit(
            "/requests/IT-42/approvals", from: "/requests/IT-42/approvals/new",
            [("text", PortalScene.hostile), ("approvers1", "boss@desk.example")], session: session)
        #expect(answer.code == 303)
    }

    @Test(arguments: ["/approvals/1/evidence", "/approvals/1/evidence.html"])
    func `Who reads the ticket's mails reads the evidence`(path: String) async throws {
        try await PortalScene().run { browser in
            try await Self.asked(browser)
            let boss = try #require(try await browser.scene.desk.person(Fixtures.address("boss@desk.example")))
            let people = [
                (Fixtures.lina, 200), (Fixtures.root, 200), (boss, 403), (Fixtures.wang, 403), (Fixtures.omar, 404),
                (PortalScene.stranger, 404),
            ]
            for (person, code) in people {
                let session = try await browser.scene.signIn(person)
                #expect(try await browser.get(path, session: session).code == code, "\(person.address)")
            }
            let session = try await browser.scene.signIn(Fixtures.lina)
            let other = path.replacing("/1/", with: "/9/")
            #expect(try await browser.get(other, session: session).code == 404)
        }
    }

    @Test(arguments: [("en", "Everything here holds", "does not hold"), ("zh", "全部核对一致", "核对不一致")])
    func `The page says whether it holds`(language: String, holds: String, fails: String) async throws {
        try await PortalScene().run { browser in
            try await Self.asked(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/approvals/1/evidence?lang=\(language)", session: session).text
            #expect(page.contains(holds) && !page.contains("<script>"))
            await browser.scene.approvals.spoil(0)
            let spoiled = try await browser.get("/approvals/1/evidence?lang=\(language)", session: session).text
            #expect(spoiled.contains(fails) && !spoiled.contains(holds))
        }
    }

    @Test func `The file is saved, runs nothing, loads nothing, and holds what its digests are of`() async throws {
        try await PortalScene().run { browser in
            try await Self.asked(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let answer = try await browser.get("/approvals/1/evidence.html?lang=en", session: session)
            #expect(answer.headers[.contentDisposition]?.contains("approval-1-evidence.html") == true)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("script-src 'none'") == true)
            let text = answer.text
            for part in ["<script", "<img", "<link", "src=\"", "http://", "https://"] {
                #expect(!text.contains(part), "\(part)")
            }
            #expect(text.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
            let files = try Self.files(in: text)
            let sums = String(decoding: try #require(files["SHA256SUMS"]), as: UTF8.self).split(separator: "\n")
            #expect(sums.count == 5, "content, two records, a fact of each")
            for line in sums {
                let parts = line.components(separatedBy: "  ")
                let bytes = try #require(files[parts[1]])
                #expect(Hex.encode(SHA256.digest(of: bytes)) == parts[0], "\(parts[1])")
            }
            let content = String(decoding: try #require(files["content-1.txt"]), as: UTF8.self)
            #expect(content.contains(PortalScene.hostile))
        }
    }

    @Test func `The documented recipe is the file's`() throws {
        let docs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/approvals.md")
        #expect(try String(contentsOf: docs, encoding: .utf8).contains(EvidenceRecipe.shell))
    }

    /// As the recipe takes them out.
    private static func files(in text: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for part in text.components(separatedBy: "\n<pre class=\"file\" id=\"").dropFirst() {
            let name = String(part.prefix { $0 != "\"" })
            let body = part.components(separatedBy: "\n</pre>\n").first?.components(separatedBy: ">\n").last ?? ""
            files[name] = Array(try #require(Data(base64Encoded: body.replacing("\n", with: ""))))
        }
        return files
    }
}
