import Ticketing

/// What was said about an approval without deciding.
struct ApprovalTalk {
    let approval: Approval
    let words: Words

    /// Nothing where nobody said anything.
    var list: HTML {
        guard !approval.comments.isEmpty else { return .empty }
        return tag("ol", ["role": "list", "class": "stack"], approval.comments.map(item))
    }

    private func item(_ comment: ApprovalComment) -> HTML {
        let isOld = comment.contentVersion != approval.content.version
        return tag(
            "li", ["class": "stack-s", "id": "k\(comment.id)"],
            tag(
                "div", ["class": "hint"], personName(comment.author), text(" · \(words.channel(comment.channel)) · "),
                moment(comment.at, words),
                isOld ? text(" · " + words.aboutVersion(comment.contentVersion)) : .empty),
            tag("div", ["class": "msg", "dir": "auto"], text(comment.text)))
    }
}

/// The same on the approval's own page, with the form for whoever may say something.
struct ApprovalTalkSection {
    let item: ApprovalCase
    let person: Person
    let form: PostForm
    let state: FormState
    let words: Words

    var html: HTML {
        let isOpen = item.isOpenToComments(of: person)
        guard isOpen || !item.approval.comments.isEmpty else { return .empty }
        return tag(
            "section", ["class": "card stack", "id": "talk", "aria-labelledby": "q"],
            tag("h2", ["id": "q"], text(words.approvalTalk)),
            ApprovalTalk(approval: item.approval, words: words).list, isOpen ? answer : .empty)
    }

    private var answer: HTML {
        form.form(
            "/approvals/\(item.approval.id)/comments", draft: "k\(item.approval.id)",
            Field(name: "comment", label: words.askBack, hint: words.askBackHint(item.isAsked(person)))
                .area(state, rows: 3), div("row", button(words.sendComment, style: "btn")))
    }
}
