public import InternetMessage

/// Seats that go from one person to another.
extension ApprovalPlanner {
    /// Who holds each standing now, in the order in which they are asked.
    public typealias Holders = [ApproverStanding: [Person]]

    /// Seats whose holders can decide no more go to whoever can: to somebody else of the same standing, else to the person
    /// whom the step escalates to, else to one of the desk's leads. Where there is none of them the seat is vacant, and the
    /// ticket's agents are told so once. Decisions stay, and so does the number of seats. nil: nothing is to be done.
    public func rerouting(_ item: ApprovalCase, among holders: Holders) -> TicketPlan? {
        let item = item.knowing(policy.desks)
        guard item.approval.state == .pending else { return nil }
        var changed = item
        var moves: [SeatMove] = []
        for index in item.approval.steps.indices where item.approval.steps[index].isToBeDecided {
            for place in item.approval.steps[index].seats.indices {
                let step = changed.approval.steps[index]
                guard let move = move(of: step.seats[place], in: step, changed, among: holders) else { continue }
                changed.approval.steps[index].seats[place] = move.seat
                moves.append(move)
            }
            renewLatecomer(of: index, in: &changed, among: holders)
        }
        guard changed.approval != item.approval else { return nil }
        return plan(from: item, to: changed, moves, by: deskActor(for: item))
    }

    private func move(
        of seat: ApprovalSeat, in step: ApprovalStep, _ item: ApprovalCase, among holders: Holders
    ) -> SeatMove? {
        guard step.undecided.contains(where: { $0.id == seat.person.id }) else { return nil }
        if item.counts(seat) {
            guard seat.vacantSince != nil else { return nil }
            return SeatMove(
                position: step.position, from: seat, to: ApprovalSeat(seat.person, as: seat.standing), why: .isBack)
        }
        let next = successor(of: seat, in: step, item, among: holders)
        guard next != nil || seat.vacantSince == nil else { return nil }
        return SeatMove(
            position: step.position, from: seat, to: next, why: seat.person.isActive ? .isNoLonger : .isInactive,
            vacantSince: item.moment)
    }

    private func successor(
        of seat: ApprovalSeat, in step: ApprovalStep, _ item: ApprovalCase, among holders: Holders
    ) -> ApprovalSeat? {
        let own = seat.standing.map { seats($0, among: holders) } ?? []
        let later = item.latecomer(of: step).map { [ApprovalSeat($0, as: step.escalatesAs)] } ?? []
        return (own + later + seats(.lead, among: holders)).first { isEligible($0.person, for: step, item) }
    }

    private func seats(_ standing: ApproverStanding, among holders: Holders) -> [ApprovalSeat] {
        (holders[standing] ?? []).map { ApprovalSeat($0, as: standing) }
    }

    /// Active, reached by mail, none of those whom it is about, and not in the step yet.
    private func isEligible(_ person: Person, for step: ApprovalStep, _ item: ApprovalCase) -> Bool {
        person.isActive && !policy.isOurs(person.address) && !NotificationPlan.isRobot(person.address)
            && !item.approval.isInterested(person, requester: item.ticket.requester)
            && !step.seats.contains { $0.person.id == person.id }
    }

    /// Somebody else of the same standing may decide for those who are late; is asked anew if the step is late already.
    private func renewLatecomer(of index: Int, in item: inout ApprovalCase, among holders: Holders) {
        let step = item.approval.steps[index]
        guard let standing = step.escalatesAs, step.escalatesTo != nil, item.latecomer(of: step) == nil else { return }
        let next = (holders[standing] ?? []).first {
            $0.isActive && !item.approval.isInterested($0, requester: item.ticket.requester)
        }
        guard let next else { return }
        item.approval.steps[index].escalatesTo = next
        item.approval.steps[index].escalatedAt = nil
    }

    /// By hand: somebody else is asked in the place of an approver who has not decided, in all open and coming steps.
    ///
    /// - Parameter candidates: The first of them who may be asked is.
    public func replacing(
        _ approver: MailAddress, by candidates: [ApprovalSeat], in item: ApprovalCase, by actor: Actor
    ) throws(ApprovalRefusal) -> TicketPlan {
        guard AccessPolicy.allows(.change, on: item.ticket, to: actor.person) else { throw .notPermitted }
        let item = item.knowing(policy.desks)
        guard item.approval.state == .pending else { throw .isOver(item.approval.state) }
        if let end = item.approval.expiresAt, item.moment >= end { throw .isExpired(end) }
        var changed = item
        var moves: [SeatMove] = []
        for (index, step) in item.approval.steps.enumerated() where step.isToBeDecided {
            guard let place = step.seats.firstIndex(where: { $0.person.address == approver }),
                step.undecided.contains(where: { $0.address == approver })
            else { continue }
            let move = SeatMove(
                position: step.position, from: step.seats[place],
                to: try chosen(candidates, for: step, item, by: actor),
                why: .isReplaced)
            changed.approval.steps[index].seats[place] = move.seat
            moves.append(move)
        }
        guard !moves.isEmpty else {
            let done = item.approval.decisions.last { $0.approver.address == approver }
            guard let done else { throw .notSeated(approver.description) }
            throw .alreadyDecided(by: done.author.label, verdict: done.verdict, at: done.at)
        }
        return plan(from: item, to: changed, moves, by: actor)
    }

