import InternetMessage
import Ticketing

/// One mail of the ledger with the trace that explains its state.
struct MailPage {
    let frame: PageFrame
    let form: PostForm
    let mail: LedgerMail
    let mayRetry: Bool

    private var words: Words { frame.words }

    var html: HTML {
        let title = subject(of: mail, words)
        return frame.page(
            title, at: .mails,
            backLink("/a/mail", words.mailsTitle)
                + tag(
                    "header", ["class": "stack"], div("row", mailStateTag(mail.state, words)),
                    tag("h1", ["dir": "auto"], text(title)),
                    mail.reason.map { tag("p", ["class": "m0 muted", "dir": "auto"], text($0)) } ?? .empty)
                + div("row", original, retry)
                + div(
                    "split", div("stack-lg", trace, problems),
                    div("card stack", tag("h2", [:], text(words.details)), details)))
    }

    private var original: HTML {
        if let mailbox = mail.leftIn {
            return div(
                "stack", paragraph(words.leftIn(mailbox)),
                link("/a/mail/\(mail.id)/raw", words.downloadNotice, style: "btn"))
        }
        if let erased = mail.erasedAt { return paragraph(words.rawErased(words.moment(erased)), style: "muted") }
        if let removed = mail.rawRemovedAt { return paragraph(words.rawRemoved(words.moment(removed)), style: "muted") }
        return link("/a/mail/\(mail.id)/raw", words.download, style: "btn")
    }

    private var retry: HTML {
        guard mail.state.isRetriable, mail.rawRemovedAt == nil, mayRetry else { return .empty }
        let label = mail.leftIn != nil ? words.fetchAgain : mail.state.isVouchable ? words.retryAsPerson : words.retry
        return form.form("/a/mail/\(mail.id)/retry", style: "row", button(label))
    }

    private var details: HTML {
        let sender =
            switch mail.reversePath {
            case .null: words.nullPath
            case .mailbox(let address): address.description
            }
        return facts([
            (words.ticket, mail.ticket.map { link("/requests/\($0)", $0.description) }),
            (words.from, foreign(mail.author ?? sender)), ("MAIL FROM", foreign(sender)),
            (words.to, foreign(mail.recipients.map(\.description).joined(separator: ", "))),
            (words.desk, text(mail.desk)), (words.transport, text(mail.transport)),
            (words.size, text(words.size(mail.size))), (words.receivedAt, moment(mail.receivedAt, words)),
            (words.settledAt, mail.settledAt.map { moment($0, words) }),
            (words.messageID, mail.messageID.map { foreign($0.value, style: "mono") }),
            (words.digest, foreign(mail.digest, style: "mono")),
            (
                words.copies,
                mail.copiedAt.map { text("\(mail.copies) · \(mail.copiedBy ?? "") · ") + moment($0, words) }
            ),
            (words.failures, mail.failures > 0 ? text(String(mail.failures)) : nil),
        ])
    }

    private var trace: HTML {
        section("t", words.trace, mail.trace)
    }

    private var problems: HTML {
        section("p", words.problems, mail.problems)
    }

    private func section(_ id: String, _ title: String, _ lines: [String]) -> HTML {
        guard !lines.isEmpty else { return .empty }
        return tag(
            "section", ["class": "stack", "aria-labelledby": id], tag("h2", ["id": id], text(title)),
            tag("ol", ["class": "trace"], lines.map { tag("li", ["dir": "auto"], text($0)) }))
    }
}
