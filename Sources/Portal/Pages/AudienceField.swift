import Ticketing

/// Who gets the answer, in the form that sends it: what is shown here is what the mail says.
struct AudienceField {
    /// As if nobody were left out.
    let audience: AnswerAudience
    let words: Words
    let state: FormState

    static let copy = "copy"
    static let shown = "shown"

    var html: HTML {
        let problem = state.problem(Self.copy)
        return tag(
            "fieldset", ["class": problem == nil ? "field audience" : "field audience has-err", "id": "f-copy"],
            tag("legend", [:], text(words.goesTo)),
            problem.map { tag("span", ["class": "err"], text($0)) } ?? .empty,
            audience.readers.isEmpty ? paragraph(words.nobodyIsMailed, style: "muted") : .empty,
            audience.to.isEmpty
                ? .empty : line(words.toLabel, .joined(audience.to.map { tag("span", [:], personName($0)) })),
            copies, .joined(audience.bystanders.map(bystander)),
            hidden(Self.shown, audience.readers.map(\.id.description).joined(separator: ",")))
    }

    private var copies: HTML {
        let all = audience.cc + audience.unnamed
        guard !all.isEmpty else { return .empty }
        return line(words.ccLabel, .joined(all.map(checkbox)))
            + tag("span", ["class": "hint"], text(words.copyHint))
    }

    private func checkbox(_ person: Person) -> HTML {
        // Whoever has come on since the form was filled gets the answer, as everybody else does.
        let wasShown = ShownAudience(state.fields).shown?.contains(person.id) ?? false
        let isChosen = !wasShown || state.fields.all(Self.copy).contains(person.id.description)
        let isUnnamed = audience.unnamed.contains(person)
        return tag(
            "label", ["class": "opt"],
            .void(
                "input",
                [
                    "type": "checkbox", "name": Self.copy, "value": person.id.description,
                    "checked": isChosen ? "" : nil,
                ]),
            tag(
                "span", [:], personName(person),
                isUnnamed ? tag("span", ["class": "hint"], text(" " + words.unnamedCopy)) : .empty))
    }

    private func bystander(_ bystander: AnswerAudience.Bystander) -> HTML {
        if bystander.obstacle == .isAuthor { return .empty }
        return tag(
            "div", ["class": "hint"], personName(bystander.person), text(" "), text(words.obstacle(bystander.obstacle)))
    }

    private func line(_ label: String, _ content: HTML) -> HTML {
        div("audience-line", tag("b", [:], text(label)), tag("div", [:], content))
    }
}

/// What the form says about it.
struct ShownAudience {
    /// nil where the form showed nobody.
    var shown: [PersonID]?
    private let copies: [PersonID]

    init(_ fields: FormFields) {
        shown = fields[AudienceField.shown].map { text in
            text.split(separator: ",").prefix(200).compactMap { PersonID(text: String($0)) }
        }
        copies = fields.all(AudienceField.copy).compactMap { PersonID(text: $0) }
    }

    /// Shown, and not ticked. Who is not on the ticket any more needs no leaving out.
    func leftOut(of ticket: Ticket) -> [Person] {
        guard let shown else { return [] }
        return ticket.participants.filter {
            $0.id != ticket.requester.id && shown.contains($0.id) && !copies.contains($0.id)
        }
    }
}
