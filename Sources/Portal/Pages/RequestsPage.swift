import Ticketing

/// A person's own requests, by view and text.
struct RequestsPage {
    enum View: String, CaseIterable, Sendable {
        case all, waiting, open, done

        var states: [TicketState] {
            switch self {
            case .all: []
            case .waiting: [.pending]
            case .open: [.new, .inProgress]
            case .done: [.resolved, .closed, .cancelled]
            }
        }

        func label(_ words: Words) -> String {
            switch self {
            case .all: words.all
            case .waiting: words.needsYou
            case .open: words.underway
            case .done: words.done
            }
        }
    }

    let frame: PageFrame
    let view: View
    let query: String?
    let page: Page<Ticket>
    var awaited: [TicketID: AwaitedDecision] = [:]

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.myRequests, at: .requests,
            div(
                "row between", tag("h1", [:], text(words.myRequests)),
                tag(
                    "a", ["class": "btn pri", "href": "/requests/new"], icon("plus"),
                    tag("span", [:], text(words.newRequest))))
                + tabs + searchForm + list)
    }

    private var tabs: HTML {
        tag(
            "nav", ["class": "pills", "aria-label": words.views],
            View.allCases.map { item in
                tag(
                    "a", ["href": target(item, cursor: nil), "aria-current": item == view ? "page" : nil],
                    text(item.label(words)))
            })
    }

    private var searchForm: HTML {
        tag(
            "form", ["class": "row", "action": "/requests"], hidden("view", view.rawValue),
            tag("label", ["class": "vh", "for": "rq"], text(words.text)),
            .void(
                "input",
                [
                    "class": "in fill", "id": "rq", "type": "search", "name": "q", "value": query, "maxlength": "200",
                ]),
            tag("button", ["class": "btn"], text(words.searchButton)))
    }

    private var list: HTML {
        if page.items.isEmpty {
            return query == nil && view == .all
                ? emptyState(words.noRequests, words.noRequestsHint)
                : emptyState(words.noMatch, action: link("/requests", words.clearFilters, style: "btn"))
        }
        return ticketList(page.items, words, forRequester: true, awaited: awaited)
            + nextPage(page.nextCursor.map { target(view, cursor: $0) }, words)
    }

    private func target(_ view: View, cursor: String?) -> String {
        var parts = ["view=" + view.rawValue]
        if let query { parts.append("q=" + query.queryEscaped) }
        if let cursor { parts.append("cursor=" + cursor.queryEscaped) }
        return "/requests?" + parts.joined(separator: "&")
    }
}
