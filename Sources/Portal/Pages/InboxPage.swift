import Ticketing

/// What the list of an agent shows: in the address, so that every view can be kept and sent.
struct InboxFilter: Sendable {
    enum Owner: Sendable, Hashable {
        case anybody, me, nobody
    }

    /// nil: what is open.
    var state: TicketState?
    var isEveryState = false
    var desk: String?
    var owner = Owner.anybody
    /// Only tickets of which a promise is missed.
    var isLate = false
    var text: String?
    var cursor: String?

    init(_ query: FormFields) {
        let named = query.filled("state")
        state = named.flatMap(TicketState.init(rawValue:))
        isEveryState = named == "all" || (named == nil && query.filled("q") != nil)
        desk = query.filled("desk")
        switch query.filled("assignee") {
        case "me": owner = .me
        case "none": owner = .nobody
        default: owner = .anybody
        }
        isLate = query.filled("due") == "late"
        text = query.filled("q").map { String($0.prefix(200)) }
        cursor = query.filled("cursor")
    }

    func ticketQuery(for person: Person, late: Lateness) -> TicketQuery {
        var query = TicketQuery()
        query.text = text
        query.states = state.map { [$0] } ?? (isEveryState ? [] : TicketState.allCases.filter(\.isOpen))
        query.desks = desk.map { [$0] }
        query.assignee = owner == .me ? person.id : nil
        query.isUnassigned = owner == .nobody
        query.late = isLate ? late : nil
        query.cursor = cursor
        return query
    }

    var stateValue: String { state?.rawValue ?? (isEveryState ? "all" : "open") }
    var ownerValue: String {
        switch owner {
        case .anybody: ""
        case .me: "me"
        case .nobody: "none"
        }
    }

    func path(cursor: String? = nil) -> String {
        var parts = ["state=" + stateValue]
        if !ownerValue.isEmpty { parts.append("assignee=" + ownerValue) }
        if isLate { parts.append("due=late") }
        if let desk { parts.append("desk=" + desk.queryEscaped) }
        if let text { parts.append("q=" + text.queryEscaped) }
        if let cursor { parts.append("cursor=" + cursor.queryEscaped) }
        return "/a/inbox?" + parts.joined(separator: "&")
    }
}

/// An agent's list of tickets.
struct InboxPage {
    let frame: PageFrame
    let filter: InboxFilter
    let page: Page<Ticket>
    let counts: [TicketState: Int]
    let desks: [Desk]
    /// Mails of these desks that wait for a person.
    let parked: Int
    let promises: DueMark.Source
    var awaited: [TicketID: AwaitedDecision] = [:]

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.inbox, at: .inbox,
            parkedMails
                + div(
                    "agent", views,
                    tag(
                        "section", ["class": "stack", "aria-labelledby": "il"],
                        div(
                            "row between", tag("h1", ["id": "il"], text(words.inbox)),
                            tag(
                                "a", ["class": "btn pri sm", "href": "/requests/new", "data-key": "c"], icon("plus"),
                                tag("span", [:], text(words.newRequest)))), filterForm, list)))
    }

    private var parkedMails: HTML {
        guard parked > 0 else { return .empty }
        return tag(
            "div", ["class": "banner warn"], icon("warn"),
            tag("div", [:], text(words.mailsAreParked(parked) + " "), link("/a/mail?state=parked", words.lookAtThem)))
    }

    private var views: HTML {
        let open = TicketState.allCases.filter(\.isOpen).reduce(0) { $0 + (counts[$1] ?? 0) }
        let isPlain = filter.text == nil && filter.desk == nil && !filter.isLate
        return tag(
            "nav", ["class": "side views", "aria-label": words.views],
            view("/a/inbox", words.open, open, isPlain && filter.stateValue == "open" && filter.owner == .anybody),
            view("/a/inbox?state=open&assignee=me", words.assignedToMe, nil, isPlain && filter.owner == .me),
            view("/a/inbox?state=open&assignee=none", words.unassigned, nil, isPlain && filter.owner == .nobody),
            view("/a/inbox?state=open&due=late", words.late, nil, filter.isLate),
            .joined(
                TicketState.allCases.map { state in
                    view(
                        "/a/inbox?state=" + state.rawValue, words.state(state), counts[state] ?? 0,
                        isPlain && filter.state == state && filter.owner == .anybody)
                }),
            view("/a/inbox?state=all", words.all, nil, isPlain && filter.stateValue == "all"),
            frame.person.map { AccessPolicy.readsSomeReports($0) } == true
                ? view("/a/reports", words.reportsTitle, nil, false) : .empty)
    }

    private func view(_ target: String, _ label: String, _ count: Int?, _ isCurrent: Bool) -> HTML {
        tag(
            "a", ["href": target, "aria-current": isCurrent ? "page" : nil], tag("span", [:], text(label)),
            count.map { tag("span", ["class": "n"], text(String($0))) } ?? .empty)
    }

    private var filterForm: HTML {
        let states =
            [("open", words.openStates), ("all", words.anyState)]
            + TicketState.allCases.map { ($0.rawValue, words.state($0)) }
        let owners = [("", words.anybody), ("me", words.assignedToMe), ("none", words.unassigned)]
        let deskOptions = [("", words.allDesks)] + desks.map { ($0.name, $0.title(in: words.language.rawValue)) }
        return tag(
            "details", ["class": "filters"], tag("summary", [:], text(words.filter)),
            tag(
                "form", ["action": "/a/inbox", "class": "grid"],
                Field(name: "state", label: words.status).select(states, chosen: filter.stateValue),
                Field(name: "assignee", label: words.assignee).select(owners, chosen: filter.ownerValue),
                desks.count > 1
                    ? Field(name: "desk", label: words.desk).select(deskOptions, chosen: filter.desk ?? "") : .empty,
                Field(name: "due", label: words.due).select(
                    [("", words.anyDue), ("late", words.late)], chosen: filter.isLate ? "late" : ""),
                Field(name: "q", label: words.text, type: "search", value: filter.text ?? "", maxLength: 200).input(),
                div("row end", button(words.filter, style: "btn"), link("/a/inbox", words.clearFilters))))
    }

    private var list: HTML {
        if page.items.isEmpty {
            return emptyState(words.inboxEmpty, action: link("/a/inbox", words.clearFilters, style: "btn"))
        }
        return ticketList(page.items, words, forRequester: false, promises: promises, awaited: awaited)
            + nextPage(page.nextCursor.map { filter.path(cursor: $0) }, words)
    }
}
