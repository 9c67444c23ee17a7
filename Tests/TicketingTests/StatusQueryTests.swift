import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("A person asks for their own tickets") struct StatusQueryTests {
    private let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())

    /// A mail of a proven author.
    private func intake(
        subject: String = "hello", text: String = "", _ change: (inout Scene) -> Void = { _ in }
    ) -> IntakeCase {
        var scene = Scene()
        scene.level = .aligned
        scene.message.subject = subject
        scene.message.text = text
        scene.message.fresh = FreshText(text: text, quoted: false)
        scene.context.author = Fixtures.wang
        scene.context.ownTickets = [Fixtures.ticket()]
        change(&scene)
        var intake = scene.intake
        intake.correlation.statusQuery = StatusQuery(scene.message)
        return intake
    }

    private func decidedBy(_ intake: IntakeCase) -> String { Intake.decide(intake).decidedBy }

    @Test(arguments: [
        "STATUS", "status", " Status. ", "*STATUS*", "Status?", "状态", "狀態", "查询", "查詢。", "查询进度", "進度查詢", "ステータス",
        "状況", "상태", "Stand", "statut", "État", "E\u{301}TAT", "estado", "¿Estado?", "situação", "Статус", "СОСТОЯНИЕ",
        "حالة",
        "\u{200F}الحالة؟", "my  tickets", "我的工单！",
    ])
    func `one of the words as subject or as first own line`(word: String) {
        #expect(decidedBy(intake(subject: word)) == "status-query")
        #expect(decidedBy(intake(text: word)) == "status-query")
        #expect(decidedBy(intake(text: "\n \r\n\(word)\n\nRegards, Ann")) == "status-query")
        #expect(decidedBy(intake(subject: "Re: \(word) of the printer")) == "open")
        #expect(decidedBy(intake(text: "Hello\n\(word)")) == "open")
    }

    @Test(arguments: [
        "", "stat", "statuses", "status of my printer", "状态不对", "no status", "STATUS IT-1", "...",
        "status" + String(repeating: ".", count: 59), "STATUS\u{2028}STATUS",
    ])
    func `nothing else is one`(line: String) {
        #expect(!StatusQuery.isWord(line))
    }

    @Test func `a word with its marks has 64 bytes at most`() {
        #expect(StatusQuery.isWord("status" + String(repeating: ".", count: 58)))
    }

    @Test func `the answer holds the open tickets, null reverse-path and the language of the person`() throws {
        let plan = IntakePlan(intake(subject: "STATUS"), mail: MailID(rawValue: 1), notifications: policy)
        #expect(plan.state == .answered && plan.verdict.decision.action == "query" && plan.ticket == nil)
        let answer = try #require(plan.notifications.first)
        #expect(plan.notifications.count == 1 && answer.template == "status-answer" && answer.language == "zh")
        #expect(answer.nature == .acknowledgement && answer.recipient.address == Fixtures.wang.address)
        #expect(StatusList(answer)?.lines.map(\.number) == ["IT-42"])
        #expect(answer.answered == MessageID("first@customer.example"))
    }

    @Test func `somebody without tickets is told so`() throws {
        let asked = intake(subject: "STATUS") {
            $0.context.author = nil
            $0.context.ownTickets = []
        }
        let plan = IntakePlan(asked, mail: MailID(rawValue: 1), notifications: policy)
        #expect(StatusList(try #require(plan.notifications.first))?.lines == [])
    }

    @Test(arguments: [SenderAuthentication.Level.unverified, .failed])
    func `an unproven author learns nothing and gets a ticket`(level: SenderAuthentication.Level) {
        let asked = intake(subject: "STATUS") { $0.level = level }
        let plan = IntakePlan(asked, mail: MailID(rawValue: 1), notifications: policy)
        #expect(plan.verdict.decidedBy == "open" && plan.state == .ticketed && plan.notifications == [])
    }

    @Test func `no automatic mail gets an answer, so that none can loop`() {
        let automatic: [(inout Scene) -> Void] = [
            { $0.message.messageClass = .autoReply }, { $0.message.messageClass = .list }, { $0.reversePath = .null },
            { $0.message.messageClass = .bounce },
        ]
        for change in automatic {
            let plan = IntakePlan(
                intake(subject: "STATUS", change), mail: MailID(rawValue: 1), notifications: policy)
            #expect(plan.notifications == [] && plan.state != .answered)
        }
        var own = Scene(from: "support@desk.example")
        own.level = .aligned
        own.message.subject = "STATUS"
        var intake = own.intake
        intake.correlation.statusQuery = StatusQuery(own.message)
        #expect(IntakePlan(intake, mail: MailID(rawValue: 1), notifications: policy).notifications == [])
    }

    @Test(arguments: [(4, MailState.answered, 1), (5, .ignored, 0)])
    func `queries share the limit of automatic answers`(before: Int, state: MailState, sent: Int) {
        let asked = intake(subject: "STATUS") { $0.context.automaticAnswersLastHour = before }
        let plan = IntakePlan(asked, mail: MailID(rawValue: 1), notifications: policy)
        #expect(plan.state == state && plan.notifications.count == sent && plan.ticket == nil)
    }

    @Test func `in a conversation the word stands alone`() {
        func asked(_ text: String) -> IntakeCase {
            intake(subject: "Re: [IT-42] printer", text: text) {
                $0.tokens = [ReplyToken(ticket: TicketID(rawValue: 42), person: Fixtures.wang.id)]
                $0.context.tickets = [Fixtures.ticket()]
            }
        }
        #expect(decidedBy(asked("Status?")) == "status-query")
        #expect(decidedBy(asked("Status?\nIt still does not print.")) == "reply-token")
    }

    @Test(arguments: [(50, 50), (51, 50)])
    func `an answer lists fifty`(count: Int64, listed: Int) {
        #expect(StatusList((1...count).map { Fixtures.ticket($0) }).lines.count == listed)
    }
}
