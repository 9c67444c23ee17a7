import InternetMessage

/// Who is named by what they are, and what becomes of seats whose holders can decide no more.
extension ApprovalDesk {
    /// Everybody whom a name means, each with what they are asked as. An address that nobody knows becomes a person.
    func seats(named text: String, on ticket: Ticket) async throws(ApprovalError) -> [ApprovalSeat] {
        switch try Self.name(text) {
        case .mailbox(let mailbox):
            guard !planner.policy.isOurs(mailbox.address) else { throw .refused(.unknownApprover(text)) }
            do {
                return [ApprovalSeat(try await person(mailbox))]
            } catch {
                throw .store(error)
            }
        case .standing(let standing): return try await seats(as: standing, on: ticket)
        }
    }

    private static func name(_ text: String) throws(ApprovalError) -> ApproverName {
        do {
            return try ApproverName(text)
        } catch {
            throw .refused(error)
        }
    }

    private func seats(
        as standing: ApproverStanding, on ticket: Ticket
    ) async throws(ApprovalError) -> [ApprovalSeat] {
        let groups = planner.policy.desks[ticket.desk]?.groups ?? [:]
        if case .group(let name) = standing, groups[name] == nil {
            throw .refused(.unknownGroup(name, desk: ticket.desk, known: groups.keys.sorted()))
        }
        let found: [Person]
        do {
            found = try await holders(of: standing, on: ticket, addsMembers: true)
        } catch {
            throw .store(error)
        }
        guard !found.isEmpty else {
            throw .refused(
                .nobody(standing, desk: ticket.desk, requester: ticket.requester.address.description))
        }
        return found.map { ApprovalSeat($0, as: standing) }
    }

    /// Everybody who holds it now and is active.
    ///
    /// - Parameter addsMembers: Members of a group whom nobody knows yet become people. Never when nobody asks for it:
    ///   somebody who was erased would be made anew, and mailed, as long as the configuration names them.
    private func holders(
        of standing: ApproverStanding, on ticket: Ticket, addsMembers: Bool
    ) async throws(StoreError) -> [Person] {
        let found: [Person]
        switch standing {
        case .lead:
            found = try await people.agents(desk: ticket.desk).filter { AccessPolicy.leads($0, desk: ticket.desk) }
        case .role(let role):
            found = try await people.agents(desk: ticket.desk).filter {
                AccessPolicy.has(role, $0, desk: ticket.desk)
            }
        case .manager:
            guard let manager = ticket.requester.manager else { return [] }
            found = [try await people.person(manager)].compactMap { $0 }
        case .group(let name):
            var members: [Person] = []
            for address in planner.policy.desks[ticket.desk]?.groups[name] ?? [] {
                if addsMembers {
                    members.append(try await person(Mailbox(address: address)))
                } else if let known = try await people.person(address) {
                    members.append(known)
                }
            }
            found = members
        }
        return found.filter(\.isActive)
    }

    private func person(_ mailbox: Mailbox) async throws(StoreError) -> Person {
        if let known = try await people.person(mailbox.address) { return known }
        return try await people.add(mailbox, membership: nil, at: now())
    }

    /// Asks somebody else where an approver can decide no more. How many approvals changed.
    ///
    /// - Parameter includingVacant: Looks again for somebody where nobody was found before.
    public func reroute(limit: Int, includingVacant: Bool) async throws(StoreError) -> Int {
        var count = 0
        for desk in planner.policy.desks.desks {
            var query = MisplacedSeats(desk: desk.name, groups: desk.groups, includesVacant: includingVacant)
            query.limit = max(limit, 1)
            var ids: [ApprovalID] = []
            repeat {
                ids = try await approvals.misplaced(query)
                for id in ids where try await reroute(id) { count += 1 }
                query.after = ids.last
            } while ids.count == query.limit
        }
        return count
    }

    private func reroute(_ id: ApprovalID) async throws(StoreError) -> Bool {
        let (planner, moment) = (planner, now())
        let item = try await approvals.find(id, at: moment).knowing(planner.policy.desks)
        var holders: ApprovalPlanner.Holders = [:]
        for standing in item.soughtStandings {
            holders[standing] = try await self.holders(of: standing, on: item.ticket, addsMembers: false)
        }
        // Looked at before anything is locked: where nobody can be found there is nothing to write.
        guard planner.rerouting(item, among: holders) != nil else { return false }
        let found = holders
        do {
            try await approvals.change(id, at: moment) { (item) throws(ApprovalRefusal) in
                guard let plan = planner.rerouting(item, among: found) else { throw .isOver(item.approval.state) }
                return plan
            }
            return true
        } catch .store(let error) {
            throw error
        } catch {
            // Decided, or done by another daemon, at this moment.
            return false
        }
    }

    /// Asks somebody else in the place of an approver who has not decided.
    ///
    /// - Parameter name: As in a request; of several the first who may be asked is.
    public func replace(
        _ approver: String, by name: String, in id: ApprovalID, by actor: Actor
    ) async throws(ApprovalError) -> ApprovalCase {
        // Whoever is named otherwise than by an address sits nowhere.
        guard case .mailbox(let old)? = try? ApproverName(approver) else { throw .refused(.notSeated(approver)) }
        let moment = now()
        let item: ApprovalCase
        do {
            item = try await approvals.find(id, at: moment)
        } catch {
            throw .store(error)
        }
        guard AccessPolicy.allows(.change, on: item.ticket, to: actor.person) else { throw .refused(.notPermitted) }
        let candidates = try await seats(named: name, on: item.ticket)
        let planner = planner
        return try await approvals.change(id, at: moment) { (item) throws(ApprovalRefusal) in
            try planner.replacing(old.address, by: candidates, in: item, by: actor)
        }
    }
}

extension ApprovalCase {
    /// Of which somebody may be needed: those of seats that do not count, and the desk's leads.
    fileprivate var soughtStandings: Set<ApproverStanding> {
        let steps = approval.steps.filter(\.isToBeDecided)
        let seats = steps.flatMap(\.undecidedSeats).filter { !counts($0) }
        return Set(seats.compactMap(\.standing) + steps.compactMap(\.escalatesAs) + [.lead])
    }
}
