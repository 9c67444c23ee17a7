import Foundation
import HTTPTypes
import HummingbirdTesting
import Portal
import TestSupport
import Testing
import Ticketing

@Suite("Substitutes, and several approvals at once")
struct SubstituteTests {
    private static let path = "/approvals/substitutes"

    private func name(
        _ browser: PortalClient, _ address: String = "deputy@staff.example", from: String = "2026-09-22",
        until: String = "2026-09-30", session: String
    ) async throws -> TestResponse {
        try await browser.submit(
            Self.path, from: Self.path, [("address", address), ("from", from), ("until", until)], session: session)
    }

    @Test func `A substitute is named for days, decides, and is ended`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            let boss = try await browser.scene.signIn(PortalScene.boss)
            #expect(try await name(browser, from: "2026-09-21", session: boss).code == 303)
            let delegation = try #require(
                try await browser.scene.approvals.delegations(of: PortalScene.boss.id, at: Fixtures.now).first)
            #expect(delegation.from == (try Date("2026-09-21T00:00:00Z", strategy: .iso8601)))
            #expect(delegation.until == (try Date("2026-10-01T00:00:00Z", strategy: .iso8601)))
            let deputy = try await browser.scene.signIn(PortalScene.deputy)
            #expect(try await browser.get("/approvals", session: deputy).text.contains("in place of"))
            #expect(try await browser.get(Self.path, session: deputy).text.contains("Boss"))
            // Only whoever named them ends it.
            let path = Self.path + "/\(delegation.id)/revoke"
            #expect(try await browser.submit(path, from: Self.path, [], session: deputy).code == 404)
            #expect(try await browser.post(path, []).code == 403)
            #expect(try await browser.submit(path, from: Self.path, [], session: boss).code == 303)
            #expect(!(try await browser.get("/approvals", session: deputy).text.contains("in place of")))
            #expect(try await browser.get("/approvals/1", session: deputy).code == 404)
        }
    }

    @Test(arguments: [
        ("boss@staff.example", "2026-09-22", "2026-09-30"), ("nobody@nowhere.example", "2026-09-22", "2026-09-30"),
        ("support@desk.example", "2026-09-22", "2026-09-30"), ("boss+x@staff.example", "2026-09-22", "2026-09-30"),
        ("deputy", "2026-09-22", "2026-09-30"), ("deputy@staff.example", "2026-09-22", "2026-09-21"),
        ("deputy@staff.example", "2026-08-01", "2026-08-31"), ("deputy@staff.example", "2026-09-22", "2027-09-23"),
        ("deputy@staff.example", "22.9.2026", "2026-09-30"), ("deputy@staff.example", "2026-02-30", "2026-09-30"),
        ("deputy@staff.example", "2026-09-22", ""),
    ])
    func `Nobody stands in for themselves, unknown, backwards, in the past or for longer than a year`(
        address: String, from: String, until: String
    ) async throws {
        try await PortalScene().run { browser in
            await browser.scene.desk.add(PortalScene.boss)
            await browser.scene.desk.add(PortalScene.deputy)
            let boss = try await browser.scene.signIn(PortalScene.boss)
            let answer = try await name(browser, address, from: from, until: until, session: boss)
            #expect(answer.code == 422)
            #expect(answer.text.contains("class=\"err\""))
            #expect(try await browser.scene.approvals.delegations(of: nil, at: Fixtures.now).isEmpty)
        }
    }

    @Test func `A year and a day is the most`() async throws {
        try await PortalScene().run { browser in
            await browser.scene.desk.add(PortalScene.boss)
            await browser.scene.desk.add(PortalScene.deputy)
            let boss = try await browser.scene.signIn(PortalScene.boss)
            #expect(try await name(browser, until: "2027-09-22", session: boss).code == 303)
        }
    }

    @Test func `Those who see desks see who stands in for whom`() async throws {
        try await PortalScene().run { browser in
            try await browser.scene.ask()
            _ = try await browser.scene.approvals.delegate(
                from: PortalScene.boss.id, to: PortalScene.deputy.id, from: Fixtures.now, until: Fixtures.now + 60,
                at: Fixtures.now)
            for (person, code) in [(Fixtures.lina, 200), (Fixtures.root, 200), (PortalScene.boss, 404)] {
                let page = try await browser.get("/a/substitutes", session: try await browser.scene.signIn(person))
                #expect(page.code == code)
                #expect(page.text.contains("deputy@staff.example") == (code == 200))
            }
        }
    }

    @Test func `Several are shown once more, and each is approved by itself`() async throws {
        try await PortalScene().run { browser in
            for text in ["A lamp", "A lamp", "A yacht", "Done before"] { try await browser.scene.ask(text) }
            let boss = try await browser.scene.signIn(PortalScene.boss)
            let alike = try await browser.get("/approvals?choose=1", session: boss).text
            #expect(alike.components(separatedBy: "checked").count == 3)
            let all = try await browser.get("/approvals?choose=all", session: boss).text
            #expect(all.components(separatedBy: "checked").count == 5)
            #expect(try await browser.get("/approvals/chosen", session: boss).code == 303)
            let choices = "/approvals/chosen?choice=1&choice=2&choice=3&choice=4&choice=1&choice=99&choice=x"
            let page = try await browser.get(choices, session: boss).text
            #expect(page.components(separatedBy: "name=\"item\"").count == 5)
            let actor = Actor(person: Fixtures.lina, channel: .portal)
            _ = try await browser.scene.approving.revise(ApprovalID(rawValue: 3), text: "Two yachts", by: actor)
            _ = try await browser.scene.approving.withdraw(ApprovalID(rawValue: 4), by: actor)
            let form = ["token", "key"].map { ($0, browser.value($0, in: page)) }
            let items = PortalScene.items(in: page) + [("item", "junk")]
            let results = try await browser.post("/approvals/chosen", form + items, session: boss)
            #expect(results.code == 200)
            #expect(results.text.contains("2 of 4 approved") || results.text.contains("已同意 2 项，共 4 项"))
            var states: [Approval.State] = []
            for id in 1...4 { states.append(try await browser.scene.approval(ApprovalID(rawValue: Int64(id))).state) }
            #expect(states == [.approved, .approved, .pending, .withdrawn])
            // What is another's is not decided with them.
            try await browser.scene.ask("Not yours", of: [PortalScene.deputy])
            #expect(
                try await browser.post(
                    "/approvals/chosen", form + [("item", "5.1.en." + String(repeating: "0", count: 64))], session: boss
                ).code == 404)
        }
    }
}
