import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("What a desk's rule asked, on pages")
struct DeskRulePageTests {
    /// IT-78, about which a rule has asked the boss.
    private static func asked(_ browser: PortalClient) async throws {
        var ticket = Fixtures.ticket(78, state: .pending)
        ticket.pendingApprovals = 1
        let entry = Entry(
            id: EntryID(rawValue: 780), kind: .change, direction: nil, channel: .system, author: Fixtures.wang.mailbox,
            text: "<b>buy</b>", html: nil, fresh: nil,
            change: FieldChange(field: "approval", from: nil, to: "pending"), flags: [], createdAt: Fixtures.now,
            mail: nil, messageID: nil, attachments: [])
        await browser.scene.desk.add(TicketRecord(ticket: ticket, entries: [entry]))
        await browser.scene.desk.add(PortalScene.boss)
        _ = try await browser.scene.approving.request(
            on: ticket, text: "Two chairs", steps: [.init(rule: .all, approvers: ["\(PortalScene.boss.address)"])],
            rule: "<b>buy</b>", by: Actor(person: Fixtures.wang, channel: .system))
    }

    @Test(arguments: [
        ("en", "asked for approval, for 王芳", "asked by the desk’s rule “&lt;b&gt;buy&lt;/b&gt;”, for 王芳", "withdraws"),
        ("zh", "服务台规则“&lt;b&gt;buy&lt;/b&gt;”为 王芳 发起了审批", "服务台规则“&lt;b&gt;buy&lt;/b&gt;”（申请人：王芳）", "撤回"),
    ])
    func `Each page names the rule, and for whom it asks`(
        language: String, timeline: String, asker: String, hint: String
    ) async throws {
        try await PortalScene().run { browser in
            try await Self.asked(browser)
            let wang = try await browser.scene.signIn(Fixtures.wang)
            let own = try await browser.get("/requests/IT-78?lang=\(language)", session: wang).text
            #expect(own.contains(timeline) && own.contains(asker) && own.contains(hint))
            #expect(!own.contains("<b>buy</b>"))
            let boss = try await browser.scene.signIn(PortalScene.boss)
            for path in ["/approvals", "/approvals/1"] {
                let page = try await browser.get("\(path)?lang=\(language)", session: boss).text
                #expect(page.contains("“&lt;b&gt;buy&lt;/b&gt;”") && !page.contains("<b>buy</b>"), "\(path)")
            }
            let lina = try await browser.scene.signIn(Fixtures.lina)
            for path in ["/requests/IT-78", "/approvals/1/evidence"] {
                let page = try await browser.get("\(path)?lang=\(language)", session: lina).text
                #expect(page.contains("“&lt;b&gt;buy&lt;/b&gt;”") && !page.contains("<b>buy</b>"), "\(path)")
            }
        }
    }

    @Test func `Without a decision to wait for, no page warns`() async throws {
        try await PortalScene().run { browser in
            let lina = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/requests/IT-42?lang=en", session: lina).text
            #expect(!page.contains("withdraws the approval"))
        }
    }
}
