import Foundation
import Ticketing

/// Approvals of a desk in memory, one call at a time.
actor InMemoryApprovals: Approvals {
    private let desk: InMemoryDesk
    private var cases: [ApprovalCase] = []

    init(desk: InMemoryDesk) {
        self.desk = desk
    }

    func request(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (Ticket, [Delegation]) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase {
        let ticket: Ticket
        do { ticket = try await desk.record(number).ticket } catch { throw .store(error) }
        do throws(ApprovalRefusal) {
            guard let change = try decide(ticket, []).approval else { throw ApprovalRefusal.notYet }
            var approval = change.after
            approval.id = ApprovalID(rawValue: Int64(cases.count) + 1)
            let item = ApprovalCase(ticket: ticket, approval: approval, delegations: [], moment: now)
            cases.append(item)
            return item
        } catch { throw .refused(error) }
    }

    func change(
        _ id: ApprovalID, at now: Date,
        _ decide: @escaping @Sendable (ApprovalCase) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase {
        guard let index = cases.firstIndex(where: { $0.approval.id == id }) else { throw .store(.notFound) }
        cases[index].moment = now
        do throws(ApprovalRefusal) {
            if let change = try decide(cases[index]).approval { cases[index].approval = change.after }
            return cases[index]
        } catch { throw .refused(error) }
    }

    func find(_ id: ApprovalID, at now: Date) async throws(StoreError) -> ApprovalCase {
        guard var item = cases.first(where: { $0.approval.id == id }) else { throw .notFound }
        item.moment = now
        return item
    }

    func list(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Page<ApprovalCase> {
        let found = cases.reversed().filter { item in
            (query.ticket.map { $0 == item.ticket.id } ?? true)
                && (query.waitingFor.map { wanted in item.approval.waitingFor.contains { $0.id == wanted } } ?? true)
                && (query.states.isEmpty || query.states.contains(item.approval.state))
        }
        return Page(items: Array(found.prefix(query.limit)), nextCursor: nil)
    }

    func overdue(limit: Int, at now: Date) async throws(StoreError) -> [ApprovalID] { [] }
    func unanswered(
        desk: String, askedBefore moment: Date?, limit: Int, at now: Date
    ) async throws(StoreError) -> [ApprovalID] { [] }
    func evidence(of id: ApprovalID) async throws(StoreError) -> [EvidenceRecord] { [] }
    func evidence(after sequence: Int64, limit: Int) async throws(StoreError) -> [EvidenceRecord] { [] }
    func contents(of id: ApprovalID) async throws(StoreError) -> [ApprovalContent] { [] }
    func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date, at now: Date
    ) async throws(StoreError) -> Delegation { throw .notFound }
    func revoke(_ id: DelegationID, of approver: PersonID, at now: Date) async throws(StoreError) {}
    func delegations(of person: PersonID?, at now: Date) async throws(StoreError) -> [Delegation] { [] }
}
