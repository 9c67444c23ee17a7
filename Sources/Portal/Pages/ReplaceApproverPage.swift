import InternetMessage
import Ticketing

/// Asks somebody else in the place of an approver who has not decided.
struct ReplaceApproverPage {
    let frame: PageFrame
    let form: PostForm
    let item: ApprovalCase
    let groups: [String]
    var state = FormState()

    private var words: Words { frame.words }

    /// Who can be replaced: without a decision, in an open step or one that is to come.
    private var seated: [Person] {
        var people: [Person] = []
        for step in item.approval.steps where step.state == .open || step.state == .waiting {
            people += step.undecided.filter { person in !people.contains { $0.id == person.id } }
        }
        return people
    }

    var html: HTML {
        let ticket = "/requests/\(item.ticket.number)"
        let people = seated.map { ($0.address.description, "\($0.label) · \($0.address)") }
        return frame.page(
            words.replaceApprover, at: .inbox, isWrong: state.isWrong,
            backLink(ticket, item.ticket.number.description)
                + div(
                    "narrow stack", state.summary(words), tag("h1", [:], text(words.replaceApprover)),
                    paragraph(words.replaceIntro),
                    ApprovalCard(item: item, words: words, mayChange: false, mayRead: false).html,
                    form.form(
                        "/approvals/\(item.approval.id)/replace",
                        hidden("revision", String(item.approval.revision)),
                        Field(name: "replace", label: words.replacedApprover)
                            .select(people, chosen: state.fields["replace"] ?? people.first?.0 ?? "", state),
                        Field(name: "by", label: words.newApprover, hint: words.newApproverHint(groups: groups))
                            .input(state),
                        div("row", button(words.replaceApprover), link(ticket, words.back, style: "btn")))))
    }
}
