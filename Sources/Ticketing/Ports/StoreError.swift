public import InternetMessage

/// Why the store could not do what was asked.
public enum StoreError: Error, Sendable, Hashable {
    /// Locked, full, unreachable, restarted: the same call may succeed later.
    case unavailable(String)
    /// No such row.
    case notFound
    /// Somebody else was first: a unique name is taken, a version is old.
    case conflict(String)
    /// What is stored cannot be read: a defect, or a damaged database.
    case corrupt(String)

    public var isTransient: Bool {
        if case .unavailable = self { true } else { false }
    }
}

/// Why a command on a ticket was not carried out.
public enum CommandError: Error, Sendable, Hashable {
    case refused(TicketRefusal)
    case store(StoreError)
}

/// Why a command on an approval was not carried out.
public enum ApprovalError: Error, Sendable, Hashable {
    case refused(ApprovalRefusal)
    case store(StoreError)
}

/// A legitimate "no" of the domain.
public enum TicketRefusal: Error, Sendable, Hashable {
    case notPermitted
    case unknownDesk(String)
    /// `closed` and `cancelled` tickets do not change.
    case isFinal(TicketState)
    case sameState(TicketState)
    case emptyText
    /// A rating is 1 to 5.
    case noScore
    case textTooLong(limit: Int, actual: Int)
    /// The page was made from an older version of the ticket.
    case changedMeanwhile(current: Int64)
    case notAnAgent(MailAddress)
    case invalidAddress(String)
    /// Somebody would get the answer whom its author was not shown.
    case readersChanged
    /// An answer can leave out participants, but for the requester.
    case isNoCopy(MailAddress)
    case tooManyParticipants(limit: Int)
}
