/// What a template is for: one kind of message, in all its versions and languages.
public struct TemplateKey: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: String

    /// Nil unless it is 1 to 64 of `a-z`, `0-9` and `-`, beginning with a letter.
    public init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard let first = bytes.first, bytes.count <= 64, Self.isLetter(first) else { return nil }
        let isPlain = bytes.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isPlain else { return nil }
        self.rawValue = rawValue
    }

    private init(known name: String) {
        rawValue = name
    }

    /// To the requester: the request has arrived. It quotes nothing of what was sent, not even a name.
    public static let acknowledgement = TemplateKey(known: "acknowledgement")
    /// To the participants: somebody of the desk has answered.
    public static let publicReply = TemplateKey(known: "public-reply")
    /// To an agent: a ticket is theirs now.
    public static let assignment = TemplateKey(known: "assignment")
    /// To the participants: the ticket has another status.
    public static let statusChange = TemplateKey(known: "status-change")
    /// To a person: the link that signs them in.
    public static let signInLink = TemplateKey(known: "sign-in-link")
    /// To a person who is new on the desk: the link that sets up the account.
    public static let invitation = TemplateKey(known: "invitation")
    /// To the author of a message: it could not be delivered.
    public static let deliveryFailure = TemplateKey(known: "delivery-failure")

    /// To a person who asked: where their own tickets stand.
    public static let statusAnswer = TemplateKey(known: "status-answer")

    /// Every key that Martlet sends by.
    public static let all: [TemplateKey] = [
        .acknowledgement, .publicReply, .assignment, .statusChange, .signInLink, .invitation, .deliveryFailure,
        .statusAnswer,
    ]

    public var description: String { rawValue }

    public static func < (left: TemplateKey, right: TemplateKey) -> Bool {
        left.rawValue < right.rawValue
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
