import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Answers to requests for approval")
struct ApprovalIntakeTests {
    private typealias Sample = ApprovalTests

    private static let key = ApprovalKey(CountingTokens())

    /// Ann answers what Lina asked her about Wang's ticket.
    static func scene(
        _ text: String = "APPROVE", from author: String = "ann@boss.example",
        approval: ((Approval) throws -> Approval)? = nil
    ) throws -> Scene {
        var scene = Scene(from: author)
        scene.level = .aligned
        scene.message.text = text
        scene.message.fresh = FreshText(text: text)
        let recipient = try #require(key.address(at: Fixtures.address("support@desk.example")))
        scene.message.to = [Mailbox(displayName: nil, address: recipient)]
        scene.message.header.fields.append(HeaderField(name: "to", body: Array(recipient.description.utf8)))
        let asked = try Sample.request([Sample.step(.any, [Sample.ann, Sample.bob])])
        let ticket = Fixtures.ticket(state: .pending)
        let item = ApprovalCase(
            ticket: ticket, approval: try approval?(asked) ?? asked, delegations: [], moment: Fixtures.now + 10)
        let invitation = ApprovalInvitation(
            digest: key.digest, position: 1, approver: Sample.ann.id, holder: Sample.ann.id, contentVersion: 1,
            messageID: MessageID("asked@desk.example"), issuedAt: Fixtures.now)
        scene.context.invited = InvitedApproval(item: item, invitation: invitation, holder: Sample.ann)
        scene.context.tickets = [ticket]
        return scene
    }

