import InternetMessage
import Ticketing

import struct Foundation.Date

/// One ticket: where it stands, what was said, what can be done.
struct TicketPage {
    let frame: PageFrame
    let form: PostForm
    /// With the entries that this person sees.
    let record: TicketRecord
    let person: Person
    let desks: DeskDirectory
    /// Who can be assigned; empty for requesters.
    let agents: [Person]
    /// Of an agent's answer; nil for whoever's words are not mailed on.
    let audience: AnswerAudience?
    let now: Date
    /// Newest first.
    var approvals: [ApprovalCase] = []
    var state = FormState()

    var words: Words { frame.words }
    var ticket: Ticket { record.ticket }
    var path: String { "/requests/\(ticket.number)" }
    private var awaited: AwaitedDecision? { AwaitedDecision(approvals) }

    /// What the desk owes next, for those who see its inside.
    private var due: DueMark? {
        may(.readInternal) ? DueMark.Source(desks: desks, now: now).mark(on: ticket, words) : nil
    }

    func may(_ action: TicketAction) -> Bool { AccessPolicy.allows(action, on: ticket, to: person) }

    var html: HTML {
        let worksIt = may(.change)
        let isMine = ticket.isParticipant(person.address)
        return frame.page(
            "\(ticket.number) \(ticket.subject)", at: worksIt ? .inbox : .requests, isWrong: state.isWrong,
            live: ticket.number.description,
            backLink(worksIt ? "/a/inbox" : "/requests", worksIt ? words.inbox : words.myRequests)
                + div(
                    "split",
                    div(
                        "stack-lg", state.summary(words), header(forRequester: isMine && !worksIt),
                        approvalCards, timeline,
                        composer(worksIt: worksIt)),
                    tag(
                        "aside", ["class": "stack", "aria-label": words.details], details,
                        worksIt ? handling : .empty, attachments)))
    }

    private func header(forRequester: Bool) -> HTML {
        tag(
            "header", ["class": "stack"],
            div(
                "row", stateTag(ticket, words, forRequester: forRequester, isAwaited: awaited != nil),
                priorityTag(ticket.priority, words),
                due?.lateTag ?? .empty,
                foreign(ticket.number.description, style: "mono muted")),
            tag("h1", ["dir": "auto"], text(ticket.subject.isEmpty ? words.noSubject : ticket.subject)),
            flags(ticket.flags),
            StatusTracker(ticket: ticket, words: words, forRequester: forRequester, awaited: awaited).html,
            paragraph(words.progress(of: ticket, awaited: awaited), style: "muted"))
    }

    func flags(_ flags: [TicketFlag]) -> HTML {
        guard !flags.isEmpty, may(.readInternal) else { return .empty }
        return tag(
            "ul", ["role": "list", "class": "flags"],
            flags.map { flag in
                tag("li", ["class": "banner warn"], icon("warn"), flagWords(flag))
            })
    }

    private func flagWords(_ flag: TicketFlag) -> HTML {
        let label = tag("span", [:], text(words.flag(flag)))
        guard case .related(let number) = flag else { return label }
        return tag("span", [:], label, text(" "), link("/requests/\(number)", number.description))
    }

    /// A person of the ticket or the desk by name, where the address is one of theirs.
    func name(of address: String) -> String {
        (agents + ticket.participants + [ticket.assignee].compactMap { $0 }
            + approvals.flatMap { $0.approval.steps.flatMap(\.approvers) })
            .first { $0.address.description == address }?.label ?? address
    }

    private var approvalCards: HTML {
        guard !approvals.isEmpty else { return .empty }
        return tag(
            "section", ["class": "stack", "aria-labelledby": "ap"],
            tag("h2", ["id": "ap"], text(words.ticketApprovals)),
            .joined(
                approvals.map {
                    ApprovalCard(item: $0, words: words, mayChange: may(.change), mayRead: may(.readInternal)).html
                }))
    }

    private var timeline: HTML {
        tag(
            "section", ["class": "stack", "aria-labelledby": "c"], tag("h2", ["id": "c"], text(words.conversation)),
            tag(
                "ol", ["role": "list", "class": "tl", "id": "tl"],
                record.entries.map { TimelineEntry(entry: $0, page: self).html }))
    }

    private var details: HTML {
        let desk = desks[ticket.desk]?.title(in: words.language.rawValue) ?? ticket.desk
        let others = ticket.participants.filter { $0.id != ticket.requester.id }
        return div(
            "card stack", tag("h2", [:], text(words.details)),
            facts([
                (words.desk, text(desk)), (words.typeLabel, text(words.kind(ticket.kind))),
                (words.requester, personName(ticket.requester)),
                (
                    words.participants,
                    others.isEmpty ? nil : .joined(others.map { tag("div", [:], personName($0)) })
                ),
                (words.rating, ticket.rating.map { text(words.score($0.score)) }),
                (words.assignee, ticket.assignee.map { foreign($0.label) } ?? text(words.nobody)),
                (words.priorityLabel, text(words.priority(ticket.priority))),
                (words.due, due?.words),
                (words.opened, moment(ticket.createdAt, words)), (words.updated, moment(ticket.updatedAt, words)),
            ]), participantForm)
    }

    private var attachments: HTML {
        let all = record.entries.flatMap(\.attachments).filter { $0.contentID == nil }
        guard !all.isEmpty else { return .empty }
        return div("card stack", tag("h2", [:], text(words.attachments)), attachmentList(all))
    }

    func attachmentList(_ attachments: [StoredAttachment]) -> HTML {
        guard !attachments.isEmpty else { return .empty }
        return tag(
            "ul", ["role": "list", "class": "files"],
            attachments.map { attachment in
                tag(
                    "li", [:],
                    tag(
                        "a", ["href": "\(path)/attachments/\(attachment.id)", "class": "file"], icon("clip"),
                        foreign(attachment.name), tag("span", ["class": "hint"], text(words.size(attachment.size)))))
            })
    }
}
