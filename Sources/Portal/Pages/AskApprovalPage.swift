import Ticketing

/// An agent asks for a decision: of whom, about what, until when, in up to three steps.
struct AskApprovalPage {
    let frame: PageFrame
    let form: PostForm
    let record: TicketRecord
    /// Of the ticket's desk.
    let groups: [String]
    var state = FormState()

    private var words: Words { frame.words }
    var ticket: Ticket { record.ticket }

    var html: HTML {
        let path = "/requests/\(ticket.number)"
        let content = ApprovalContentFields(record, words: words, state: state)
        return frame.page(
            words.askForApproval, at: .inbox, isWrong: state.isWrong,
            backLink(path, ticket.number.description)
                + div(
                    "narrow stack", state.summary(words),
                    tag("h1", [:], text(words.askForApproval)),
                    tag("p", ["class": "muted", "dir": "auto"], text(ticket.subject)), paragraph(words.askIntro),
                    form.form(
                        path + "/approvals", draft: "a\(ticket.number)",
                        content.area, content.files, content.pairs,
                        .joined((1...AskApprovalForm.blocks).map(block)),
                        Field(
                            name: "until", label: words.optionalLabel(words.askedUntil), hint: words.askedUntilHint,
                            type: "datetime-local"
                        ).input(state), afterwards,
                        div("row", button(words.askForApproval), link(path, words.back, style: "btn")))))
    }

    private var afterwards: HTML {
        tag(
            "details", ["class": "card", "open": state.fields.filled("default") == nil ? nil : ""],
            tag("summary", [:], text(words.askMore)),
            Field(name: "default", label: words.askedDefault)
                .select(words.defaultOptions, chosen: state.fields["default"], state))
    }

    private func more(_ names: AskApprovalForm.Names) -> HTML {
        let isUsed = [names.passive, names.due, names.escalation].contains { state.fields.filled($0) != nil }
        return tag(
            "details", ["open": isUsed ? "" : nil], tag("summary", [:], text(words.askMore)),
            div(
                "stack",
                tag(
                    "label", ["class": "opt"],
                    .void(
                        "input",
                        [
                            "type": "checkbox", "name": names.passive, "value": "1",
                            "checked": state.fields.filled(names.passive) == nil ? nil : "",
                        ]), tag("span", [:], text(words.askedPassive))),
                div(
                    "pair",
                    Field(name: names.due, label: words.askedDue, hint: words.askedDueHint, type: "number")
                        .input(state),
                    Field(name: names.escalation, label: words.askedEscalation, hint: words.askedEscalationHint)
                        .input(state))))
    }

    private func block(_ number: Int) -> HTML {
        let names = AskApprovalForm.Names(number)
        let content = div(
            "stack",
            Field(name: names.approvers, label: words.approvers, hint: words.approversHint(groups: groups)).area(
                state, rows: 2),
            Field(name: names.rule, label: words.ruleLabel)
                .select(words.ruleOptions, chosen: state.fields[names.rule] ?? "all", state),
            Field(name: names.count, label: words.howMany, type: "number").input(state), more(names))
        if number == 1 {
            return tag("fieldset", ["class": "card stack"], tag("legend", [:], text(words.askStep(1))), content)
        }
        let isUsed = [names.approvers, names.count, names.due, names.escalation].contains {
            state.fields.filled($0) != nil
        }
        return tag(
            "details", ["class": "card", "open": isUsed ? "" : nil],
            tag("summary", [:], text(words.laterStep(number))), content)
    }
}
