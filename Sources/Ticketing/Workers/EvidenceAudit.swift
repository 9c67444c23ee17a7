public import struct Foundation.Date

/// Checks the whole chain, and each approval against its records.
///
/// Whoever may write to the database may write a whole new chain; that shows only where its head is kept elsewhere too.
public struct EvidenceAudit: Sendable {
    public enum Place: Sendable, Hashable {
        case record(Int64, ApprovalID?)
        case approval(ApprovalID)
        case head
    }

    public struct Report: Sendable {
        public var records = 0
        public var approvals = 0
        /// Facts about people that have been erased.
        public var erased = 0
        /// Contents of which only the digest is left.
        public var erasedContents = 0
        public var head: EvidenceHead?
        /// The first that was found, after which nothing was looked at.
        public var fault: (place: Place, what: EvidenceFault)?
    }

    private let approvals: any Approvals
    private let collector: EvidenceCollector

    /// Records or approvals that are read at once.
    static let batch = 200

    public init(approvals: any Approvals, ledger: any Ledger) {
        self.approvals = approvals
        collector = EvidenceCollector(approvals: approvals, ledger: ledger)
    }

    public func run(at now: Date) async throws(StoreError) -> Report {
        var report = Report()
        report.head = try await approvals.evidenceHead()
        try await walk(&report)
        if report.fault == nil { try await compare(&report, at: now) }
        return report
    }

    /// Up to the head as it was at first: what is written meanwhile is another time's.
    private func walk(_ report: inout Report) async throws(StoreError) {
        var walk = EvidenceWalk()
        let end = report.head?.sequence ?? 0
        while true {
            let records = try await approvals.evidence(after: walk.last?.sequence ?? 0, limit: Self.batch)
            for record in records {
                if record.sequence > end, walk.last?.sequence == end { break }
                if let fault = walk.pass(record) {
                    report.fault = (.record(record.sequence, record.approval), fault)
                    return
                }
                report.records += 1
                report.erased += record.erased
            }
            if records.count < Self.batch || (walk.last?.sequence ?? 0) >= end { break }
        }
        if walk.last != report.head { report.fault = (.head, .head) }
    }

    private func compare(_ report: inout Report, at now: Date) async throws(StoreError) {
        var query = ApprovalQuery()
        query.limit = Self.batch
        repeat {
            let page = try await approvals.list(query, at: now)
            for item in page.items {
                let id = item.approval.id
                // It may have changed between two reads, and then holds at the next.
                let trail = try await collector.trail(of: id, at: now)
                let first = trail.fault
                report.erasedContents += trail.contents.count { $0.erasedDigest != nil }
                if first != nil, let fault = try await collector.trail(of: id, at: now).fault {
                    report.fault = (.approval(id), fault)
                    return
                }
                report.approvals += 1
            }
            query.cursor = page.nextCursor
        } while query.cursor != nil
    }
}
