import Cryptography

public import struct Foundation.Date

/// What an address in a mail opens for one person: one question about one ticket, for a while.
///
/// As text it is `q` and 50 lower-case letters and digits: five bytes each of ticket, person and second, sixteen of HMAC
/// under a purpose of the question's own. So a link to one question is no key to another, nor to the ticket itself.
///
/// Security: whoever holds a forwarded mail holds its links. What they can do with them is bounded in
/// `ResolutionPlan` and `Survey`, and is no more than the reply address of the same mail lets them do.
public struct TicketLink: Sendable, Hashable {
    public enum Question: String, Sendable, Hashable, CaseIterable {
        /// Is it solved?
        case resolution = "resolution-link"
        /// How was it?
        case survey = "survey-link"
    }

    public var question: Question
    public var ticket: TicketID
    public var person: PersonID
    /// Seconds since 1970 at which the question was asked.
    public var askedAt: Int64

    /// Seconds for which a question can be answered.
    public static let lifetime: Int64 = 30 * 86_400
    /// Seconds by which the clock of whoever asked may be ahead.
    private static let skew: Int64 = 300
    private static let length = 51

    public init(_ question: Question, ticket: TicketID, person: PersonID, askedAt moment: Date) {
        self.question = question
        self.ticket = ticket
        self.person = person
        askedAt = Self.second(of: moment)
    }

    public var expires: Date { Date(timeIntervalSince1970: Double(askedAt + Self.lifetime)) }

    /// Whether it can still be answered.
    public func isLive(at now: Date) -> Bool {
        let second = Self.second(of: now)
        return second >= askedAt - Self.skew && second < askedAt + Self.lifetime
    }

    /// Whether a question that was asked at this moment is the one it leads to.
    public func isOf(_ moment: Date) -> Bool { askedAt == Self.second(of: moment) }

    public func encoded(key: SigningKey) -> String {
        let body = [ticket.rawValue, person.rawValue, askedAt].flatMap(Self.fiveBytes)
        return "q" + Base32.encode(body + key.signature(of: body, purpose: question.rawValue).prefix(16))
    }

    /// nil for anything that this installation did not sign for this question.
    public init?(_ text: String, to question: Question, key: SigningKey) {
        guard text.utf8.first == UInt8(ascii: "q"), text.utf8.count == Self.length,
            let bytes = Base32.decode(text.dropFirst()), bytes.count == 31
        else { return nil }
        let body = Array(bytes[..<15])
        let signature = Array(key.signature(of: body, purpose: question.rawValue).prefix(16))
        guard constantTimeEqual(signature, Array(bytes[15...])) else { return nil }
        self.question = question
        ticket = TicketID(rawValue: Self.integer(body[..<5]))
        person = PersonID(rawValue: Self.integer(body[5..<10]))
        askedAt = Self.integer(body[10...])
    }

    /// Whole seconds, within what five bytes hold.
    private static func second(of moment: Date) -> Int64 {
        Int64(min(max(moment.timeIntervalSince1970.rounded(.down), 0), 1_000_000_000_000))
    }

    private static func fiveBytes(_ value: Int64) -> [UInt8] {
        (0..<5).map { UInt8(truncatingIfNeeded: value >> (32 - 8 * Int64($0))) }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }
}
