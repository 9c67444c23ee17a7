import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

/// Approvals on the scene's ticket, asked for by its agent.
extension PortalScene {
    static let boss = Fixtures.person(20, "boss@staff.example", name: "Boss")
    static let deputy = Fixtures.person(21, "deputy@staff.example", name: "Deputy", language: "en")

    /// Asks and adds the people.
    @discardableResult
    func ask(
        _ text: String = "Two printers, 900 EUR", of approvers: [Person] = [boss], rule: ApprovalRule = .all,
        files: [ApprovalContent.File] = [], within seconds: Double? = nil
    ) async throws -> ApprovalCase {
        let known = await desk.persons
        for person in [Self.boss, Self.deputy] where !known.contains(person) { await desk.add(person) }
        return try await approving.request(
            on: Self.ticket, text: text, fields: [.init(label: "Amount", value: "900 EUR")], files: files,
            steps: [.init(rule: rule, approvers: approvers.map(\.address.description))],
            expiresAt: seconds.map { clock.now + $0 }, by: Actor(person: Fixtures.lina, channel: .portal))
    }

    func approval(_ id: ApprovalID = ApprovalID(rawValue: 1)) async throws -> Approval {
        try await approvals.find(id, at: clock.now).approval
    }

    /// The newest code that went out to this person.
    func code(of person: Person) async -> String? {
        await desk.mailed.last {
            $0.template == "approval-code" && $0.recipient.address == person.address
        }?.values["code.text"]
    }
}
