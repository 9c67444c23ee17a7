import Cryptography
import Foundation
import Ticketing

/// Approvals of a desk in memory, one call at a time.
actor InMemoryApprovals: Approvals {
    private let desk: InMemoryDesk
    private var cases: [ApprovalCase] = []
    private var versions: [ApprovalID: [ApprovalContent]] = [:]
    private(set) var chain: [EvidenceRecord] = []

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
            keep(change, approval, of: ticket)
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
            if let change = try decide(cases[index]).approval {
                cases[index].approval = change.after
                cases[index].approval.revision += 1
                keep(change, change.after, of: cases[index].ticket)
            }
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
                && (query.tickets.map { $0.contains(item.ticket.id) } ?? true)
                && (query.waitingFor.map { wanted in item.approval.waitingFor.contains { $0.id == wanted } } ?? true)
                && (query.states.isEmpty || query.states.contains(item.approval.state))
        }
        return Page(items: Array(found.prefix(query.limit)), nextCursor: nil)
    }

    func overdue(limit: Int, at now: Date) async throws(StoreError) -> [ApprovalID] { [] }
    func unanswered(
        desk: String, askedBefore moment: Date?, limit: Int, at now: Date
    ) async throws(StoreError) -> [ApprovalID] { [] }
    func evidence(of id: ApprovalID) async throws(StoreError) -> [EvidenceRecord] {
        chain.filter { $0.approval == id }
    }

    func evidence(after sequence: Int64, limit: Int) async throws(StoreError) -> [EvidenceRecord] {
        Array(chain.filter { $0.sequence > sequence }.prefix(limit))
    }

    func evidenceHead() async throws(StoreError) -> EvidenceHead? {
        chain.last.map { EvidenceHead(sequence: $0.sequence, digest: $0.digest) }
    }

    func asked(of id: ApprovalID) async throws(StoreError) -> [AskedMail] { [] }
    func contents(of id: ApprovalID) async throws(StoreError) -> [ApprovalContent] { versions[id] ?? [] }
    func spoil(_ record: Int) { chain[record].record += "more: 1\n" }

    /// As the store chains records.
    private func keep(_ change: ApprovalChange, _ approval: Approval, of ticket: Ticket) {
        if versions[approval.id]?.last != approval.content {
            versions[approval.id, default: []].append(approval.content)
        }
        for evidence in change.evidence {
            let sequence = Int64(chain.count) + 1
            var lines = [
                "martlet-evidence/1", "previous: \(chain.last?.digest ?? "none")", "sequence: \(sequence)",
                "approval: \(approval.id)", "ticket: \(ticket.number)", "at: 0", "kind: \(evidence.kind.rawValue)",
            ]
            var facts: [EvidenceRecord.Fact] = []
            for fact in evidence.facts {
                guard fact.isPersonal else {
                    lines.append("\(fact.name): \(fact.value)")
                    continue
                }
                let salt: [UInt8] = [UInt8(truncatingIfNeeded: sequence), 7]
                facts.append(.init(name: fact.name, value: fact.value, salt: Hex.encode(salt)))
                lines.append("\(fact.name): sha256:\(Hex.encode(SHA256.digest(of: salt + Array(fact.value.utf8))))")
            }
            let text = lines.map { $0 + "\n" }.joined()
            var record = EvidenceRecord(
                sequence: sequence, record: text, digest: Hex.encode(SHA256.digest(of: Array(text.utf8))),
                facts: facts)
            record.approval = approval.id
            chain.append(record)
        }
    }

    func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date, at now: Date
    ) async throws(StoreError) -> Delegation { throw .notFound }
    func revoke(_ id: DelegationID, of approver: PersonID, at now: Date) async throws(StoreError) {}
    func delegations(of person: PersonID?, at now: Date) async throws(StoreError) -> [Delegation] { [] }
}
