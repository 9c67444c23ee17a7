import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Who else decides")
struct ApprovalDecidersTests {
    static let planner = ApprovalPlanner(
        policy: NotificationPolicy(
            desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
    static let (ann, bob, cy) = (ApprovalTests.ann, ApprovalTests.bob, ApprovalTests.cy)

    /// The plain text of a planned message as it will be sent, without the ends of lines.
    static func text(_ message: Ticketing.Notification, language: String) throws -> String {
        var message = message
        message.language = language
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 9), notification: message, ticket: Fixtures.ticket(), entry: nil, thread: [],
            recipient: nil, composed: nil, attempts: 0, createdAt: Fixtures.now)
        let values = OutgoingValues(
            entry: entry, desk: Fixtures.it, publicURL: "https://desk.example", at: Fixtures.now)
        let rendered = try TemplateCatalog.shipped.rendered(message, values: values.root, timeZone: "UTC")
        #expect(rendered.problems.isEmpty)
        return rendered.text
    }

    static func asked(_ steps: [ApprovalRequest.Step], for reader: Person, language: String = "en") throws -> String {
        let item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: try ApprovalTests.request(steps), delegations: [],
            moment: Fixtures.now)
        let asked = ApprovalMail(policy: planner.policy).invitations(from: nil, to: item)
        return try text(
            try #require(asked.first { $0.message.recipient.address == reader.address }).message, language: language)
    }

    @Test(arguments: [
        ("all", "en", "It takes the approval of everybody who is asked."), ("any", "en", "One approval is enough."),
        ("majority", "en", "more than half"), ("first", "en", "Whoever answers first decides."),
        ("2", "en", "2 approvals are needed."), ("1", "en", "1 approval is needed."), ("all", "zh", "需要每位审批人都同意。"),
        ("2", "zh", "需要 2 位审批人同意。"),
    ])
    func `an approver reads what it takes where several are asked`(rule: String, language: String, words: String) throws
    {
        let rule = try #require(ApprovalRule(rule))
        let text = try Self.asked([ApprovalTests.step(rule, [Self.ann, Self.bob])], for: Self.ann, language: language)
        #expect(text.contains(words))
        let alone = try Self.asked([ApprovalTests.step(.all, [Self.ann])], for: Self.ann, language: language)
        #expect(!alone.contains(words) && !alone.contains("Also asked"))
    }

    @Test func `an approver reads who is asked now, who later, and that a passive answer holds nothing up`() throws {
        let steps = [
            ApprovalTests.step(.all, [Self.ann, Self.bob]), ApprovalTests.step(.any, [Fixtures.root], passive: true),
            ApprovalTests.step(.all, [Self.cy]),
        ]
        let text = try Self.asked(steps, for: Self.ann)
        #expect(text.contains("Also asked: Bob\n") && text.contains("Asked after you: Cy\n"))
        #expect(!text.contains("Also asked: Ann") && !text.contains(Fixtures.root.label))
        let heard = try Self.asked(steps, for: Fixtures.root)
        #expect(heard.contains("the request does not wait for it") && heard.contains("Also asked: Ann\n"))
    }

    @Test(arguments: [
        (ApprovalVerdict.approved, "en", "it counts as approved"), (.rejected, "zh", "逾期未审批则视为拒绝。"),
        (nil, "en", ""),
    ])
    func `an approver reads until when, and what it comes to then`(
        verdict: ApprovalVerdict?, language: String, words: String
    ) throws {
        let item = ApprovalCase(
            ticket: Fixtures.ticket(),
            approval: try ApprovalTests.request(
                [ApprovalTests.step(.all, [Self.ann])], expiresAt: Fixtures.now + 60, verdict: verdict),
            delegations: [], moment: Fixtures.now)
        let asked = ApprovalMail(policy: Self.planner.policy).invitations(from: nil, to: item)
        let text = try Self.text(try #require(asked.first).message, language: language)
        #expect(
            text.contains(words.isEmpty ? "Please decide by" : words)
                && text.contains("counts as") == (words.contains("counts")))
    }

    @Test func `nobody is named who can decide no more`() throws {
        var approval = try ApprovalTests.request([ApprovalTests.step(.all, [Self.ann, Self.bob])])
        approval.steps[0].seats[1].vacantSince = Fixtures.now
        let item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: approval, delegations: [], moment: Fixtures.now)
        let asked = ApprovalMail(policy: Self.planner.policy).invitations(from: nil, to: item)
        let message = try #require(asked.first { $0.message.recipient.address == Self.ann.address }).message
        #expect(!(try Self.text(message, language: "en").contains("Bob")))
    }

    @Test func `a substitute reads in whose place, and the next step what has been decided`() throws {
        let approval = try ApprovalTests.request([
            ApprovalTests.step(.all, [Self.ann]), ApprovalTests.step(.all, [Self.cy]),
        ])
        let before = ApprovalCase(
            ticket: Fixtures.ticket(), approval: approval,
            delegations: [ApprovalTests.delegation(from: Self.cy, to: Self.bob)], moment: Fixtures.now + 1)
        let plan = try Self.planner.deciding(
            .approved, reason: "Within the budget", for: Self.ann.id, contentVersion: 1, in: before,
            by: Actor(person: Self.ann, channel: .portal), proof: .init(authentication: "a session"))
        let mail = try #require(plan.notifications.first { $0.recipient.address == Self.bob.address })
        let text = try Self.text(mail, language: "en")
        #expect(text.contains("You decide in the place of Cy."))
        #expect(text.contains("Ann: approved · ") && text.contains("Within the budget"))
    }

    @Test func `whoever comes late reads who decided what, and when`() throws {
        let approval = try ApprovalTests.request([ApprovalTests.step(.first, [Self.ann, Self.bob])])
        let done = try ApprovalTests.decide(approval, Self.ann, .rejected)
        let item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: done, delegations: [], moment: Fixtures.now + 60)
        let mail = try #require(ApprovalMail(policy: Self.planner.policy).unclear(.decided, to: Self.bob, item))
        let text = try Self.text(mail, language: "en")
        #expect(text.contains("it has been decided already") && text.contains("Ann: refused · "))
    }
}
