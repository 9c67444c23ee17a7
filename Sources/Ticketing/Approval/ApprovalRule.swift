/// How many of a step's approvers it takes.
///
/// As text: `any`, `all`, `majority`, `first`, or the number that is needed, such as `2`.
public enum ApprovalRule: Sendable, Hashable, CustomStringConvertible {
    /// One who approves is enough; it takes all of them to refuse.
    case any
    /// One who refuses is enough.
    case all
    /// More than half.
    case majority
    /// Whoever answers first decides, one way or the other.
    case first
    /// So many.
    case count(Int)

    public init?(_ text: String) {
        switch text {
        case "any": self = .any
        case "all": self = .all
        case "majority": self = .majority
        case "first": self = .first
        default:
            guard text.utf8.count <= 3, let number = Int(text), number > 0, "\(number)" == text else { return nil }
            self = .count(number)
        }
    }

    public var description: String {
        switch self {
        case .any: "any"
        case .all: "all"
        case .majority: "majority"
        case .first: "first"
        case .count(let number): "\(number)"
        }
    }

    /// What the decisions of so many approvers come to; nil while both outcomes are possible.
    ///
    /// A step is refused as soon as those who are left cannot approve it any more, so nobody is asked in vain.
    public func outcome(seats: Int, decisions: [ApprovalVerdict]) -> ApprovalVerdict? {
        if self == .first { return decisions.first }
        let approvals = decisions.count { $0 == .approved }
        let refusals = decisions.count - approvals
        if approvals >= needed(of: seats) { return .approved }
        return seats - refusals < needed(of: seats) ? .rejected : nil
    }

    /// How many must approve.
    public func needed(of seats: Int) -> Int {
        switch self {
        case .any, .first: 1
        case .all: max(seats, 1)
        case .majority: seats / 2 + 1
        case .count(let number): number
        }
    }
}

/// What an approver decided, or a whole approval came to.
public enum ApprovalVerdict: String, Sendable, Hashable, CaseIterable {
    case approved, rejected

    /// As a command says it: `approve`, `reject`.
    public init?(command: String) {
        switch command {
        case "approve": self = .approved
        case "reject": self = .rejected
        default: return nil
        }
    }

    public var opposite: ApprovalVerdict { self == .approved ? .rejected : .approved }

    public var command: String { self == .approved ? "approve" : "reject" }
}
