import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Approvals on a ticket's page")
struct TicketApprovalTests {
    static let boss = "boss@desk.example"

    /// IT-77, which waits.
    private static func waiting() -> TicketRecord {
        TicketRecord(ticket: Fixtures.ticket(77, state: .pending), entries: [])
    }

    private static func ask(
        _ browser: PortalClient, _ fields: [(String, String)] = [("text", "Buy <b>two</b>"), ("approvers1", boss)]
    ) async throws -> TestResponse {
        await browser.scene.desk.add(waiting())
        let session = try await browser.scene.signIn(Fixtures.lina)
        return try await browser.submit(
            "/requests/IT-77/approvals", from: "/requests/IT-77/approvals/new?lang=en", fields, session: session)
    }

    @Test func `An agent asks, and everybody on the ticket sees of whom`() async throws {
        try await PortalScene().run { browser in
            let asked = try await Self.ask(
                browser,
                [
                    ("text", "Buy <b>two</b>"), ("approvers1", "\(Self.boss)\r\nann@desk.example"), ("rule1", "any"),
                    ("approvers3", "cfo@desk.example"), ("rule3", "count"), ("count3", "1"),
                    ("until", "2026-12-31T18:00"),
                ])
            #expect(asked.code == 303 && asked.headers[.location] == "/requests/IT-77")
            let item = try await browser.scene.approvals.find(ApprovalID(rawValue: 1), at: Fixtures.now)
            #expect(item.approval.steps.map(\.rule) == [.any, .count(1)])
            #expect(item.approval.expiresAt?.rfc3339 == "2026-12-31T18:00:00Z")
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/requests/IT-77?lang=en", session: agent).text
            #expect(page.contains("Buy &lt;b&gt;two&lt;/b&gt;"))
            #expect(page.contains("/approvals/1/withdraw") && page.contains("/approvals/1/revise"))
            #expect(page.contains("/approvals/1/evidence"))
            let inbox = try await browser.get("/a/inbox?state=pending&lang=en", session: agent).text
            #expect(inbox.contains("Waiting for the decision of \(Self.boss), ann@desk.example"))
            let wang = try await browser.scene.signIn(Fixtures.wang)
            let own = try await browser.get("/requests/IT-77?lang=zh", session: wang).text
            #expect(own.contains("等待 \(Self.boss)、ann@desk.example 审批") && own.contains("自 <time"))
            #expect(own.contains("2 人中任意一人同意") && !own.contains("/approvals/1/"))
            #expect(!own.contains("等待您回复"))
            let list = try await browser.get("/requests?lang=en", session: wang).text
            #expect(list.contains("Waiting for the decision of") && !list.contains("Waiting for you"))
            let home = try await browser.get("/?lang=en", session: wang).text
            #expect(home.contains("Nothing is waiting for you."))
        }
    }