    private static let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())

    static func plan(_ scene: Scene) -> IntakePlan {
        IntakePlan(scene.intake, mail: MailID(rawValue: 5), notifications: policy)
    }

    /// What its author is told; nil: nothing.
    static func obstacle(_ plan: IntakePlan) -> String? {
        plan.ticket?.notifications.first { $0.template == "approval-unclear" }?.values["approval.obstacle"]
    }

    @Test func `a lone word with key and proof decides, and names the mail`() throws {
        let plan = Self.plan(try Self.scene("Approved, thanks\nWithin the budget."))
        #expect(plan.state == .decided && plan.verdict.decidedBy == "approval")
        #expect(plan.verdict.decision.action == "decide")
        let decision = try #require(plan.ticket?.approval?.after.decisions.first)
        #expect(decision.verdict == .approved && decision.reason == "Within the budget.")
        #expect(decision.mail == MailID(rawValue: 5) && decision.channel == .mail)
        #expect(plan.ticket?.approval?.evidence.map(\.kind) == [.decided, .settled])
    }

    private func undecided(_ scene: Scene, told obstacle: String?) {
        let plan = Self.plan(scene)
        #expect(plan.state == .attached && plan.verdict.decidedBy == "approval")
        #expect(plan.ticket?.approval.map { $0.before?.steps == $0.after.steps } ?? true, "nothing is decided")
        let isNote = plan.ticket?.events.contains {
            if case .entryAdded(let draft) = $0 { draft.kind == .note } else { false }
        }
        #expect(isNote == true, "and nothing is lost")
        #expect(Self.obstacle(plan) == obstacle)
    }

    @Test func `somebody else who holds the key decides nothing and learns nothing`() throws {
        for author in ["eve@boss.example", "bob@boss.example", "lina@desk.example"] {
            let scene = try Self.scene(from: author)
            undecided(scene, told: nil)
            #expect(Self.plan(scene).ticket?.approval?.evidence.map(\.kind) == [.refused])
        }
    }

    @Test func `an address that nobody vouches for is asked to decide on the page`() throws {
        var scene = try Self.scene()
        scene.level = .unverified
        undecided(scene, told: "unproven")
        scene.level = .failed
        undecided(scene, told: nil)
        #expect(Self.plan(scene).trace.contains { $0.hasSuffix("its author is not told why: unproven") })
    }

    @Test func `an old mail of the approver's that is sent to another key decides nothing`() throws {
        var other = try Self.scene()
        other.message.to = [Mailbox(displayName: nil, address: Fixtures.address("support@desk.example"))]
        undecided(other, told: "unproven")
        var copied = try Self.scene()
        copied.message.cc = copied.message.to
        copied.message.to = []
        undecided(copied, told: "unproven")
        var cased = try Self.scene()
        let address = try #require(cased.message.to.first).address
        cased.message.to = [
            Mailbox(
                displayName: nil,
                address: MailAddress(localPart: address.localPart.uppercased(), domain: "alias.example"))
        ]
        #expect(Self.plan(cased).state == .decided, "mail systems change case, and lead from one domain to another")
    }

    @Test(arguments: ["to", "subject", "mime-version", "content-type", "content-transfer-encoding"])
    func `a field that somebody may have put above the signed one decides nothing`(name: String) throws {
        var scene = try Self.scene()
        let field = HeaderField(name: name, body: Array("x".utf8))
        if scene.message.header.count(of: name) == 0 { scene.message.header.fields.append(field) }
        #expect(Self.plan(scene).state == .decided)
        scene.message.header.fields.insert(field, at: 0)
        undecided(scene, told: "unproven")
    }

    @Test func `a signature of a part of the body vouches for no decision`() throws {
        var scene = try Self.scene()
        let signature = "v=1; a=rsa-sha256; d=boss.example; s=s1; h=from:to; l=9; bh=YQ==; b=YQ=="
        scene.message.header.fields.append(HeaderField(name: "dkim-signature", body: Array(signature.utf8)))
        undecided(scene, told: "unproven")
        #expect(Self.plan(scene).trace.contains { $0.hasSuffix("its author is told why: unproven") })
        scene.level = .signed
        #expect(Self.plan(scene).state == .decided, "we have seen ourselves that one covers all of it")
    }

    @Test func `a program's answer decides nothing and is not answered`() throws {
        var scene = try Self.scene()
        scene.message.messageClass = .autoReply
        undecided(scene, told: nil)
    }

    @Test func `a mail that carries another is explained`() throws {
        var scene = try Self.scene()
        scene.forwarded = InternetMessage()
        undecided(scene, told: "unclear")
    }

    @Test(arguments: ["I am not sure.", "APPROVE?", "APPROVE\nREJECT", "", "不知道", "Dear desk,\nAPPROVE"])
    func `unclear words are answered with how to`(text: String) throws {
        undecided(try Self.scene(text), told: "unclear")
    }

    @Test func `who comes late, or after a change, is told so`() throws {
        let settled = try Self.scene { try Sample.decide($0, Sample.bob, .approved) }
        undecided(settled, told: "decided")
        undecided(try Self.scene { try $0.withdrawing(at: Fixtures.now + 1) }, told: "withdrawn")
        undecided(
            try Self.scene { try $0.revising("Three", fields: [], files: [], at: Fixtures.now + 1) }, told: "changed")
        var removed = try Self.scene()
        removed.context.invited?.item.approval.steps[0].seats = [ApprovalSeat(Sample.bob)]
        undecided(removed, told: "replaced")
    }

    @Test func `who is not asked any more is told so, without what is asked, and it is kept as evidence`() throws {
        var scene = try Self.scene()
        scene.context.invited?.item.approval.steps[0].seats[0].standing = .lead
        undecided(scene, told: "replaced")
        let plan = Self.plan(scene)
        #expect(plan.ticket?.approval?.evidence.map(\.kind) == [.refused])
        let mail = try #require(plan.ticket?.notifications.first { $0.template == "approval-unclear" })
        #expect(mail.values["approval.text"] == "" && mail.values["approval.is_open"] == nil)
        #expect(!mail.values.keys.contains { $0.hasPrefix("fields.") || $0.hasPrefix("decisions.") })
        // Who is disabled gets no answer.
        scene.context.invited?.item.approval.steps[0].seats[0].person.isActive = false
        scene.context.invited?.holder.isActive = false
        undecided(scene, told: nil)
        #expect(Self.plan(scene).ticket?.approval?.evidence.map(\.kind) == [.refused])
    }
}
