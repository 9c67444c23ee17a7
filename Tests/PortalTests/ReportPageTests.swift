import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Reports in the portal and by the API")
struct ReportPageTests {
    static let lead = Fixtures.person(
        21, "lead@desk.example", name: "Lea", roles: [Membership(role: .lead, desk: "it")])
    static let auditor = Fixtures.person(22, "audit@desk.example", roles: [Membership(role: .auditor, desk: "it")])
    static let english: HTTPFields = [.acceptLanguage: "en"]
    /// Before the scene's present, which is a Monday in September.
    static let week = "/a/reports?desk=it&period=week&on=2026-09-14"

    private func scene() async -> PortalScene {
        let scene = PortalScene()
        await scene.desk.add(Self.lead)
        await scene.desk.add(Self.auditor)
        await scene.desk.add(
            TicketHistory(createdAt: Fixtures.now.addingTimeInterval(-5 * 86_400), channel: .mail), of: "it")
        return scene
    }

    @Test func `figures stand beside those before, the picture beside its numbers`() async throws {
        try await scene().run { browser in
            let session = try await browser.scene.signIn(Self.lead)
            let page = try await browser.get(Self.week, session: session, Self.english)
            #expect(page.code == 200)
            for text in [
                "14 Sep – 20 Sep 2026", "<svg class=\"bars\" role=\"img\"", "<rect class=\"one\"",
                "<th scope=\"row\">16 Sep 2026</th><td>1</td><td>0</td>", "<th scope=\"col\">Mail</th>",
                "on=2026-09-07", "on=2026-09-21", "boss@customer.example",
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("desk=hr"), "the other desk is not theirs")
            #expect(!page.text.contains(" style="), "no policy of ours allows it")
            let menu = try await browser.get("/a/inbox", session: session).text
            #expect(menu.contains("href=\"/a/reports\""))
        }
    }

    @Test func `a desk without tickets has a page too`() async throws {
        try await scene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.root)
            let page = try await browser.get(
                "/a/reports?desk=hr&period=month&on=2026-08-01", session: session, Self.english)
            #expect(page.code == 200)
            #expect(page.text.contains("class=\"empty\"") && !page.text.contains("<rect"))
            #expect(page.text.contains("Nobody gets it by itself"))
        }
    }

    @Test(arguments: [
        ("/a/reports?period=year", 400), ("/a/reports?on=2026-02-30", 400), ("/a/reports?on=x", 400),
        ("/a/reports?on=2030-01-01", 400), ("/a/reports?desk=hr", 404),
        ("/a/reports/mail?desk=it&reader=somebody%40else.example", 404),
    ])
    func `what is no report is none`(path: String, code: Int) async throws {
        try await scene().run { browser in
            let session = try await browser.scene.signIn(Self.lead)
            #expect(try await browser.get(path, session: session).code == code)
        }
    }

    @Test func `the mail is shown as its reader would get it, with its picture`() async throws {
        try await scene().run { browser in
            let session = try await browser.scene.signIn(Self.lead)
            let query = "?desk=it&period=week&on=2026-09-14"
            let page = try await browser.get("/a/reports/mail" + query, session: session).text
            #expect(page.contains("boss@customer.example") && page.contains("服务台周报"))
            let frame = try await browser.get(
                "/a/reports/mail/html\(query)&reader=boss%40customer.example", session: session)
            #expect(frame.text.contains("src=\"data:image/png;base64,iVBOR"))
            #expect(frame.text.contains("Weekly service report") && !frame.text.contains("/a/reports?"))
            let own = try await browser.get("/a/reports/mail/html" + query, session: session).text
            #expect(own.contains("http://localhost/a/reports?desk=it&amp;period=week&amp;on=2026-09-14"))
        }
    }

    @Test(arguments: [("me", "lead@desk.example", "zh"), ("readers", "boss@customer.example", "en")])
    func `sending says who gets it, and sends once`(to: String, address: String, language: String) async throws {
        try await scene().run { browser in
            let session = try await browser.scene.signIn(Self.lead)
            let html = try await browser.get(Self.week, session: session).text
            let form = [
                ("desk", "it"), ("period", "week"), ("on", "2026-09-14"), ("to", to),
                ("token", browser.value("token", in: html)), ("key", browser.value("key", in: html)),
            ]
            let answer = try await browser.post("/a/reports/send", form, session: session)
            #expect(answer.code == 303)
            let location = try #require(answer.headers[.location])
            #expect(location == Self.week + "&sent=" + to)
            #expect(try await browser.post("/a/reports/send", form, session: session).code == 303)
            let sent = await browser.scene.desk.enqueued
            #expect(sent.map(\.recipient.address) == [Fixtures.address(address)])
            #expect(sent.map(\.language) == [language])

            let told = try await browser.get(
                location, [.cookie: "martlet=\(session); martlet-flash=reported", .acceptLanguage: "en"])
            #expect(told.text.contains("Sent to: \(address)"))
            #expect(
                !(try await browser.get(location, session: session, Self.english).text.contains("Sent to:")),
                "a link says nothing")
        }
    }

    @Test func `an auditor reads and does not send, a forged form sends nothing`() async throws {
        try await scene().run { browser in
            let auditor = try await browser.scene.signIn(Self.auditor)
            let page = try await browser.get(Self.week, session: auditor)
            #expect(page.code == 200 && !page.text.contains("/a/reports/send"))
            let form = [("desk", "it"), ("period", "week"), ("to", "me")]
            let refused = try await browser.submit("/a/reports/send", from: "/me", form, session: auditor)
            #expect(refused.code == 403)
            let lead = try await browser.scene.signIn(Self.lead)
            #expect(try await browser.post("/a/reports/send", form, session: lead).code == 403)
            let agent = try await browser.scene.signIn(Fixtures.lina)
            #expect(try await browser.submit("/a/reports/send", from: "/me", form, session: agent).code == 404)
            #expect(await browser.scene.desk.enqueued.isEmpty)
        }
    }

    @Test(arguments: [
        ("desk=it&period=week&on=2026-09-14", 200), ("desk=it&period=month", 200), ("desk=hr&period=week", 404),
        ("desk=none&period=week", 404), ("period=week", 422), ("desk=it", 422), ("desk=it&period=year", 422),
        ("desk=it&period=week&on=2026-02-30", 422), ("desk=it&period=week&on=yesterday", 422),
        ("desk=it&period=week&on=1969-12-31", 422), ("desk=it&period=week&on=2026-09-22", 200),
        ("desk=it&period=week&on=2026-09-28", 422),
    ])
    func `the API answers the lead of a desk`(query: String, code: Int) async throws {
        try await scene().run { browser in
            let token = try await browser.scene.token(Self.lead)
            let answer = try await browser.get("/api/v1/reports?" + query, token: token)
            #expect(answer.code == code)
            #expect(answer.headers[.contentType] == (code == 200 ? "application/json" : "application/problem+json"))
        }
    }

    @Test func `the API refuses who may see no report`() async throws {
        try await scene().run { browser in
            for person in [Fixtures.lina, Fixtures.wang] {
                let token = try await browser.scene.token(person)
                #expect(try await browser.get("/api/v1/reports?desk=it&period=week", token: token).code == 403)
            }
            #expect(try await browser.get("/api/v1/reports?desk=it&period=week").code == 401)
            let token = try await browser.scene.token(Self.auditor)
            let report = try object(
                try await browser.get("/api/v1/reports?desk=it&period=week&on=2026-09-14", token: token))
            #expect((report["figures"] as? [String: Any])?["opened"] as? Int == 1)
            #expect(report["from"] as? String == "2026-09-14T00:00:00Z")
        }
    }
}
