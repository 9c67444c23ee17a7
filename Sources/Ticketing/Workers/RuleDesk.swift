import InternetMessage

public import struct Foundation.Date

/// Makes the requests for approval that desks' rules are to make: right after a ticket was opened, or later by whoever
/// finds what was left.
///
/// Several daemons on one database may do so at once: the note of what is due goes with the request that is written, and
/// whoever finds it gone writes nothing.
public struct RuleDesk: Sendable {
    private let requests: any RuleRequests
    private let tickets: any Tickets
    private let approving: ApprovalDesk
    private let desks: DeskDirectory
    private let now: @Sendable () -> Date

    public init(
        requests: any RuleRequests, tickets: any Tickets, approving: ApprovalDesk, desks: DeskDirectory,
        now: @escaping @Sendable () -> Date
    ) {
        self.requests = requests
        self.tickets = tickets
        self.approving = approving
        self.desks = desks
        self.now = now
    }

    /// Whatever is due, at most `limit`. How many were looked at.
    public func askAll(limit: Int) async throws(StoreError) -> Int {
        let due = try await requests.due(limit: limit)
        for request in due { try await ask(request) }
        return due.count
    }

    /// The ticket as it is once its rule has asked. Where that has to wait, it is asked later.
    func asked(about record: TicketRecord) async -> TicketRecord {
        do {
            guard let request = try await requests.due(on: record.ticket.id) else { return record }
            try await ask(request)
            return try await tickets.record(record.ticket.id)
        } catch {
            return record
        }
    }

    private func ask(_ request: RuleRequest) async throws(StoreError) {
        let record = try await tickets.record(request.ticket)
        let ticket = record.ticket
        guard let rule = desks[ticket.desk]?.approvalRules.first(where: { $0.name == request.rule }) else {
            return try await note(.gone, request, on: ticket)
        }
        if let limit = try await exceededLimit(of: rule, on: ticket) {
            return try await note(.tooMany(limit: limit), request, on: ticket)
        }
        do throws(ApprovalError) {
            _ = try await approving.request(
                on: ticket, text: rule.text ?? record.ownText, steps: rule.steps,
                expiresAt: rule.within.map { now().addingTimeInterval($0) }, defaultVerdict: rule.defaultVerdict,
                rule: rule.name, by: Actor(person: ticket.requester, channel: .system))
        } catch {
            try await settle(request, on: ticket, after: error)
        }
    }

    private func settle(
        _ request: RuleRequest, on ticket: Ticket, after error: ApprovalError
    ) async throws(StoreError) {
        switch error {
        case .refused(let refusal): try await note(.refused(refusal), request, on: ticket)
        // Somebody else has asked, or the ticket needs it no more.
        case .store(.notFound): return
        // What may succeed later is left as it is; what never will is told once.
        case .store(let error) where error.isTransient: throw error
        case .store(let error): try await note(.failed("\(error)"), request, on: ticket)
        }
    }

    private func exceededLimit(of rule: DeskRule, on ticket: Ticket) async throws(StoreError) -> Int? {
        let made = try await requests.made(
            by: rule.name, of: ticket.desk, for: ticket.requester.address, since: now().addingTimeInterval(-3_600))
        if made.forRequester >= DeskRule.mostForRequester { return DeskRule.mostForRequester }
        return made.byRule >= DeskRule.mostInAnHour ? DeskRule.mostInAnHour : nil
    }

    private func note(_ obstacle: RuleObstacle, _ request: RuleRequest, on ticket: Ticket) async throws(StoreError) {
        let note = desks[ticket.desk].flatMap { RuleNote(rule: request.rule, obstacle: obstacle).event(of: $0) }
        do throws(CommandError) {
            try await tickets.change(ticket.number, at: now()) { (record) throws(TicketRefusal) in
                var plan = TicketPlan(target: .existing(record.ticket.id), events: [note].compactMap { $0 })
                plan.ruleRequest = .done
                return plan
            }
        } catch .store(let error) where error != .notFound {
            throw error
        } catch {
            // Somebody else has asked, or the ticket needs it no more.
        }
    }
}

extension TicketRecord {
    /// What the requester wrote when the ticket was opened, without what was quoted; the subject where that is nothing.
    var ownText: String {
        let first = entries.first { $0.kind == .message }
        let text = (first?.fresh ?? first?.text ?? "").trimmingASCIISpace()
        guard !text.isEmpty else { return ticket.subject }
        let limit = ApprovalRequest.longestText
        return text.utf8.count > limit ? text.capped(limit - Self.more.utf8.count) + Self.more : text
    }

    private static let more = "\n[…]"
}
