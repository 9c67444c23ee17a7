import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing
import Ticketing

@Suite("RFC 8058 – ending a kind of notice")
struct UnsubscribeTests {
    private let path =
        "/unsubscribe/" + UnsubscribeToken(person: Fixtures.wang.id, kind: .statusChange).encoded(key: Fixtures.key)

    private let english: HTTPFields = [.acceptLanguage: "en"]

    private func wants(_ browser: PortalClient, _ kind: NotificationKind = .statusChange) async throws -> Bool {
        try await browser.scene.desk.person(Fixtures.wang.id)?.wants(kind) ?? false
    }

    @Test func `one click ends it without cookie, session or redirect, and only it`() async throws {
        try await PortalScene().run { browser in
            let answer = try await browser.post(path, [("List-Unsubscribe", "One-Click")], english)
            #expect(answer.code == 200 && answer.headers[.location] == nil && answer.cookies == [])
            let (status, assignment) = (try await wants(browser), try await wants(browser, .assignment))
            #expect(!status && assignment)
            #expect(answer.text.contains("You do not get these mails any more."))
            #expect(!answer.text.contains("wang@") && !answer.text.contains("王芳"))
            let again = try await browser.post(path, [("List-Unsubscribe", "One-Click")])
            #expect(again.code == 200)
            #expect(try await wants(browser) == false)
        }
    }

    @Test(arguments: [
        ("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n", 200),
        (
            "--b\nContent-Type: text/plain\ncontent-disposition: form-data; name=List-Unsubscribe\n\nOne-Click\n--b--",
            200
        ),
        ("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nOne-Click\r\n--b--\r\n", 400),
        ("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nNo\r\n--b--\r\n", 400),
        ("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n", 400), ("", 400),
    ])
    func `the form may come in parts`(body: String, code: Int) async throws {
        try await PortalScene().run { browser in
            let answer = try await browser.client.execute(
                uri: path, method: .post, headers: [.contentType: "multipart/form-data; boundary=b"],
                body: ByteBuffer(string: body))
            #expect(answer.code == code)
            #expect(try await wants(browser) == (code != 200))
        }
    }