    @Test(arguments: [
        ([("text", ""), ("approvers1", boss)], "text"), ([("text", "x")], "approvers1"),
        ([("text", "x"), ("approvers1", "nobody")], "approvers1"),
        ([("text", "x"), ("approvers1", boss), ("approvers2", "nobody")], "approvers2"),
        ([("text", "x"), ("approvers1", "wang@customer.example")], "approvers1"),
        ([("text", "x"), ("approvers1", boss), ("rule1", "count"), ("count1", "2")], "count1"),
        ([("text", "x"), ("approvers1", boss), ("rule1", "count"), ("count1", "none")], "count1"),
        ([("text", "x"), ("approvers1", boss), ("until", "tomorrow")], "until"),
        ([("text", "x"), ("approvers1", boss), ("until", "2001-01-01")], "until"),
        ([("text", String(repeating: "x", count: ApprovalRequest.longestText + 1)), ("approvers1", boss)], "text"),
    ])
    func `What is wrong is said beside its field, and what was typed stays`(
        fields: [(String, String)], field: String
    ) async throws {
        try await PortalScene().run { browser in
            let answer = try await Self.ask(browser, fields)
            #expect(answer.code == 422)
            #expect(answer.text.contains("id=\"f-\(field)-err\"") && answer.text.contains("href=\"#f-\(field)\""))
            for (_, value) in fields where (1..<100).contains(value.utf8.count) { #expect(answer.text.contains(value)) }
            var query = ApprovalQuery()
            query.limit = 9
            #expect(try await browser.scene.approvals.list(query, at: Fixtures.now).items.isEmpty)
        }
    }

    @Test func `Only who works the desk asks, withdraws and asks anew`() async throws {
        try await PortalScene().run { browser in
            _ = try await Self.ask(browser)
            for person in [Fixtures.wang, Fixtures.omar, PortalScene.stranger] {
                let session = try await browser.scene.signIn(person)
                for path in ["/requests/IT-77/approvals/new", "/approvals/1/withdraw", "/approvals/1/revise"] {
                    #expect(try await browser.get(path, session: session).code == 404, "\(person.address) \(path)")
                }
                let posted = try await browser.submit(
                    "/approvals/1/withdraw", from: "/me", [("revision", "0")], session: session)
                #expect(posted.code == 404)
            }
            let forged = try await browser.post(
                "/approvals/1/withdraw", [("revision", "0"), ("token", "x"), ("key", "y")],
                session: try await browser.scene.signIn(Fixtures.lina))
            #expect(forged.code == 403)
        }
    }

    @Test func `Asking anew and withdrawing go through a page that says what they mean`() async throws {
        try await PortalScene().run { browser in
            _ = try await Self.ask(browser)
            let session = try await browser.scene.signIn(Fixtures.lina)
            func post(_ change: String, _ fields: [(String, String)]) async throws -> TestResponse {
                let path = "/approvals/1/\(change)"
                let page = try await browser.get(path + "?lang=en", session: session).text
                let hidden = ["token", "key", "revision"].map { ($0, browser.value($0, in: page)) }
                return try await browser.post(path, fields + hidden, session: session)
            }
            func item() async throws -> Approval {
                try await browser.scene.approvals.find(ApprovalID(rawValue: 1), at: Fixtures.now).approval
            }
            let same = try await post("revise", [("text", "Buy <b>two</b>")])
            #expect(same.code == 422 && same.text.contains("id=\"f-text-err\""))
            #expect(try await post("revise", [("text", " ")]).code == 422)
            #expect(try await post("revise", [("text", "Buy three")]).code == 303)
            #expect(try await item().content == ApprovalContent(version: 2, subject: "打印机卡纸", text: "Buy three"))
            let stale = try await browser.submit(
                "/approvals/1/withdraw", from: "/approvals/1/withdraw?lang=en", [("revision", "0")], session: session)
            #expect(stale.code == 303)
            #expect(try await item().state == .pending, "the page was of an older revision")
            #expect(try await post("withdraw", []).headers[.location] == "/requests/IT-77")
            #expect(try await item().state == .withdrawn)
            #expect(try await post("withdraw", []).code == 303)
            let page = try await browser.get("/requests/IT-77?lang=en", session: session).text
            #expect(page.contains("Withdrawn") && !page.contains("/approvals/1/withdraw"))
        }
    }

    @Test(arguments: [
        (
            "en",
            ["Approval was asked for", "asked for anew", "expired: nobody decided", "for Boss", "Refused", "by mail"]
        ),
        ("zh", ["发起了审批", "修改内容后重新发起审批", "审批已过期", "代 Boss", "拒绝", "邮件"]),
    ])
    func `The timeline says what was asked and decided, to the requester too`(
        language: String, words: [String]
    ) async throws {
        try await PortalScene().run { browser in
            var record = Self.waiting()
            record.ticket.participants.append(Fixtures.person(8, Self.boss, name: "Boss"))
            func entry(_ kind: EntryKind, _ channel: Ticketing.Channel, _ change: FieldChange) -> Entry {
                Entry(
                    id: EntryID(rawValue: Int64(record.entries.count) + 1), kind: kind, direction: nil,
                    channel: channel, author: Fixtures.lina.mailbox, text: kind == .decision ? "Too dear <i>" : "",
                    html: nil, fresh: nil, change: change, flags: [], createdAt: Fixtures.now, mail: nil,
                    messageID: nil, attachments: [])
            }
            record.entries.append(entry(.change, .portal, FieldChange(field: "approval", from: nil, to: "pending")))
            record.entries.append(
                entry(.change, .api, FieldChange(field: "approval", from: "pending", to: "pending")))
            record.entries.append(
                entry(.decision, .mail, FieldChange(field: "decision", from: Self.boss, to: "rejected")))
            record.entries.append(
                entry(.change, .system, FieldChange(field: "approval", from: "pending", to: "expired")))
            await browser.scene.desk.add(record)
            let session = try await browser.scene.signIn(Fixtures.wang)
            let page = try await browser.get("/requests/IT-77?lang=\(language)", session: session).text
            for word in words + ["Too dear &lt;i&gt;"] { #expect(page.contains(word), "\(word)") }
            let last = try #require(
                page.components(separatedBy: "id=\"e4\"").last?.components(separatedBy: "</li>").first)
            #expect(!last.contains("Li Na"), "time has no author")
        }
    }

    @Test(
        arguments: [
            ("2026-12-31T18:00", "UTC", "2026-12-31T18:00:00Z"),
            ("2026-12-31 18:00", "Asia/Shanghai", "2026-12-31T10:00:00Z"),
            ("2026-12-31", "UTC", "2026-12-31T23:59:00Z"), ("2024-02-29", "UTC", "2024-02-29T23:59:00Z"),
            ("2026-07-01T12:00", "Europe/Berlin", "2026-07-01T10:00:00Z"),
            ("2026-10-25T12:00", "Europe/Berlin", "2026-10-25T11:00:00Z"), ("2026-02-29", "UTC", nil),
            ("2026-13-01", "UTC", nil), ("2026-12-31T24:00", "UTC", nil), ("26-12-31", "UTC", nil), ("", "UTC", nil),
            ("2026-12-31T18:00Z", "UTC", nil), ("٢٠٢٦-12-31", "UTC", nil), ("9999-99-99T99:99", "UTC", nil),
        ] as [(String, String, String?)])
    func `A moment is read as browsers and people write it`(text: String, zone: String, moment: String?) throws {
        let zone = try #require(TimeZone(identifier: zone))
        #expect(WallClock.moment(text, in: zone)?.rfc3339 == moment)
    }
}
