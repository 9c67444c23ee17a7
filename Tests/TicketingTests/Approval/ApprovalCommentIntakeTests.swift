import Foundation
import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("Answers that ask back")
struct ApprovalCommentIntakeTests {
    private typealias Answers = ApprovalIntakeTests
    private typealias Sample = ApprovalTests

    @Test(arguments: ["Is it new?", "APPROVE?", "APPROVE\nREJECT", "I cannot approve this.", "不知道"])
    func `an approver's own words are a comment, reach whoever asks, and are explained`(text: String) throws {
        let plan = Answers.plan(try Answers.scene(text))
        #expect(plan.state == .attached && plan.verdict.decision.action == "append")
        let change = try #require(plan.ticket?.approval)
        #expect(change.after.comments.map(\.text) == [text] && change.after.decisions.isEmpty)
        #expect(change.after.comments[0].mail == MailID(rawValue: 5) && change.after.comments[0].channel == .mail)
        #expect(change.misusedKey == nil && change.evidence.map(\.kind) == [.commented])
        let told = plan.ticket?.notifications.map(\.template) ?? []
        #expect(told == ["approval-comment", "approval-unclear"])
        #expect(plan.ticket?.notifications[0].recipient.address == Fixtures.lina.address)
        #expect(plan.ticket?.notifications[1].values["approval.is_passed_on"] == "true")
        #expect(plan.trace.contains { $0.contains("a comment on the approval of ticket IT-42") })
    }

    @Test func `more than is kept of a mail is in the note`() throws {
        let text = String(repeating: "x", count: ApprovalComment.longestText + 1)
        let plan = Answers.plan(try Answers.scene(text))
        #expect(plan.ticket?.approval?.after.comments[0].text == String(text.dropLast()))
        guard case .entryAdded(let note)? = plan.ticket?.events.first else {
            Issue.record("no note")
            return
        }
        #expect(note.text == text && note.kind == .note)
    }

    @Test func `what cannot be told from a quotation, and nothing at all, is no comment`() throws {
        var scene = try Answers.scene("Fine with me")
        scene.message.fresh = FreshText(text: "Fine with me", quoted: false, isCertain: false)
        for scene in [scene, try Answers.scene("")] {
            let plan = Answers.plan(scene)
            let change = plan.ticket?.approval
            #expect(change?.after.comments.isEmpty == true && change?.evidence.isEmpty == true)
            #expect(change?.misusedKey == scene.context.invited?.invitation.digest)
            #expect(Answers.obstacle(plan) == "unclear")
        }
    }

    private static func talk(_ text: String) throws -> Scene {
        var scene = try Answers.scene(text, from: "lina@desk.example")
        scene.context.invited?.invitation.approver = Fixtures.lina.id
        scene.context.invited?.invitation.holder = Fixtures.lina.id
        scene.context.invited?.holder = Fixtures.lina
        return scene
    }

    @Test(arguments: ["Yes, of this year.", "APPROVE"])
    func `what whoever asks answers goes to the approvers, and decides nothing`(text: String) throws {
        let plan = Answers.plan(try Self.talk(text))
        #expect(plan.state == .attached && plan.ticket?.approval?.after.decisions.isEmpty == true)
        #expect(plan.ticket?.approval?.after.comments.map(\.text) == [text])
        let told = plan.ticket?.notifications.map { [$0.template, $0.recipient.address.description] }
        #expect(told == [["approval-comment", "ann@boss.example"], ["approval-comment", "bob@boss.example"]])
    }

    @Test func `an answer that comes when it is over is a note`() throws {
        var scene = try Self.talk("Yes")
        scene.context.invited?.item.approval = try Sample.request([Sample.step(.any, [Sample.ann])])
            .withdrawing(at: Fixtures.now + 1)
        let plan = Answers.plan(scene)
        #expect(plan.state == .attached && plan.ticket?.approval?.after.comments.isEmpty == true)
        #expect(plan.ticket?.notifications.isEmpty == true)
    }

