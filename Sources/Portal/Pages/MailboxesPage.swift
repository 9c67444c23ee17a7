import Ticketing

import struct Foundation.Date

/// The mailboxes that mail is fetched from: how each is, and what to do about it.
struct MailboxesPage {
    let frame: PageFrame
    let form: PostForm
    let records: [MailboxRecord]
    let desks: DeskDirectory
    let now: Date

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.mailboxes, at: .mailboxes,
            div(
                "stack", ledgerTabs(frame, at: .mailboxes), tag("h1", [:], text(words.mailboxes)),
                paragraph(words.mailboxesIntro, style: "muted")) + list)
    }

    private var list: HTML {
        if records.isEmpty { return emptyState(words.noMailboxes, words.noMailboxesHint) }
        let heads = [words.mailbox, words.status, words.lastVisit, words.consent, words.whatToDo]
        // On a narrow screen rows are cards; the roles keep the table a table there.
        return tag(
            "table", ["class": "cards", "role": "table"],
            tag(
                "thead", ["role": "rowgroup"],
                tag(
                    "tr", ["role": "row"],
                    heads.map { tag("th", ["role": "columnheader", "scope": "col"], text($0)) })),
            tag("tbody", ["role": "rowgroup"], records.map(row)))
    }

    private func row(_ record: MailboxRecord) -> HTML {
        let health = record.health(at: now)
        return tag(
            "tr", ["role": "row"],
            cell(words.mailbox, name(record)), cell(words.status, status(record, health)),
            cell(words.lastVisit, visits(record.state)), cell(words.consent, consent(record)),
            cell(words.whatToDo, mend(record, health)))
    }

    private func cell(_ label: String, _ content: HTML) -> HTML {
        tag("td", ["role": "cell", "data-label": label], div("stack-s", content))
    }

    private func line(_ content: String?) -> HTML {
        content.map { tag("div", ["class": "hint"], text($0)) } ?? .empty
    }

    private func name(_ record: MailboxRecord) -> HTML {
        let desk = desks[record.desk]?.title(in: words.language.rawValue) ?? record.desk
        let access = record.access == .imap ? "IMAP" : "POP3"
        return tag("b", ["class": "wide"], foreign(record.name)) + line("\(access) · \(desk)")
    }

    private func status(_ record: MailboxRecord, _ health: MailboxHealth) -> HTML {
        let style =
            switch health {
            case .healthy: "tag ok"
            case .waiting: "tag info"
            case .consentEnding: "tag warn"
            case .failing, .consentMissing, .consentEnded: "tag bad"
            }
        let tagged = tag("div", [:], tag("span", ["class": style], text(words.health(health))))
        // What a consent lacks stands in the columns behind.
        guard health == .failing || health == .consentEnding, let failure = record.failure else { return tagged }
        return tagged + line(words.failing(since: words.moment(failure.since)))
            + tag("div", [:], text(words.trouble(failure.trouble)))
            + (failure.words.isEmpty ? .empty : tag("div", ["class": "hint wide"], foreign(failure.words)))
    }

    private func visits(_ state: MailboxState) -> HTML {
        let success = state.succeededAt.map { moment($0, words) } ?? text(words.never)
        return tag("div", [:], success)
            + line(state.takenAt.map { words.taken(state.taken, words.moment($0)) })
            + line(state.remaining > 0 ? words.waiting(state.remaining) : nil)
            + line(state.leftTooLarge > 0 ? words.leftTooLarge(state.leftTooLarge) : nil)
            + line(state.leftUnreadable > 0 ? words.leftUnreadable(state.leftUnreadable) : nil)
    }

    private func consent(_ record: MailboxRecord) -> HTML {
        let source = tag("div", [:], text(words.signIn(record.signIn)))
        guard let consent = record.consent, consent.source != .none else { return source }
        let end =
            consent.ended(by: now).map { words.ended(on: words.moment($0)) }
            ?? consent.endsAt.map { words.ends(on: words.moment($0)) } ?? words.endUnknown
        return source + line(consent.obtainedAt.map { words.obtained(words.moment($0)) }) + line(end)
    }

    private func mend(_ record: MailboxRecord, _ health: MailboxHealth) -> HTML {
        let button = consentButton(record, health)
        switch health {
        case .healthy, .waiting: return button.isEmpty ? text(words.nothingToDo) : button
        case .failing: return text(record.failure.map { words.mend($0.trouble) } ?? "") + button
        case .consentMissing, .consentEnding, .consentEnded:
            let host = record.consentOrigin.map(Self.host)
            return text(host.map { words.consentMend($0) } ?? words.consentElsewhere) + button
        }
    }

    private func consentButton(_ record: MailboxRecord, _ health: MailboxHealth) -> HTML {
        guard let consent = record.consent, record.consentOrigin != nil else { return .empty }
        let isWanted = [.consentMissing, .consentEnding, .consentEnded].contains(health)
        return form.form(
            "/a/mailboxes/\(record.id)/consent", style: "row",
            button(
                consent.source == .none ? words.consentNow : words.consentAgain,
                style: isWanted ? "btn pri" : "btn sm"))
    }

    /// What a person recognizes of an origin.
    static func host(_ origin: String) -> String { String(origin.dropFirst("https://".count)) }
}

/// On the way to the provider's page, at once or by a press.
struct LeavingPage {
    let frame: PageFrame
    let url: String
    let origin: String

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.leaving, at: .mailboxes, moving: url,
            div(
                "narrow stack", tag("h1", [:], text(words.leaving)),
                paragraph(words.leavingFor(MailboxesPage.host(origin))),
                div("row", link(url, words.proceed, style: "btn pri"))))
    }
}

/// Why there was no consent, with the provider's own words.
struct ConsentFailurePage {
    let frame: PageFrame
    let failure: ConsentFailure

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.consentFailed, at: .mailboxes, isWrong: true,
            div(
                "narrow stack", tag("h1", [:], text(words.consentFailed)),
                paragraph(words.consentFailure(failure)),
                failure.quotation.map { tag("p", ["class": "hint wide"], foreign($0)) } ?? .empty,
                paragraph(words.nothingChanged), div("row", link("/a/mailboxes", words.startAgain, style: "btn pri"))))
    }
}
