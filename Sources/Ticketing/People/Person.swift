public import InternetMessage

/// Somebody the desk knows by address.
public struct Person: Sendable, Hashable {
    public var id: PersonID
    public var address: MailAddress
    /// Empty when nobody said one.
    public var name: String
    /// BCP 47 tag the person chose, or nil.
    public var language: String?
    public var isActive: Bool
    /// Roles beyond `requester`, which everybody has.
    public var memberships: [Membership]
    /// What the person settled about notices; the rest is as usual.
    public var preferences: [NotificationPreference] = []
    /// IANA name of the zone that the person lives by; nil: the installation's.
    public var timeZone: String?
    /// When no notices come.
    public var quietHours: QuietHours?
    /// When the digest comes; nil: they get none.
    public var digest: DigestSchedule?
    /// Whom they answer to; nil where nobody said.
    public var manager: PersonID?
    /// Why no mail goes to the address; nil where it does.
    public var suppression: String?

    public init(
        id: PersonID, address: MailAddress, name: String, language: String?, isActive: Bool, memberships: [Membership]
    ) {
        self.id = id
        self.address = address
        self.name = name
        self.language = language
        self.isActive = isActive
        self.memberships = memberships
    }

    public var mailbox: Mailbox { Mailbox(displayName: name.isEmpty ? nil : name, address: address) }
    /// Name where there is one, else the address.
    public var label: String { name.isEmpty ? address.description : name }
}

public enum Role: String, Sendable, Hashable, CaseIterable {
    case requester, approver, agent, lead, administrator, auditor
}

/// A role on one desk, or on all of them when `desk` is nil.
public struct Membership: Sendable, Hashable {
    public var role: Role
    public var desk: String?

    public init(role: Role, desk: String? = nil) {
        self.role = role
        self.desk = desk
    }
}
