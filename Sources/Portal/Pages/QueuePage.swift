import InternetMessage
import Ticketing

/// What goes out: each message, its state and the next hop's last words.
struct QueuePage {
    let frame: PageFrame
    let state: OutgoingState?
    let page: Page<OutgoingRecord>
    let census: OutgoingCensus

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.outgoingTitle, at: .outgoing,
            div(
                "stack", ledgerTabs(frame, at: .outgoing),
                tag("h1", [:], text(words.outgoingTitle)), paragraph(words.outgoingIntro, style: "muted"), waiting,
                states) + list)
    }

    /// Only where something is due: an empty queue needs no words.
    private var waiting: HTML {
        census.oldestDueAt.map { tag("p", ["class": "m0"], text(words.oldestDue + " "), moment($0, words)) } ?? .empty
    }

    private var states: HTML {
        tag(
            "nav", ["class": "pills", "aria-label": words.status],
            tag("a", ["href": "/a/queue", "aria-current": state == nil ? "page" : nil], text(words.all)),
            .joined(
                OutgoingState.allCases.map { item in
                    tag(
                        "a", ["href": "/a/queue?state=" + item.rawValue, "aria-current": item == state ? "page" : nil],
                        tag("span", [:], text(words.outgoingState(item))),
                        census.counts[item].map { tag("span", ["class": "n"], text(String($0))) } ?? .empty)
                }))
    }

    private var list: HTML {
        if page.items.isEmpty { return emptyState(words.noMails) }
        let prefix = "/a/queue?" + (state.map { "state=" + $0.rawValue + "&" } ?? "")
        return tag("ul", ["role": "list", "class": "list"], page.items.map(row))
            + nextPage(page.nextCursor.map { prefix + "cursor=" + $0.queryEscaped }, words)
    }

    private func row(_ item: OutgoingRecord) -> HTML {
        tag(
            "li", [:],
            tag(
                "a", ["class": "item", "data-item": "", "href": "/a/queue/\(item.id)"],
                tag("b", ["dir": "auto"], text(item.recipient.displayName ?? item.recipient.address.description)),
                outgoingStateTag(item.state, words),
                tag(
                    "span", ["class": "meta"],
                    item.recipient.displayName.map { _ in foreign(item.recipient.address.description) } ?? .empty,
                    item.ticket.map { foreign($0.description, style: "mono") } ?? .empty,
                    foreign(item.template, style: "mono"),
                    item.lastReply.map { tag("span", ["dir": "auto"], text($0)) } ?? .empty,
                    tag("span", [:], moment(item.createdAt, words)))))
    }
}

func outgoingStateTag(_ state: OutgoingState, _ words: Words) -> HTML {
    let style =
        switch state {
        case .sent: "tag ok"
        case .queued: "tag info"
        case .deferred, .suppressed: "tag warn"
        case .failed: "tag bad"
        case .notSent: "tag"
        }
    return tag("span", ["class": style], text(words.outgoingState(state)))
}
