import InternetMessage
import Ticketing

/// The start page: for a requester what needs them, what moves, what is done; for an agent the desk as well.
struct HomePage {
    let frame: PageFrame
    let person: Person
    let needsYou: [Ticket]
    let underway: [Ticket]
    let done: [Ticket]
    /// Open tickets of the desks per state, for those who see desks.
    let deskCounts: [TicketState: Int]?
    /// Mailboxes that somebody should look after, for administrators.
    let troubledMailboxes: Int
    let addresses: [MailAddress]
    var awaited: [TicketID: AwaitedDecision] = [:]

    private var words: Words { frame.words }

    var html: HTML {
        let isNew = needsYou.isEmpty && underway.isEmpty && done.isEmpty
        return frame.page(
            words.home, at: .home,
            mailboxes + approvals
                + tag(
                    "section", ["class": "stack", "aria-labelledby": "h"],
                    tag("h1", ["id": "h"], text(words.greeting(person.label))), ask,
                    tag("p", [:], newButton))
                + deskSection
                + (isNew && deskCounts != nil ? .empty : mine(isNew: isNew)))
    }

    private var mailboxes: HTML {
        guard troubledMailboxes > 0 else { return .empty }
        return tag(
            "div", ["class": "banner warn"], icon("warn"),
            tag(
                "div", [:], text(words.mailboxesNeedYou(troubledMailboxes) + " "),
                link("/a/mailboxes", words.lookAtThem)))
    }

    private var approvals: HTML {
        let count = frame.visitor.waitingApprovals
        guard count > 0 else { return .empty }
        return tag(
            "div", ["class": "banner"], icon("done"),
            tag(
                "div", [:], text(words.approvalsNeedYou(count) + " "), link("/approvals", words.lookAtThem)))
    }

    private var newButton: HTML {
        tag("a", ["class": "btn pri", "href": "/requests/new"], icon("plus"), tag("span", [:], text(words.newRequest)))
    }

    private var ask: HTML {
        guard let address = addresses.first?.description else { return .empty }
        return tag("p", ["class": "muted"], text(words.howToAsk + " "), link("mailto:" + address, address))
    }

    private var deskSection: HTML {
        guard let deskCounts else { return .empty }
        let card: (String, String, Int, String) -> HTML = { target, label, count, style in
            tag(
                "a", ["class": "card count", "href": target],
                tag("span", ["class": "num " + style], text(String(count))),
                tag("span", [:], text(label)))
        }
        return tag(
            "section", ["class": "stack", "aria-labelledby": "d"],
            div(
                "row between", tag("h2", ["id": "d"], text(words.agentWork)),
                div("row", reports, link("/a/inbox", words.seeAll))),
            div(
                "grid",
                card("/a/inbox?state=new", words.state(.new), deskCounts[.new] ?? 0, "info"),
                card("/a/inbox?state=in_progress", words.state(.inProgress), deskCounts[.inProgress] ?? 0, "pri"),
                card("/a/inbox?state=pending", words.state(.pending), deskCounts[.pending] ?? 0, "warn")))
    }

    private var reports: HTML {
        frame.person.map { AccessPolicy.readsSomeReports($0) } == true
            ? link("/a/reports", words.reportsTitle) : .empty
    }

    private func mine(isNew: Bool) -> HTML {
        if isNew { return emptyState(words.noRequests, words.noRequestsHint) }
        return section("n", words.needsYou, needsYou, whenEmpty: words.nothingNeedsYou, all: "/requests?view=waiting")
            + section("u", words.underway, underway, whenEmpty: nil, all: "/requests?view=open")
            + section("o", words.done, done, whenEmpty: nil, all: "/requests?view=done")
    }

    private func section(
        _ id: String, _ title: String, _ tickets: [Ticket], whenEmpty: String?, all: String
    ) -> HTML {
        if tickets.isEmpty, whenEmpty == nil { return .empty }
        return tag(
            "section", ["class": "stack", "aria-labelledby": id],
            div(
                "row between", tag("h2", ["id": id], text(title)),
                tickets.isEmpty
                    ? .empty
                    : tag(
                        "a", ["href": all], text(words.seeAll),
                        tag("span", ["class": "vh"], text(words.labeled("", title))))),
            tickets.isEmpty
                ? paragraph(whenEmpty ?? "", style: "muted")
                : ticketList(tickets, words, forRequester: true, awaited: awaited))
    }
}