    /// Never the actor, by no second address either: nobody takes a seat by themselves.
    private func chosen(
        _ candidates: [ApprovalSeat], for step: ApprovalStep, _ item: ApprovalCase, by actor: Actor
    ) throws(ApprovalRefusal) -> ApprovalSeat {
        func isOwn(_ seat: ApprovalSeat) -> Bool {
            Approval.isInterested(seat.person, author: actor.person, requester: item.ticket.requester)
                || item.approval.isInterested(seat.person, requester: item.ticket.requester)
        }
        let seat = candidates.first { !isOwn($0) && isEligible($0.person, for: step, item) && item.counts($0) }
        if let seat { return seat }
        let seated = candidates.first { candidate in step.seats.contains { $0.person.id == candidate.person.id } }
        if let seated { throw .seatedAlready(seated.person.address.description) }
        if candidates.contains(where: isOwn) { throw .ownRequest }
        throw .unknownApprover(candidates.first?.person.address.description ?? "")
    }

    /// That somebody who is not asked any more tried to decide, kept as evidence; nothing changes.
    public func refusing(_ item: ApprovalCase, by actor: Actor, proof: Proof) -> TicketPlan {
        var plan = TicketPlan(target: .existing(item.ticket.id), events: [])
        plan.approval = ApprovalChange(
            before: item.approval, after: item.approval,
            evidence: [
                ApprovalEvidence(
                    .refused,
                    [
                        .init("reason", ApprovalObstacle.replaced.rawValue),
                        .init("by", actor.person.address.description, isPersonal: true),
                        .init("via", actor.channel.rawValue),
                        .init("authentication", proof.authentication, isPersonal: true),
                    ])
            ])
        return plan
    }

    private func plan(
        from before: ApprovalCase, to item: ApprovalCase, _ moves: [SeatMove], by actor: Actor
    ) -> TicketPlan {
        let mail = ApprovalMail(policy: policy)
        let asked = moves.flatMap { move -> [ApprovalMail.Asked] in
            let open = item.approval.openSteps.first { $0.position == move.position }
            guard let step = open, let seat = move.to else { return [] }
            return mail.holders(of: seat.person, of: step, in: item).compactMap {
                mail.ask($0, for: seat.person, step, "approval-request", item)
            }
        }
        let language = policy.desks[item.ticket.desk]?.language ?? "en"
        let told = moves.enumerated().flatMap { index, move in
            move.to == nil ? notices(of: index, about: item, by: actor) : []
        }
        return plan(
            from: before.approval, to: item, moves.map { .entryAdded($0.entry(by: actor, in: language)) }, asked: asked,
            told: told, evidence: moves.map { $0.evidence(of: item.approval.content, by: actor) })
    }

    /// To whoever asked and works there, and to those who work on the ticket.
    private func notices(of event: Int, about item: ApprovalCase, by actor: Actor) -> [Notification] {
        let author = [item.approval.author].filter { $0.isActive && AccessPolicy.works($0, on: item.ticket) }
        var readers = author.filter { !policy.isOurs($0.address) && !NotificationPlan.isRobot($0.address) }
        for reader in NotificationPlan.handlers(of: item.ticket, except: actor.person.address, policy: policy)
        where !readers.contains(where: { $0.id == reader.id }) { readers.append(reader) }
        return readers.filter { $0.wants(.note) }.compactMap {
            policy.notification(
                NotificationKind.note.rawValue, to: $0.mailbox, desk: item.ticket.desk, languages: [$0.language],
                entryEvent: event, reader: $0)
        }
    }

    /// The desk itself, where nobody does it.
    private func deskActor(for item: ApprovalCase) -> Actor {
        guard let desk = policy.desks[item.ticket.desk], let address = desk.addresses.first else {
            return Actor(person: item.approval.author, channel: .system)
        }
        let person = Person(
            id: PersonID(rawValue: 0), address: address, name: desk.title(in: desk.language), language: nil,
            isActive: true, memberships: [])
        return Actor(person: person, channel: .system)
    }
}
