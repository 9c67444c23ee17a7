public import InternetMessage

public import struct Foundation.Date

/// Why nobody stands in for somebody.
public enum DelegationRefusal: Error, Sendable, Hashable {
    case oneself
    /// Nobody whom the desk knows, or no person.
    case unknown(MailAddress)
    case endsBeforeItBegins
    /// It would be over already.
    case isOver
    case tooLong
    case tooMany(limit: Int)
}

/// Why a delegation was not kept.
public enum DelegationError: Error, Sendable, Hashable {
    case refused(DelegationRefusal)
    case store(StoreError)
}

extension ApprovalDesk {
    /// Longest time for which somebody may stand in, in seconds: 366 days, and the hour that the end of summer time adds.
    public static let longestDelegation = 366 * 86_400.0 + 3_600
    /// Of one approver, in force or to come.
    public static let mostDelegations = 20

    /// Names who may decide in this person's place for a time, and tells them. Both may; it goes no further.
    @discardableResult
    public func delegate(
        to address: MailAddress, from start: Date, until end: Date, by person: Person
    ) async throws(DelegationError) -> Delegation {
        let moment = now()
        if let refusal = Self.refusal(from: start, until: end, at: moment) { throw .refused(refusal) }
        let (substitute, known) = try await known(address, delegationsOf: person, at: moment)
        guard let substitute, substitute.isActive, !planner.policy.isOurs(address), !NotificationPlan.isRobot(address)
        else { throw .refused(.unknown(address)) }
        guard substitute.id != person.id, address.withoutDetail != person.address.withoutDetail else {
            throw .refused(.oneself)
        }
        guard known.count(where: { $0.approver.id == person.id }) < Self.mostDelegations else {
            throw .refused(.tooMany(limit: Self.mostDelegations))
        }
        do {
            return try await approvals.delegate(
                from: person.id, to: substitute.id, from: start, until: end,
                telling: naming(substitute, from: start, until: end, by: person), at: moment)
        } catch {
            throw .store(error)
        }
    }

    /// To whoever is to stand in: for whom, from when and until when.
    private func naming(
        _ substitute: Person, from start: Date, until end: Date, by person: Person
    ) -> [Notification] {
        let desk = person.memberships.lazy.compactMap(\.desk).first ?? planner.policy.desks.desks.first?.name ?? ""
        let message = planner.policy.notification(
            "substitute-named", to: substitute.mailbox, desk: desk, languages: [substitute.language],
            values: [
                "substitute.author": person.label, "substitute.from": "\(Int64(start.timeIntervalSince1970))",
                // Its last second, so that the last day is named.
                "substitute.until": "\(Int64(end.timeIntervalSince1970) - 1)",
            ])
        return message.map { [$0] } ?? []
    }

    private func known(
        _ address: MailAddress, delegationsOf person: Person, at moment: Date
    ) async throws(DelegationError) -> (Person?, [Delegation]) {
        do {
            return (
                try await people.person(address), try await approvals.delegations(of: person.id, at: moment)
            )
        } catch {
            throw .store(error)
        }
    }

    static func refusal(from start: Date, until end: Date, at now: Date) -> DelegationRefusal? {
        if end <= start { return .endsBeforeItBegins }
        if end <= now { return .isOver }
        return end.timeIntervalSince(start) > longestDelegation ? .tooLong : nil
    }

    /// Nobody stands in by it any more. Throws `notFound` when it is none of this person's.
    public func revoke(_ id: DelegationID, of person: Person) async throws(StoreError) {
        try await approvals.revoke(id, of: person.id, at: now())
    }
}
