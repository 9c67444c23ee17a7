import InternetMessage
import Ticketing

/// One approval: what is asked, by whom, who said what, and the form for whoever can decide now.
struct ApprovalPage {
    let frame: PageFrame
    let form: PostForm
    let item: ApprovalCase
    let person: Person
    var state = FormState()
    /// Why what was sent decided nothing.
    var notice: String?

    /// Bytes of the text that stand on the page; the limit of what can be asked is below it.
    private static let longestText = 256 << 10

    private var words: Words { frame.words }
    private var approval: Approval { item.approval }
    private var content: ApprovalContent { approval.content }
    private var path: String { "/approvals/\(approval.id)" }
    private var mayReadTicket: Bool { AccessPolicy.allows(.read, on: item.ticket, to: person) }

    var html: HTML {
        frame.page(
            words.approvalTitle(content.subject), at: .approvals, isWrong: state.isWrong || notice != nil,
            div(
                "narrow stack-lg", frame.person == nil ? .empty : backLink("/approvals", words.approvals),
                state.summary(words),
                notice.map { notice in
                    tag(
                        "div", ["class": "banner warn", "role": "alert"], icon("warn"),
                        tag("div", [:], text(notice)))
                } ?? .empty, standing, shown, decision,
                ApprovalTalkSection(item: item, person: person, form: form, state: state, words: words).html, details,
                ApprovalSteps(item: item, words: words).html))
    }

    /// What it came to, for whoever comes late.
    private var standing: HTML {
        div("stack-s", div("row", approvalTag(approval, words)), outcome)
    }

    /// What a decision is about: its bytes are kept with the decision as they were shown. They are the same however
    /// others have decided meanwhile.
    var shown: HTML {
        tag("article", ["class": "stack-lg", "lang": words.language.tag], header, asked)
    }

    private var header: HTML {
        tag(
            "header", ["class": "stack-s"],
            tag("h1", ["dir": "auto"], text(content.subject.isEmpty ? words.noSubject : content.subject)),
            tag(
                "p", ["class": "m0 muted"], foreign(item.ticket.number.description, style: "mono"), text(" · "),
                text(words.asks + " "), foreign(words.asker(approval)), text(" · "),
                moment(approval.createdAt, words)))
    }

    private var outcome: HTML {
        guard approval.state != .pending else { return .empty }
        return paragraph(
            approval.settledAt.map { words.settled(approval.state, words.moment($0)) }
                ?? words.approvalState(approval.state))
    }

    private var asked: HTML {
        tag(
            "section", ["class": "asked stack", "aria-labelledby": "w"],
            tag("h2", ["id": "w"], text(words.whatIsAsked)),
            tag("div", ["class": "msg", "dir": "auto"], text(content.text.capped(Self.longestText))),
            content.fields.isEmpty
                ? .empty
                : tag(
                    "dl", ["class": "kv"],
                    content.fields.map { field in
                        tag("dt", [:], foreign(field.label)) + tag("dd", [:], foreign(field.value, style: "msg"))
                    }), files)
    }

    private var files: HTML {
        ApprovalFileList(
            approval: approval, words: words, mayOpen: AccessPolicy.opensFiles(of: item, to: person)
        ).html
    }

    private var details: HTML {
        tag(
            "section", ["class": "card stack", "aria-labelledby": "d"], tag("h2", ["id": "d"], text(words.details)),
            facts([
                (
                    words.ticket,
                    mayReadTicket
                        ? link("/requests/\(item.ticket.number)", item.ticket.number.description)
                        : foreign(item.ticket.number.description, style: "mono")
                ), (words.asksForIt, asker), (words.isFor, personName(item.ticket.requester)),
                (words.askedAt, moment(approval.createdAt, words)),
                (words.decidableUntil, approval.expiresAt.map { moment($0, words) }),
                (words.afterwards, approval.expiresAt == nil ? nil : text(words.afterwards(approval.defaultVerdict))),
                (words.contentVersion, text(String(content.version))),
            ]),
            tag(
                "p", ["class": "hint"], text(words.labeled(words.digest, "")),
                foreign(content.digest, style: "mono wide")))
    }

    private var asker: HTML {
        approval.deskRule == nil ? personName(approval.author) : foreign(words.asker(approval))
    }

    private var decision: HTML {
        guard item.isOpen(to: person) else { return .empty }
        return tag(
            "section", ["class": "card stack", "aria-labelledby": "y"],
            tag("h2", ["id": "y"], text(words.yourDecision)),
            form.form(
                path + "/decision", hidden("version", ShownVersion(of: item, in: words.language, shown).text), place,
                Field(name: "reason", label: words.reason, hint: words.reasonHint).area(state, rows: 3),
                div(
                    "decide", button(words.approve, name: "decision", value: ApprovalVerdict.approved.command),
                    button(words.refuse, style: "btn bad", name: "decision", value: ApprovalVerdict.rejected.command))))
    }

    /// In whose place, where that is not the person's own.
    private var place: HTML {
        let places = item.places(of: person)
        guard let first = places.first(where: { $0.id == person.id }) ?? places.first else { return .empty }
        if places.count > 1 {
            return Field(name: "place", label: words.inWhosePlace).select(
                places.map { ($0.id.description, $0.id == person.id ? words.myOwn : $0.label) },
                chosen: state.fields["place"] ?? first.id.description)
        }
        guard first.id != person.id else { return .empty }
        return hidden("place", first.id.description)
            + tag("p", [:], text(words.standsInFor + " "), personName(first))
    }
}

/// The steps in their order, with who was asked and what they said.
struct ApprovalSteps {
    let item: ApprovalCase
    let words: Words

    var html: HTML {
        tag(
            "section", ["class": "stack", "aria-labelledby": "t"], tag("h2", ["id": "t"], text(words.steps)),
            tag("ol", ["role": "list", "class": "stack"], item.approval.steps.map(step)))
    }

    private func step(_ step: ApprovalStep) -> HTML {
        tag(
            "li", ["class": "card stack-s"],
            div(
                "row between",
                tag("h3", [:], text(words.step(step.position))),
                tag("span", ["class": style(step.state)], text(words.stepState(step.state)))),
            paragraph(step.isPassive ? words.passiveStep : words.rule(step.rule, of: step.approvers.count)),
            tag(
                "ul", ["role": "list", "class": "stack-s"],
                step.seats.map { seat in
                    let said = step.decisions.first { $0.approver.id == seat.person.id }
                    return tag(
                        "li", [:], personName(seat.person), asWhat(seat, words), said.map(decision) ?? .empty)
                }))
    }

    private func decision(_ decision: ApprovalDecision) -> HTML {
        let isStandIn = decision.author.id != decision.approver.id
        return div(
            "stack-s",
            div(
                "row tight",
                tag(
                    "span", ["class": decision.verdict == .approved ? "tag ok" : "tag bad"],
                    text(words.verdict(decision.verdict))),
                tag(
                    "span", ["class": "hint"], moment(decision.at, words), text(" · "),
                    text(words.channel(decision.channel)))),
            isStandIn
                ? tag("div", ["class": "hint"], text(words.decidedBy + " "), personName(decision.author)) : .empty,
            decision.reason.isEmpty ? .empty : tag("div", ["class": "msg", "dir": "auto"], text(decision.reason)))
    }

    private func style(_ state: ApprovalStep.State) -> String {
        switch state {
        case .waiting, .skipped: "tag"
        case .open: "tag warn"
        case .approved: "tag ok"
        case .rejected: "tag bad"
        }
    }
}
