import Ticketing

/// The ticket that a question is about, as far as whoever holds the link may see it.
private func subject(of ticket: Ticket, _ words: Words) -> HTML {
    tag(
        "p", ["class": "m0"], foreign(ticket.number.description, style: "mono muted"), text(" "),
        tag("strong", ["dir": "auto"], text(ticket.subject.isEmpty ? words.noSubject : ticket.subject)))
}

private func postForm(_ path: String, style: String = "stack", _ content: HTML...) -> HTML {
    .element("form", ["method": "post", "action": path, "class": style, "novalidate": ""], content)
}

/// "Is it solved?", with a button for yes, and a field and a button for no.
struct ResolutionPage {
    let frame: PageFrame
    let ticket: Ticket
    let path: String
    /// The field for what is still wrong comes first.
    let isDoubted: Bool
    var state = FormState()

    static let textField = "text"

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.solvedTitle, isWrong: state.isWrong,
            div(
                "narrow stack-lg", state.summary(words),
                div(
                    "stack", tag("h1", [:], text(words.solvedTitle)), subject(of: ticket, words),
                    paragraph(words.solvedHint, style: "muted")),
                isDoubted ? no + yes : yes + no))
    }

    private var yes: HTML {
        postForm(
            path, style: "card", hidden("answer", "yes"),
            div("row", button(frame.words.yesSolved, style: isDoubted ? "btn" : "btn pri")))
    }

    private var no: HTML {
        postForm(
            path, style: "card stack", tag("h2", [:], text(frame.words.notYetSolved)), hidden("answer", "no"),
            Field(
                name: Self.textField, label: frame.words.stillWrong, hint: frame.words.stillWrongHint,
                isRequired: true
            ).area(state, rows: 5),
            div("row", button(frame.words.openAgain, style: isDoubted ? "btn pri" : "btn")))
    }
}

/// "How did we do?": a score, and a word with it.
struct SurveyPage {
    let frame: PageFrame
    let ticket: Ticket
    let path: String
    let isAnswered: Bool
    /// As the link says.
    var chosen: Int?
    var state = FormState()

    static let scoreField = "score"
    static let commentField = "comment"

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.surveyTitle, isWrong: state.isWrong,
            div(
                "narrow stack-lg", state.summary(words),
                div(
                    "stack", tag("h1", [:], text(words.surveyTitle)), subject(of: ticket, words),
                    paragraph(isAnswered ? words.answeredBefore : words.surveyHint, style: "muted")),
                postForm(
                    path, style: "card stack",
                    tag(
                        "div",
                        ["id": "f-" + Self.scoreField, "class": scoreProblem == nil ? "field" : "field has-err"],
                        scoreProblem.map { tag("span", ["class": "err"], text($0)) } ?? .empty,
                        radios(
                            Self.scoreField, words.yourRating,
                            Rating.scores.reversed().map { (String($0), words.score($0)) },
                            chosen: chosen.map { String($0) } ?? "")),
                    Field(
                        name: Self.commentField, label: words.optionalLabel(words.comment), hint: words.commentHint
                    ).area(state, rows: 4),
                    div("row", button(words.sendRating)))))
    }

    private var scoreProblem: String? { state.problem(Self.scoreField) }
}

/// What became of an answer, or why there is nothing to answer; says nothing of the ticket.
struct FeedbackNotice {
    let frame: PageFrame
    let title: String
    let message: String

    var html: HTML {
        frame.page(title, div("narrow stack", tag("h1", [:], text(title)), paragraph(message)))
    }
}
