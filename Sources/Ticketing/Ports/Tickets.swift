public import InternetMessage

public import struct Foundation.Date

/// Everything `Intake.decide` needs to know from the store: the only read of a mail's journey.
public struct IntakeContext: Sendable {
    /// The author, if the desk knows the address.
    public var author: Person?
    /// Tickets that the correlation names, by token, identifier or tag, and those that went on with a closed one.
    public var tickets: [Ticket] = []
    /// Identifiers among the mail's references that messages we sent or took in bear or name, with their tickets,
    /// oldest first.
    public var ticketsByMessageID: [MessageID: [TicketID]] = [:]
    /// A ticket with a mail that bears the same Message-ID as this one.
    public var repeated: TicketID?
    /// Ticket that another desk's entry of the very same mail has become.
    public var sibling: TicketID?
    /// Messages of ours whose return address the mail came to.
    public var returned: [ReturnedMessage] = []
    /// Automatic answers sent to the author's address, whatever its detail, within the last hour.
    public var automaticAnswersLastHour = 0
    /// The very same mail was a query to another desk, and has its answer.
    public var isAnsweredElsewhere = false
    /// The approval that one of the mail's keys was issued for.
    public var invited: InvitedApproval?
    /// When it was read.
    public var moment = Date(timeIntervalSince1970: 0)
    /// Open tickets that the author takes part in, newest change first; read only for a mail that asks for them.
    public var ownTickets: [Ticket] = []

    public init() {}

    public func ticket(_ id: TicketID) -> Ticket? { tickets.first { $0.id == id } }
    public func ticket(_ number: TicketNumber) -> Ticket? { tickets.first { $0.number == number } }
}

/// Which tickets, for a list. Text search folds case only; an empty query is all.
public struct TicketQuery: Sendable, Hashable {
    /// Words that number, subject, requester or text must contain.
    public var text: String?
    public var states: [TicketState] = []
    /// nil: all desks.
    public var desks: [String]?
    public var assignee: PersonID?
    public var isUnassigned = false
    /// Only tickets of which a promise is missed and still open.
    public var late: Lateness?
    /// Only tickets this person takes part in.
    public var participant: PersonID?
    public var cursor: String?
    public var limit = 50

    public init() {}
}

/// Part of a list, with the key of the next part.
public struct Page<Item: Sendable>: Sendable {
    public var items: [Item]
    public var nextCursor: String?

    public init(items: [Item], nextCursor: String?) {
        self.items = items
        self.nextCursor = nextCursor
    }

    public func map<Other: Sendable>(_ transform: (Item) -> Other) -> Page<Other> {
        Page<Other>(items: items.map(transform), nextCursor: nextCursor)
    }
}

/// The desk's tickets.
public protocol Tickets: Sendable {
    func context(for correlation: Correlation, at now: Date) async throws(StoreError) -> IntakeContext

    /// Writes ticket, events, outgoing rows and the settled queue entry in one transaction. Settling an entry that is
    /// settled already changes nothing: a plan made twice counts once. Returns the ticket it wrote to, if any.
    @discardableResult
    func commit(_ plan: IntakePlan, settling id: MailID, at now: Date) async throws(StoreError) -> TicketNumber?

    /// Opens a ticket from a plan that no mail caused.
    func open(_ plan: TicketPlan, at now: Date) async throws(StoreError) -> TicketRecord

    /// Reads the ticket, asks `decide` and writes its plan, all in one transaction that no other change of the ticket
    /// can come between.
    @discardableResult
    func change(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (TicketRecord) throws(TicketRefusal) -> TicketPlan
    ) async throws(CommandError) -> TicketRecord

    func record(_ number: TicketNumber) async throws(StoreError) -> TicketRecord
    func record(_ id: TicketID) async throws(StoreError) -> TicketRecord
    /// Newest change first.
    func list(_ query: TicketQuery) async throws(StoreError) -> Page<Ticket>
    /// Count per state, for the tickets of these desks (nil: all).
    func counts(desks: [String]?, participant: PersonID?) async throws(StoreError) -> [TicketState: Int]
    /// Closes up to `limit` of the desk's tickets that are resolved and were last touched before `moment`, in the name of
    /// the desk; nobody is written to but whom `ask` asks about it. How many it closed.
    func closeResolved(
        of desk: Desk, untouchedSince moment: Date, limit: Int, at now: Date,
        _ ask: @escaping @Sendable (Ticket, [TicketEvent]) -> SurveyRequest?
    ) async throws(StoreError) -> Int
    /// The attachment, its bytes, and the ticket and entry it hangs on.
    func attachment(_ id: AttachmentID) async throws(StoreError) -> AttachmentContent
    /// Events after `sequence`, oldest first: what live pages and searches follow.
    func events(after sequence: Int64, limit: Int) async throws(StoreError) -> [RecordedEvent]
}

public struct AttachmentContent: Sendable {
    public var attachment: StoredAttachment
    public var bytes: [UInt8]
    public var ticket: TicketNumber
    public var entryKind: EntryKind

    public init(attachment: StoredAttachment, bytes: [UInt8], ticket: TicketNumber, entryKind: EntryKind) {
        self.attachment = attachment
        self.bytes = bytes
        self.ticket = ticket
        self.entryKind = entryKind
    }
}

/// One row of the event table.
public struct RecordedEvent: Sendable, Hashable {
    public var sequence: Int64
    public var ticket: TicketNumber
    /// `ticket.opened`, `ticket.entry`, `ticket.changed`, `ticket.approval`, `ticket.rated`.
    public var type: String
    public var at: Date

    public init(sequence: Int64, ticket: TicketNumber, type: String, at: Date) {
        self.sequence = sequence
        self.ticket = ticket
        self.type = type
        self.at = at
    }
}
