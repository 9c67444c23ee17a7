public import InternetMessage

/// What is to be erased, and by whom.
public struct Erasure: Sendable {
    public var address: MailAddress
    /// What was written on tickets stays, without the names and addresses of whoever is erased.
    public var keepsWords: Bool
    /// Who does it; nil: the operator at the machine.
    public var author: PersonID?
    /// What is kept of the address: nobody without the installation's secret can tell whose it was.
    public var addressCode: [UInt8]
    /// Sessions, links and tokens that there were before the person was shut out.
    public var credentials = 0

    public init(address: MailAddress, keepsWords: Bool, author: PersonID?, addressCode: [UInt8]) {
        self.address = address
        self.keepsWords = keepsWords
        self.author = author
        self.addressCode = addressCode
    }

    public static func code(of address: MailAddress, key: SigningKey) -> [UInt8] {
        key.signature(of: Array(address.key.utf8), purpose: "erased address")
    }
}

/// Why somebody is not erased.
public enum ErasureRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The desk keeps nothing about this address.
    case unknown
    /// It is one of the desk's own.
    case isOurs
    /// Nobody else could let people in.
    case lastAdministrator
    /// So many mails of theirs are accepted and not read yet, and would bring them back.
    case isBeingRead(Int)

    public var description: String {
        switch self {
        case .unknown: "the desk keeps nothing about this address"
        case .isOurs: "this is an address of the desk itself"
        case .lastAdministrator: "this is the last active administrator of all desks: make another one first"
        case .isBeingRead(let count): "\(count) mails of theirs are being read: try again in a moment"
        }
    }
}

/// How much there is to erase, or was.
public struct ErasureSummary: Sendable, Hashable {
    /// What the desk knows of them; nil: no more than the address.
    public var person: Person?
    public var ticketsAskedFor = 0
    /// Of those, without an end yet: they are cancelled, unless words are kept.
    public var openTickets = 0
    /// Others', on which they take part, wrote or decided.
    public var otherTickets = 0
    public var entries = 0
    /// Mails that they sent and that are still kept, and messages that were sent to them.
    public var mails = 0
    public var messages = 0
    public var decisions = 0
    /// Open approvals that wait for them.
    public var awaited = 0
    /// Open tickets in their hands, which nobody has afterwards.
    public var assigned = 0
    /// Sessions, tokens and links.
    public var credentials = 0
    public var delegations = 0
    public var ratings = 0
    public var refusal: ErasureRefusal?

    public init() {}

    public var counts: [(name: String, count: Int)] {
        [
            ("tickets asked for", ticketsAskedFor), ("of these not done", openTickets), ("other tickets", otherTickets),
            ("entries", entries), ("mails from them", mails), ("messages to them", messages),
            ("decisions", decisions), ("approvals that wait for them", awaited), ("tickets in their hands", assigned),
            ("sessions, links and tokens", credentials), ("delegations", delegations), ("ratings", ratings),
        ]
    }

    public var isEmpty: Bool { person == nil && counts.allSatisfy { $0.count == 0 } }
}
