import InternetMessage

public import struct Foundation.Date

/// Commands on approvals from every door but mail: portal, API, command line, chat; and the passing of time.
public struct ApprovalDesk: Sendable {
    let approvals: any Approvals
    let people: any People
    let planner: ApprovalPlanner
    let now: @Sendable () -> Date

    public init(
        approvals: any Approvals, people: any People, policy: NotificationPolicy, now: @escaping @Sendable () -> Date
    ) {
        self.approvals = approvals
        self.people = people
        planner = ApprovalPlanner(policy: policy)
        self.now = now
    }

    /// A step before its approvers are known as people.
    public struct StepDraft: Sendable, Hashable {
        public var rule: ApprovalRule
        /// Names as `ApproverName` reads them: addresses, `lead`, `manager`, `group:NAME`, `role:ROLE`.
        public var approvers: [String]
        public var isPassive: Bool
        /// Seconds after its opening when it should be decided.
        public var dueAfter: Double?
        /// Such a name: who may decide then in the place of whoever has not; of several the first.
        public var escalatesTo: String?

        public init(
            rule: ApprovalRule, approvers: [String], isPassive: Bool = false, dueAfter: Double? = nil,
            escalatesTo: String? = nil
        ) {
            self.rule = rule
            self.approvers = approvers
            self.isPassive = isPassive
            self.dueAfter = dueAfter
            self.escalatesTo = escalatesTo
        }
    }

    /// Asks for a decision. Approvers whom nobody knows yet are made; the desk's own addresses are none.
    ///
    /// - Parameter rule: The desk's rule that asks in the name of the ticket's requester, who need not work the desk.
    public func request(
        on ticket: Ticket, text: String, fields: [ApprovalContent.Field] = [], files: [ApprovalContent.File] = [],
        steps: [StepDraft], expiresAt: Date? = nil, defaultVerdict: ApprovalVerdict? = nil, rule: String? = nil,
        by actor: Actor
    ) async throws(ApprovalError) -> ApprovalCase {
        guard rule != nil || AccessPolicy.allows(.change, on: ticket, to: actor.person) else {
            throw .refused(.notPermitted)
        }
        var resolved: [ApprovalRequest.Step] = []
        for step in steps.prefix(ApprovalRequest.mostSteps + 1) {
            var later: ApprovalSeat?
            if let name = step.escalatesTo {
                let found = try await seats(named: name, on: ticket)
                later =
                    found.first {
                        !Approval.isInterested($0.person, author: actor.person, requester: ticket.requester)
                    } ?? found.first
            }
            resolved.append(
                ApprovalRequest.Step(
                    rule: step.rule, seats: try await seats(of: step, on: ticket), isPassive: step.isPassive,
                    dueAfter: step.dueAfter, escalatesTo: later?.person, escalatesAs: later?.standing))
        }
        var request = ApprovalRequest(
            text: text, fields: fields, files: files, steps: resolved, expiresAt: expiresAt,
            defaultVerdict: defaultVerdict)
        request.deskRule = rule
        let (planner, moment) = (planner, now())
        return try await approvals.request(ticket.number, at: moment) {
            [request] (ticket, delegations) throws(ApprovalRefusal) in
            try planner.requesting(request, on: ticket, delegations: delegations, by: actor, at: moment)
        }
    }

    /// - Parameter approver: In whose place; the actor's own by default.
    public func decide(
        _ verdict: ApprovalVerdict, reason: String, for approver: PersonID? = nil, contentVersion: Int64? = nil,
        in id: ApprovalID, by actor: Actor, authentication: String,
        showing: (@Sendable (ApprovalCase) -> ShownPage?)? = nil
    ) async throws(ApprovalError) -> ApprovalCase {
        let (planner, proof) = (planner, ApprovalPlanner.Proof(authentication: authentication))
        do {
            return try await approvals.change(id, at: now()) { (item) throws(ApprovalRefusal) in
                // A refusal without a reason helps nobody, and whoever has a page or a program before them can give one.
                if verdict == .rejected, reason.trimmingASCIISpace().isEmpty { throw .reasonMissing }
                let places = item.knowing(planner.policy.desks).places(of: actor.person)
                let own = places.first { $0.id == actor.person.id } ?? places.first
                return try planner.deciding(
                    verdict, reason: reason, for: approver ?? own?.id ?? actor.person.id,
                    contentVersion: contentVersion ?? item.approval.content.version, in: item, by: actor, proof: proof,
                    showing: showing)
            }
        } catch .refused(.noLongerAsked) {
            if try await !isRecorded(actor, in: id) {
                try await approvals.change(id, at: now()) { (item) throws(ApprovalRefusal) in
                    planner.refusing(item, by: actor, proof: proof)
                }
            }
            throw .refused(.noLongerAsked)
        }
    }

