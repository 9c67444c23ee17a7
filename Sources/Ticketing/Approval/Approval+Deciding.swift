import InternetMessage

public import struct Foundation.Date

/// What happens to an approval: pure functions from what it was to what it is then.
extension Approval {
    /// Longest reason, in bytes of UTF-8.
    public static let longestReason = 16 << 10

    /// With the decision of `author` for `approver`, who is the same person or is stood in for, and all that follows
    /// from it.
    ///
    /// - Parameters:
    ///   - contentVersion: What was in front of whoever decided.
    ///   - position: Of the step that they were asked in; nil: of whichever waits for the approver.
    public func deciding(
        _ verdict: ApprovalVerdict, reason: String, for approver: PersonID, by author: Person, contentVersion: Int64,
        position: Int64? = nil, requester: Person, via channel: Channel, mail: MailID? = nil, at now: Date
    ) throws(ApprovalRefusal) -> Approval {
        let step = try step(of: approver, at: now, position)
        guard let seat = step.approvers.first(where: { $0.id == approver }) else { throw .notAnApprover }
        for person in [seat, author] where isInterested(person, requester: requester) { throw .ownRequest }
        guard author.isActive else { throw .notAnApprover }
        guard contentVersion == content.version else { throw .contentChanged(current: content.version) }
        let reason = reason.trimmingASCIISpace()
        guard reason.utf8.count <= Self.longestReason else {
            throw .textTooLong(limit: Self.longestReason, actual: reason.utf8.count)
        }
        var next = self
        let decision = ApprovalDecision(
            approver: seat, author: author, verdict: verdict, reason: reason, channel: channel, at: now, mail: mail)
        for index in next.steps.indices where next.steps[index].position == step.position {
            next.steps[index].decisions.append(decision)
        }
        next.advance(at: now)
        return next
    }

    /// The open step that waits for this approver, or why none does.
    private func step(
        of approver: PersonID, at now: Date, _ position: Int64?
    ) throws(ApprovalRefusal) -> ApprovalStep {
        let own = steps(of: approver, position)
        guard !own.isEmpty else { throw .notAnApprover }
        if let step = own.first(where: { $0.state == .open && $0.undecided.contains { $0.id == approver } }) {
            guard state == .pending else { throw .isOver(state) }
            if let expiresAt, now >= expiresAt { throw .isExpired(expiresAt) }
            return step
        }
        let done = own.flatMap(\.decisions).last { $0.approver.id == approver }
        if let done { throw .alreadyDecided(by: done.author.label, verdict: done.verdict, at: done.at) }
        if let last = decisions.last, let settledAt, state == .approved || state == .rejected {
            throw .alreadyDecided(by: last.author.label, verdict: last.verdict, at: settledAt)
        }
        guard state == .pending else { throw .isOver(state) }
        if let other = own.flatMap(\.decisions).last, own.allSatisfy({ $0.state != .waiting }) {
            throw .alreadyDecided(by: other.author.label, verdict: other.verdict, at: other.at)
        }
        throw .notYet
    }

    /// Where the approver sits.
    func steps(of approver: PersonID, _ position: Int64?) -> [ApprovalStep] {
        steps.filter { step in
            step.position == position ?? step.position && step.approvers.contains { $0.id == approver }
        }
    }

    /// Whoever asked, and whoever it is for, has nothing to decide: by no second address of the same mailbox either.
    public func isInterested(_ person: Person, requester: Person) -> Bool {
        Self.isInterested(person, author: author, requester: requester)
    }

    static func isInterested(_ person: Person, author: Person, requester: Person) -> Bool {
        [author, requester].contains { other in
            other.id == person.id || other.address.withoutDetail == person.address.withoutDetail
        }
    }

    /// Settles steps whose decisions suffice, opens the next, and settles the whole.
    mutating func advance(at now: Date) {
        guard state == .pending else { return }
        for index in steps.indices where steps[index].state == .open {
            guard let outcome = steps[index].outcome else { continue }
            steps[index].state = outcome == .approved ? .approved : .rejected
            if outcome == .rejected, !steps[index].isPassive { return settle(.rejected, at: now) }
        }
        guard !steps.contains(where: { $0.state == .open && !$0.isPassive }) else { return }
        guard let next = steps.firstIndex(where: { $0.state == .waiting && !$0.isPassive }) else {
            return settle(.approved, at: now)
        }
        // What nobody waits for is asked beside what it stands next to.
        let last = steps[(next + 1)...].firstIndex { !$0.isPassive } ?? steps.endIndex
        for index in steps[..<last].indices where steps[index].state == .waiting {
            steps[index].state = .open
            steps[index].openedAt = now
        }
    }

    /// Nobody is asked any more.
    mutating func settle(_ outcome: State, at now: Date) {
        state = outcome
        settledAt = now
        for index in steps.indices where steps[index].state == .waiting || steps[index].state == .open {
            steps[index].state = .skipped
        }
    }

    /// Withdrawn by whoever asked, or by the desk.
    public func withdrawing(at now: Date) throws(ApprovalRefusal) -> Approval {
        guard state == .pending else { throw .isOver(state) }
        var next = self
        next.settle(.withdrawn, at: now)
        return next
    }

    /// Over, because nobody decided in time; nil while there is time.
    public func expiring(at now: Date) -> Approval? {
        guard state == .pending, let expiresAt, now >= expiresAt else { return nil }
        var next = self
        switch defaultVerdict {
        case .approved: next.settle(.approved, at: now)
        case .rejected: next.settle(.rejected, at: now)
        case nil: next.settle(.expired, at: now)
        }
        return next
    }

    /// Asked anew about something else: what was decided about the old content counts no more.
    public func revising(_ text: String, fields: [ApprovalContent.Field], files: [ApprovalContent.File], at now: Date)
        throws(ApprovalRefusal) -> Approval
    {
        guard state == .pending else { throw .isOver(state) }
        var next = self
        next.content = ApprovalContent(
            version: content.version + 1, subject: content.subject,
            text: try ApprovalRequest.checked(text), fields: try ApprovalContent.checked(fields),
            files: try ApprovalContent.checked(files))
        for index in next.steps.indices {
            next.steps[index].state = .waiting
            next.steps[index].decisions = []
            next.steps[index].openedAt = nil
            next.steps[index].escalatedAt = nil
            next.steps[index].remindedAt = nil
            next.steps[index].reminders = 0
        }
        next.advance(at: now)
        return next
    }
}
