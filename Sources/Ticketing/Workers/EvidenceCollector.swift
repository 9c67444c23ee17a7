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
        let mails = EvidenceDossier.held(
            try await deciding(trail) + asking(trail) + EvidenceDossier.shown(trail))
        return EvidenceDossier(
            trail: trail, mails: mails, files: try await files(trail, room: EvidenceDossier.room(beside: mails)),
            neighbours: try await neighbours(of: trail.records), head: head, madeAt: now)
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
                    absence: bytes == nil ? try await absence(of: id) : nil))
        }
        return mails
    }

    private func absence(of id: MailID) async throws(StoreError) -> EvidenceDossier.Mail.Absence {
        do throws(StoreError) {
            return try await ledger.mail(id).erasedAt == nil ? .gone : .erased
        } catch .notFound {
            return .gone
        }
    }

    private func asking(_ trail: ApprovalTrail) async throws(StoreError) -> [EvidenceDossier.Mail] {
        try await approvals.asked(of: trail.item.approval.id).map { asked in
            let decision = trail.records.first { $0.kind == .decided && $0.value("key") == asked.keyDigest }
            let isOpen = trail.item.approval.state == .pending
            return EvidenceDossier.Mail(
                kind: .asking(asked.message), digest: decision?.value("shown-sha256"),
                bytes: isOpen ? nil : asked.composed?.bytes,
                absence: isOpen ? .holdsKey : asked.isErased ? .erased : asked.composed == nil ? .gone : nil)
        }
    }

    /// Of all versions; a file that an earlier version has too is there once.
    private func files(_ trail: ApprovalTrail, room: Int64) async throws(StoreError) -> [EvidenceDossier.File] {
        var (files, room): ([EvidenceDossier.File], Int64) = ([], room)
        for content in trail.contents {
            for (index, file) in content.files.enumerated()
            where !files.contains(where: { $0.file.sha256 == file.sha256 }) {
                var item = EvidenceDossier.File(
                    version: content.version, position: index + 1, file: file, bytes: nil, absence: .tooLarge)
                if file.size <= room {
                    item.bytes = try await bytes(of: file, trail.item.approval.id)
                    item.absence = item.bytes == nil ? .gone : nil
                    room -= file.size
                }
                files.append(item)
            }
        }
        return files
    }

    private func bytes(
        of file: ApprovalContent.File, _ id: ApprovalID
    ) async throws(StoreError) -> [UInt8]? {
        do throws(StoreError) {
            return try await approvals.file(file.sha256, of: id)
        } catch .notFound {
            return nil
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
