public import struct Foundation.Date

/// A step that a desk owes on a ticket, and until when.
public struct ServicePromise: Sendable, Hashable {
    public var step: ServiceStep
    public var dueAt: Date

    /// In the moment itself it is not.
    public func isLate(at now: Date) -> Bool { dueAt < now }
}

extension Ticket {
    /// Until when a step is owed; nil where it is not promised, is done, or will be due at nobody knows when: while the
    /// clock of the resolution stands still, only what was missed before is due.
    func due(_ step: ServiceStep, by targets: ServiceTargets) -> Date? {
        guard state.isOpen, let seconds = targets.seconds(of: step, for: priority) else { return nil }
        switch step {
        case .response: return clock.respondedAt == nil ? createdAt.addingTimeInterval(seconds) : nil
        case .resolution:
            let due = createdAt.addingTimeInterval(clock.stoppedFor + seconds)
            guard let stopped = clock.stoppedAt else { return due }
            return due < stopped ? due : nil
        }
    }

    /// The promise that is due first; nil when none is open.
    public func promise(by targets: ServiceTargets) -> ServicePromise? {
        ServiceStep.allCases.compactMap { step in
            due(step, by: targets).map { ServicePromise(step: step, dueAt: $0) }
        }.min { $0.dueAt < $1.dueAt }
    }
}

extension DeskDirectory {
    /// What the ticket's desk owes on it next.
    public func promise(of ticket: Ticket) -> ServicePromise? {
        self[ticket.desk].flatMap { ticket.promise(by: $0.targets) }
    }
}

/// What makes a ticket late, for lists.
public struct Lateness: Sendable, Hashable {
    /// By desk.
    public let targets: [String: ServiceTargets]
    public let moment: Date

    public init(_ desks: DeskDirectory, at moment: Date) {
        targets = Dictionary(desks.desks.map { ($0.name, $0.targets) }, uniquingKeysWith: { first, _ in first })
        self.moment = moment
    }

    public func includes(_ ticket: Ticket) -> Bool {
        targets[ticket.desk].flatMap { ticket.promise(by: $0) }?.isLate(at: moment) ?? false
    }
}
