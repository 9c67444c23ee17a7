import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("A person's digest in the portal")
struct DigestPageTests {
    private let english: HTTPFields = [.acceptLanguage: "en"]

    private func lina(_ browser: PortalClient) async throws -> Person {
        try #require(await browser.scene.desk.person(Fixtures.lina.id))
    }

    private func save(_ browser: PortalClient, _ form: [(String, String)]) async throws -> TestResponse {
        let session = try await browser.scene.signIn(Fixtures.lina)
        return try await browser.submit("/me/notices", from: "/me", form, session: session)
    }

    @Test func `each kind comes at once, in the digest or never, and the digest when it was asked for`() async throws {
        try await PortalScene().run { browser async throws in
            let answer = try await save(
                browser,
                [
                    ("wanted", "note"), ("wanted", "assignment"), ("digested", "note"), ("digested", "new-message"),
                    ("digest_days", "each-day"), ("digest_time", "07:30"),
                ])
            #expect(answer.code == 303)
            let lina = try await lina(browser)
            #expect(lina.digest == DigestSchedule(days: .each, minute: 450))
            #expect(lina.manner(of: .note) == .digest && lina.manner(of: .newMessage) == .digest)
            #expect(lina.manner(of: .assignment) == .atOnce && lina.manner(of: .reopened) == .never)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/me", session: session, english).text
            #expect(page.contains("value=\"each-day\" selected") && page.contains("value=\"07:30\""))
            // What is in the digest is wanted.
            #expect(page.contains("value=\"new-message\" checked"))
        }
    }

    @Test func `without a time the usual one is taken, and the page says so`() async throws {
        try await PortalScene().run { browser async throws in
            let answer = try await save(browser, [("digested", "note"), ("digest_days", ""), ("digest_time", "")])
            #expect(answer.code == 303)
            #expect(try await lina(browser).digest == .usual)
            #expect(answer.cookies.contains { $0.contains("digest-chosen") })
            // A day without a time is one at the usual time.
            _ = try await save(browser, [("digest_days", "each-day")])
            #expect(try await lina(browser).digest == DigestSchedule(days: .each))
            // Who has one says what is to become of what comes in it.
            _ = try await save(browser, [("digested", "note"), ("digest_days", "each-day")])
            let unclear = try await save(browser, [("digested", "note"), ("digest_days", "")])
            #expect(unclear.code == 422 && unclear.text.contains("f-digest_days"))
            #expect(try await lina(browser).digest == DigestSchedule(days: .each))
            // None is none, as long as nothing is to come in it.
            _ = try await save(browser, [("wanted", "note"), ("digest_days", "")])
            let lina = try await lina(browser)
            #expect(lina.digest == nil && lina.manner(of: .note) == .atOnce)
        }
    }

    @Test(arguments: [("each-day", "25:00"), ("each-day", "8"), ("fridays", "08:00"), ("<b>", "")])
    func `a time that is none, and days that nobody offered, change nothing`(days: String, time: String) async throws {
        try await PortalScene().run { browser async throws in
            let form = [("wanted", "note"), ("digested", "note"), ("digest_days", days), ("digest_time", time)]
            let answer = try await save(browser, form)
            #expect(answer.code == 422 && !answer.text.contains("<b>"))
            let lina = try await lina(browser)
            #expect(lina.digest == nil && lina.manner(of: .note) == .atOnce)
        }
    }

    @Test func `a form that knows no digests leaves what comes in one`() async throws {
        try await PortalScene().run { browser async throws in
            try await browser.scene.desk.keep(digest: .usual, of: Fixtures.lina.id, at: Fixtures.now)
            try await browser.scene.desk.keep(
                NotificationPreference(.note, .digest), of: Fixtures.lina.id, at: Fixtures.now)
            _ = try await save(browser, [("wanted", "note"), ("wanted", "reopened")])
            let lina = try await lina(browser)
            #expect(lina.digest == .usual && lina.manner(of: .note) == .digest && lina.manner(of: .reopened) == .atOnce)
        }
    }

