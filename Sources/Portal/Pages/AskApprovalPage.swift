import Ticketing

/// An agent asks for a decision: of whom, about what, until when, in up to three steps.
struct AskApprovalPage {
    let frame: PageFrame
    let form: PostForm
    let ticket: Ticket
    /// Of the ticket's desk.
    let groups: [String]
    var state = FormState()

    private var words: Words { frame.words }

    var html: HTML {
        let path = "/requests/\(ticket.number)"
        return frame.page(
            words.askForApproval, at: .inbox, isWrong: state.isWrong,
            backLink(path, ticket.number.description)
                + div(
                    "narrow stack", state.summary(words),
                    tag("h1", [:], text(words.askForApproval)),
                    tag("p", ["class": "muted", "dir": "auto"], text(ticket.subject)), paragraph(words.askIntro),
                    form.form(
                        path + "/approvals", draft: "a\(ticket.number)",
                        Field(name: "text", label: words.askedText, hint: words.askedTextHint).area(state, rows: 5),
                        .joined((1...AskApprovalForm.blocks).map(block)),
                        Field(
                            name: "until", label: words.optionalLabel(words.askedUntil), hint: words.askedUntilHint,
                            type: "datetime-local"
                        ).input(state),
                        div("row", button(words.askForApproval), link(path, words.back, style: "btn")))))
    }

    private func block(_ number: Int) -> HTML {
        let names = AskApprovalForm.Names(number)
        let content = div(
            "stack",
            Field(name: names.approvers, label: words.approvers, hint: words.approversHint(groups: groups)).area(
                state, rows: 2),
            Field(name: names.rule, label: words.ruleLabel)
                .select(words.ruleOptions, chosen: state.fields[names.rule] ?? "all", state),
            Field(name: names.count, label: words.howMany, type: "number").input(state))
        if number == 1 {
            return tag("fieldset", ["class": "card stack"], tag("legend", [:], text(words.askStep(1))), content)
        }
        let isUsed = [names.approvers, names.count].contains { state.fields.filled($0) != nil }
        return tag(
            "details", ["class": "card", "open": isUsed ? "" : nil],
            tag("summary", [:], text(words.laterStep(number))), content)
    }
}
