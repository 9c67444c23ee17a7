import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Asking somebody else")
struct ReplaceApproverTests {
    private static let path = "/approvals/1/replace"

    private func replace(
        _ browser: PortalClient, _ fields: [(String, String)], by person: Person = Fixtures.lina
    ) async throws -> TestResponse {
        let session = try await browser.scene.signIn(person)
        let page = try await browser.get(Self.path + "?lang=en", session: session).text
        let hidden = ["token", "key", "revision"].map { ($0, browser.value($0, in: page)) }
        return try await browser.post(Self.path, fields + hidden, session: session)
    }

    @Test(arguments: [("en", "In whose place"), ("zh", "被更换的审批人")])
    func `An agent names somebody else on a page`(language: String, label: String) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get(Self.path + "?lang=\(language)", session: session).text
            #expect(page.contains(label) && page.contains("boss@staff.example"))
            let done = try await replace(
                browser, [("replace", "boss@staff.example"), ("by", " deputy@staff.example ")])
            #expect(done.code == 303 && done.headers[.location] == "/requests/IT-42")
            let step = try await browser.scene.approval().steps[0]
            #expect(step.seats == [ApprovalSeat(PortalScene.deputy)])
            let ticket = try await browser.get("/requests/IT-42?lang=\(language)", session: session).text
            #expect(ticket.contains("/approvals/1/replace"))
        }
    }

    @Test(arguments: [
        ("boss@staff.example", "nobody", "by"), ("boss@staff.example", "group:finance", "by"),
        ("boss@staff.example", "role:boss", "by"), ("boss@staff.example", "manager", "by"),
        ("boss@staff.example", "wang@customer.example", "by"), ("boss@staff.example", "boss@staff.example", "by"),
        ("deputy@staff.example", "new@staff.example", "replace"), ("nobody", "new@staff.example", "replace"),
    ])
    func `What is wrong is said beside its field`(old: String, new: String, field: String) async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let answer = try await replace(browser, [("replace", old), ("by", new)])
            #expect(answer.code == 422)
            #expect(answer.text.contains("id=\"f-\(field)-err\""))
            #expect(try await browser.scene.approval().steps[0].seats == [ApprovalSeat(PortalScene.boss)])
        }
    }

    @Test func `Only who works the desk, only what waits, and only from the page as it is`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            for person in [Fixtures.wang, Fixtures.omar, PortalScene.boss] {
                let session = try await browser.scene.signIn(person)
                #expect(try await browser.get(Self.path, session: session).code == 404)
                let posted = try await browser.submit(
                    Self.path, from: "/me", [("replace", "boss@staff.example"), ("by", "deputy@staff.example")],
                    session: session)
                #expect(posted.code == 404)
            }
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let stale = try await browser.submit(
                Self.path, from: Self.path,
                [("revision", "9"), ("replace", "boss@staff.example"), ("by", "deputy@staff.example")], session: agent)
            #expect(stale.code == 303)
            #expect(try await browser.scene.approval().steps[0].seats == [ApprovalSeat(PortalScene.boss)])
            _ = try await browser.scene.approving.withdraw(
                ApprovalID(rawValue: 1), by: Actor(person: Fixtures.lina, channel: .portal))
            #expect(try await browser.get(Self.path, session: agent).code == 303)
        }
    }

    @Test func `Who has decided is not replaced, and the API says who and when`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask(of: [PortalScene.boss, PortalScene.deputy])
            _ = try await browser.scene.approving.decide(
                .approved, reason: "", in: ApprovalID(rawValue: 1),
                by: Actor(person: PortalScene.boss, channel: .portal), authentication: "a test")
            let answer = try await replace(
                browser, [("replace", "boss@staff.example"), ("by", "new@staff.example")])
            #expect(answer.code == 422 && answer.text.contains("id=\"f-replace-err\""))
        }
    }

    @Test func `Who is not asked any more reads why on the page, and nothing is decided`() async throws {
        try await PortalScene().run { browser in
            let lead = Fixtures.person(
                20, "boss@staff.example", name: "Boss", roles: [Membership(role: .lead, desk: "it")])
            await browser.scene.desk.add(lead)
            await browser.scene.desk.add(PortalScene.deputy)
            _ = try await browser.scene.approving.request(
                on: PortalScene.ticket, text: "Two printers",
                steps: [.init(rule: .all, approvers: ["lead", "deputy@staff.example"])],
                by: Actor(person: Fixtures.lina, channel: .portal))
            let session = try await browser.scene.signIn(lead)
            let before = try await browser.get("/approvals/1?lang=en", session: session).text
            // The seat was taken as a member of a group that is no more.
            _ = try await browser.scene.approvals.change(ApprovalID(rawValue: 1), at: Fixtures.now) { item in
                var after = item.approval
                for index in after.steps[0].seats.indices where after.steps[0].seats[index].person.id == lead.id {
                    after.steps[0].seats[index].standing = .group("finance")
                }
                var plan = TicketPlan(target: .existing(item.ticket.id), events: [])
                plan.approval = ApprovalChange(before: item.approval, after: after)
                return plan
            }
            let page = try await browser.get("/approvals/1?lang=en", session: session).text
            #expect(!page.contains("value=\"approve\""), "no form where it would not count")
            let answer = try await browser.submit(
                "/approvals/1/decision", from: "/me?lang=en",
                [("decision", "approve"), ("version", browser.value("version", in: before))],
                session: session)
            #expect(answer.code == 409 && answer.text.contains("role=\"alert\""))
            #expect(try await browser.scene.approval().decisions.isEmpty)
            #expect(await browser.scene.approvals.evidence.last?.kind == .refused)
        }
    }

    @Test(arguments: ["en", "zh"])
    func `The form that asks says which names there are`(language: String) async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/requests/IT-42/approvals/new?lang=\(language)", session: session).text
            for name in ["lead", "manager", "role:approver"] { #expect(page.contains(name)) }
            let answer = try await browser.submit(
                "/requests/IT-42/approvals", from: "/requests/IT-42/approvals/new?lang=\(language)",
                [("text", "x"), ("approvers1", "group:finanz")], session: session)
            #expect(answer.code == 422 && answer.text.contains("id=\"f-approvers1-err\""))
        }
    }
}
