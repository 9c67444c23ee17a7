import Ticketing

extension TicketPage {
    func composer(worksIt: Bool) -> HTML {
        if ticket.state.isFinal {
            return Banner.note(words.finalTicket) + (worksIt ? noteForm : .empty)
        }
        guard may(.reply) else { return .empty }
        return tag("section", ["class": "stack composer", "aria-label": words.reply], replyForm(worksIt: worksIt))
            + (worksIt ? noteForm : .empty)
    }

    private func replyForm(worksIt: Bool) -> HTML {
        form.form(
            path + "/reply", draft: "r\(ticket.number)", hidden("version", String(ticket.version)),
            Field(name: "text", label: words.reply, hint: words.replyHint).area(state, rows: 5),
            audience.map { AudienceField(audience: $0, words: words, state: state).html } ?? .empty,
            div(
                "row", button(words.send),
                worksIt
                    ? button(words.sendAndWait, style: "btn", name: "then", value: "pending")
                        + button(words.sendAndSolve, style: "btn", name: "then", value: "resolved")
                    : .empty))
            + (worksIt ? .empty : ownSolution)
    }

    /// A requester's own word on it.
    private var ownSolution: HTML {
        guard may(.resolveOwn) else { return .empty }
        if ticket.state == .resolved {
            return form.form(
                path + "/state", style: "row", hidden("state", TicketState.inProgress.rawValue),
                button(words.notSolved, style: "btn"))
        }
        return form.form(
            path + "/state", style: "row", hidden("state", TicketState.resolved.rawValue),
            button(words.solved, style: "btn"),
            ticket.pendingApprovals > 0 ? paragraph(words.solvingWithdraws, style: "hint") : .empty)
    }

    /// Somebody else who is to get answers.
    var participantForm: HTML {
        guard may(.change), !ticket.state.isFinal else { return .empty }
        return tag(
            "details", ["open": state.problem("address") == nil ? nil : ""],
            tag("summary", [:], text(words.addParticipant)),
            form.form(
                path + "/participants",
                Field(name: "address", label: words.address, hint: words.addParticipantHint, type: "email").input(
                    state),
                div("row", button(words.addParticipant, style: "btn"))))
    }

    private var noteForm: HTML {
        tag(
            "details", ["class": "card", "open": state.problem("note") == nil ? nil : ""],
            tag("summary", [:], text(words.internalNote)),
            form.form(
                path + "/note", draft: "n\(ticket.number)",
                Field(name: "note", label: words.internalNote, hint: words.noteHint).area(state, rows: 3),
                div("row", button(words.addNote, style: "btn"))))
    }

    /// Status, assignee and priority in one form; each is changed only where it differs.
    var handling: HTML {
        guard !ticket.state.isFinal else { return .empty }
        let states = TicketState.allCases.map { ($0.rawValue, words.state($0)) }
        let people = [("", words.nobody)] + agents.map { ($0.id.description, $0.label) }
        let priorities = Priority.allCases.map { ($0.rawValue, words.priority($0)) }
        return div(
            "card stack", tag("h2", [:], text(words.manage)), takeForm,
            form.form(
                path + "/handle", hidden("version", String(ticket.version)),
                Field(name: "state", label: words.status).select(states, chosen: ticket.state.rawValue),
                Field(name: "assignee", label: words.assignee)
                    .select(people, chosen: ticket.assignee?.id.description ?? ""),
                Field(name: "priority", label: words.priorityLabel)
                    .select(priorities, chosen: ticket.priority.rawValue),
                ticket.pendingApprovals > 0 ? paragraph(words.endingWithdraws, style: "hint") : .empty,
                div("row", button(words.save, style: "btn"))),
            link(path + "/approvals/new", words.askForApproval, style: "btn"))
    }

    private var takeForm: HTML {
        guard ticket.assignee?.id != person.id, AccessPolicy.works(person, on: ticket) else { return .empty }
        return form.form(
            path + "/handle", style: "row", hidden("version", String(ticket.version)),
            hidden("assignee", person.id.description), button(words.takeIt))
    }
}
