import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("The whole form that asks for a decision")
struct AskApprovalFormTests {
    private static let boss = "boss@desk.example"

    private static func ask(_ browser: PortalClient, _ fields: [(String, String)]) async throws -> TestResponse {
        let session = try await browser.scene.signIn(Fixtures.lina)
        return try await browser.submit(
            "/requests/IT-42/approvals", from: "/requests/IT-42/approvals/new?lang=en", fields, session: session)
    }

    @Test func `Fields, files, a step for information, lateness and what it comes to are asked`() async throws {
        try await PortalScene().run { browser in
            await browser.scene.desk.add(
                Fixtures.person(21, "lead@desk.example", name: "Lead", roles: [Membership(role: .lead, desk: "it")]))
            let session = try await browser.scene.signIn(Fixtures.lina)
            let form = try await browser.get("/requests/IT-42/approvals/new?lang=en", session: session).text
            #expect(form.contains("name=\"file\" value=\"1\"") && !form.contains("checked"))
            let asked = try await Self.ask(
                browser,
                [
                    ("text", "Buy\r\ntwo"), ("label1", "Amount"), ("value1", "900 €"), ("label3", "Where"),
                    ("value3", "Lab"), ("file", "1"), ("approvers1", Self.boss), ("due1", "24"), ("escalate1", "lead"),
                    ("approvers2", "cfo@desk.example"), ("passive2", "1"), ("until", "2026-12-31T18:00"),
                    ("default", "reject"),
                ])
            #expect(asked.code == 303, "\(asked.text)")
            let approval = try await browser.scene.approval()
            #expect(approval.content.text == "Buy\ntwo" && approval.defaultVerdict == .rejected)
            #expect(approval.content.fields.map(\.label) == ["Amount", "Where"] && approval.content.files.count == 1)
            #expect(approval.steps.map(\.isPassive) == [false, true])
            #expect(approval.steps[0].dueAfter == 86_400)
        }
    }

    @Test(arguments: [
        ([("label1", "Amount")], "value1"), ([("value2", "900")], "label2"),
        ([("label1", "A"), ("value1", String(repeating: "x", count: ApprovalContent.longestValue + 1))], "fields"),
        ([("file", "99")], "files"), ([("file", "x")], "files"), ([("due1", "24")], "escalate1"),
        ([("escalate1", "lead")], "due1"), ([("due1", "0"), ("escalate1", "lead")], "due1"),
        ([("due1", "8761"), ("escalate1", "lead")], "due1"), ([("due1", "x"), ("escalate1", "lead")], "due1"),
        ([("due1", "8760"), ("escalate1", "nobody")], "escalate1"), ([("default", "approve")], "until"),
        ([("passive1", "1")], "approvers1"),
    ])
    func `What is wrong is said beside its field`(fields: [(String, String)], field: String) async throws {
        try await PortalScene().run { browser in
            let answer = try await Self.ask(browser, [("text", "Buy"), ("approvers1", Self.boss)] + fields)
            #expect(answer.code == 422)
            #expect(answer.text.contains("id=\"f-\(field)-err\""), "\(field)")
            var query = ApprovalQuery()
            query.limit = 9
            #expect(try await browser.scene.approvals.list(query, at: Fixtures.now).items.isEmpty)
        }
    }

    @Test func `Asking anew shows what is asked, and lets all of it be changed`() async throws {
        try await PortalScene().run { browser in
            let asked = try await Self.ask(
                browser,
                [("text", "Buy"), ("label1", "Amount"), ("value1", "900"), ("file", "1"), ("approvers1", Self.boss)])
            #expect(asked.code == 303)
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/approvals/1/revise?lang=en", session: session).text
            #expect(page.contains("name=\"file\" value=\"1\" checked") && page.contains("value=\"Amount\""))
            let hidden = ["token", "key", "revision"].map { ($0, browser.value($0, in: page)) }
            func post(_ fields: [(String, String)]) async throws -> TestResponse {
                try await browser.post("/approvals/1/revise", hidden + fields, session: session)
            }
            let same = [("text", "Buy"), ("label1", "Amount"), ("value1", "900"), ("file", "1")]
            #expect(try await post(same).code == 422)
            #expect(try await post([("text", "Buy"), ("label1", "Amount")]).code == 422)
            #expect(try await post([("text", "Buy"), ("label1", "Sum"), ("value1", "800")]).code == 303)
            let content = try await browser.scene.approval().content
            #expect(content.version == 2 && content.files.isEmpty && content.text == "Buy")
            #expect(content.fields == [ApprovalContent.Field(label: "Sum", value: "800")])
        }
    }
}
