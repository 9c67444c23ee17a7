public import InternetMessage
public import Ticketing

public import struct Foundation.Date

/// Tokens that count instead of chance.
public final class CountingTokens: TokenSource {
    private let counter = Counter()

    public init() {}

    public func bytes(_ count: Int) -> [UInt8] {
        let value = counter.next()
        return (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * ($0 % 8))) }
    }
}

/// Two desks and the people around them.
public enum Fixtures {
    public static let now = Date(timeIntervalSince1970: 1_790_000_000)
    public static let key = SigningKey(secret: Array("a secret of at least 32 bytes, for tests".utf8))

    public static let it = Desk(
        name: "it", title: ["en": "IT Support", "zh": "IT 服务台"], addresses: [address("support@desk.example")],
        language: "zh", prefix: "IT")
    public static let hr = Desk(
        name: "hr", title: ["en": "People"], addresses: [address("people@desk.example")], language: "en", prefix: "HR")
    public static let desks = DeskDirectory([it, hr])

    public static let wang = person(1, "wang@customer.example", name: "王芳", language: "zh")
    public static let lina = person(
        2, "lina@desk.example", name: "Li Na", roles: [Membership(role: .agent, desk: "it")])
    public static let omar = person(3, "omar@desk.example", name: "Omar", roles: [Membership(role: .agent, desk: "hr")])
    public static let root = person(4, "root@desk.example", name: "Root", roles: [Membership(role: .administrator)])

    public static func address(_ text: String) -> MailAddress {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        return MailAddress(localPart: parts.first ?? "", domain: parts.last ?? "")
    }

    public static func person(
        _ id: Int64, _ text: String, name: String = "", language: String? = nil, roles: [Membership] = []
    ) -> Person {
        Person(
            id: PersonID(rawValue: id), address: address(text), name: name, language: language, isActive: true,
            memberships: roles)
    }

    public static func ticket(
        _ id: Int64 = 42, state: TicketState = .new, desk: String = "it", participants: [Person] = [wang],
        assignee: Person? = nil
    ) -> Ticket {
        Ticket(
            id: TicketID(rawValue: id), number: TicketNumber(prefix: desk.uppercased(), sequence: id),
            subject: "打印机卡纸", state: state, kind: .incident, priority: .normal, desk: desk, linkedDesks: [],
            requester: participants.first ?? wang, participants: participants, assignee: assignee, language: "zh",
            flags: [], createdAt: now, updatedAt: now, version: 1)
    }
}
