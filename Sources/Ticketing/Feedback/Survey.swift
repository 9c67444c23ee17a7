import InternetMessage

public import struct Foundation.Date

/// How satisfied a requester is with what became of a ticket.
public struct Rating: Sendable, Hashable {
    /// 1 to 5, 5 the best.
    public var score: Int
    /// The requester's own words; empty when there are none.
    public var comment: String
    /// When it was given, or changed.
    public var at: Date

    public static let scores = 1...5

    public init(score: Int, comment: String, at moment: Date) {
        self.score = score
        self.comment = comment
        at = moment
    }
}

/// What somebody says when they are asked how it was.
public struct SurveyAnswer: Sendable, Hashable {
    public let score: Int
    public let comment: String

    /// Longest comment, in bytes of UTF-8.
    public static let longestComment = 4_000

    /// Refuses a score that is none, and a comment that is too long; an empty one is none.
    public init(score: Int, comment: String) throws(TicketRefusal) {
        guard Rating.scores.contains(score) else { throw .noScore }
        let text = comment.trimmingASCIISpace()
        guard text.utf8.count <= Self.longestComment else {
            throw .textTooLong(limit: Self.longestComment, actual: text.utf8.count)
        }
        self.score = score
        self.comment = text
    }
}

/// The one question about a closed ticket, and its answer.
///
/// Security: the answer can be changed by the same link until it expires, but not without end: a link that somebody else
/// got hold of must not fill the desk's store. What was said before is shown to nobody who opens it.
public struct Survey: Sendable, Hashable {
    public var ticket: TicketID
    /// Who was asked.
    public var person: Person
    public var askedAt: Date
    public var rating: Rating?
    /// How often it was answered or changed.
    public var answers: Int

    /// Answers and changes that are taken.
    public static let mostAnswers = 20

    public init(ticket: TicketID, person: Person, askedAt: Date, rating: Rating?, answers: Int) {
        self.ticket = ticket
        self.person = person
        self.askedAt = askedAt
        self.rating = rating
        self.answers = answers
    }

    public func isOpen(to link: TicketLink, at now: Date) -> Bool {
        link.question == .survey && link.ticket == ticket && link.person == person.id && link.isOf(askedAt)
            && link.isLive(at: now) && person.isActive && answers < Self.mostAnswers
    }

    /// Whether it says what was said before.
    public func holds(_ answer: SurveyAnswer) -> Bool {
        rating?.score == answer.score && rating?.comment == answer.comment
    }
}
