public import struct Foundation.Date

/// When what happened to a ticket: all that figures about a desk are made of.
public struct TicketHistory: Sendable, Hashable {
    public struct Change: Sendable, Hashable {
        public var state: TicketState
        public var at: Date

        public init(to state: TicketState, at moment: Date) {
            self.state = state
            at = moment
        }
    }

    public var createdAt: Date
    /// The door it came through.
    public var channel: Channel
    public var firstAnswerAt: Date?
    /// Of the state, oldest first; before the first it is new.
    public var changes: [Change]
    /// As it is now.
    public var priority = Priority.normal

    public init(createdAt: Date, channel: Channel, firstAnswerAt: Date? = nil, changes: [Change] = []) {
        self.createdAt = createdAt
        self.channel = channel
        self.firstAnswerAt = firstAnswerAt
        self.changes = changes
    }

    /// An open ticket became resolved, or was closed at once. One that was cancelled was not resolved.
    var resolutions: [Date] {
        steps.filter { $0.from.isOpen && ($0.to == .resolved || $0.to == .closed) }.map(\.at)
    }

    var reopenings: [Date] { steps.filter { !$0.from.isOpen && $0.to.isOpen }.map(\.at) }

    func isOpen(at moment: Date) -> Bool {
        createdAt < moment && (changes.last { $0.at < moment }?.state ?? .new).isOpen
    }

    private var steps: [(from: TicketState, to: TicketState, at: Date)] {
        zip([.new] + changes.map(\.state), changes).map { ($0, $1.state, $1.at) }
    }
}
