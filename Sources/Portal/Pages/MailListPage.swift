import InternetMessage
import Ticketing

/// The ledger: every mail that came in, and what became of it.
struct MailListPage {
    let frame: PageFrame
    let state: MailState?
    let page: Page<LedgerMail>
    let counts: [MailState: Int]

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.mailsTitle, at: .mails,
            div(
                "stack", ledgerTabs(frame, at: .mails),
                tag("h1", [:], text(words.mailsTitle)), paragraph(words.mailsIntro, style: "muted"), states) + list)
    }

    private var states: HTML {
        let all = tag(
            "a", ["href": "/a/mail", "aria-current": state == nil ? "page" : nil], text(words.all))
        return tag(
            "nav", ["class": "pills", "aria-label": words.status], all,
            .joined(
                MailState.allCases.map { item in
                    tag(
                        "a", ["href": "/a/mail?state=" + item.rawValue, "aria-current": item == state ? "page" : nil],
                        tag("span", [:], text(words.mailState(item))),
                        counts[item].map { tag("span", ["class": "n"], text(String($0))) } ?? .empty)
                }))
    }

    private var list: HTML {
        if page.items.isEmpty { return emptyState(words.noMails, state == .parked ? words.noParkedHint : nil) }
        let prefix = "/a/mail?" + (state.map { "state=" + $0.rawValue + "&" } ?? "")
        return tag("ul", ["role": "list", "class": "list"], page.items.map(row))
            + nextPage(page.nextCursor.map { prefix + "cursor=" + $0.queryEscaped }, words)
    }

    private func row(_ mail: LedgerMail) -> HTML {
        tag(
            "li", [:],
            tag(
                "a", ["class": "item", "data-item": "", "href": "/a/mail/\(mail.id)"],
                tag("b", ["dir": "auto"], text(subject(of: mail, words))), mailStateTag(mail.state, words),
                tag(
                    "span", ["class": "meta"], foreign(mail.author ?? words.nullPath),
                    mail.ticket.map { foreign($0.description, style: "mono") } ?? .empty,
                    mail.reason.map { tag("span", ["dir": "auto"], text($0)) } ?? .empty,
                    tag("span", [:], moment(mail.receivedAt, words)))))
    }
}

func subject(of mail: LedgerMail, _ words: Words) -> String {
    guard let subject = mail.subject, !subject.isEmpty else { return words.noSubject }
    return subject
}

func mailStateTag(_ state: MailState, _ words: Words) -> HTML {
    let style =
        switch state {
        case .ticketed, .attached, .decided, .answered: "tag ok"
        case .received: "tag info"
        case .parked: "tag bad"
        case .recorded, .ignored: "tag"
        }
    return tag("span", ["class": style], text(words.mailState(state)))
}

/// Incoming, outgoing, suppressed addresses and mailboxes, for those who see more than one of them.
func ledgerTabs(_ frame: PageFrame, at place: PageFrame.Place) -> HTML {
    guard let person = frame.person, AccessPolicy.readsLedger(person, desk: nil) else { return .empty }
    let words = frame.words
    let tab: (String, String, PageFrame.Place) -> HTML = { target, label, own in
        tag("a", ["href": target, "aria-current": place == own ? "page" : nil], text(label))
    }
    return tag(
        "nav", ["class": "tabs", "aria-label": words.mails],
        tab("/a/mail", words.mailsTitle, .mails), tab("/a/queue", words.outgoingTitle, .outgoing),
        tab("/a/suppressed", words.suppressedTitle, .suppressed),
        AccessPolicy.isAdministrator(person) ? tab("/a/mailboxes", words.mailboxes, .mailboxes) : .empty)
}