    @Test func `opening the page does nothing, whoever opens it`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            for _ in 0..<2 {
                let page = try await browser.get(path, session: session, english)
                #expect(page.code == 200 && page.text.contains("Stop these mails"))
                _ = try await browser.client.execute(uri: path + "?wanted=no", method: .head)
                _ = try await browser.get(path + "?List-Unsubscribe=One-Click")
            }
            #expect(try await wants(browser))
        }
    }

    @Test func `the page's button ends it, and the other one takes it back`() async throws {
        try await PortalScene().run { browser in
            let ended = try await browser.post(path, [("wanted", "no")])
            #expect(ended.code == 200)
            #expect(try await wants(browser) == false)
            #expect(try await browser.get(path, english).text.contains("Send them again"))
            let resumed = try await browser.post(path, [("wanted", "yes")], english)
            #expect(resumed.text.contains("You get these mails."))
            #expect(try await wants(browser))
        }
    }

    @Test func `a made up token is no page, and an unclear form no choice`() async throws {
        try await PortalScene().run { browser async throws in
            for wrong in ["x", "u" + String(repeating: "a", count: 60), String(path.dropFirst(13).dropLast())] {
                #expect(try await browser.get("/unsubscribe/" + wrong).code == 404)
                #expect(try await browser.post("/unsubscribe/" + wrong, [("wanted", "no")]).code == 404)
            }
            let gone = UnsubscribeToken(person: PersonID(rawValue: 77), kind: .assignment).encoded(key: Fixtures.key)
            #expect(try await browser.get("/unsubscribe/" + gone).code == 404)
            #expect(try await browser.post("/unsubscribe/" + gone, [("wanted", "no")]).code == 404)
            #expect(try await browser.post(path, []).code == 400)
            #expect(try await browser.post(path, [("wanted", "perhaps")]).code == 400)
            let large = [("List-Unsubscribe", "One-Click"), ("x", String(repeating: "a", count: 16 << 10))]
            #expect(try await browser.post(path, large).code == 413)
            #expect(try await wants(browser))
        }
    }

    @Test func `it speaks Chinese to who reads it`() async throws {
        try await PortalScene().run { browser in
            let page = try await browser.get(path, [.acceptLanguage: "zh-CN"])
            #expect(page.text.contains("停止此类邮件") && page.text.contains("lang=\"zh-Hans\""))
        }
    }

    @Test func `the account's page offers each kind to whom it concerns, and keeps what was chosen`() async throws {
        try await PortalScene().run { browser in
            let requester = try await browser.scene.signIn(Fixtures.wang)
            let own = try await browser.get("/me", session: requester, english).text
            #expect(own.contains("value=\"status-change\" checked") && !own.contains("value=\"note\""))
            let agent = try await browser.scene.signIn(Fixtures.lina)
            #expect(try await browser.get("/me", session: agent, english).text.contains("value=\"note\" checked"))
            let saved = try await browser.submit(
                "/me/notices", from: "/me", [("wanted", "note"), ("wanted", "nonsense")], session: agent)
            #expect(saved.code == 303)
            let lina = try #require(await browser.scene.desk.person(Fixtures.lina.id))
            #expect(NotificationKind.allCases.filter { lina.wants($0) } == [.note])
            // What was not offered is not settled.
            _ = try await browser.submit("/me/notices", from: "/me", [], session: requester)
            let wang = try #require(await browser.scene.desk.person(Fixtures.wang.id))
            #expect(
                NotificationKind.allCases.filter { wang.wants($0) } == [
                    .assignment, .newMessage, .note, .reminder, .escalation,
                ])
        }
    }

    @Test(arguments: [
        ("22:00", "07:00", "Europe/Berlin", 303), ("", "", "", 303), ("22:00", "07:00:00", "", 303),
        ("22:00", "", "", 422), ("25:00", "07:00", "", 422), ("07:00", "07:00", "", 422), ("1:00", "07:00", "", 422),
        ("", "", "Berlin", 422),
    ])
    func `quiet hours and zone are kept, or said to be wrong`(
        from: String, to: String, zone: String, code: Int
    ) async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let form = [("quiet_from", from), ("quiet_to", to), ("zone", zone)]
            let answer = try await browser.submit("/me/notices", from: "/me", form, session: session)
            #expect(answer.code == code)
            let wang = try #require(await browser.scene.desk.person(Fixtures.wang.id))
            guard code == 303, !from.isEmpty else {
                #expect(wang.quietHours == nil && wang.timeZone == nil)
                // What was typed stays in its field.
                if code == 422 { #expect(answer.text.contains("value=\"\(zone.isEmpty ? from : zone)\"")) }
                return
            }
            #expect(wang.quietHours == QuietHours(from: 1_320, to: 420))
            let page = try await browser.get("/me", session: session)
            #expect(page.text.contains("value=\"22:00\"") && page.text.contains("value=\"07:00\""))
        }
    }

    @Test(arguments: [("fr", "fr", 303), ("", nil, 303), ("ko", "zh", 422), ("<b>", "zh", 422)])
    func `the account's page sets the language of mail`(tag: String, kept: String?, code: Int) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.desk.setLanguage("zh", of: Fixtures.wang.id)
            let session = try await browser.scene.signIn(Fixtures.wang)
            let answer = try await browser.submit("/me/notices", from: "/me", [("language", tag)], session: session)
            #expect(answer.code == code)
            #expect(try await browser.scene.desk.person(Fixtures.wang.id)?.language == kept)
            let page = try await browser.get("/me", session: session, english).text
            #expect(page.contains("<option value=\"\(kept ?? "")\" selected"))
            #expect(page.contains(">français</option>") && page.contains(">中文</option>"))
        }
    }
}
