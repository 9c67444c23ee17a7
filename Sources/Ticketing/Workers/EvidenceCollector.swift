import InternetMessage

public import struct Foundation.Date

/// Puts the evidence of one approval together.
public struct EvidenceCollector: Sendable {
    private let approvals: any Approvals
    private let ledger: any Ledger

    public init(approvals: any Approvals, ledger: any Ledger) {
        self.approvals = approvals
        self.ledger = ledger
    }

    public func trail(of id: ApprovalID, at now: Date) async throws(StoreError) -> ApprovalTrail {
        ApprovalTrail(
            item: try await approvals.find(id, at: now), contents: try await approvals.contents(of: id),
            records: try await approvals.evidence(of: id), pages: try await approvals.pages(of: id))
    }

    public func dossier(of id: ApprovalID, at now: Date) async throws(StoreError) -> EvidenceDossier {
        let head = try await approvals.evidenceHead()
        let trail = try await trail(of: id, at: now)
        let mails = try await deciding(trail) + asking(trail) + EvidenceDossier.shown(trail)
        return EvidenceDossier(
            trail: trail, mails: EvidenceDossier.held(mails), neighbours: try await neighbours(of: trail.records),
            head: head, madeAt: now)
    }

    private func deciding(_ trail: ApprovalTrail) async throws(StoreError) -> [EvidenceDossier.Mail] {
        var mails: [EvidenceDossier.Mail] = []
        for record in trail.records where record.kind == .decided {
            guard let id = record.value("mail").flatMap({ MailID(text: $0) }) else { continue }
            var bytes: [UInt8]?
            do throws(StoreError) {
                bytes = try await ledger.raw(id).bytes
            } catch .unavailable(let why) {
                throw .unavailable(why)
            } catch {
                // Retention took it; its digest stays.
            }
            mails.append(
                EvidenceDossier.Mail(
                    kind: .deciding(id), digest: record.value("mail-sha256"), bytes: bytes,
                    absence: bytes == nil ? .gone : nil))
        }
        return mails
    }

    private func asking(_ trail: ApprovalTrail) async throws(StoreError) -> [EvidenceDossier.Mail] {
        try await approvals.asked(of: trail.item.approval.id).map { asked in
            let decision = trail.records.first { $0.kind == .decided && $0.value("key") == asked.keyDigest }
            let isOpen = trail.item.approval.state == .pending
            return EvidenceDossier.Mail(
                kind: .asking(asked.message), digest: decision?.value("shown-sha256"),
                bytes: isOpen ? nil : asked.composed?.bytes,
                absence: isOpen ? .holdsKey : asked.composed == nil ? .gone : nil)
        }
    }

    /// The record behind each, where it is another approval's.
    private func neighbours(of records: [EvidenceRecord]) async throws(StoreError) -> [EvidenceHead] {
        var found: [EvidenceHead] = []
        for (index, record) in records.enumerated() {
            let next = records.dropFirst(index + 1).first?.sequence
            guard next != record.sequence + 1,
                let other = try await approvals.evidence(after: record.sequence, limit: 1).first
            else { continue }
            found.append(EvidenceHead(sequence: other.sequence, digest: other.digest))
        }
        return found
    }
}