    @Test func `the same person's comments of a day have an end, and then the ledger alone knows`() throws {
        var scene = try Answers.scene("Is it new?")
        let comment = ApprovalComment(
            author: Sample.ann, text: "x", channel: .mail, at: Fixtures.now, contentVersion: 1)
        scene.context.invited?.item.approval.comments = Array(repeating: comment, count: ApprovalComment.mostPerDay - 1)
        #expect(Answers.plan(scene).state == .attached)
        scene.context.invited?.item.approval.comments.append(comment)
        let plan = Answers.plan(scene)
        #expect(plan.state == .ignored && plan.ticket == nil)
        // A word that decides still does.
        scene.message.text = "APPROVE"
        scene.message.fresh = FreshText(text: "APPROVE")
        #expect(Answers.plan(scene).state == .decided)
        #expect(Answers.plan(try Answers.scene("APPROVE")).state == .decided)
    }

    @Test(arguments: [("eve@boss.example", SenderAuthentication.Level.aligned), ("ann@boss.example", .unverified)])
    func `what somebody else sends with a key is on the ticket so often, and then in the ledger alone`(
        author: String, level: SenderAuthentication.Level
    ) throws {
        var scene = try Answers.scene(from: author)
        scene.level = level
        scene.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses - 1
        let last = Answers.plan(scene)
        #expect(
            last.state == .attached && last.ticket?.approval?.misusedKey == scene.context.invited?.invitation.digest)
        #expect(last.ticket?.approval?.evidence.map(\.kind) == [.refused])
        scene.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses
        let more = Answers.plan(scene)
        #expect(more.state == .ignored && more.ticket == nil)
        // The approver's own answer counts all the same.
        var own = try Answers.scene()
        own.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses
        #expect(Answers.plan(own).state == .decided)
    }

    @Test func `a program's answers with a key are counted, too`() throws {
        var scene = try Answers.scene()
        scene.message.messageClass = .autoReply
        let plan = Answers.plan(scene)
        #expect(
            plan.ticket?.approval?.misusedKey == scene.context.invited?.invitation.digest
                && plan.ticket?.approval?.evidence.isEmpty == true)
        scene.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses
        #expect(Answers.plan(scene).state == .ignored)
    }

    @Test(arguments: [
        "nothing", "when it is over", "with another mail", "when somebody else is asked", "after a change",
    ])
    func `the holder's own mails that decide nothing have an end, too`(what: String) throws {
        var scene = try Answers.scene(what == "nothing" ? "" : "APPROVE") { approval in
            switch what {
            case "when it is over": try approval.withdrawing(at: Fixtures.now + 1)
            case "after a change": try approval.revising("Three", fields: [], files: [], at: Fixtures.now + 1)
            default: approval
            }
        }
        if what == "with another mail" { scene.forwarded = InternetMessage() }
        if what == "when somebody else is asked" {
            scene.context.invited?.item.approval.steps[0].seats = [ApprovalSeat(Sample.bob)]
        }
        scene.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses - 1
        let last = Answers.plan(scene)
        #expect(last.state == .attached)
        #expect(last.ticket?.approval?.misusedKey == scene.context.invited?.invitation.digest)
        scene.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses
        let more = Answers.plan(scene)
        #expect(more.state == .ignored && more.ticket == nil)
        #expect(more.trace.contains { $0.contains("mails with this approver's key were no use before") })
        scene.isVouchedFor = true
        #expect(Answers.plan(scene).state == .attached, "an agent takes it through again")
        // A comment counts by itself.
        var comment = try Answers.scene("Is it new?")
        comment.context.invited?.invitation.misuses = ApprovalInvitation.mostMisuses
        #expect(Answers.plan(comment).ticket?.approval?.after.comments.count == 1)
    }

    @Test func `who is asked no more is told nothing, whatever they write`() throws {
        var scene = try Answers.scene("Is it new?")
        scene.context.invited?.item.approval.steps[0].seats = [ApprovalSeat(Sample.bob)]
        let plan = Answers.plan(scene)
        #expect(plan.state == .attached && Answers.obstacle(plan) == nil)
        #expect(
            plan.ticket?.approval?.misusedKey == scene.context.invited?.invitation.digest
                && plan.ticket?.approval?.after.comments.isEmpty == true)
    }
}
