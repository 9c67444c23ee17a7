/// A row identity of one kind, so that a ticket is never looked up by a person's number.
public protocol RowIdentifier: RawRepresentable, Hashable, Sendable, CustomStringConvertible where RawValue == Int64 {
    init(rawValue: Int64)
}

extension RowIdentifier {
    public var description: String { String(rawValue) }

    /// From decimal text as it comes in a URL or a command; nil when it is anything else.
    public init?(text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        self.init(rawValue: value)
    }
}

public struct TicketID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct EntryID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct PersonID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// An incoming mail in the ledger; the incoming queue's key too.
public struct MailID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// An outgoing message in the ledger; the outgoing queue's key too.
public struct OutgoingID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct AttachmentID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct ApprovalID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct DelegationID: RowIdentifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}
