import Ticketing

/// Withdraws an approval, or asks anew about another text: with what that means before the button.
struct ApprovalChangePage {
    enum Change: String, Sendable {
        case withdraw, revise
    }

    let frame: PageFrame
    let form: PostForm
    let item: ApprovalCase
    let record: TicketRecord
    let change: Change
    var state = FormState()

    private var words: Words { frame.words }

    var html: HTML {
        let title = change == .withdraw ? words.withdrawApproval : words.reviseApproval
        let ticket = "/requests/\(item.ticket.number)"
        return frame.page(
            title, at: .inbox, isWrong: state.isWrong,
            backLink(ticket, item.ticket.number.description)
                + div(
                    "narrow stack", state.summary(words), tag("h1", [:], text(title)),
                    paragraph(change == .withdraw ? words.withdrawIntro : words.reviseIntro),
                    ApprovalCard(item: item, words: words, mayChange: false, mayRead: false).html,
                    form.form(
                        "/approvals/\(item.approval.id)/\(change.rawValue)",
                        hidden("revision", String(item.approval.revision)),
                        change == .revise ? content : .empty,
                        div(
                            "row", button(title, style: change == .withdraw ? "btn bad" : "btn pri"),
                            link(ticket, words.back, style: "btn")))))
    }

    private var content: HTML {
        let fields = ApprovalContentFields(record, asked: item.approval.content, words: words, state: state)
        return fields.area + fields.files + fields.pairs
    }
}
