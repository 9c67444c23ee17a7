public import struct Foundation.Date

/// Why a ticket needs somebody now, as the template says it.
public enum EscalationReason: String, Sendable, Hashable, CaseIterable {
    case responseLate = "response_late"
    case resolutionLate = "resolution_late"
    case responseDue = "response_due"
    case resolutionDue = "resolution_due"

    public var step: ServiceStep { self == .responseLate || self == .responseDue ? .response : .resolution }
    /// Whether it is too late, or will be soon.
    public var isLate: Bool { self == .responseLate || self == .resolutionLate }
}

/// What time alone makes due on tickets of a desk.
public enum Deadline: Sendable, Hashable {
    /// Nobody of the desk has touched it since then.
    case untouched(since: Date)
    case promise(EscalationReason)
}

/// A ticket on which a deadline has come.
public struct DueTicket: Sendable, Hashable {
    public var ticket: Ticket
    /// When it was last touched, or until when the step was promised.
    public var moment: Date
    /// Who has a role on the desk; read for promises alone.
    public var staff: [Person]

    public init(ticket: Ticket, moment: Date, staff: [Person] = []) {
        self.ticket = ticket
        self.moment = moment
        self.staff = staff
    }
}

extension Desk {
    /// What is to be looked for now.
    func deadlines(at now: Date) -> [Deadline] {
        let untouched = remindAfter.map { Deadline.untouched(since: now.addingTimeInterval(-$0)) }
        let promises = EscalationReason.allCases.filter {
            targets.promises($0.step) && ($0.isLate || targets.warnBefore != nil)
        }
        return [untouched].compactMap { $0 } + promises.map(Deadline.promise)
    }

    /// Seconds of the shortest period after which anything is due.
    var shortestPeriod: Double? { [remindAfter, targets.shortest, targets.warnBefore].compactMap { $0 }.min() }
}

extension Deadline {
    /// For the log.
    var word: String {
        switch self {
        case .untouched: "untouched"
        case .promise(let reason): reason.rawValue
        }
    }

    /// Who is told of it, and how.
    func notifications(for due: DueTicket, policy: NotificationPolicy) -> [Notification] {
        switch self {
        case .untouched: ReminderPlan.notifications(for: due.ticket, touched: due.moment, policy: policy)
        case .promise(let reason): EscalationPlan.notifications(for: due, reason, policy: policy)
        }
    }
}
