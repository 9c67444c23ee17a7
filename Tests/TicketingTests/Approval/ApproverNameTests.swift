import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("Names of approvers")
struct ApproverNameTests {
    @Test(
        arguments: [
            ("lead", .lead), ("manager", .manager), ("group:finance", .group("finance")), ("group:a-1", .group("a-1")),
            ("role:auditor", .role(.auditor)), ("role:approver", .role(.approver)), ("role:requester", nil),
            ("role:boss", nil), ("role:", nil), ("group:", nil), ("group:Finance", nil), ("group:1a", nil),
            ("group:a b", nil), ("Lead", nil), ("leads", nil), ("", nil), ("group", nil), ("groups:a", nil),
            (
                "group:" + String(repeating: "a", count: Desk.longestGroupName),
                .group(String(repeating: "a", count: Desk.longestGroupName))
            ),
            ("group:" + String(repeating: "a", count: Desk.longestGroupName + 1), nil), ("grouṕ:a", nil),
        ] as [(String, ApproverStanding?)])
    func `what somebody is asked as is read and written the same`(text: String, standing: ApproverStanding?) {
        #expect(ApproverStanding(text) == standing)
        if let standing { #expect(standing.description == text) }
    }

    @Test(arguments: ["boss@staff.example", "Boss <boss@staff.example>"])
    func `an address is a name`(text: String) throws {
        guard case .mailbox(let mailbox) = try ApproverName(text) else {
            Issue.record("no mailbox")
            return
        }
        #expect(mailbox.address == Fixtures.address("boss@staff.example"))
    }

    @Test(arguments: [
        ("nobody", ApprovalRefusal.unknownApprover("nobody")), ("", .unknownApprover("")),
        ("a@b.example, c@d.example", .unknownApprover("a@b.example, c@d.example")),
        ("no-reply@shop.example", .unknownApprover("no-reply@shop.example")), ("role:boss", .unknownRole("boss")),
        ("role:requester", .unknownRole("requester")), ("group:", .unknownApprover("group:")),
    ])
    func `what is no name is refused`(text: String, refusal: ApprovalRefusal) {
        #expect(throws: refusal) { try ApproverName(text) }
    }

    @Test func `a refusal says what is known, and the mend`() {
        let group = ApprovalRefusal.unknownGroup("finanz", desk: "it", known: ["board", "finance"])
        #expect(group.description == "there is no group \"finanz\" on desk it; there are: board, finance")
        #expect(
            ApprovalRefusal.unknownRole("boss").description
                == "\"boss\" is no role that decides; there are: approver, agent, lead, administrator, auditor")
        let manager = ApprovalRefusal.nobody(.manager, desk: "it", requester: "w@c.example")
        #expect(
            manager.description
                == "w@c.example has no manager who could decide: martlet person manager w@c.example MANAGER")
    }

    @Test func `a seat is for one person, and an address outlasts what somebody is besides`() throws {
        let (ann, bob) = (ApprovalTests.ann, ApprovalTests.bob)
        let step = ApprovalRequest.Step(
            rule: .all,
            seats: [
                ApprovalSeat(ann, as: .lead), ApprovalSeat(bob, as: .group("finance")), ApprovalSeat(ann),
                ApprovalSeat(bob, as: .role(.approver)),
            ])
        let seats = try #require(try ApprovalTests.request([step]).steps.first?.seats)
        #expect(seats == [ApprovalSeat(ann), ApprovalSeat(bob, as: .group("finance"))])
    }
}
