import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Pages")
struct PageTests {
    @Test(arguments: ["/requests/IT-42", "/a/inbox?state=all", "/a/mail", "/a/mail/7", "/requests?q=%3Cscript%3E", "/"])
    func `Hostile subjects, names, files and queries are text`(path: String) async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get(path, session: session).text
            #expect(!page.contains("<script>"))
            #expect(!page.contains("<img src=x"))
            #expect(!page.contains("y<b>.html"))
        }
    }

    @Test func `Whoever wrote by mail is shown by name and address, and where they want the answer`() async throws {
        try await PortalScene().run { browser in
            let mallory = Fixtures.person(77, "mallory@elsewhere.example", name: "Wang Fang")
            var ticket = Fixtures.ticket(77, participants: [mallory])
            ticket.subject = "Urgent"
            var entry = PortalScene.record.entries[0]
            entry.author = mallory.mailbox
            entry.replyTo = [Fixtures.address("third@elsewhere.example")]
            await browser.scene.desk.add(TicketRecord(ticket: ticket, entries: [entry]))
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/requests/IT-77", session: session).text
            let shown = ["<bdi>Wang Fang</bdi>", ">mallory@elsewhere.example</bdi>"]
            #expect(shown.allSatisfy { page.contains("</strong> ") && page.components(separatedBy: $0).count == 4 })
            #expect(page.contains(">third@elsewhere.example</bdi>"))
            let inbox = try await browser.get("/a/inbox?state=all", session: session).text
            #expect(shown.allSatisfy { inbox.contains($0) })
        }
    }

    @Test(arguments: [("en", "First response due", "Late"), ("zh", "首次响应截止", "已超时")])
    func `What is owed is in words for those who work it, and late tickets have a list of their own`(
        language: String, due: String, late: String
    ) async throws {
        try await PortalScene(desks: Promises.desks).run { browser in
            let agent = try await browser.scene.signIn(Fixtures.lina)
            func page(_ path: String, _ session: String) async throws -> String {
                try await browser.get(
                    path, session: session, [.acceptLanguage: language]
                ).text
            }
            let tag = "<span class=\"tag bad\">\(late)</span>"
            for path in ["/requests/IT-42", "/a/inbox"] {
                let text = try await page(path, agent)
                #expect(
                    text.contains(due + " <time datetime=\"2026-09-21T14:15:00Z\"") && !text.contains(tag), "\(path)")
            }
            #expect(!(try await page("/a/inbox?due=late", agent).contains("IT-42")))
            browser.scene.clock.advance(101)
            for path in ["/requests/IT-42", "/a/inbox", "/a/inbox?due=late"] {
                #expect(try await page(path, agent).contains(tag), "\(path)")
            }
            let list = try await page("/a/inbox?due=late&q=nothing", agent)
            #expect(list.contains("<option value=\"late\" selected") && !list.contains("IT-42"))
            let requester = try await browser.scene.signIn(Fixtures.wang)
            for path in ["/requests/IT-42", "/requests", "/"] {
                let text = try await page(path, requester)
                #expect(!text.contains(due) && !text.contains(tag), "\(path)")
            }
        }
    }

    @Test func `An attachment is saved, never shown, under a name that cannot break the header`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let file = try await browser.get("/requests/IT-42/attachments/1", session: session)
            #expect(file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.contentSecurityPolicy]?.hasPrefix("sandbox; default-src 'none'") == true)
            #expect(
                file.headers[.contentDisposition]
                    == "attachment; filename=\"_____X: y<b>.html\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%22%0D%0AX%3A%20y%3Cb%3E.html"
            )
            #expect(file.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] == "same-origin")
        }
    }

    @Test func `A formatted mail stands alone in its frame, its pictures inside`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let frame = try await browser.get("/requests/IT-42/entries/1/html", session: session)
            let policy = try #require(frame.headers[.contentSecurityPolicy])
            #expect(policy.contains("script-src 'none'"))
            #expect(policy.contains("frame-ancestors 'self'"))
            #expect(policy.contains("sandbox"))
            #expect(!policy.contains("allow-scripts"))
            #expect(frame.text.contains("src=\"data:image/png;base64,iVBORw0KGgo=\""))
            #expect(!frame.text.contains("cid:"))
            let page = try await browser.get("/requests/IT-42", session: session).text
            #expect(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""))
        }
    }

    @Test(arguments: [("en", "is encrypted and cannot be read here"), ("zh", "已加密，无法在此阅读")])
    func `Where a mail is encrypted, that is said where its words would stand`(language: String, notice: String)
        async throws
    {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let page = try await browser.get("/requests/IT-42?lang=\(language)", session: session).text
            let entry = try #require(page.components(separatedBy: "id=\"e4\"").dropFirst().first)
            #expect(entry.contains("class=\"msg hint\"") && entry.contains(notice))
        }
    }

    @Test(arguments: [("en", "this is the beginning", "Save the whole text"), ("zh", "仅显示开头部分", "下载全文")])
    func `Of a long text the beginning is shown, and all of it is saved`(
        language: String, notice: String, label: String
    )
        async throws
    {
        try await PortalScene().run { browser in
            let wang = Fixtures.wang
            let session = try await browser.scene.signIn(wang)
            for (number, excess) in [(77, 0), (78, 1)] {
                var entry = PortalScene.record.entries[2]
                entry.text = String(repeating: "ж", count: TimelineEntry.longestText / 2 + excess)
                await browser.scene.desk.add(
                    TicketRecord(ticket: Fixtures.ticket(Int64(number), participants: [wang]), entries: [entry]))
                let page = try await browser.get("/requests/IT-\(number)?lang=\(language)", session: session).text
                #expect(page.unicodeScalars.count { $0 == "ж" } == TimelineEntry.longestText / 2)
                #expect(page.contains(notice) == (excess > 0))
                let path = "/requests/IT-\(number)/entries/3/text"
                #expect(page.contains("href=\"\(path)\">\(label)") == (excess > 0))
                let whole = try await browser.get(path, session: session)
                #expect(whole.headers[.contentDisposition]?.contains("IT-\(number)-3.txt") == true)
                #expect(whole.text == entry.text)
            }
        }
    }

    @Test func `A form sent twice makes one ticket`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let page = try await browser.get("/requests/new", session: session).text
            let form = [
                ("desk", "it"), ("kind", "incident"), ("subject", "No network"), ("text", "Since nine."),
                ("token", browser.value("token", in: page)), ("key", browser.value("key", in: page)),
            ]
            let first = try await browser.post("/requests/new", form, session: session)
            let second = try await browser.post("/requests/new", form, session: session)
            #expect(first.code == 303)
            #expect(first.headers[.location] == second.headers[.location])
            #expect(await browser.scene.desk.records.count == 2)
        }
    }

    @Test func `A form with faults comes back as it was filled, each fault by its field`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(PortalScene.stranger)
            let response = try await browser.submit(
                "/requests/new", from: "/requests/new?lang=en",
                [("desk", "it"), ("subject", ""), ("text", "What I typed <b>")], session: session)
            #expect(response.code == 422)
            #expect(response.text.contains("What I typed &lt;b&gt;"))
            #expect(response.text.contains("href=\"#f-subject\""))
            #expect(response.text.contains("aria-invalid=\"true\""))
        }
    }

    /// IT-77 with Wang, a guest in Cc and somebody whose address is suppressed.
    private func withCopies(_ browser: PortalClient) async throws {
        let guest = Fixtures.person(71, "guest@customer.example", name: "Guest")
        var dead = Fixtures.person(72, "dead@customer.example")
        dead.suppression = "550 5.1.1 unknown"
        await browser.scene.desk.add(
            TicketRecord(
                ticket: Fixtures.ticket(77, participants: [Fixtures.wang, guest, dead]),
                entries: [PortalScene.record.entries[0]]))
    }

    @Test(arguments: [("en", "Who gets your answer", "suppressed: 550"), ("zh", "回复将发给", "已被抑制（550")])
    func `Who gets an agent's answer stands above the button, and who does not`(
        language: String, title: String, reason: String
    ) async throws {
        try await PortalScene().run { browser in
            try await withCopies(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/requests/IT-77?lang=\(language)", session: session).text
            let field = try #require(page.components(separatedBy: "id=\"f-copy\"").last)
            #expect(field.contains(title) && field.contains(">wang@customer.example<") && field.contains(reason))
            #expect(field.contains("name=\"copy\" value=\"71\" checked") && !field.contains("value=\"72\""))
            #expect(field.contains("name=\"shown\" value=\"1,71\""))
            let wang = try await browser.scene.signIn(Fixtures.wang)
            #expect(!(try await browser.get("/requests/IT-77", session: wang).text.contains("f-copy")))
        }
    }

    @Test func `Who is not ticked is left out`() async throws {
        try await PortalScene().run { browser in
            try await withCopies(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let sent = try await browser.submit(
                "/requests/IT-77/reply", from: "/requests/IT-77", [("text", "Done."), ("shown", "1,71")],
                session: session)
            #expect(sent.code == 303)
            let drafts = await browser.scene.desk.spoken
            #expect(drafts.map(\.choice.leftOut) == [[Fixtures.address("guest@customer.example")]])
        }
    }

    @Test func `Nobody is mailed whom the form did not show`() async throws {
        try await PortalScene().run { browser in
            try await withCopies(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let stale = try await browser.submit(
                "/requests/IT-77/reply", from: "/requests/IT-77",
                [("text", "Kept."), ("shown", "1")], session: session)
            #expect(stale.code == 409)
            #expect(stale.text.contains("尚未发送") && stale.text.contains("Kept.") && stale.text.contains("#f-copy"))
            #expect(stale.text.contains("name=\"copy\" value=\"71\" checked"))
            #expect(await browser.scene.desk.spoken.isEmpty)
        }
    }

    @Test func `A participant is added by address, and only a mail address is one`() async throws {
        try await PortalScene().run { browser in
            try await withCopies(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            for (address, code) in [("new@customer.example", 303), ("nobody", 422), ("support@desk.example", 422)] {
                let answer = try await browser.submit(
                    "/requests/IT-77/participants", from: "/requests/IT-77", [("address", address)], session: session)
                #expect(answer.code == code, "\(address)")
            }
            let people = await browser.scene.desk.records.last?.ticket.participants.map(\.address.description)
            #expect(people?.last == "new@customer.example")
            let wang = try await browser.scene.signIn(Fixtures.wang)
            let refused = try await browser.submit(
                "/requests/IT-77/participants", from: "/requests/IT-77", [("address", "x@else.example")], session: wang)
            #expect(refused.code == 403)
        }
    }

    @Test func `A reply without words is refused in words`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let response = try await browser.submit(
                "/requests/IT-42/reply", from: "/requests/IT-42", [("text", "  ")], session: session)
            #expect(response.code == 422)
            #expect(response.text.contains("请先填写内容"))
        }
    }

    @Test func `A flash is said once`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let page = try await browser.get("/", session: session + "; martlet-flash=sent")
            #expect(page.text.contains("消息已发送"))
            #expect(page.cookies.contains { $0.hasPrefix("martlet-flash=;") && $0.contains("Max-Age=0") })
        }
    }

    @Test(arguments: [("en", "lies in the mailbox a@b/INBOX", "Fetch it again"), ("zh", "仍在邮箱 a@b/INBOX 中", "重新获取")])
    func `A mail that lies in its mailbox says so, and is fetched again`(
        language: String, words: String, button: String
    ) async throws {
        try await PortalScene().run { browser in
            var mail = PortalScene.mail
            mail.id = MailID(rawValue: 8)
            mail.leftIn = "a@b/INBOX"
            await browser.scene.desk.add(mail)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/a/mail/8?lang=\(language)", session: session).text
            #expect(page.contains(words) && page.contains(button))
            let response = try await browser.submit("/a/mail/8/retry", from: "/a/mail/8", [], session: session)
            #expect(response.code == 303)
            #expect(await browser.scene.desk.retried == [MailID(rawValue: 8)])
        }
    }

    @Test(arguments: [("en", "1 mail is parked and waits for a person."), ("zh", "有 1 封邮件被搁置，等待人工处理。")])
    func `An agent's inbox says how many mails of their desks wait for a person`(
        language: String, words: String
    ) async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/a/inbox?lang=\(language)", session: session).text
            #expect(page.contains(words) && page.contains("href=\"/a/mail?state=parked\""))
        }
    }

    @Test func `A parked mail is taken through again by whoever works its desk`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.lina)
            let response = try await browser.submit("/a/mail/7/retry", from: "/a/mail/7", [], session: session)
            #expect(response.code == 303)
            #expect(await browser.scene.desk.retried == [MailID(rawValue: 7)])
        }
    }
}
