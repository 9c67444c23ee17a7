/// An approval with all that is kept about it.
public struct ApprovalTrail: Sendable {
    public var item: ApprovalCase
    /// All versions of what was to be decided, oldest first.
    public var contents: [ApprovalContent]
    /// Oldest first.
    public var records: [EvidenceRecord]
    /// That decisions came from, by their records.
    public var pages: [KeptPage]

    public init(
        item: ApprovalCase, contents: [ApprovalContent], records: [EvidenceRecord], pages: [KeptPage] = []
    ) {
        self.item = item
        self.contents = contents
        self.records = records
        self.pages = pages
    }

    /// Records that say what was to be decided, one for each version.
    public var asking: [EvidenceRecord] { records.filter { $0.kind == .requested || $0.kind == .revised } }

    /// What the database says otherwise than its records do; nil: nothing.
    public var fault: EvidenceFault? {
        let digests = asking.map { $0.value("content") ?? "" }
        for (index, content) in contents.enumerated() where index >= digests.count || content.digest != digests[index] {
            return .content(content.version)
        }
        guard digests.count == contents.count, contents.last == item.approval.content else {
            return .content(item.approval.content.version)
        }
        let settled = records.last { $0.kind == .settled }?.value("state")
        guard item.approval.state.rawValue == settled ?? Approval.State.pending.rawValue else { return .state }
        guard decisionsHold else { return .decisions }
        return spoiledPage.map(EvidenceFault.page)
    }

    /// About the content as it is now, each decision has its record, and each record its decision.
    private var decisionsHold: Bool {
        let recorded = records.filter { $0.kind == .decided && $0.value("content") == item.approval.content.digest }
        var rest: [[String?]] = recorded.map { [$0.value("verdict"), $0.value("via"), $0.value("mail")] }
        for decision in item.approval.decisions {
            let said: [String?] = [decision.verdict.rawValue, decision.channel.rawValue, decision.mail?.description]
            guard let index = rest.firstIndex(of: said) else { return false }
            rest.remove(at: index)
        }
        return rest.isEmpty
    }
}
