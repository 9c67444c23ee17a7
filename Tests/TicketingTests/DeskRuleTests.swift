import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Rules by which a desk asks for approval")
struct DeskRuleTests {
    static func rule(_ name: String = "purchase", _ change: (inout DeskRule) -> Void = { _ in }) -> DeskRule {
        var condition = DeskRule.Condition()
        condition.subject = ["purchase", "采购"]
        var rule = DeskRule(
            name: name, condition: condition, steps: [.init(rule: .all, approvers: ["ann@boss.example"])])
        change(&rule)
        return rule
    }

    static func desks(_ rules: [DeskRule], language: String = "en") -> DeskDirectory {
        var desk = Fixtures.it
        desk.approvalRules = rules
        desk.language = language
        return DeskDirectory([desk, Fixtures.hr])
    }

    private static func holds(
        _ ticket: TicketDraft, sentTo addresses: [String] = [], _ change: (inout DeskRule.Condition) -> Void
    ) -> Bool {
        var condition = DeskRule.Condition()
        change(&condition)
        return condition.holds(for: ticket, sentTo: addresses.map(Fixtures.address))
    }

    private static func draft(_ subject: String = "A chair", from author: String = "wang@customer.example")
        -> TicketDraft
    {
        TicketDraft(
            desk: "it", prefix: "IT", subject: subject, requester: Mailbox(address: Fixtures.address(author)))
    }

    @Test(arguments: [
        ("Purchase: two printers", true), ("re: ＰＵＲＣＨＡＳＥ", true), ("关于采购显示器", true), ("repurchased", true),
        ("p u r c h a s e", false), ("purchas", false), ("Beschaffung", false), ("", false), ("pürchase", false),
        (String(repeating: "x", count: 3_992) + "purchase", true),
        (String(repeating: "x", count: 3_993) + "purchase", false),
    ])
    func `a subject holds a word whatever its case and width`(subject: String, holds: Bool) {
        #expect(Self.holds(Self.draft(subject)) { $0.subject = ["purchase", "采购"] } == holds)
    }

    @Test(arguments: [
        ("example.com", "ann@example.com", true), ("example.com", "ann@sub.example.com", false),
        ("example.com", "ann@example.com.evil.example", false), ("example.com", "example.com@evil.example", false),
        ("ann@example.com", "Ann@Example.COM", true), ("ann@example.com", "ann+shop@example.com", true),
        ("ann@example.com", "bob@example.com", false), ("ann+shop@example.com", "ann@example.com", false),
    ])
    func `an address or a domain says whose tickets`(origin: String, author: String, holds: Bool) {
        let value: DeskRule.Origin = origin.contains("@") ? .address(Fixtures.address(origin)) : .domain(origin)
        #expect(Self.holds(Self.draft(from: author)) { $0.from = [.domain("other.example"), value] } == holds)
    }

    @Test func `all keys must hold, by any of their values, and no key holds for nothing`() {
        var urgent = Self.draft("采购")
        urgent.priority = .urgent
        urgent.kind = .serviceRequest
        #expect(!Self.holds(urgent) { _ in })
        #expect(Self.holds(urgent) { ($0.priorities, $0.kinds) = ([.high, .urgent], [.serviceRequest]) })
        #expect(!Self.holds(urgent) { ($0.priorities, $0.kinds) = ([.high, .urgent], [.incident]) })
        #expect(!Self.holds(urgent) { ($0.subject, $0.priorities) = (["采购"], [.low]) })
        #expect(!Self.holds(urgent) { $0.addresses = [Fixtures.address("support@desk.example")] }, "came to none")
        let address = "support+token@desk.example"
        #expect(Self.holds(urgent, sentTo: [address]) { $0.addresses = [Fixtures.address("support@desk.example")] })
        #expect(!Self.holds(urgent, sentTo: [address]) { $0.addresses = [Fixtures.address("buy@desk.example")] })
    }

