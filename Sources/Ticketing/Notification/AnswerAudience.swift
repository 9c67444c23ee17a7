public import InternetMessage

/// Who gets an agent's public answer, and whom its header names. What a reply form shows before it is sent and what the
/// mail says come from here.
///
/// The requester stands in To, the other participants in Cc. Participants who work the ticket get a copy and are named
/// nowhere: their addresses are the desk's own affair.
public struct AnswerAudience: Sendable, Hashable {
    /// Why somebody on the ticket gets no mail.
    public enum Obstacle: Sendable, Hashable {
        case isAuthor, isInactive, isOurs
        /// No person reads the address.
        case isRobot
        case isSuppressed(reason: String)
        case isLeftOut
        /// The answer is a mail that went to this address itself.
        case hasItAlready
    }

    /// The obstacles by the words of the API and the command line.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case author, inactive, ours, robot, suppressed
        case leftOut = "left_out"
        case hasItAlready = "has_it_already"
    }

    public struct Bystander: Sendable, Hashable {
        public var person: Person
        public var obstacle: Obstacle
    }

    public private(set) var to: [Person] = []
    public private(set) var cc: [Person] = []
    public private(set) var unnamed: [Person] = []
    public private(set) var bystanders: [Bystander] = []

    public init(
        of ticket: Ticket, from author: MailAddress, choice: AnswerChoice = AnswerChoice(), desks: DeskDirectory
    ) {
        for person in ticket.participants {
            let isRequester = person.id == ticket.requester.id
            if let obstacle = AnswerAudience.obstacle(person, isRequester, author, choice, desks) {
                bystanders.append(Bystander(person: person, obstacle: obstacle))
            } else if isRequester {
                to.append(person)
            } else if AccessPolicy.works(person, on: ticket) {
                unnamed.append(person)
            } else {
                cc.append(person)
            }
        }
    }

    private static func obstacle(
        _ person: Person, _ isRequester: Bool, _ author: MailAddress, _ choice: AnswerChoice, _ desks: DeskDirectory
    ) -> Obstacle? {
        if person.address == author { return .isAuthor }
        if !person.isActive { return .isInactive }
        if desks.desk(owning: person.address) != nil { return .isOurs }
        if NotificationPlan.isRobot(person.address) { return .isRobot }
        if choice.reached.contains(person.address) { return .hasItAlready }
        if !isRequester, choice.leftOut.contains(person.address) { return .isLeftOut }
        return person.suppression.map { .isSuppressed(reason: $0) }
    }

    /// Everybody who is mailed.
    public var readers: [Person] { to + cc + unnamed }

    /// Everybody whom a message is queued for: of a suppressed address the ledger says that nothing was sent.
    var copies: [Person] {
        readers
            + bystanders.compactMap { if case .isSuppressed = $0.obstacle { $0.person } else { nil } }
    }

    /// Nobody has it, and nobody is on their own word without it.
    var isUnheard: Bool { copies.isEmpty && !bystanders.contains { $0.obstacle == .hasItAlready } }

    /// What the header says; nil where it can name nobody.
    var destinations: Destinations? {
        if to.isEmpty { return cc.isEmpty ? nil : Destinations(to: cc.map(\.mailbox), cc: []) }
        return Destinations(to: to.map(\.mailbox), cc: cc.map(\.mailbox))
    }
}

extension AnswerAudience.Obstacle {
    public var reason: AnswerAudience.Reason {
        switch self {
        case .isAuthor: .author
        case .isInactive: .inactive
        case .isOurs: .ours
        case .isRobot: .robot
        case .isSuppressed: .suppressed
        case .isLeftOut: .leftOut
        case .hasItAlready: .hasItAlready
        }
    }

    public var word: String { reason.rawValue }
    /// Why an address is suppressed.
    public var detail: String? { if case .isSuppressed(let reason) = self { reason } else { nil } }
}

/// What is settled about one answer's readers when it is written.
public struct AnswerChoice: Sendable, Hashable {
    /// Participants who are not to get this one. A requester always does.
    public var leftOut: [MailAddress] = []
    /// Where the answer went to already: it is a mail that was sent to them as well.
    public var reached: [MailAddress] = []

    public init(leftOut: [MailAddress] = [], reached: [MailAddress] = []) {
        self.leftOut = leftOut
        self.reached = reached
    }
}

/// The destination fields of a message that goes out in several copies.
///
/// - Standard: RFC 5322 §3.6.3
public struct Destinations: Sendable, Hashable {
    public var to: [Mailbox]
    public var cc: [Mailbox]

    public init(to: [Mailbox], cc: [Mailbox]) {
        self.to = to
        self.cc = cc
    }
}
