import Ticketing

/// What was chosen, once more, before all of it is approved.
struct ChosenApprovalsPage {
    let frame: PageFrame
    let form: PostForm
    let person: Person
    let items: [ApprovalCase]

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.approveThese(items.count), at: .approvals,
            div(
                "narrow stack-lg", backLink("/approvals", words.approvals),
                div(
                    "stack", tag("h1", [:], text(words.approveThese(items.count))),
                    paragraph(words.approveTheseHint, style: "muted")),
                form.form(
                    "/approvals/chosen", style: "stack-lg",
                    .joined(items.map { hidden("item", shownApproval($0).text) }),
                    tag("ul", ["role": "list", "class": "stack"], items.map(item)),
                    Field(name: "reason", label: words.optionalLabel(words.reason), hint: words.sameReason)
                        .area(rows: 2),
                    div("decide", button(words.approveAll(items.count)), link("/approvals", words.back, style: "btn"))))
        )
    }

    private func shownApproval(_ item: ApprovalCase) -> ShownApproval {
        ShownApproval(
            id: item.approval.id,
            version: ShownVersion(of: item, in: words.language, Self.shown(item, words)))
    }

    private func item(_ item: ApprovalCase) -> HTML {
        tag("li", ["class": "card stack-s"], Self.shown(item, words), place(of: item))
    }

    /// What a decision is about: its bytes are kept with the decision as they were shown.
    static func shown(_ item: ApprovalCase, _ words: Words) -> HTML {
        let content = item.approval.content
        return tag(
            "article", ["class": "stack-s", "lang": words.language.tag],
            tag("h2", ["dir": "auto"], text(content.subject.isEmpty ? words.noSubject : content.subject)),
            tag("div", ["class": "msg", "dir": "auto"], text(content.text)),
            .joined(
                content.fields.map { field in
                    tag("div", [:], foreign(field.label), text(words.labeled("", "")), foreign(field.value))
                }),
            .joined(
                content.files.map { file in
                    tag(
                        "div", [:], icon("clip"), foreign(file.name),
                        tag("span", ["class": "hint"], text(" " + words.size(file.size))))
                }),
            tag(
                "p", ["class": "hint"], foreign(item.ticket.number.description, style: "mono"), text(" · "),
                text(words.asks + " "), foreign(words.asker(item.approval)), text(" · "),
                text(words.labeled(words.contentVersion, String(content.version)))))
    }

    private func place(of item: ApprovalCase) -> HTML {
        let places = item.places(of: person)
        guard let place = places.first(where: { $0.id == person.id }) ?? places.first, place.id != person.id else {
            return .empty
        }
        return tag("p", [:], text(words.standsInFor + " "), personName(place))
    }
}

/// What became of each.
struct ChosenResultsPage {
    struct Result: Sendable {
        /// As it was before.
        let item: ApprovalCase
        /// nil: approved.
        let refusal: ApprovalRefusal?
    }

    let frame: PageFrame
    let results: [Result]

    var html: HTML {
        let words = frame.words
        let done = results.count { $0.refusal == nil }
        return frame.page(
            words.chosenDone(done, of: results.count), at: .approvals, isWrong: done < results.count,
            div(
                "narrow stack-lg", tag("h1", [:], text(words.chosenDone(done, of: results.count))),
                tag("ul", ["role": "list", "class": "list"], results.map { row($0, words) }),
                tag("p", [:], link("/approvals", words.approvals, style: "btn"))))
    }

    private func row(_ result: Result, _ words: Words) -> HTML {
        let approval = result.item.approval
        let outcome =
            result.refusal.map { tag("span", ["class": "err"], text(words.refusal($0))) }
            ?? tag("span", ["class": "tag ok"], text(words.verdict(.approved)))
        return tag(
            "li", ["class": "stack-s p3"],
            tag(
                "a", ["href": "/approvals/\(approval.id)", "dir": "auto"],
                text(approval.content.subject.isEmpty ? words.noSubject : approval.content.subject)),
            text(" "), foreign(result.item.ticket.number.description, style: "mono muted"), tag("div", [:], outcome))
    }
}
