public import InternetMessage

/// What a mail is on a ticket's timeline.
extension IntakeCase {
    /// Nothing else was written or sent along.
    var isThanks: Bool {
        message.attachments.isEmpty && message.fresh.isCertain
            && LoneWords.isThanks(message.fresh.text, by: message.author)
    }

    /// A ticket always has a requester.
    var requester: Mailbox { forwarding?.author ?? standIn ?? writer }

    /// The author, or whoever is nearest to one.
    var writer: Mailbox {
        if let author = message.author { return author }
        if let first = message.from.first(where: { $0.address.isComplete }) { return first }
        if case .mailbox(let address) = envelope.reversePath { return Mailbox(address: address) }
        return Mailbox(displayName: nil, address: MailAddress(localPart: "unknown", domain: "sender.invalid"))
    }

    func entry(flags: [TicketFlag], mail: MailID) -> EntryDraft {
        message.entry(by: writer, flags: flags, mail: mail)
    }
}

extension InternetMessage {
    func entry(by author: Mailbox, flags: [TicketFlag], mail: MailID) -> EntryDraft {
        let new = fresh.text.trimmingASCIISpace()
        let isFolded = fresh.isCertain && new != text.trimmingASCIISpace()
        var draft = EntryDraft(
            kind: .message, direction: .incoming, channel: .mail, author: author, text: text, html: html,
            fresh: isFolded ? new : nil, flags: flags, mail: mail, messageID: messageID,
            attachments: attachments.filter { !$0.isSignature }.map(\.listed))
        let wanted = replyTo.map(\.address)
        if !wanted.contains(author.address) { draft.replyTo = Array(wanted.prefix(10)) }
        return draft
    }
}

extension EntryDraft {
    /// For the desk alone, without the line that says so.
    var asNote: EntryDraft {
        var note = self
        note.kind = .note
        note.direction = nil
        // What goes out to the requester does not cite it.
        note.messageID = nil
        let words = fresh ?? text
        if LoneWords.opensNote(words) {
            let rest = LoneWords.belowFirstLine(words)
            if !rest.isEmpty { note.fresh = rest }
        }
        return note
    }
}

extension Attachment {
    /// A mail of its own.
    public var isMessage: Bool { type == "message/rfc822" || type == "message/global" }

    /// As a ticket keeps it: what has a Content-ID there is shown inside the text, all else in the list of files.
    var listed: Attachment {
        var attachment = self
        if disposition != .inline { attachment.contentID = nil }
        return attachment
    }
}
