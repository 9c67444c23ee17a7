import InternetMessage
import Ticketing

/// One approval on its ticket's page: how it stands, who is asked, what they said, what can be done.
struct ApprovalCard {
    let item: ApprovalCase
    let words: Words
    /// Works the ticket's desk.
    let mayChange: Bool
    let mayRead: Bool

    private var approval: Approval { item.approval }
    private var path: String { "/approvals/\(approval.id)" }

    var html: HTML {
        tag(
            "details", ["class": "card", "id": "a\(approval.id)", "open": approval.state == .pending ? "" : nil],
            tag(
                "summary", ["class": "row"], standingTag(approval.state, words),
                tag("span", ["class": "fill", "dir": "auto"], text(firstLine))),
            div(
                "stack", origin, tag("div", ["class": "msg", "dir": "auto"], text(approval.content.text)), fields,
                files, steps, ApprovalTalk(approval: approval, words: words).list, actions))
    }

    private var firstLine: String {
        let line = approval.content.text.split(separator: "\n").first.map(String.init) ?? ""
        return line.utf8.count > 90 ? line.capped(90) + "…" : line
    }

    private var origin: HTML {
        tag(
            "p", ["class": "m0 muted"], foreign(words.askedBy(words.asker(approval))), text(" · "),
            moment(approval.createdAt, words),
            approval.state == .pending
                ? approval.expiresAt.map { text(" · \(words.until) ") + moment($0, words) } ?? .empty
                : approval.settledAt.map { text(" · \(words.settledOn) ") + moment($0, words) } ?? .empty)
    }

    private var fields: HTML {
        let pairs = approval.content.fields.map { ($0.label, foreign($0.value) as HTML?) }
        return pairs.isEmpty ? .empty : facts(pairs)
    }

    /// Other readers of the ticket see their names.
    private var files: HTML {
        ApprovalFileList(approval: approval, words: words, mayOpen: mayRead).html
    }

    private var steps: HTML {
        .joined(
            approval.steps.map { step in
                tag(
                    "div", ["class": "stack-s"],
                    tag(
                        "p", ["class": "m0"],
                        approval.steps.count > 1
                            ? tag("b", [:], text(words.askStep(Int(step.position)))) + text(" · ") : .empty,
                        text(step.isPassive ? words.passiveStep : words.takes(step.rule, of: step.approvers.count))),
                    tag("ul", ["class": "plain"], step.seats.map { tag("li", [:], line($0, step)) }))
            })
    }

    private func line(_ seat: ApprovalSeat, _ step: ApprovalStep) -> HTML {
        let approver = seat.person
        guard let decision = step.decisions.first(where: { $0.approver.id == approver.id }) else {
            let isWaited = approval.state == .pending && step.state == .open
            let isLater = approval.state == .pending && step.state == .waiting
            let isVacant = seat.vacantSince != nil && (isWaited || isLater)
            let what =
                isVacant
                ? words.vacantSeat : isWaited ? words.notYetDecided : isLater ? words.notAskedYet : words.notNeeded
            return personName(approver) + asWhat(seat, words) + text(" · ")
                + tag("span", ["class": "muted"], text(what))
        }
        let isSubstitute = decision.author.id != approver.id
        return verdictTag(decision.verdict, words) + text(" ") + personName(decision.author)
            + (isSubstitute ? text(" ") + foreign(words.standsIn(for: approver.label)) : .empty)
            + text(" · \(words.channel(decision.channel)) · ") + moment(decision.at, words)
            + (decision.reason.isEmpty
                ? .empty : tag("div", ["class": "msg", "dir": "auto"], text(decision.reason)))
    }

    private var actions: HTML {
        let isOpen = approval.state == .pending && mayChange
        guard isOpen || mayRead else { return .empty }
        return div(
            "row", isOpen ? link(path + "#talk", words.askBack, style: "btn sm") : .empty,
            isOpen ? link(path + "/revise", words.reviseApproval, style: "btn sm") : .empty,
            isOpen ? link(path + "/replace", words.replaceApprover, style: "btn sm") : .empty,
            isOpen ? link(path + "/withdraw", words.withdrawApproval, style: "btn sm") : .empty,
            mayRead ? link(path + "/evidence", words.approvalEvidence, style: "btn sm") : .empty)
    }
}

/// Behind the name of whoever is asked: as what.
func asWhat(_ seat: ApprovalSeat, _ words: Words) -> HTML {
    seat.standing.map { tag("span", ["class": "muted"], text(" (\(words.standing($0)))")) } ?? .empty
}

/// How an approval stands, in a colored pill.
func standingTag(_ state: Approval.State, _ words: Words) -> HTML {
    let style =
        switch state {
        case .pending: "tag warn"
        case .approved: "tag ok"
        case .rejected: "tag bad"
        case .expired, .withdrawn: "tag"
        }
    return tag("span", ["class": style], text(words.standing(state)))
}

func verdictTag(_ verdict: ApprovalVerdict, _ words: Words) -> HTML {
    tag("span", ["class": verdict == .approved ? "tag ok" : "tag bad"], text(words.said(verdict)))
}
