public import InternetMessage
import UnicodeText

/// A request for approval that a desk makes by itself, about each new ticket that its condition holds for.
public struct DeskRule: Sendable, Hashable {
    /// Of one desk.
    public static let most = 20
    /// In Unicode scalars.
    public static let longestName = 60
    /// Requests that one rule makes within an hour; what is over is left to the agents.
    public static let mostInAnHour = 200
    /// Requests that rules make for one requester within an hour.
    public static let mostForRequester = 20

    public var name: String
    public var condition: Condition
    /// What approvers are asked; nil: what the requester wrote.
    public var text: String?
    public var steps: [ApprovalDesk.StepDraft]
    /// Seconds within which it can be decided.
    public var within: Double?
    /// What it comes to when nobody decides in time.
    public var defaultVerdict: ApprovalVerdict?
    /// Asks only for a requester whose address is vouched for: else whoever forges one would have the approvers mailed.
    public var wantsVouching = true

    public init(name: String, condition: Condition, steps: [ApprovalDesk.StepDraft]) {
        self.name = name
        self.condition = condition
        self.steps = steps
    }

    /// What a ticket must have: one of the values of each key that has any.
    public struct Condition: Sendable, Hashable {
        /// Of one key.
        public static let mostValues = 50
        /// In Unicode scalars.
        public static let longestWord = 100

        /// Words that the subject holds, whatever their case and width.
        public var subject: [String] = []
        /// Addresses of the desk that the mail came to; a ticket from elsewhere came to none.
        public var addresses: [MailAddress] = []
        public var from: [Origin] = []
        public var priorities: [Priority] = []
        public var kinds: [TicketKind] = []

        /// Bytes of a subject that are looked at: more than a ticket keeps.
        private static let longestSubject = 4_000

        public init() {}

        /// Without a key it holds for nothing.
        public var isEmpty: Bool {
            subject.isEmpty && addresses.isEmpty && from.isEmpty && priorities.isEmpty && kinds.isEmpty
        }

        /// Whether it holds for a new ticket.
        ///
        /// - Parameter addresses: Where the mail was sent.
        public func holds(for ticket: TicketDraft, sentTo addresses: [MailAddress]) -> Bool {
            guard !isEmpty else { return false }
            let sentTo = addresses.flatMap { [$0, $0.withoutDetail] }
            return (subject.isEmpty || names(ticket.subject))
                && (self.addresses.isEmpty || self.addresses.contains { sentTo.contains($0) })
                && (from.isEmpty || from.contains { $0.includes(ticket.requester.address) })
                && (priorities.isEmpty || priorities.contains(ticket.priority))
                && (kinds.isEmpty || kinds.contains(ticket.kind))
        }

        private func names(_ text: String) -> Bool {
            let line = Array(SearchForm.folded(text).utf8.prefix(Self.longestSubject))
            return subject.contains { text in
                let word = Array(SearchForm.folded(text).utf8)
                return !word.isEmpty && line.count >= word.count
                    && (0...(line.count - word.count)).contains { line[$0...].starts(with: word) }
            }
        }
    }

    /// Whose tickets: one address's, or those of all addresses of a domain.
    public enum Origin: Sendable, Hashable {
        case address(MailAddress)
        /// In lower case, as `MailAddress.domain` is; its subdomains are others.
        case domain(String)

        func includes(_ address: MailAddress) -> Bool {
            switch self {
            case .address(let own): own == address || own == address.withoutDetail
            case .domain(let name): name.utf8.elementsEqual(address.domain.utf8)
            }
        }
    }
}

extension Desk {
    /// The rule that asks about a new ticket: the first that holds.
    func approvalRule(for ticket: TicketDraft, sentTo addresses: [MailAddress]) -> DeskRule? {
        approvalRules.first { $0.condition.holds(for: ticket, sentTo: addresses) }
    }
}