    @Test func `it is shown as it would be sent, to its reader alone`() async throws {
        try await PortalScene().run { browser async throws in
            var record = PortalScene.record
            record.ticket.id = TicketID(rawValue: 77)
            record.ticket.assignee = Fixtures.lina
            record.ticket.state = .inProgress
            let session = try await browser.scene.signIn(Fixtures.lina)
            #expect(
                try await browser.get("/me/digest", session: session, english).text.contains("Nothing waits for you"))
            #expect(try await browser.get("/me/digest/html", session: session).code == 404)
            await browser.scene.desk.add(record)
            let page = try await browser.get("/me/digest", session: session, english).text
            #expect(page.contains("个请求等待您处理") && page.contains("&lt;script&gt;") && !page.contains("<script>alert"))
            #expect(page.contains("src=\"/me/digest/html\"") && page.contains("List-") == false)
            let picture = try await browser.get("/me/digest/html", session: session)
            #expect(picture.code == 200 && picture.text.contains("IT-42") && !picture.text.contains("<script>alert"))
            #expect(try await browser.get("/me/digest").code == 303)
            // Looking sends nothing.
            #expect(await browser.scene.desk.planned.isEmpty)
        }
    }

    @Test func `a press sends it, and another one within ten minutes does not`() async throws {
        try await PortalScene().run { browser async throws in
            var record = PortalScene.record
            record.ticket.assignee = Fixtures.lina
            await browser.scene.desk.add(record)
            let session = try await browser.scene.signIn(Fixtures.lina)
            func send() async throws -> String {
                let answer = try await browser.submit("/me/digest", from: "/me/digest", [], session: session)
                #expect(answer.code == 303)
                return answer.cookies.joined()
            }
            #expect(try await send().contains("digest-sent"))
            browser.scene.clock.advance(599)
            #expect(try await send().contains("digest-too-soon"))
            browser.scene.clock.advance(1)
            #expect(try await send().contains("digest-sent"))
            let sent = await browser.scene.desk.planned
            #expect(sent.map(\.template) == ["digest", "digest"] && sent.allSatisfy { $0.hold == NotificationHold() })
            // Without the page's token nothing is sent.
            #expect(try await browser.post("/me/digest", [], session: session).code == 403)
        }
    }

    @Test func `one click ends the digest and all that came in it, and it is taken back`() async throws {
        let token = UnsubscribeToken(person: Fixtures.lina.id, kind: .digest).encoded(key: Fixtures.key)
        try await PortalScene().run { browser async throws in
            let early = try #require(DigestSchedule(days: .each, minute: 60))
            try await browser.scene.desk.keep(digest: early, of: Fixtures.lina.id, at: Fixtures.now)
            try await browser.scene.desk.keep(
                NotificationPreference(.note, .digest), of: Fixtures.lina.id, at: Fixtures.now)
            let path = "/unsubscribe/" + token
            #expect(try await browser.post(path, [("wanted", "yes")]).code == 200)
            #expect(try await lina(browser).digest == early, "it comes already")
            let ended = try await browser.post(path, [("List-Unsubscribe", "One-Click")], english)
            #expect(ended.code == 200 && ended.text.contains("You do not get these mails any more."))
            let person = try await lina(browser)
            #expect(person.digest == nil && person.manner(of: .note) == .never)
            #expect(try await browser.post(path, [("wanted", "yes")]).code == 200)
            #expect(try await lina(browser).digest == .usual)
        }
    }

    @Test func `by the link in a notice it is chosen too, and told`() async throws {
        let token = PreferencesToken(person: Fixtures.wang.id, issued: Fixtures.now).encoded(key: Fixtures.key)
        try await PortalScene().run { browser async throws in
            let form = [
                ("wanted", "reopened"), ("digested", "status-change"), ("zone", ""), ("language", "zh"),
                ("digest_days", ""),
            ]
            let answer = try await browser.post("/preferences/\(token)?lang=en", form)
            #expect(answer.code == 200 && answer.text.contains("yours comes from Monday to Friday at 08:00"))
            let values = try #require(await browser.scene.desk.planned.first).values
            #expect(values["changes.0.what"] == "digest" && values["changes.0.now"] == "wanted")
            #expect(values["changes.1.what"] == "status_change" && values["changes.1.now"] == "in_digest")
            #expect(try await browser.scene.desk.person(Fixtures.wang.id)?.digest == .usual)
        }
    }
}
