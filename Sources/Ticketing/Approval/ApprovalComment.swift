import InternetMessage

public import struct Foundation.Date

public struct ApprovalCommentID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A question or a remark about an approval. It decides nothing, and nothing changes by it.
public struct ApprovalComment: Sendable, Hashable {
    /// In bytes of UTF-8. Of a mail's own text so much is kept here; the mail has all of it.
    public static let longestText = 8 << 10
    /// Of one person on one approval, within 24 hours.
    public static let mostPerDay = 20
    /// On one approval.
    public static let most = 200

    /// 0 before the store has given it one.
    public var id: ApprovalCommentID
    public var author: Person
    /// Plain.
    public var text: String
    public var channel: Channel
    public var at: Date
    /// Of what was asked then.
    public var contentVersion: Int64
    /// The mail that it came by.
    public var mail: MailID?

    public init(
        id: ApprovalCommentID = ApprovalCommentID(rawValue: 0), author: Person, text: String, channel: Channel,
        at: Date, contentVersion: Int64, mail: MailID? = nil
    ) {
        self.id = id
        self.author = author
        self.text = text
        self.channel = channel
        self.at = at
        self.contentVersion = contentVersion
        self.mail = mail
    }
}

extension ApprovalCase {
    /// Sits where they have decided, or still count, or stands in for somebody who does.
    public func isAsked(_ person: Person) -> Bool {
        approval.steps.contains { step in
            step.seats.contains { seat in
                let isTheirs = counts(seat) || step.decisions.contains { $0.approver.id == seat.person.id }
                return isTheirs
                    && (seat.person.id == person.id
                        || standIns(for: seat.person.id, in: step).contains { $0.id == person.id })
            }
        }
    }

    /// Whether this person may say something about it now: whoever has to do with it, and who works the ticket's desk.
    public func isOpenToComments(of person: Person) -> Bool {
        let isLate = approval.expiresAt.map { moment >= $0 } ?? false
        return approval.state == .pending && !isLate && mayComment(person)
    }

    private func mayComment(_ person: Person) -> Bool {
        person.isActive && (involves(person) || AccessPolicy.allows(.note, on: ticket, to: person))
    }

    /// With what somebody says about it.
    public func commenting(_ text: String, by actor: Actor, mail: MailID? = nil) throws(ApprovalRefusal) -> Approval {
        guard mayComment(actor.person) else { throw .notPermitted }
        guard approval.state == .pending else { throw .isOver(approval.state) }
        if let expiresAt = approval.expiresAt, moment >= expiresAt { throw .isExpired(expiresAt) }
        let text = text.trimmingASCIISpace()
        guard !text.isEmpty else { throw .emptyText }
        guard text.utf8.count <= ApprovalComment.longestText else {
            throw .textTooLong(limit: ApprovalComment.longestText, actual: text.utf8.count)
        }
        try checkShare(of: actor.person)
        var next = approval
        next.comments.append(
            ApprovalComment(
                author: actor.person, text: text, channel: actor.channel, at: moment,
                contentVersion: approval.content.version, mail: mail))
        return next
    }

    /// Whoever holds a key, or a page that was left open, does not fill an approval.
    private func checkShare(of person: Person) throws(ApprovalRefusal) {
        let total = approval.comments.count
        guard total < ApprovalComment.most else {
            throw .tooMany(what: "comments", limit: ApprovalComment.most, actual: total + 1)
        }
        let dayAgo = moment.addingTimeInterval(-86_400)
        let own = approval.comments.count { $0.author.address == person.address && $0.at > dayAgo }
        guard own < ApprovalComment.mostPerDay else {
            throw .tooMany(what: "comments", limit: ApprovalComment.mostPerDay, actual: own + 1)
        }
    }
}
