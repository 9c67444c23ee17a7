import InternetMessage
import Ticketing

/// A person's approvals: those that wait for them, those they decided, those they asked for.
struct ApprovalListPage {
    enum View: String, CaseIterable, Sendable {
        case waiting, decided, asked

        func query(for person: Person) -> ApprovalQuery {
            var query = ApprovalQuery()
            switch self {
            case .waiting: query.waitingFor = person.id
            case .decided: query.decidedBy = person.id
            case .asked: query.author = person.id
            }
            return query
        }
    }

    let frame: PageFrame
    let person: Person
    let view: View
    let page: Page<ApprovalCase>
    /// Which are ticked: `all`, or the number of one that the others ask the same as.
    let chosen: String?

    private var words: Words { frame.words }
    private var canChoose: Bool { view == .waiting && page.items.count > 1 }

    var html: HTML {
        frame.page(
            words.approvals, at: .approvals,
            div(
                "row between", tag("h1", [:], text(words.approvals)),
                link("/approvals/substitutes", words.substitutes, style: "btn")) + tabs + list)
    }

    private var tabs: HTML {
        tag(
            "nav", ["class": "pills", "aria-label": words.views],
            View.allCases.map { item in
                tag(
                    "a", ["href": "/approvals?view=" + item.rawValue, "aria-current": item == view ? "page" : nil],
                    text(words.approvals(item)))
            })
    }

    private var list: HTML {
        guard !page.items.isEmpty else { return emptyState(words.noApprovals(view), words.noApprovalsHint(view)) }
        let rows = tag("ul", ["role": "list", "class": "list"], page.items.map(row))
        let next = nextPage(
            page.nextCursor.map { "/approvals?view=\(view.rawValue)&cursor=" + $0.queryEscaped }, words)
        guard canChoose else { return rows + next }
        return choices
            + tag(
                "form", ["action": "/approvals/chosen", "class": "stack"], rows,
                div("row", button(words.approveChosen, style: "btn"))) + next
    }

    /// Ticks them without a script: all, or those that say the same.
    private var choices: HTML {
        div("row", link("/approvals?choose=all", words.chooseAll, style: "btn sm"))
    }

    private func alike(_ item: ApprovalCase) -> [ApprovalCase] {
        page.items.filter { $0.approval.content.asksTheSame(as: item.approval.content) }
    }

    private func isChosen(_ item: ApprovalCase) -> Bool {
        guard let chosen, chosen != "all" else { return chosen == "all" }
        let example = page.items.first { $0.approval.id.description == chosen }
        return example.map { $0.approval.content.asksTheSame(as: item.approval.content) } ?? false
    }

    private func row(_ item: ApprovalCase) -> HTML {
        let entry = ApprovalRow(item: item, person: person, words: words).html
        guard canChoose else { return tag("li", [:], entry) }
        let count = alike(item).count
        let id = item.approval.id.description
        return tag(
            "li", ["class": "pick"],
            tag(
                "label", [:],
                tag("span", ["class": "vh"], text(words.choose(item.approval.content.subject))),
                .void(
                    "input",
                    ["type": "checkbox", "name": "choice", "value": id, "checked": isChosen(item) ? "" : nil])),
            tag(
                "div", [:], entry,
                count > 1
                    ? tag(
                        "p", ["class": "m0 small p3"], link("/approvals?choose=" + id, words.chooseAlike(count)))
                    : .empty))
    }
}

extension ApprovalContent {
    /// Word for word, whatever ticket it is about.
    func asksTheSame(as other: ApprovalContent) -> Bool {
        text.utf8.elementsEqual(other.text.utf8) && fields == other.fields && files == other.files
    }
}

/// One approval in a list.
struct ApprovalRow {
    let item: ApprovalCase
    let person: Person
    let words: Words

    /// Bytes of the text that stand in a list.
    private static let longestText = 400

    var html: HTML {
        let approval = item.approval
        let places = item.places(of: person).filter { $0.id != person.id }
        return tag(
            "a", ["class": "item", "data-item": "", "href": "/approvals/\(approval.id)"],
            tag("b", ["dir": "auto"], text(subject)), tag("span", ["class": "row tight"], approvalTag(approval, words)),
            tag("span", ["class": "clip", "dir": "auto"], text(approval.content.text.capped(Self.longestText))),
            tag(
                "span", ["class": "meta"], foreign(item.ticket.number.description, style: "mono"),
                tag("span", [:], text(words.asks + " "), foreign(words.asker(approval))),
                tag("span", [:], moment(approval.createdAt, words)),
                approval.state == .pending
                    ? approval.expiresAt.map {
                        tag("span", [:], text(words.until + " "), moment($0, words))
                    } ?? .empty : .empty,
                places.isEmpty
                    ? .empty
                    : tag(
                        "span", [:], text(words.inPlaceOf + " "),
                        foreign(places.map(\.label).joined(separator: words.listSeparator)))))
    }

    private var subject: String {
        let subject = item.approval.content.subject
        return subject.isEmpty ? words.noSubject : subject
    }
}

/// What it has come to, in a colored pill.
func approvalTag(_ approval: Approval, _ words: Words) -> HTML {
    let style =
        switch approval.state {
        case .pending: "tag warn"
        case .approved: "tag ok"
        case .rejected: "tag bad"
        case .expired, .withdrawn: "tag"
        }
    return tag("span", ["class": style], text(words.approvalState(approval.state)))
}
