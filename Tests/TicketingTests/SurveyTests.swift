import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("How was it?") struct SurveyTests {
    static let now = Fixtures.now

    func policy(asks: Bool = true) -> NotificationPolicy {
        var desk = Fixtures.it
        desk.asksHowItWas = asks
        desk.surveyRest = 5
        return NotificationPolicy(
            desks: DeskDirectory([desk, Fixtures.hr]), templates: .shipped, key: Fixtures.key,
            tokens: CountingTokens())
    }

    func closing(_ from: TicketState = .resolved, to: TicketState = .closed) -> [TicketEvent] {
        [.stateChanged(from: from, to: to, by: Fixtures.lina.mailbox, via: .portal)]
    }

    @Test func `the requester of a solved ticket is asked when it is closed`() throws {
        let request = try #require(
            SurveyPlan.request(for: closing(), on: Fixtures.ticket(state: .resolved), policy: policy()))
        #expect(request.person == Fixtures.wang.id && request.rest == 5)
        let notice = request.notification
        #expect(notice.template == "survey" && notice.language == "zh" && notice.nature == .notice)
        #expect(notice.recipient.address == Fixtures.wang.address && notice.mayWait && !notice.mayJoin)
    }

    @Test(arguments: TicketState.allCases, TicketState.allCases)
    func `what was not solved or is not closed is not asked about`(from: TicketState, to: TicketState) {
        let request = SurveyPlan.request(
            for: closing(from, to: to), on: Fixtures.ticket(state: from), policy: policy())
        #expect((request != nil) == (from == .resolved && to == .closed))
    }

    @Test func `a desk that does not ask, and one of another name, asks nobody`() {
        let ticket = Fixtures.ticket(state: .resolved)
        #expect(SurveyPlan.request(for: closing(), on: ticket, policy: policy(asks: false)) == nil)
        let other = Fixtures.ticket(state: .resolved, desk: "hr")
        #expect(SurveyPlan.request(for: closing(), on: other, policy: policy()) == nil)
    }

    @Test func `robots, our own addresses and people who stopped it are not asked`() {
        var unwilling = Fixtures.wang
        unwilling.preferences = [NotificationPreference(.survey, .never)]
        var gone = Fixtures.wang
        gone.isActive = false
        var suppressed = Fixtures.wang
        suppressed.suppression = "550 5.1.1"
        let robots = ["noreply@shop.example", "news-request@lists.example", "support@desk.example"].map {
            Fixtures.person(9, $0)
        }
        for person in [unwilling, gone, suppressed] + robots {
            let ticket = Fixtures.ticket(state: .resolved, participants: [person])
            #expect(SurveyPlan.request(for: closing(), on: ticket, policy: policy()) == nil, "\(person.address)")
        }
    }

    @Test func `the plan of whoever closes it asks, and the question stands for the notice of the new status`() throws {
        let ticket = Fixtures.ticket(state: .resolved)
        let actor = Actor(person: Fixtures.lina, channel: .portal)
        let plan = NotificationPlan.plan(for: closing(), on: ticket, by: actor, policy: policy())
        let survey = try #require(plan.survey)
        #expect(plan.notifications.map(\.template) == ["status-change"])
        #expect(plan.notifications.allSatisfy(survey.tells))
        var other = try #require(plan.notifications.first)
        other.recipient = Fixtures.lina.mailbox
        #expect(!survey.tells(other))
        other = survey.notification
        other.template = "reopened"
        #expect(!survey.tells(other))
    }

    @Test(arguments: [(0, false), (1, true), (5, true), (6, false), (-1, false)])
    func `a score is one to five`(score: Int, isOne: Bool) {
        #expect(((try? SurveyAnswer(score: score, comment: "")) != nil) == isOne)
    }

    @Test func `a comment has a limit`() throws {
        let limit = SurveyAnswer.longestComment
        #expect(try SurveyAnswer(score: 4, comment: " " + String(repeating: "a", count: limit)).comment.count == limit)
        #expect(throws: TicketRefusal.textTooLong(limit: limit, actual: limit + 1)) {
            try SurveyAnswer(score: 4, comment: String(repeating: "a", count: limit + 1))
        }
    }

    @Test func `it takes answers for a month, twenty of them, by its own link`() {
        let survey = Survey(
            ticket: TicketID(rawValue: 42), person: Fixtures.wang, askedAt: Self.now, rating: nil, answers: 19)
        let link = TicketLinkTests.link(.survey)
        #expect(survey.isOpen(to: link, at: Self.now + 30 * 86_400 - 1))
        #expect(!survey.isOpen(to: link, at: Self.now + 30 * 86_400))
        var answered = survey
        answered.answers = Survey.mostAnswers
        #expect(!answered.isOpen(to: link, at: Self.now))
        var gone = survey
        gone.person.isActive = false
        #expect(!gone.isOpen(to: link, at: Self.now))
        for wrong in [TicketLinkTests.link(), TicketLinkTests.link(.survey, asked: Self.now + 60)] {
            #expect(!survey.isOpen(to: wrong, at: Self.now + 60))
        }
    }

    @Test func `the ticket's requester and who works it see the rating, nobody else does`() {
        let guest = Fixtures.person(7, "guest@customer.example")
        let ticket = Fixtures.ticket(participants: [Fixtures.wang, guest])
        var entry = ResolutionPlanTests.change(.closed, at: Self.now)
        entry.change = FieldChange(field: FieldChange.rating, from: nil, to: "2")
        for (person, sees) in [(Fixtures.wang, true), (Fixtures.lina, true), (guest, false), (Fixtures.omar, false)] {
            #expect(AccessPolicy.shows(entry, of: ticket, to: person) == sees)
            #expect(AccessPolicy.showsRating(of: ticket, to: person) == sees)
        }
    }
}

