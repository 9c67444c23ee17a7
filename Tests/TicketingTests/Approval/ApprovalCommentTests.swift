import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Talking about an approval")
struct ApprovalCommentTests {
    private typealias Sample = ApprovalTests
    static let dee = Fixtures.person(14, "dee@boss.example", name: "Dee")
    static let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())

    /// Ann and Bob are asked now, Cy after them; Dee stands in for Ann.
    static func item(_ change: (inout ApprovalCase) throws -> Void = { _ in }) throws -> ApprovalCase {
        let asked = try Sample.request([Sample.step(.all, [Sample.ann, Sample.bob]), Sample.step(.all, [Sample.cy])])
        let delegation = Delegation(
            id: DelegationID(rawValue: 1), approver: Sample.ann, substitute: dee, from: Fixtures.now,
            until: Fixtures.now + 1_000, createdAt: Fixtures.now)
        var item = ApprovalCase(
            ticket: Fixtures.ticket(state: .pending), approval: asked, delegations: [delegation],
            moment: Fixtures.now + 10)
        try change(&item)
        return item
    }

    static func plan(_ text: String, _ item: ApprovalCase, by person: Person) throws -> TicketPlan {
        try ApprovalPlanner(policy: policy).commenting(text, in: item, by: Actor(person: person, channel: .portal))
    }

    @Test(
        arguments: [
            (Sample.ann, true), (Sample.bob, true), (Sample.cy, true), (Self.dee, true), (Fixtures.lina, true),
            (Fixtures.root, true), (Fixtures.wang, false), (Fixtures.omar, false),
            (Fixtures.person(99, "eve@boss.example"), false),
        ])
    func `Who is asked, who asks and who works the desk may talk, and nobody else`(person: Person, may: Bool) throws {
        let item = try Self.item()
        #expect(item.isOpenToComments(of: person) == may)
        if may {
            let next = try item.commenting(" Is it new? ", by: Actor(person: person, channel: .portal))
            #expect(next.comments.map(\.text) == ["Is it new?"] && next.comments[0].author == person)
            #expect(
                (next.state, next.steps, next.content) == (
                    item.approval.state, item.approval.steps, item.approval.content
                ))
        } else {
            #expect(throws: ApprovalRefusal.notPermitted) {
                try item.commenting("x", by: Actor(person: person, channel: .portal))
            }
        }
        var gone = person
        gone.isActive = false
        #expect(!item.isOpenToComments(of: gone))
    }

    @Test func `What is over is talked about elsewhere`() throws {
        let actor = Actor(person: Sample.bob, channel: .portal)
        let withdrawn = try Self.item { $0.approval = try $0.approval.withdrawing(at: $0.moment) }
        #expect(throws: ApprovalRefusal.isOver(.withdrawn)) { try withdrawn.commenting("x", by: actor) }
        let late = try Self.item { $0.approval.expiresAt = $0.moment }
        #expect(throws: ApprovalRefusal.isExpired(late.moment)) { try late.commenting("x", by: actor) }
        #expect(!withdrawn.isOpenToComments(of: Sample.bob) && !late.isOpenToComments(of: Sample.bob))
        #expect(try Self.item { $0.approval.expiresAt = $0.moment + 1 }.isOpenToComments(of: Sample.bob))
    }

    @Test func `A comment has words, and not too many`() throws {
        let (item, actor) = (try Self.item(), Actor(person: Sample.bob, channel: .portal))
        #expect(throws: ApprovalRefusal.emptyText) { try item.commenting(" \r\n", by: actor) }
        let limit = ApprovalComment.longestText
        #expect(throws: ApprovalRefusal.textTooLong(limit: limit, actual: limit + 1)) {
            try item.commenting(String(repeating: "x", count: limit + 1), by: actor)
        }
        #expect(try item.commenting(String(repeating: "x", count: limit), by: actor).comments.count == 1)
    }

    private func comment(_ person: Person, before item: ApprovalCase, _ seconds: Double) -> ApprovalComment {
        ApprovalComment(
            author: person, text: "x", channel: .mail, at: item.moment - seconds, contentVersion: 1)
    }

    @Test func `One person says so much in a day, and an approval holds so much`() throws {
        let actor = Actor(person: Sample.bob, channel: .mail)
        var item = try Self.item()
        item.approval.comments = (0..<ApprovalComment.mostPerDay - 1).map {
            comment(Sample.bob, before: item, Double($0))
        }
        item.approval.comments.insert(comment(Sample.bob, before: item, 86_400), at: 0)
        item.approval.comments.append(comment(Sample.ann, before: item, 1))
        item.approval = try item.commenting("the last of the day", by: actor)
        let limit = ApprovalComment.mostPerDay
        #expect(throws: ApprovalRefusal.tooMany(what: "comments", limit: limit, actual: limit + 1)) {
            try item.commenting("one more", by: actor)
        }
        _ = try item.commenting("another's", by: Actor(person: Sample.ann, channel: .mail))
        item.moment += 86_400
        _ = try item.commenting("tomorrow", by: actor)
        item.approval.comments = (0..<ApprovalComment.most - 1).map { _ in comment(Sample.ann, before: item, 90_000) }
        item.approval = try item.commenting("the last", by: actor)
        let most = ApprovalComment.most
        #expect(throws: ApprovalRefusal.tooMany(what: "comments", limit: most, actual: most + 1)) {
            try item.commenting("one more", by: actor)
        }
    }

    @Test func `What an approver asks goes to whoever asked, with a key that is a comment's alone`() throws {
        let item = try Self.item {
            $0.ticket.assignee = Fixtures.root
            $0.ticket.participants.append(Fixtures.lina)
        }
        let plan = try Self.plan("Is it new?", item, by: Sample.bob)
        let told = plan.notifications.map { [$0.template, $0.recipient.address.description] }
        #expect(told == [["approval-comment", "lina@desk.example"], ["note", "root@desk.example"]])
        let values = plan.notifications[0].values
        #expect(values["comment.text"] == "Is it new?" && values["comment.author"] == "Bob")
        #expect(values["approval.approve_mail"] == nil && values["approval.is_open"] == nil)
        let change = try #require(plan.approval)
        let key = try #require(change.invitations.first)
        #expect(change.invitations.count == 1)
        #expect((key.approver, key.holder) == (Fixtures.lina.id, Fixtures.lina.id))
        #expect(InvitedApproval(item: item, invitation: key, holder: Fixtures.lina).isForAuthor)
        #expect(change.evidence.map(\.kind) == [.commented])
        #expect(change.evidence[0].facts.filter(\.isPersonal).map(\.name) == ["by", "text"])
        #expect(change.commentEvent == 0)
        guard case .entryAdded(let note) = plan.events.first else { throw Missing() }
        #expect(note.kind == .note && note.text == "Is it new?" && plan.events.count == 1)
    }

    private struct Missing: Error {}

    @Test func `What the desk answers goes to who is asked now, with the request, what was said, and a key`() throws {
        let item = try Self.item {
            $0.approval = try Sample.decide($0.approval, Sample.bob, .approved)
            $0.approval = try $0.commenting("Is it new?", by: Actor(person: Sample.bob, channel: .mail))
        }
        for (person, count) in [(Fixtures.lina, 2), (Fixtures.root, 2)] {
            let plan = try Self.plan("Yes, of this year.", item, by: person)
            let asked = plan.notifications.filter { $0.template == "approval-comment" }
            #expect(asked.map(\.recipient.address) == [Sample.ann.address, Self.dee.address])
            for message in asked {
                let values = message.values
                #expect(values["approval.key"] != nil && values["approval.approve_mail"] != nil)
                #expect(values["approval.is_open"] == "true" && values["approval.text"] == item.approval.content.text)
                #expect(values["comment.text"] == "Yes, of this year." && values["comments.0.text"] == "Is it new?")
            }
            #expect(plan.approval?.invitations.map(\.approver) == [Sample.ann.id, Sample.ann.id])
            #expect(plan.approval?.evidence.map(\.kind) == [.commented] + Array(repeating: .invited, count: count))
        }
    }

    @Test func `Whoever a rule asks for has approvers mailed what they answer, and nothing unasked`() throws {
        func told(_ person: Person, _ item: ApprovalCase) throws -> [MailAddress] {
            try Self.plan("Hello?", item, by: person).notifications.filter { $0.template == "approval-comment" }
                .map(\.recipient.address)
        }
        let approvers = [Sample.ann, Self.dee, Sample.bob].map(\.address)
        var item = try Self.item {
            ($0.approval.author, $0.approval.deskRule) = (Fixtures.wang, "purchase")
        }
        #expect(try told(Fixtures.wang, item).isEmpty)
        #expect(try Self.plan("Hello?", item, by: Fixtures.wang).approval?.after.comments.count == 1, "it is kept")
        #expect(try told(Fixtures.lina, item) == approvers, "who works the desk is mailed as ever")
        item.approval = try item.commenting("Is it new?", by: Actor(person: Sample.bob, channel: .portal))
        #expect(try told(Fixtures.wang, item) == approvers)
        item.approval = try item.commenting("Yes.", by: Actor(person: Fixtures.wang, channel: .portal))
        #expect(try told(Fixtures.wang, item).isEmpty, "once")
        item.approval.deskRule = nil
        #expect(try told(Fixtures.wang, item) == approvers)
        item.approval.deskRule = "purchase"
        item.approval.author = Fixtures.lina
        #expect(try told(Fixtures.lina, item) == approvers)
    }

    @Test func `Of what was said before a message tells the last`() throws {
        var item = try Self.item()
        for number in 1...5 {
            item.approval = try item.commenting("\(number)", by: Actor(person: Sample.bob, channel: .mail))
        }
        let values = try Self.plan("6", item, by: Fixtures.lina).notifications[0].values
        #expect((0..<4).map { values["comments.\($0).text"] } == ["3", "4", "5", nil])
    }

    @Test func `Nobody writes to the desk's own address, nor to who has gone`() throws {
        var item = try Self.item { $0.approval.author.address = Fixtures.it.addresses[0] }
        #expect(try Self.plan("Is it new?", item, by: Sample.bob).notifications.isEmpty)
        item = try Self.item { $0.approval.author.isActive = false }
        #expect(try Self.plan("Is it new?", item, by: Sample.bob).notifications.isEmpty)
    }
}
