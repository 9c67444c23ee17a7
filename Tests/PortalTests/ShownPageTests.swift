import Cryptography
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("What was before the eyes of whoever decided")
struct ShownPageTests {
    private static let path = "/approvals/1"
    private static let decision = "/approvals/1/decision"

    /// The part of the page that says what is asked, as it came.
    private static func shown(_ html: String, style: String = "stack-lg") throws -> [String] {
        html.components(separatedBy: "<article class=\"\(style)\"").dropFirst().compactMap { part in
            part.range(of: "</article>").map { "<article class=\"\(style)\"" + part[..<$0.upperBound] }
        }
    }

    private static func form(_ browser: PortalClient, _ html: String) -> [(String, String)] {
        ["token", "key", "version"].map { ($0, browser.value($0, in: html)) }
            + [("decision", "reject"), ("reason", "too dear")]
    }

    @Test(arguments: [("en", "Two printers, 900 EUR"), ("zh", "两台打印机")])
    func `Its bytes are kept with the decision, and its digest stands in the record`(
        language: String, asked: String
    ) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(asked)
            let session = try await browser.scene.signIn(PortalScene.boss)
            let html = try await browser.get(Self.path + "?lang=\(language)", session: session).text
            let shown = try #require(try Self.shown(html).first)
            #expect(shown.contains("lang=\"\(language == "zh" ? "zh-Hans" : "en")\""))
            for words in [asked, "Amount", "900 EUR", "IT-42", "Li Na"] { #expect(shown.contains(words), "\(words)") }
            #expect(!shown.contains("token") && !shown.contains("<input"))
            // The next page is in the browser's language; the form says in which it was shown.
            #expect(try await browser.post(Self.decision, Self.form(browser, html), session: session).code == 303)
            let approvals = browser.scene.approvals
            let id = ApprovalID(rawValue: 1)
            let page = try #require(try await approvals.pages(of: id).first)
            #expect(page.bytes == Array(shown.utf8))
            let record = try #require(try await approvals.evidence(of: id).first { $0.kind == .decided })
            #expect(page.sequence == record.sequence && record.value("shown-by") == "martlet")
            #expect(record.value("shown-sha256") == Hex.encode(SHA256.digest(of: Array(shown.utf8))))
        }
    }

    @Test func `What others decide meanwhile does not change it`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(of: [PortalScene.boss, PortalScene.deputy])
            let session = try await browser.scene.signIn(PortalScene.boss)
            let html = try await browser.get(Self.path, session: session).text
            _ = try await browser.scene.approving.decide(
                .approved, reason: "", in: ApprovalID(rawValue: 1),
                by: Actor(person: PortalScene.deputy, channel: .api), authentication: "a token")
            #expect(try await browser.post(Self.decision, Self.form(browser, html), session: session).code == 303)
            #expect(try await browser.scene.approval().state == .rejected)
        }
    }

    @Test func `A form that says something else was shown decides nothing`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(PortalScene.boss)
            let html = try await browser.get(Self.path, session: session).text
            let version = browser.value("version", in: html)
            let parts = version.split(separator: ".").map(String.init)
            let (language, digest) = (parts[1], parts[2])
            let other = language == "en" ? "zh" : "en"
            for (text, code) in [
                ("1.\(language)." + String(repeating: "0", count: 64), 409), ("2.\(language).\(digest)", 409),
                ("1.\(other).\(digest)", 409),
                ("1.\(digest)", 400), ("1", 400), ("", 400), ("0.en.\(digest)", 400), ("1.fr.\(digest)", 400),
                ("1.en.\(digest)00", 400), ("1.en.\(digest).x", 400),
            ] {
                let form = Self.form(browser, html).map { ($0.0, $0.0 == "version" ? text : $0.1) }
                let answer = try await browser.post(Self.decision, form, session: session)
                #expect(answer.code == code, "\(text)")
                if code == 409 { #expect(answer.text.contains("too dear") && answer.text.contains(version)) }
            }
            #expect(try await browser.scene.approval().state == .pending)
            #expect(try await browser.scene.approvals.pages(of: ApprovalID(rawValue: 1)).isEmpty)
            #expect(try await browser.post(Self.decision, Self.form(browser, html), session: session).code == 303)
        }
    }

    @Test func `Of several at once each has its own`() async throws {
        try await PortalScene().run { browser in
            for text in ["A lamp", "A yacht"] { try await browser.scene.ask(text) }
            let session = try await browser.scene.signIn(PortalScene.boss)
            let html = try await browser.get("/approvals/chosen?choice=1&choice=2", session: session).text
            let shown = try Self.shown(html, style: "stack-s")
            #expect(shown.count == 2)
            let items = ["token", "key"].map { ($0, browser.value($0, in: html)) } + PortalScene.items(in: html)
            #expect(try await browser.post("/approvals/chosen", items, session: session).code == 200)
            for (index, text) in shown.enumerated() {
                let pages = try await browser.scene.approvals.pages(of: ApprovalID(rawValue: Int64(index) + 1))
                #expect(pages.map(\.bytes) == [Array(text.utf8)])
            }
        }
    }

    @Test func `The exported file holds it`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(PortalScene.boss)
            let html = try await browser.get(Self.path, session: session).text
            #expect(try await browser.post(Self.decision, Self.form(browser, html), session: session).code == 303)
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let file = try await browser.get("/approvals/1/evidence.html", session: agent).text
            let page = try #require(try await browser.scene.approvals.pages(of: ApprovalID(rawValue: 1)).first)
            let parts = file.components(separatedBy: "<pre class=\"file\" id=\"shown-\(page.sequence).html\">\n")
            let text = try #require(parts.last?.components(separatedBy: "</pre>").first)
            #expect(Data(base64Encoded: text, options: .ignoreUnknownCharacters) == Data(page.bytes))
        }
    }
}

extension PortalScene {
    /// What the form of several approvals says was shown.
    static func items(in html: String) -> [(String, String)] {
        html.components(separatedBy: "name=\"item\" value=\"").dropFirst().compactMap { part in
            part.components(separatedBy: "\"").first.map { ("item", $0) }
        }
    }
}