@Suite("The links of a message to a requester") struct FeedbackValuesTests {
    func entry(_ template: String, _ state: TicketState, to reader: Person = Fixtures.wang) -> OutgoingEntry {
        let notification = Ticketing.Notification(
            template: template, version: 1, language: "en", recipient: reader.mailbox, nature: .notice,
            messageID: MessageID("m@desk.example"), desk: "it", values: ["ticket.status": "resolved"])
        return OutgoingEntry(
            id: OutgoingID(rawValue: 1), notification: notification, ticket: Fixtures.ticket(state: state), entry: nil,
            thread: [], recipient: reader, composed: nil, attempts: 0, createdAt: Fixtures.now)
    }

    func values(_ entry: OutgoingEntry) -> [String: TemplateValue] {
        FeedbackValues(key: Fixtures.key, publicURL: "https://desk.example").values(of: entry, desk: Fixtures.it)
    }

    @Test(arguments: ["resolved", "public-reply"])
    func `who is told that it is solved can say so, and when it is closed else`(template: String) {
        let url = "https://desk.example/solved/" + TicketLinkTests.link().encoded(key: Fixtures.key)
        #expect(
            values(entry(template, .resolved)) == [
                "resolution": [
                    "confirm_url": .string(url), "reopen_url": .string(url + "?answer=no"),
                    "closes_at": .date(Fixtures.now + 14 * 86_400),
                ]
            ])
    }

    @Test func `other messages, other readers and what has moved on ask nothing`() {
        #expect(values(entry("resolved", .closed)) == [:])
        #expect(values(entry("status-change", .resolved)) == [:])
        #expect(values(entry("resolved", .resolved, to: Fixtures.lina)) == [:])
        var answer = entry("public-reply", .resolved)
        answer.notification.values = [:]
        #expect(values(answer) == [:])
    }

    @Test func `a notice quotes what was done, an answer does not repeat itself`() {
        let words = Entry(
            id: EntryID(rawValue: 1), kind: .message, direction: .outgoing, channel: .portal,
            author: Fixtures.lina.mailbox, text: String(repeating: "a", count: 3_000), html: nil, fresh: nil,
            change: nil, flags: [], createdAt: Fixtures.now, mail: nil, messageID: nil, attachments: [])
        for (template, isQuoted) in [("resolved", true), ("public-reply", false)] {
            var entry = entry(template, .resolved)
            entry.entry = words
            guard case .object(let members)? = values(entry)["resolution"] else { return #expect(Bool(false)) }
            guard case .string(let text)? = members["text"] else {
                #expect(!isQuoted)
                continue
            }
            #expect(isQuoted && text.utf8.count == 2_000)
        }
    }

    @Test func `a survey has a link, and one for each answer, the best first`() throws {
        let url = "https://desk.example/survey/" + TicketLinkTests.link(.survey).encoded(key: Fixtures.key)
        let values = values(entry("survey", .closed))
        #expect(values["survey"] == ["url": .string(url), "expires": .date(Fixtures.now + 30 * 86_400)])
        guard case .list(let ratings)? = values["ratings"] else { return #expect(Bool(false)) }
        #expect(ratings.count == 5)
        #expect(ratings.first == ["score": .string("5"), "url": .string(url + "?score=5")])
    }
}
