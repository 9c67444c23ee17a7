import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("What a person settles about mail, by the link in a notice")
struct PreferencesTests {
    private let path = PreferencesTests.path(Fixtures.wang.id)
    private let english: HTTPFields = [.acceptLanguage: "en"]
    /// All that is as it was, but for the language of the page.
    private let unchanged = [("wanted", "status-change"), ("wanted", "reopened"), ("zone", ""), ("language", "zh")]

    private static func path(_ person: PersonID) -> String {
        "/preferences/" + PreferencesToken(person: person, issued: Fixtures.now).encoded(key: Fixtures.key)
    }

    private func wang(_ browser: PortalClient) async throws -> Person {
        try #require(await browser.scene.desk.person(Fixtures.wang.id))
    }

    private func told(_ browser: PortalClient) async -> [Ticketing.Notification] {
        await browser.scene.desk.planned.filter { $0.template == "preferences-changed" }
    }

    @Test func `opening it shows the settings and the address, changes nothing and signs nobody in`() async throws {
        try await PortalScene().run { browser async throws in
            let policy = try #require(HTTPField.Name("Referrer-Policy"))
            for session in [nil, try await browser.scene.signIn(Fixtures.lina)] {
                let page = try await browser.get(path + "?lang=en", session: session)
                #expect(page.code == 200 && page.cookies == [])
                #expect(
                    page.text.contains("value=\"status-change\" checked") && page.text.contains("wang@customer.example")
                )
                #expect(
                    !page.text.contains("王芳") && !page.text.contains("IT-42") && !page.text.contains("value=\"note\""))
                #expect(page.text.contains("href=\"/login\"") && !page.text.contains("name=\"token\""))
                #expect(page.headers[policy] == "no-referrer" && page.headers[.cacheControl] == "no-store")
            }
            _ = try await browser.client.execute(uri: path, method: .head)
            _ = try await browser.get(path + "?zone=UTC&language=fr")
            #expect(try await MailSettings(of: wang(browser)) == MailSettings(of: Fixtures.wang))
            #expect(await told(browser) == [])
        }
    }

    @Test func `a POST settles what the form says, and the person is told of it in one mail`() async throws {
        try await PortalScene().run { browser async throws in
            let form = [
                ("wanted", "reopened"), ("wanted", "survey"), ("quiet_from", "22:00"), ("quiet_to", "07:00"),
                ("zone", "Europe/Berlin"),
                ("language", "fr"),
            ]
            let answer = try await browser.post(path, form, english)
            #expect(answer.code == 200 && answer.cookies == [] && answer.headers[.location] == nil)
            #expect(answer.text.contains("Saved.") && answer.text.contains("<option value=\"fr\" selected"))
            let person = try await wang(browser)
            #expect(!person.wants(.statusChange) && person.wants(.reopened) && person.language == "fr")
            #expect(person.timeZone == "Europe/Berlin" && person.quietHours == QuietHours(from: 1_320, to: 420))
            let message = try #require(await told(browser).first)
            #expect(await told(browser).count == 1)
            // In the language from before, at once, with what changed.
            #expect(message.language == "zh" && message.recipient.address == Fixtures.wang.address)
            #expect(message.hold.window == 0 && message.hold.quietHours == nil)
            let changes = (0..<4).map {
                [message.values["changes.\($0).what"] ?? "", message.values["changes.\($0).now"] ?? ""]
            }
            #expect(
                changes == [
                    ["status_change", "ended"], ["quiet_hours", "changed"], ["time_zone", "changed"],
                    ["language", "changed"],
                ])
            // The same once more is no change, and nothing is told.
            #expect(try await browser.post(path, form).code == 200)
            #expect(await told(browser).count == 1)
        }
    }

    @Test(
        arguments: [
            ([("zone", "Berlin")], 422), ([("zone", ""), ("quiet_from", "22:00")], 422),
            ([("zone", ""), ("language", "xx")], 422), ([], 400), ([("wanted", "reopened")], 400),
            ([("zone", String(repeating: "a", count: 16 << 10))], 413),
        ] as [([(String, String)], Int)])
    func `a form that is wrong or empty changes nothing`(form: [(String, String)], code: Int) async throws {
        try await PortalScene().run { browser async throws in
            #expect(try await browser.post(path, form, english).code == code)
            #expect(try await MailSettings(of: wang(browser)) == MailSettings(of: Fixtures.wang))
            #expect(await told(browser) == [])
        }
    }

    @Test func `a form that is wrong keeps what was ticked`() async throws {
        try await PortalScene().run { browser async throws in
            let page = try await browser.post(path, [("wanted", "reopened"), ("zone", "Berlin")], english).text
            #expect(page.contains("value=\"reopened\" checked") && !page.contains("value=\"status-change\" checked"))
            #expect(page.contains("href=\"#f-zone\"") && page.contains("value=\"Berlin\""))
        }
    }

    @Test func `a link that is none or has expired leads to sign-in, and says nothing of anybody`() async throws {
        try await PortalScene().run { browser async throws in
            let gone = PreferencesTests.path(PersonID(rawValue: 77))
            try await browser.scene.desk.setActive(false, of: Fixtures.omar.id)
            let inactive = PreferencesTests.path(Fixtures.omar.id)
            for wrong in ["/preferences/x", "/preferences/p" + String(repeating: "a", count: 42), gone, inactive] {
                for answer in [
                    try await browser.get(wrong, english), try await browser.post(wrong, unchanged, english),
                ] {
                    #expect(answer.code == 404 && answer.text.contains("does not work any more"))
                    #expect(answer.text.contains("/login?next=%2Fme%23notices") && !answer.text.contains("@customer"))
                }
            }
            #expect(try await browser.get(path).code == 200)
            browser.scene.clock.advance(PreferencesToken.lifetime)
            #expect(try await browser.get(path).code == 404)
            #expect(try await browser.post(path, unchanged + [("wanted", "x")]).code == 404)
            #expect(await told(browser) == [])
        }
    }

    @Test func `guessing is slowed, and who holds a link is not`() async throws {
        try await PortalScene().run { browser async throws in
            for _ in 0..<30 { #expect(try await browser.get("/preferences/x").code == 404) }
            let refused = try await browser.get("/preferences/x")
            #expect(refused.code == 429 && refused.headers[.retryAfter] != nil)
            #expect(try await browser.get(path).code == 200)
        }
    }

    @Test func `ten changes an hour are made and told, and no more`() async throws {
        try await PortalScene().run { browser async throws in
            for count in 0..<11 {
                let zone = count.isMultiple(of: 2) ? "Asia/Tokyo" : "Asia/Shanghai"
                let answer = try await browser.post(path, unchanged.filter { $0.0 != "zone" } + [("zone", zone)])
                #expect(answer.code == (count < 10 ? 200 : 429))
            }
            #expect(await told(browser).count == 10)
            #expect(try await wang(browser).timeZone == "Asia/Shanghai")
            browser.scene.clock.advance(3_600)
            #expect(try await browser.post(path, unchanged).code == 200)
        }
    }

    @Test func `it speaks its reader's language, and another one when asked`() async throws {
        try await PortalScene().run { browser async throws in
            #expect(try await browser.get(path, english).text.contains("邮件通知"))
            #expect(try await browser.get(path + "?lang=en").text.contains("Notices by mail"))
            try await browser.scene.desk.setLanguage(nil, of: Fixtures.wang.id)
            #expect(try await browser.get(path, english).text.contains("Notices by mail"))
        }
    }
}
