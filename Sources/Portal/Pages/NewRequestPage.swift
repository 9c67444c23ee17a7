import Ticketing

/// The form that opens a ticket: one line and one text, the rest has defaults.
struct NewRequestPage {
    let frame: PageFrame
    let form: PostForm
    let state: FormState
    let desks: [Desk]
    let canAskForOthers: Bool

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.newRequest, at: .new, isWrong: state.isWrong,
            div(
                "narrow stack-lg", backLink("/requests", words.myRequests), state.summary(words),
                div("stack", tag("h1", [:], text(words.newRequest)), paragraph(words.newIntro, style: "muted")),
                form.form(
                    "/requests/new", style: "stack-lg", draft: "new", deskField,
                    radios(
                        "kind", words.kindQuestion, TicketKind.allCases.map { ($0.rawValue, words.kind($0)) },
                        chosen: state.fields["kind"] ?? TicketKind.question.rawValue),
                    Field(
                        name: "subject", label: words.subject, hint: words.subjectHint, autocomplete: "off",
                        maxLength: 300, isRequired: true
                    ).input(state),
                    Field(
                        name: "text", label: words.description, hint: words.descriptionHint, isRequired: true
                    ).area(state, rows: 8),
                    behalf, div("row", button(words.submit)))))
    }

    private var deskField: HTML {
        let only = desks.count == 1 ? desks.first : nil
        if let only { return hidden("desk", only.name) }
        return Field(name: "desk", label: words.chooseDesk).select(
            desks.map { ($0.name, $0.title(in: words.language.rawValue)) },
            chosen: state.fields["desk"] ?? desks.first?.name, state)
    }

    private var behalf: HTML {
        guard canAskForOthers else { return .empty }
        return Field(
            name: "requester", label: words.optionalLabel(words.onBehalf), type: "email", autocomplete: "off",
            maxLength: 254
        ).input(state)
    }
}
