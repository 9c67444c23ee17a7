public import InternetMessage

/// As what somebody is asked to decide, where they are not named by their own address.
///
/// Who holds it is looked up when the request is made, and asked again at the moment of deciding: whoever does not hold
/// it any more decides nothing.
///
/// As text: `lead`, `manager`, `group:NAME`, `role:ROLE`.
public enum ApproverStanding: Sendable, Hashable, CustomStringConvertible {
    /// Leads the ticket's desk.
    case lead
    /// The manager of the ticket's requester.
    case manager
    /// In a group of the ticket's desk.
    case group(String)
    /// Has the role for the ticket's desk, or for all of them. Never `requester`, which everybody has.
    case role(Role)

    /// Roles that may be asked for a decision.
    public static let roles = Role.allCases.filter { $0 != .requester }

    /// nil for what is none.
    public init?(_ text: String) {
        switch text {
        case "lead": self = .lead
        case "manager": self = .manager
        default:
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let name = String(text[text.utf8.index(after: colon)...])
            switch text[..<colon] {
            case "group" where Desk.isGroupName(name): self = .group(name)
            case "role":
                guard let role = Self.roles.first(where: { $0.rawValue == name }) else { return nil }
                self = .role(role)
            default: return nil
            }
        }
    }

    public var description: String {
        switch self {
        case .lead: "lead"
        case .manager: "manager"
        case .group(let name): "group:\(name)"
        case .role(let role): "role:\(role.rawValue)"
        }
    }
}

/// How a request names who decides: an address, or what somebody is.
public enum ApproverName: Sendable, Hashable {
    case mailbox(Mailbox)
    case standing(ApproverStanding)

    /// Throws what is wrong with the name; whether a group of that name exists only a desk knows.
    public init(_ text: String) throws(ApprovalRefusal) {
        if let standing = ApproverStanding(text) {
            self = .standing(standing)
            return
        }
        if text.hasPrefix("role:") { throw .unknownRole(String(text.dropFirst("role:".count))) }
        let list = AddressList(parsing: Array(text.utf8), limit: 2).mailboxes
        guard let mailbox = list.first, list.count == 1, mailbox.address.isComplete,
            !NotificationPlan.isRobot(mailbox.address), !NotificationPlan.isListManager(mailbox.address)
        else { throw .unknownApprover(text) }
        self = .mailbox(mailbox)
    }
}

extension Desk {
    /// Longest name of a group, in bytes.
    public static let longestGroupName = 32
    /// Groups of one desk.
    public static let mostGroups = 50
    /// Addresses of one group: as many as a step may have approvers.
    public static let mostGroupMembers = ApprovalRequest.mostApprovers

    /// Letters a to z, digits and hyphens, a letter first: what stands behind `group:` without quotation marks.
    public static func isGroupName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= longestGroupName else {
            return false
        }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