    /// That this person tried though they are not asked any more is kept once, however often they try.
    private func isRecorded(_ actor: Actor, in id: ApprovalID) async throws(ApprovalError) -> Bool {
        do {
            return try await approvals.evidence(of: id).contains { record in
                record.kind == .refused && record.value("reason") == ApprovalObstacle.replaced.rawValue
                    && record.facts.contains { $0.name == "by" && $0.value == actor.person.address.description }
            }
        } catch {
            throw .store(error)
        }
    }

    public func withdraw(_ id: ApprovalID, by actor: Actor) async throws(ApprovalError) -> ApprovalCase {
        let planner = planner
        return try await approvals.change(id, at: now()) { (item) throws(ApprovalRefusal) in
            try planner.withdrawing(item, by: actor)
        }
    }

    /// Asks anew, about something else. What is nil stays as it is.
    public func revise(
        _ id: ApprovalID, text: String? = nil, fields: [ApprovalContent.Field]? = nil,
        files: [ApprovalContent.File]? = nil, by actor: Actor
    ) async throws(ApprovalError) -> ApprovalCase {
        let planner = planner
        return try await approvals.change(id, at: now()) { (item) throws(ApprovalRefusal) in
            let content = item.approval.content
            return try planner.revising(
                item, text: text ?? content.text, fields: fields ?? content.fields, files: files ?? content.files,
                by: actor)
        }
    }

    /// Settles those whose time is over. How many.
    public func expire(limit: Int) async throws(StoreError) -> Int {
        let planner = planner
        var count = 0
        for id in try await approvals.overdue(limit: limit, at: now()) {
            do {
                try await approvals.change(id, at: now()) { (item) throws(ApprovalRefusal) in
                    guard let plan = planner.expiring(item) else { throw .isOver(item.approval.state) }
                    return plan
                }
                count += 1
            } catch .store(let error) {
                throw error
            } catch {
                // Somebody decided it at the last moment.
            }
        }
        return count
    }

    /// Reminds approvers, and passes on what is late. How many approvals were looked at.
    public func remind(limit: Int) async throws(StoreError) -> Int {
        let (planner, moment) = (planner, now())
        var count = 0
        for desk in planner.policy.desks.desks {
            let asked = desk.remindApprovers.map { moment.addingTimeInterval(-$0) }
            let ids = try await approvals.unanswered(desk: desk.name, askedBefore: asked, limit: limit, at: moment)
            for id in ids {
                do {
                    try await approvals.change(id, at: moment) { (item) throws(ApprovalRefusal) in
                        guard let plan = planner.reminding(item, after: desk.remindApprovers) else {
                            throw .isOver(item.approval.state)
                        }
                        return plan
                    }
                    count += 1
                } catch .store(let error) {
                    throw error
                } catch {
                    // Decided, or reminded by another daemon, at this moment.
                }
            }
        }
        return count
    }

    private func seats(of step: StepDraft, on ticket: Ticket) async throws(ApprovalError) -> [ApprovalSeat] {
        guard step.approvers.count <= ApprovalRequest.mostApprovers else {
            throw .refused(
                .tooMany(what: "approvers", limit: ApprovalRequest.mostApprovers, actual: step.approvers.count))
        }
        var found: [ApprovalSeat] = []
        for name in step.approvers { found += try await seats(named: name, on: ticket) }
        return found
    }
}
