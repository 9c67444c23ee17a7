import Cryptography
import Foundation
import Ticketing

/// Approvals of a desk in memory, one call at a time.
actor InMemoryApprovals: Approvals {
    private let desk: InMemoryDesk
    private var cases: [ApprovalCase] = []
    private var versions: [ApprovalID: [ApprovalContent]] = [:]
    private(set) var chain: [EvidenceRecord] = []
    private var kept: [KeptPage] = []
    private var delegations: [Delegation] = []
    private var held: [String: [UInt8]] = [:]
    /// Of all that was written.
    private(set) var evidence: [ApprovalEvidence] = []

    init(desk: InMemoryDesk) {
        self.desk = desk
    }

    private func active(at now: Date) -> [Delegation] { delegations.filter { $0.isActive(at: now) } }

    private func known(at now: Date) -> [ApprovalCase] {
        cases.map { item in
            var item = item
            (item.moment, item.delegations) = (now, active(at: now))
            return item
        }
    }

    func request(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (Ticket, [Delegation]) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase {
        let ticket: Ticket
        do { ticket = try await desk.record(number).ticket } catch { throw .store(error) }
        do throws(ApprovalRefusal) {
            guard let change = try decide(ticket, active(at: now)).approval else { throw ApprovalRefusal.notYet }
            var approval = change.after
            approval.id = ApprovalID(rawValue: Int64(cases.count) + 1)
            let item = ApprovalCase(ticket: ticket, approval: approval, delegations: [], moment: now)
            cases.append(item)
            keep(change, approval, of: ticket)
            evidence += change.evidence
            return item
        } catch { throw .refused(error) }
    }

    func change(
        _ id: ApprovalID, at now: Date,
        _ decide: @escaping @Sendable (ApprovalCase) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase {
        guard let index = cases.firstIndex(where: { $0.approval.id == id }) else { throw .store(.notFound) }
        do throws(ApprovalRefusal) {
            if let change = try decide(known(at: now)[index]).approval {
                cases[index].approval = change.after
                cases[index].approval.revision += 1
                for place in cases[index].approval.comments.indices {
                    cases[index].approval.comments[place].id = ApprovalCommentID(rawValue: Int64(place) + 1)
                }
                evidence += change.evidence
                keep(change, change.after, of: cases[index].ticket)
            }
            return known(at: now)[index]
        } catch { throw .refused(error) }
    }

    func find(_ id: ApprovalID, at now: Date) async throws(StoreError) -> ApprovalCase {
        guard let item = known(at: now).first(where: { $0.approval.id == id }) else { throw .notFound }
        return item
    }

    private func found(_ query: ApprovalQuery, at now: Date) async -> [ApprovalCase] {
        let people = await desk.persons
        return known(at: now).reversed().filter { item in
            (query.ticket.map { $0 == item.ticket.id } ?? true)
                && (query.tickets.map { $0.contains(item.ticket.id) } ?? true)
                && (query.waitingFor.map { wanted in
                    people.contains { $0.id == wanted && item.isOpen(to: $0) }
                } ?? true)
                && (query.decidedBy.map { author in item.approval.decisions.contains { $0.author.id == author } }
                    ?? true)
                && (query.author.map { $0 == item.approval.author.id } ?? true)
                && (query.states.isEmpty || query.states.contains(item.approval.state))
        }
    }

    func list(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Page<ApprovalCase> {
        Page(items: Array(await found(query, at: now).prefix(query.limit)), nextCursor: nil)
    }

    func count(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Int {
        await found(query, at: now).count
    }

    func overdue(limit: Int, at now: Date) async throws(StoreError) -> [ApprovalID] { [] }
    func unanswered(
        desk: String, askedBefore moment: Date?, limit: Int, at now: Date
    ) async throws(StoreError) -> [ApprovalID] { [] }
    func misplaced(_ query: MisplacedSeats) async throws(StoreError) -> [ApprovalID] { [] }
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
    /// Of what was asked, the bytes that a test has put there.
    func file(_ sha256: String, of id: ApprovalID) async throws(StoreError) -> [UInt8] {
        let isNamed = versions[id, default: []].contains { $0.files.contains { $0.sha256 == sha256 } }
        guard isNamed, let bytes = held[sha256] else { throw .notFound }
        return bytes
    }

    func hold(_ bytes: [UInt8], as sha256: String) { held[sha256] = bytes }
    func pages(of id: ApprovalID) async throws(StoreError) -> [KeptPage] {
        kept.filter { page in chain.contains { $0.sequence == page.sequence && $0.approval == id } }
    }
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
            if let bytes = evidence.shown { kept.append(KeptPage(sequence: sequence, bytes: bytes)) }
        }
    }

    func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date,
        telling messages: [Ticketing.Notification], at now: Date
    ) async throws(StoreError) -> Delegation {
        let people = await desk.persons
        guard let approver = people.first(where: { $0.id == approver }),
            let substitute = people.first(where: { $0.id == substitute })
        else { throw .notFound }
        let delegation = Delegation(
            id: DelegationID(rawValue: Int64(delegations.count) + 1), approver: approver, substitute: substitute,
            from: start, until: end, createdAt: now)
        delegations.append(delegation)
        await desk.mail(messages)
        return delegation
    }

    func revoke(_ id: DelegationID, of approver: PersonID, at now: Date) async throws(StoreError) {
        let index = delegations.firstIndex {
            $0.id == id && $0.approver.id == approver && $0.revokedAt == nil
        }
        guard let index else { throw .notFound }
        delegations[index].revokedAt = now
    }

    func delegations(of person: PersonID?, at now: Date) async throws(StoreError) -> [Delegation] {
        delegations.filter { item in
            item.revokedAt == nil && item.until > now
                && (person.map { $0 == item.approver.id || $0 == item.substitute.id } ?? true)
        }
    }
}

/// Codes in memory.
actor InMemoryApprovalCodes: ApprovalCodes {
    private var kept: [(code: IssuedApprovalCode, tries: Int64)] = []

    var count: Int { kept.count }

    func keep(_ code: IssuedApprovalCode, at now: Date) async throws(StoreError) {
        kept.removeAll { $0.code.expiresAt <= now }
        kept.append((code, 0))
    }

    func redeem(
        browser: [UInt8], for approval: ApprovalID, digest: [UInt8], at now: Date
    ) async throws(StoreError) -> PersonID? {
        let index = kept.firstIndex {
            $0.code.browser == browser && $0.code.approval == approval && $0.code.expiresAt > now
                && $0.tries < ApprovalCode.mostTries
        }
        guard let index else { return nil }
        kept[index].tries += 1
        guard kept[index].code.digest == digest else { return nil }
        return kept.remove(at: index).code.person
    }
}
