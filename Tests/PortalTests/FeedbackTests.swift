import Foundation
import HTTPTypes
import HummingbirdTesting
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import Portal

@Suite("Answers to what mails ask") struct FeedbackTests {
    private static let ticket = PortalScene.ticket.id
    private static let english: HTTPFields = [.acceptLanguage: "en"]

    private static func path(_ question: TicketLink.Question, of person: Person = Fixtures.wang, asked: Date) -> String
    {
        let prefix = question == .resolution ? "/solved/" : "/survey/"
        return prefix
            + TicketLink(question, ticket: ticket, person: person.id, askedAt: asked).encoded(key: Fixtures.key)
    }

    private static let solved = path(.resolution, asked: Fixtures.now)
    private static let survey = path(.survey, asked: Fixtures.now)

    private func ticket(_ browser: PortalClient) async throws -> TicketRecord {
        try await browser.scene.desk.record(Self.ticket)
    }

    /// With the ticket solved just now, and its requester asked.
    private func run(_ test: @Sendable @escaping (PortalClient) async throws -> Void) async throws {
        try await PortalScene().run { browser async throws in
            await browser.scene.desk.set(.resolved, of: Self.ticket, since: Fixtures.now)
            await browser.scene.desk.ask(
                Survey(ticket: Self.ticket, person: Fixtures.wang, askedAt: Fixtures.now, rating: nil, answers: 0))
            try await test(browser)
        }
    }

    @Test func `opening the links shows number and subject, and changes nothing`() async throws {
        try await run { browser async throws in
            let before = try await ticket(browser)
            for path in [Self.solved, Self.solved + "?answer=no", Self.survey, Self.survey + "?score=4"] {
                let page = try await browser.get(path, Self.english)
                #expect(page.code == 200 && page.cookies == [])
                #expect(page.text.contains("IT-42") && page.text.contains("&lt;script&gt;alert("))
                #expect(!page.text.contains("We look into it.") && !page.text.contains("wang@"))
                _ = try await browser.client.execute(uri: path, method: .head)
            }
            #expect(try await ticket(browser) == before)
            #expect(try await browser.scene.desk.survey(of: Self.ticket)?.rating == nil)
        }
    }

    @Test func `what is doubted is asked first, and the link's score is chosen`() async throws {
        try await run { browser async throws in
            func order(_ path: String) async throws -> Bool {
                let text = try await browser.get(path, Self.english).text
                let yes = try #require(text.range(of: "Yes, it is solved"))
                let no = try #require(text.range(of: "What is still wrong?"))
                return yes.lowerBound < no.lowerBound
            }
            #expect(try await order(Self.solved))
            #expect(try await !order(Self.solved + "?answer=no"))
            #expect(try await browser.get(Self.survey + "?score=4").text.contains("value=\"4\" checked"))
            for wrong in ["", "?score=9", "?score=x", "?score="] {
                #expect(try await !browser.get(Self.survey + wrong).text.contains("checked"))
            }
        }
    }

    @Test func `yes closes the ticket in the requester's name, once`() async throws {
        try await run { browser async throws in
            let answer = try await browser.post(Self.solved, [("answer", "yes")], Self.english)
            #expect(answer.code == 200 && answer.text.contains("The request is closed.") && answer.cookies == [])
            let record = try await ticket(browser)
            #expect(record.ticket.state == .closed && record.entries.last?.author.address == Fixtures.wang.address)
            #expect(record.entries.last?.channel == .portal)
            for again in [try await browser.post(Self.solved, [("answer", "yes")]), try await browser.get(Self.solved)]
            {
                #expect(again.code == 404 && !again.text.contains("IT-42"))
            }
        }
    }

    @Test func `no puts the words on the ticket and opens it, once`() async throws {
        try await run { browser async throws in
            let empty = try await browser.post(Self.solved, [("answer", "no"), ("text", " ")], Self.english)
            #expect(empty.code == 422 && empty.text.contains("Write something first."))
            let long = String(repeating: "a", count: ResolutionPlan.longestText + 1)
            let tooLong = try await browser.post(Self.solved, [("answer", "no"), ("text", long)], Self.english)
            #expect(tooLong.code == 422 && tooLong.text.contains(long), "what was typed stays")
            #expect(try await ticket(browser).ticket.state == .resolved)

            let answer = try await browser.post(Self.solved, [("answer", "no"), ("text", "卡纸了")], Self.english)
            #expect(answer.code == 200 && answer.text.contains("The request is open again."))
            let record = try await ticket(browser)
            #expect(record.ticket.state == .inProgress)
            let words = try #require(record.entries.last { $0.kind == .message })
            #expect(words.text == "卡纸了" && words.direction == .incoming && words.flags == [.unverified])
            #expect(try await browser.post(Self.solved, [("answer", "no"), ("text", "x")]).code == 404)
            #expect(try await ticket(browser) == record)
        }
    }

