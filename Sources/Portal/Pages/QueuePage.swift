import InternetMessage
import Ticketing

/// What goes out: each message, its attempts and the next hop's last words.
struct QueuePage {
    let frame: PageFrame
    let form: PostForm
    let state: OutgoingState?
    let page: Page<OutgoingRecord>
    let mayRetry: Bool

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.outgoingTitle, at: .outgoing,
            div(
                "stack", ledgerTabs(frame, at: .outgoing),
                tag("h1", [:], text(words.outgoingTitle)), states) + list)
    }

    private var states: HTML {
        tag(
            "nav", ["class": "pills", "aria-label": words.status],
            tag("a", ["href": "/a/queue", "aria-current": state == nil ? "page" : nil], text(words.all)),
            .joined(
                OutgoingState.allCases.map { item in
                    tag(
                        "a", ["href": "/a/queue?state=" + item.rawValue, "aria-current": item == state ? "page" : nil],
                        text(words.outgoingState(item)))
                }))
    }

    private var list: HTML {
        if page.items.isEmpty { return emptyState(words.noMails) }
        let prefix = "/a/queue?" + (state.map { "state=" + $0.rawValue + "&" } ?? "")
        return tag("ul", ["role": "list", "class": "stack"], page.items.map(row))
            + nextPage(page.nextCursor.map { prefix + "cursor=" + $0.queryEscaped }, words)
    }

    private func row(_ item: OutgoingRecord) -> HTML {
        let style =
            switch item.state {
            case .sent: "tag ok"
            case .queued: "tag info"
            case .deferred: "tag warn"
            case .failed: "tag bad"
            case .suppressed, .notSent: "tag"
            }
        return tag(
            "li", ["class": "card stack"],
            div(
                "row between", tag("b", [:], foreign(item.recipient.displayName ?? item.recipient.address.description)),
                tag("span", ["class": style], text(words.outgoingState(item.state)))),
            facts([
                (words.to, foreign(item.recipient.address.description)),
                (words.ticket, item.ticket.map { link("/requests/\($0)", $0.description) }),
                (words.template, text("\(item.template) \(item.version) (\(item.language))")),
                (words.created, moment(item.createdAt, words)),
                (words.attempts, text(String(item.attempts))), (words.lastReply, item.lastReply.map { foreign($0) }),
                (words.nextAttempt, item.nextAttemptAt.map { moment($0, words) }),
            ]), retry(item))
    }

    private func retry(_ item: OutgoingRecord) -> HTML {
        guard mayRetry, item.state == .deferred || item.state == .failed else { return .empty }
        return form.form("/a/queue/\(item.id)/retry", style: "row", button(words.retryNow, style: "btn sm"))
    }
}
