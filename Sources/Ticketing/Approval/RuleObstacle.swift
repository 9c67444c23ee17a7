import InternetMessage

/// Why a desk's rule has not asked, though it holds.
public enum RuleObstacle: Sendable, Hashable {
    /// Nobody vouches for whoever wrote, and the rule wants that; or the mail is one that nothing automatic answers.
    case unvouched(reason: String)
    case tooMany(limit: Int)
    /// The configuration has no rule of that name any more.
    case gone
    case refused(ApprovalRefusal)
    /// The request could not be written.
    case failed(String)
}

/// What agents read on a ticket that a rule has not asked about: why, and the mend. It is said once.
public struct RuleNote: Sendable {
    public var rule: String
    public var obstacle: RuleObstacle

    public init(rule: String, obstacle: RuleObstacle) {
        self.rule = rule
        self.obstacle = obstacle
    }

    /// A work note in the desk's own name.
    public func event(of desk: Desk) -> TicketEvent? {
        guard let address = desk.addresses.first else { return nil }
        return .entryAdded(
            EntryDraft(
                kind: .note, direction: nil, channel: .system,
                author: Mailbox(displayName: desk.title(in: desk.language), address: address),
                text: text(in: desk.language)))
    }

    func text(in language: String) -> String {
        let isChinese = language.utf8.starts(with: "zh".utf8)
        return isChinese
            ? "规则“\(rule)”没有发起审批：\(reasonInChinese)\(mendInChinese)如需审批，请在工单页面手动发起。"
            : "The rule “\(rule)” did not ask for approval: \(reason) \(mend)To ask all the same, use “Ask for approval” "
                + "on the ticket's page."
    }

    private var reason: String {
        switch obstacle {
        case .unvouched(let reason): "\(reason)."
        case .tooMany(let limit): "\(limit) requests were made by rules within the last hour."
        case .gone: "the configuration has no such rule any more."
        case .refused(let refusal): "\(refusal)."
        case .failed(let words): "it could not be kept (\(words))."
        }
    }

    private var mend: String {
        switch obstacle {
        case .unvouched: "First make sure who wrote this. A rule with “vouched: false” asks without. "
        case .refused: "The rule stands under desks[].approvals of the configuration. "
        case .tooMany, .gone, .failed: ""
        }
    }

    private var reasonInChinese: String {
        switch obstacle {
        case .unvouched: "无法确认发件人身份。"
        case .tooMany(let limit): "最近一小时内规则已发起 \(limit) 项审批。"
        case .gone: "配置中已没有这条规则。"
        case .refused(.ownRequest): "规则指定的审批人（或逾期接手人）就是申请人本人，不能审批自己的事项。"
        case .refused(.noApprovers(let step)): "第 \(step) 步没有审批人。"
        case .refused(.nobodyDecides): "所有步骤都仅供参考，至少须有一步作出决定。"
        case .refused(.unknownApprover(let name)): "“\(name.capped(100))”不能作为审批人。"
        case .refused(.unknownGroup(let name, _, _)): "本服务台没有名为“\(name.capped(100))”的小组。"
        case .refused(.nobody(.manager, _, _)): "尚未登记申请人的上级。"
        case .refused(.nobody(.lead, _, _)): "本服务台没有可以审批的负责人。"
        case .refused(.nobody(let standing, _, _)): "“\(standing)”中没有可以审批的人。"
        case .refused(.unreachable(_, let approvers)): "审批人只有 \(approvers) 人，无法满足通过条件。"
        case .refused(.emptyText): "工单没有可供审批的文字。"
        case .refused(let refusal): "\(refusal)。"
        case .failed(let words): "无法保存（\(words)）。"
        }
    }

    private var mendInChinese: String {
        switch obstacle {
        case .unvouched: "请先核实发件人。若规则设有 vouched: false，则不要求核实。"
        case .refused: "规则位于配置的 desks[].approvals。"
        case .tooMany, .gone, .failed: ""
        }
    }
}
