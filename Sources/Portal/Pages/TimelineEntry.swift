import InternetMessage
import Ticketing

/// One item of the conversation.
struct TimelineEntry {
    let entry: Entry
    let page: TicketPage

    /// Bytes of one text that stand on the page; a log that somebody pasted would make it too heavy to open.
    static let longestText = 256 << 10

    private var words: Words { page.words }
    private var author: String { entry.author.displayName ?? entry.author.address.description }

    var html: HTML {
        switch entry.kind {
        case .change where entry.isRating && !entry.text.isEmpty:
            return tag("li", ["id": anchor], avatar(author), rating)
        case .change:
            let byRule = rule.map { words.asked(byRule: $0, for: author) }
            let what = byRule ?? entry.change.map { words.change(named($0)) } ?? entry.text
            // What a mail server said, where a message did not arrive.
            let reason = entry.change == nil || entry.text.isEmpty || rule != nil ? nil : entry.text
            return tag(
                "li", ["id": anchor], tag("span", [:]),
                tag(
                    "span", ["class": "ev"], tag("span", ["dir": "auto"], text(what)), text(" · "),
                    reason.map { foreign($0) + text(" · ") } ?? .empty, origin, text(" · "),
                    moment(entry.createdAt, words)))
        case .decision: return tag("li", ["id": anchor], avatar(author), decision)
        case .message, .note: return tag("li", ["id": anchor], avatar(author), bubble)
        }
    }

    /// The desk's rule that asked for an approval.
    private var rule: String? {
        guard entry.change?.field == "approval", !entry.text.isEmpty else { return nil }
        return entry.text
    }

    /// Whose change it is; of an approval also the door, and nobody where time settled it.
    private var origin: HTML {
        guard let change = entry.change, change.field == "approval" else { return foreign(author) }
        let door = text(words.channel(entry.channel))
        let isOver = [.expired, .approved, .rejected].contains(change.to.flatMap(Approval.State.init(rawValue:)))
        return entry.channel == .system && (isOver || rule != nil) ? door : foreign(author) + text(" · ") + door
    }

    /// What an approver said: who, in whose place, by which door, and why.
    private var decision: HTML {
        let verdict = entry.change?.to.flatMap(ApprovalVerdict.init(rawValue:))
        return tag(
            "article", ["class": "bub"],
            tag(
                "header", [:],
                tag(
                    "strong", [:],
                    entry.author.address == page.person.address ? text(words.you) : foreign(author)), address,
                entry.change?.from.map { text(" ") + foreign(words.standsIn(for: page.name(of: $0))) } ?? .empty,
                text(" · "), text(words.channel(entry.channel)), text(" · "), moment(entry.createdAt, words)),
            verdict.map { verdictTag($0, words) } ?? .empty,
            entry.text.isEmpty ? .empty : tag("div", ["class": "msg", "dir": "auto"], shown(entry.text)) + rest,
            original)
    }

    /// People by name instead of by address.
    private func named(_ change: FieldChange) -> FieldChange {
        switch change.field {
        case "assignee": FieldChange(field: change.field, from: change.from, to: change.to.map(page.name))
        case FieldChange.approver:
            FieldChange(field: change.field, from: change.from.map(page.name), to: change.to.map(page.name))
        default: change
        }
    }

    private var anchor: String { "e\(entry.id)" }

    private var bubble: HTML {
        let isNote = entry.kind == .note
        let isOurs = entry.direction == .outgoing
        return tag(
            "article", ["class": isNote ? "bub note" : isOurs ? "bub ours" : "bub"],
            tag(
                "header", [:],
                tag(
                    "strong", [:],
                    entry.author.address == page.person.address ? text(words.you) : foreign(author)), address,
                text(" · "), text(isNote ? words.internalNote : words.channel(entry.channel)), text(" · "),
                moment(entry.createdAt, words),
                entry.approval.map { text(" · ") + link("/approvals/\($0)#talk", words.commentOn($0)) } ?? .empty),
            page.flags(entry.flags.filter { $0 != .encrypted || !isUnreadable }), replyTo, content,
            page.attachmentList(entry.attachments), original)
    }

    /// A requester's score, with their own words.
    private var rating: HTML {
        tag(
            "article", ["class": "bub"],
            tag(
                "header", [:],
                tag(
                    "strong", [:],
                    entry.author.address == page.person.address ? text(words.you) : foreign(author)), text(" · "),
                text(entry.change.map(words.change) ?? ""), text(" · "), moment(entry.createdAt, words)), content)
    }

    /// A display name is whatever its author likes: beside it stands the address that a mail came from.
    private var address: HTML {
        guard entry.channel == .mail, entry.direction != .outgoing, entry.author.displayName != nil else {
            return .empty
        }
        return text(" ") + foreign(entry.author.address.description, style: "mono muted")
    }

    private var replyTo: HTML {
        guard !entry.replyTo.isEmpty, page.may(.readInternal) else { return .empty }
        let addresses = entry.replyTo.map(\.description).joined(separator: words.listSeparator)
        return tag("p", ["class": "m0 small"], text("Reply-To: "), foreign(addresses, style: "mono"))
    }

    /// Nothing but what is encrypted: the notice stands where the words would.
    private var isUnreadable: Bool { entry.flags.contains(.encrypted) && entry.text.trimmingASCIISpace().isEmpty }

    private var content: HTML {
        // The desk's own note: in the reader's language.
        if entry.kind == .note, let change = entry.change {
            return tag("div", ["class": "msg", "dir": "auto"], text(words.change(named(change))))
        }
        if isUnreadable { return tag("div", ["class": "msg hint"], text(words.encryptedMail)) + formatted }
        let fresh = entry.fresh.flatMap { $0 == entry.text || $0.isEmpty ? nil : $0 }
        return tag("div", ["class": "msg", "dir": "auto"], shown(fresh ?? entry.text))
            + (fresh == nil
                ? .empty
                : tag(
                    "details", [:], tag("summary", [:], text(words.showQuoted)),
                    tag("div", ["class": "msg quoted", "dir": "auto"], shown(entry.text))))
            + rest + formatted
    }

    private func shown(_ whole: String) -> HTML { text(whole.capped(Self.longestText)) }

    /// Says that there is more, and where.
    private var rest: HTML {
        guard entry.text.utf8.count > Self.longestText else { return .empty }
        return tag(
            "p", ["class": "hint"], text(words.onlyBeginning + " "),
            link("\(page.path)/entries/\(entry.id)/text", words.wholeText))
    }

    /// The mail as it was formatted, in a frame that runs nothing; loaded when it is opened.
    private var formatted: HTML {
        guard entry.html != nil else { return .empty }
        return tag(
            "details", [:], tag("summary", [:], text(words.showFormatted)),
            paragraph(words.remoteContent, style: "hint"),
            tag(
                "iframe",
                [
                    "class": "mail", "sandbox": "allow-popups allow-popups-to-escape-sandbox", "loading": "lazy",
                    "title": words.formattedMail, "src": "\(page.path)/entries/\(entry.id)/html",
                ]))
    }

    private var original: HTML {
        guard let mail = entry.mail, page.may(.readInternal) else { return .empty }
        return tag("p", ["class": "m0 small"], link("/a/mail/\(mail)", words.originalMail))
    }
}