    @Test func `the first rule that holds asks`() {
        let other = Self.rule("other") { $0.condition.subject = ["chair"] }
        var desk = Fixtures.it
        desk.approvalRules = [Self.rule(), other, Self.rule("later")]
        #expect(desk.approvalRule(for: Self.draft("a chair"), sentTo: [])?.name == "other")
        #expect(desk.approvalRule(for: Self.draft("purchase a chair"), sentTo: [])?.name == "purchase")
        #expect(desk.approvalRule(for: Self.draft("a lamp"), sentTo: []) == nil)
    }

    // What a mail comes to.

    private static func plan(_ scene: Scene, _ rule: DeskRule = rule(), language: String = "en") -> IntakePlan {
        var intake = scene.intake
        intake.policy.desks = desks([rule], language: language)
        return IntakePlan(
            intake, mail: MailID(rawValue: 5),
            notifications: NotificationPolicy(
                desks: intake.policy.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
    }

    private static func scene(_ change: (inout Scene) -> Void = { _ in }) -> Scene {
        var scene = Scene()
        scene.level = .aligned
        scene.message.subject = "采购两台打印机"
        change(&scene)
        return scene
    }

    private static func note(_ plan: IntakePlan) -> EntryDraft? {
        plan.ticket?.events.lazy.compactMap { event in
            if case .entryAdded(let draft) = event, draft.kind == .note { draft } else { nil }
        }.first
    }

    @Test func `a mail whose author is vouched for is asked about, and acknowledged as ever`() {
        let plan = Self.plan(Self.scene())
        #expect(plan.ticket?.ruleRequest == .due(rule: "purchase") && Self.note(plan) == nil)
        #expect(plan.ticket?.notifications.map(\.template) == ["acknowledgement"])
        #expect(plan.trace.last == "rule purchase: asks for approval")
        let other = Self.plan(Self.scene { $0.message.subject = "打印机" })
        #expect(other.ticket?.ruleRequest == nil && Self.note(other) == nil)
        #expect(!other.trace.contains { $0.hasPrefix("rule ") })
    }

    @Test(arguments: [
        (SenderAuthentication.Level.unverified, true), (.failed, true), (.unverified, false), (.failed, false),
    ])
    func `of an author whom nobody vouches for the agents are told, once`(
        level: SenderAuthentication.Level, wants: Bool
    ) throws {
        let plan = Self.plan(Self.scene { $0.level = level }, Self.rule { $0.wantsVouching = wants })
        if level == .unverified, !wants {
            #expect(plan.ticket?.ruleRequest == .due(rule: "purchase") && Self.note(plan) == nil)
        } else {
            #expect(plan.ticket?.ruleRequest == nil)
            let note = try #require(Self.note(plan))
            #expect(note.text.contains("“purchase” did not ask") && note.text.contains("vouched: false"))
            #expect(note.author.address == Fixtures.it.addresses.first && note.channel == .system)
            #expect(plan.trace.last?.hasPrefix("rule purchase: would ask for approval, but ") == true)
        }
    }

    @Test(arguments: [MessageClass.autoReply, .bounce, .list])
    func `no program's mail is asked about, nor told of`(messageClass: MessageClass) {
        for wants in [true, false] {
            let scene = Self.scene { $0.message.messageClass = messageClass }
            let plan = Self.plan(scene, Self.rule { $0.wantsVouching = wants })
            #expect(plan.ticket?.ruleRequest == nil && Self.note(plan) == nil)
        }
    }

    @Test func `what nothing automatic answers makes no request`() throws {
        let changes: [(inout Scene) -> Void] = [
            { $0.reversePath = .null }, { $0.isVouchedFor = true }, { $0.wait = 4 * 86_400 },
            { $0.doubt = .spam },
            { scene in
                scene.message.from = [Mailbox(address: Fixtures.address("noreply@customer.example"))]
                scene.message.replyTo = [Mailbox(address: Fixtures.address("wang@customer.example"))]
            },
        ]
        for change in changes {
            let plan = Self.plan(Self.scene(change), Self.rule { $0.wantsVouching = false })
            #expect(plan.ticket?.ruleRequest == nil)
            #expect(Self.note(plan) != nil)
        }
    }

    @Test func `what an agent passed on is the agents' to ask about`() throws {
        var inner = InternetMessage()
        inner.from = [Fixtures.wang.mailbox]
        inner.header = HeaderSection([HeaderField(name: "from", body: Array("wang@customer.example".utf8))])
        inner.subject = "采购"
        inner.text = "两台"
        inner.fresh = FreshText(text: inner.text)
        let plan = Self.plan(
            Self.scene { scene in
                scene.message.from = [Fixtures.lina.mailbox]
                scene.reversePath = .mailbox(Fixtures.lina.address)
                scene.context.author = Fixtures.lina
                scene.forwarded = inner
            })
        #expect(plan.ticket?.ruleRequest == nil)
        let notes = plan.ticket?.events.count {
            if case .entryAdded(let draft) = $0 { draft.kind == .note } else { false }
        }
        #expect(notes == 2, "the agent's words, and that the rule would have asked")
    }

    @Test(arguments: [
        (RuleObstacle.gone, "no such rule any more", "已没有这条规则"),
        (.tooMany(limit: 20), "20 requests", "20 项"),
        (.refused(.ownRequest), "nobody approves what they asked for themselves", "申请人本人"),
        (.refused(.unknownApprover("group:x")), "group:x", "“group:x”不能作为审批人"),
        (.refused(.nobodyDecides), "one at least has to decide", "至少须有一步作出决定"),
        (.refused(.noApprovers(step: 2)), "step 2 has no approvers", "第 2 步没有审批人"),
        (.failed("disk"), "disk", "disk"), (.unvouched(reason: "nobody knows"), "nobody knows", "无法确认发件人身份"),
    ])
    func `a note says why and how to mend it, in the desk's language`(
        obstacle: RuleObstacle, english: String, chinese: String
    ) throws {
        let note = RuleNote(rule: "采购", obstacle: obstacle)
        #expect(note.text(in: "en").contains(english) && note.text(in: "de").contains("“采购” did not ask"))
        #expect(note.text(in: "zh").contains(chinese) && note.text(in: "zh-Hans").contains("“采购”没有发起审批"))
    }

    // The request itself.

    @Test func `the requester asks by the rule, and the desk alone withdraws it`() throws {
        let planner = ApprovalPlanner(
            policy: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
        var request = ApprovalRequest(
            text: "Two", steps: [ApprovalTests.step(.all, [ApprovalTests.ann])])
        let actor = Actor(person: Fixtures.wang, channel: .system)
        #expect(throws: ApprovalRefusal.notPermitted) {
            try planner.requesting(request, on: Fixtures.ticket(), delegations: [], by: actor, at: Fixtures.now)
        }
        request.deskRule = "purchase"
        let plan = try planner.requesting(
            request, on: Fixtures.ticket(), delegations: [], by: actor, at: Fixtures.now)
        #expect(plan.ruleRequest == .done)
        #expect(
            plan.events.first
                == .approvalChanged(
                    from: nil, to: .pending, by: Fixtures.wang.mailbox, via: .system, rule: "purchase"))
        #expect(plan.approval?.evidence.first?.facts.contains(.init("rule", "purchase")) == true)
        #expect(plan.notifications.first?.values["approval.desk_rule"] == "purchase")
        let approval = try #require(plan.approval?.after)
        let item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: approval, delegations: [], moment: Fixtures.now + 1)
        #expect(throws: ApprovalRefusal.notPermitted) { try planner.withdrawing(item, by: actor) }
        let agent = Actor(person: Fixtures.lina, channel: .portal)
        #expect(try planner.withdrawing(item, by: agent).approval?.after.state == .withdrawn)
    }
}
