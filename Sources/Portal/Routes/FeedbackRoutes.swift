import Hummingbird
import Ticketing

/// The questions that mails ask about a ticket, by the links in them: is it solved, and how was it?
///
/// The link is all of the authority: no cookie is read and nobody needs to sign in. Opening a page does nothing, since
/// programs that look at mails open links; only its button does.
///
/// Security: whoever holds a forwarded mail sees number and subject of the ticket, which stand in that mail, and nothing
/// else: neither what was written there nor what was answered. A link that is made up, has expired or asks nothing any more
/// gets one and the same answer.
struct FeedbackRoutes {
    static let prefixes = ["/solved/", "/survey/"]

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/solved/:token") { request, context in
            guard let link = link(.resolution, context),
                let ticket = try await portal.ports.desk.solution(askedBy: link)
            else { return dead(context) }
            return .page(resolution(ticket, isDoubted: try request.query["answer"] == "no", context).html)
        }
        router.post("/solved/:token") { request, context in
            guard let link = link(.resolution, context),
                let ticket = try await portal.ports.desk.solution(askedBy: link)
            else { return dead(context) }
            return try await answer(try await request.form(), link, ticket, context)
        }
        router.get("/survey/:token") { request, context in
            guard let asked = try await survey(context) else { return dead(context) }
            let score = try request.query["score"].flatMap { Int($0) }
            return .page(page(asked, score: score, context).html)
        }
        router.post("/survey/:token") { request, context in
            guard let link = link(.survey, context), let asked = try await survey(context) else {
                return dead(context)
            }
            return try await rate(try await request.form(), link, asked, context)
        }
    }

    private func answer(
        _ fields: FormFields, _ link: TicketLink, _ ticket: Ticket, _ context: PortalContext
    ) async throws -> Response {
        let answer: ResolutionAnswer
        switch fields["answer"] {
        case "yes": answer = .solved
        case "no": answer = .unsolved(fields[ResolutionPage.textField] ?? "")
        default: throw PortalFailure.badRequest("neither yes nor no")
        }
        let words = portal.words(for: context.visitor)
        let isTaken: Bool
        do throws(CommandError) {
            isTaken = try await portal.ports.desk.answer(answer, by: link)
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            var page = resolution(ticket, isDoubted: true, context)
            page.state.fields = fields
            page.state.problems = [(field: ResolutionPage.textField, message: words.refusal(refusal))]
            return .page(page.html, status: .unprocessableContent)
        }
        guard isTaken else { return dead(context) }
        return answer == .solved
            ? notice(words.confirmedTitle, words.confirmedText, context)
            : notice(words.reopenedTitle, words.reopenedText, context)
    }

    private func rate(
        _ fields: FormFields, _ link: TicketLink, _ asked: (survey: Survey, ticket: Ticket), _ context: PortalContext
    ) async throws -> Response {
        let words = portal.words(for: context.visitor)
        let score = fields[SurveyPage.scoreField].flatMap { Int($0) }
        let answer: SurveyAnswer
        do throws(TicketRefusal) {
            answer = try SurveyAnswer(score: score ?? 0, comment: fields[SurveyPage.commentField] ?? "")
        } catch {
            var page = page(asked, score: score, context)
            page.state.fields = fields
            let field = error == .noScore ? SurveyPage.scoreField : SurveyPage.commentField
            page.state.problems = [(field: field, message: words.refusal(error))]
            return .page(page.html, status: .unprocessableContent)
        }
        guard try await portal.ports.desk.answer(answer, by: link) else { return dead(context) }
        return notice(words.ratedTitle, words.ratedText(until: words.moment(link.expires)), context)
    }

    private func link(_ question: TicketLink.Question, _ context: PortalContext) -> TicketLink? {
        portal.ports.desk.link(context.parameters.get("token") ?? "", to: question)
    }

    private func survey(_ context: PortalContext) async throws -> (survey: Survey, ticket: Ticket)? {
        guard let link = link(.survey, context) else { return nil }
        return try await portal.ports.desk.survey(askedBy: link)
    }

    private func resolution(_ ticket: Ticket, isDoubted: Bool, _ context: PortalContext) -> ResolutionPage {
        ResolutionPage(
            frame: portal.frame(for: context.visitor), ticket: ticket,
            path: "/solved/" + (context.parameters.get("token") ?? ""), isDoubted: isDoubted)
    }

    private func page(
        _ asked: (survey: Survey, ticket: Ticket), score: Int?, _ context: PortalContext
    ) -> SurveyPage {
        SurveyPage(
            frame: portal.frame(for: context.visitor), ticket: asked.ticket,
            path: "/survey/" + (context.parameters.get("token") ?? ""), isAnswered: asked.survey.rating != nil,
            chosen: score)
    }

    private func notice(_ title: String, _ message: String, _ context: PortalContext) -> Response {
        .page(FeedbackNotice(frame: portal.frame(for: context.visitor), title: title, message: message).html)
    }

    private func dead(_ context: PortalContext) -> Response {
        let words = portal.words(for: context.visitor)
        let page = FeedbackNotice(
            frame: portal.frame(for: context.visitor), title: words.deadLinkTitle, message: words.deadLinkText)
        return .page(page.html, status: .notFound)
    }
}
