import InternetMessage
import Ticketing

/// One outgoing message: its attempts with the servers' words, and what the reader gets to see.
struct QueueMessagePage {
    let frame: PageFrame
    let form: PostForm
    let detail: OutgoingDetail
    /// nil where there is nothing to show, or it is for nobody but its reader.
    let sent: SentMessage?
    let suppression: Suppression?
    let mayWork: Bool
    let mayLift: Bool

    private var words: Words { frame.words }
    private var record: OutgoingRecord { detail.record }
    private var path: String { "/a/queue/\(record.id)" }

    var html: HTML {
        let title = sent?.subject ?? "\(words.template) \(record.template)"
        return frame.page(
            title, at: .outgoing,
            backLink("/a/queue", words.outgoingTitle)
                + tag(
                    "header", ["class": "stack"], div("row", outgoingStateTag(record.state, words)),
                    tag("h1", ["dir": "auto"], text(title)),
                    record.lastReply.map { tag("p", ["class": "m0 muted", "dir": "auto"], text($0)) } ?? .empty)
                + held + actions
                + div(
                    "split", div("stack-lg", attempts, shown),
                    div("card stack", tag("h2", [:], text(words.details)), details)))
    }

    private var held: HTML {
        guard let suppression else { return .empty }
        let note = Banner.note(words.addressSuppressed(suppression.reason), style: "warn")
        guard mayLift else { return note }
        return note
            + form.form(
                "/a/suppressed/lift", style: "row", hidden("address", suppression.address.description),
                button(words.liftSuppression, style: "btn"))
    }

    private var actions: HTML {
        guard mayWork else { return download }
        let isWaiting = record.state == .queued || record.state == .deferred
        let retry =
            // What is suppressed would only be suppressed again.
            record.state == .sent || record.state == .queued || suppression != nil
            ? HTML.empty : form.form(path + "/retry", style: "row", button(words.retryNow))
        let drop =
            isWaiting
            ? tag(
                "details", ["class": "card"], tag("summary", [:], text(words.drop)),
                form.form(
                    path + "/drop",
                    Field(name: "reason", label: words.dropReason, maxLength: 500, isRequired: true).input(),
                    div("row", button(words.drop, style: "btn"))))
            : HTML.empty
        return div("row", download, retry) + drop
    }

    private var download: HTML {
        sent == nil ? .empty : link(path + "/raw", words.downloadSent, style: "btn")
    }

    private var details: HTML {
        facts([
            (words.to, foreign(record.recipient.address.description)),
            (words.ticket, record.ticket.map { link("/requests/\($0)", $0.description) }),
            (words.template, foreign(record.template, style: "mono")),
            (words.version, text(String(record.version))), (words.languageOfMessage, text(record.language)),
            (words.priorityOfMessage, text(words.outgoingPriority(record.priority))),
            (words.created, moment(record.createdAt, words)), (words.attempts, text(String(record.attempts))),
            (words.nextAttempt, record.nextAttemptAt.map { moment($0, words) }),
            (words.settledAt, record.settledAt.map { moment($0, words) }),
            (words.messageID, foreign(record.messageID.value, style: "mono")),
        ])
    }

    private var attempts: HTML {
        guard !detail.attempts.isEmpty else { return .empty }
        return tag(
            "section", ["class": "stack", "aria-labelledby": "t"], tag("h2", ["id": "t"], text(words.history)),
            tag(
                "ol", ["class": "trace"],
                detail.attempts.map { attempt in
                    tag(
                        "li", [:], moment(attempt.at, words), text(" · "),
                        tag("b", [:], text(words.attempt(attempt.outcome))), text(" · "), foreign(attempt.reply))
                }))
    }

    private var shown: HTML {
        guard let sent else {
            return paragraph(detail.isComposed ? words.personalMail : words.notComposed, style: "muted")
        }
        return tag(
            "section", ["class": "stack", "aria-labelledby": "s"], tag("h2", ["id": "s"], text(words.asSent)),
            tag("div", ["class": "card msg", "dir": "auto"], text(sent.text)), formatted(sent))
    }

    private func formatted(_ sent: SentMessage) -> HTML {
        guard sent.html != nil else { return .empty }
        return tag(
            "details", [:], tag("summary", [:], text(words.showFormatted)),
            tag(
                "iframe",
                [
                    "class": "mail", "sandbox": "allow-popups allow-popups-to-escape-sandbox", "loading": "lazy",
                    "title": words.formattedMail, "src": path + "/html",
                ]))
    }
}