    @Test func `an unclear form is no answer`() async throws {
        try await run { browser async throws in
            for form in [[], [("answer", "perhaps")]] {
                #expect(try await browser.post(Self.solved, form).code == 400)
            }
            let unscored = try await browser.post(Self.survey, [("comment", "good")], Self.english)
            #expect(unscored.code == 422 && unscored.text.contains("Choose one of the five answers."))
            #expect(unscored.text.contains(">\ngood</textarea>"))
            for score in ["0", "6", "x", ""] {
                #expect(try await browser.post(Self.survey, [("score", score)]).code == 422)
            }
            let long = String(repeating: "b", count: SurveyAnswer.longestComment + 1)
            let tooLong = try await browser.post(Self.survey, [("score", "3"), ("comment", long)])
            #expect(tooLong.code == 422 && tooLong.text.contains("value=\"3\" checked"))
            #expect(try await browser.scene.desk.survey(of: Self.ticket)?.rating == nil)
        }
    }

    @Test func `links that ask nothing, have expired or were made up get one answer`() async throws {
        try await run { browser async throws in
            let later = Self.path(.resolution, asked: Fixtures.now + 60)
            let others = [
                later, Self.path(.resolution, of: Fixtures.lina, asked: Fixtures.now),
                Self.path(.survey, of: Fixtures.lina, asked: Fixtures.now), "/solved/x", "/survey/x",
                "/solved/" + Self.survey.dropFirst(8), "/survey/" + Self.solved.dropFirst(8),
                "/solved/q" + String(repeating: "a", count: 50),
            ]
            var answers: Set<String> = []
            for path in others {
                let page = try await browser.get(path, Self.english)
                let post = try await browser.post(path, [("answer", "yes"), ("score", "5")], Self.english)
                #expect(page.code == 404 && post.code == 404, "\(path)")
                answers.formUnion([page.text, post.text])
            }
            browser.scene.clock.advance(30 * 86_400)
            for path in [Self.solved, Self.survey] { answers.insert(try await browser.get(path, Self.english).text) }
            #expect(answers.count == 1)
            #expect(answers.first?.contains("This link leads nowhere any more") == true)
            #expect(try await ticket(browser).ticket.state == .resolved)
        }
    }

    @Test func `a rating counts when it is sent, can be changed, and is shown to no holder of the link`() async throws {
        try await run { browser async throws in
            let first = try await browser.post(
                Self.survey, [("score", "2"), ("comment", "kumquat")], Self.english)
            #expect(first.code == 200 && first.text.contains("Thank you for your answer."))
            var rating = try await browser.scene.desk.survey(of: Self.ticket)?.rating
            #expect(rating == Rating(score: 2, comment: "kumquat", at: Fixtures.now))
            let page = try await browser.get(Self.survey, Self.english)
            #expect(page.text.contains("You have answered before.") && !page.text.contains("kumquat"))
            #expect(!page.text.contains("checked"))
            #expect(try await browser.post(Self.survey, [("score", "5")]).code == 200)
            rating = try await browser.scene.desk.survey(of: Self.ticket)?.rating
            #expect(rating?.score == 5 && rating?.comment == "")
        }
    }

    @Test func `both pages speak Chinese to who reads it, and need no script`() async throws {
        try await run { browser async throws in
            let chinese: HTTPFields = [.acceptLanguage: "zh-CN"]
            let solved = try await browser.get(Self.solved, chinese).text
            #expect(solved.contains("问题解决了吗？") && solved.contains("lang=\"zh-Hans\""))
            #expect(solved.contains("<form method=\"post\" action=\"\(Self.solved)\""))
            #expect(try await browser.get(Self.survey, chinese).text.contains("5 – 非常满意"))
        }
    }

    @Test func `the ticket's page and the API show the rating to the desk and its giver only`() async throws {
        try await run { browser async throws in
            let guest = PortalScene.stranger
            let desk = browser.scene.desk
            await desk.rate(Rating(score: 2, comment: "kumquat", at: Fixtures.now), Self.ticket)
            await desk.join(guest, Self.ticket)
            for (person, sees) in [(Fixtures.lina, true), (Fixtures.wang, true), (guest, false)] {
                let token = try await browser.scene.token(person)
                let one = try object(await browser.get("/api/v1/tickets/IT-42", token: token))
                let rating = one["rating"] as? [String: Any]
                #expect(one.keys.contains("rating") && (rating?["score"] as? Int == 2) == sees, "\(person.address)")
                #expect((rating?["comment"] as? String == "kumquat") == sees)
                let list = try object(await browser.get("/api/v1/tickets", token: token))
                let first = (list["items"] as? [[String: Any]])?.first
                #expect((first?["rating"] is [String: Any]) == sees)
                let page = try await browser.get("/requests/IT-42", session: browser.scene.signIn(person), Self.english)
                // Each reads it in their own language.
                #expect((page.text.contains("2 – Poor") || page.text.contains("2 – 不满意")) == sees)
            }
        }
    }
}
