import Ticketing

/// Approvals on a ticket: asking, what came of it, who is waited for.
extension Words {
    var ticketApprovals: String { say("Approvals", "审批") }
    var askForApproval: String { say("Ask for approval", "发起审批") }
    var askIntro: String {
        say(
            "Each approver gets a mail and decides by answering it, or here. The request waits until then.",
            "每位审批人都会收到邮件，可直接回复邮件或在此页面作出决定。在此之前工单处于等待状态。")
    }
    var askedText: String { say("What is to be decided", "审批事项") }
    var askedTextHint: String {
        say("Approvers see exactly this text. It cannot be changed, only asked anew.", "审批人看到的就是这段文字。发出后不能修改，只能重新发起。")
    }
    var askedUntil: String { say("Until when", "截止时间") }
    var askedUntilHint: String {
        say("Afterwards it expires undecided. Empty: for as long as it takes.", "逾期未决则失效。留空表示不限时间。")
    }
    func askStep(_ number: Int) -> String { say("Step \(number)", "第 \(number) 步") }
    func laterStep(_ number: Int) -> String {
        say("Step \(number) (optional): asked when the one before has approved", "第 \(number) 步（选填）：上一步同意后再征求")
    }
    var approvers: String { say("Approvers", "审批人") }
    var ruleLabel: String { say("Who has to approve", "通过条件") }
    var howMany: String { say("How many (for “a number of them”)", "人数（选择“指定人数”时填写）") }
    var ruleOptions: [(String, String)] {
        [
            ("all", say("All of them", "全部同意")), ("any", say("Any one of them", "任意一人同意")),
            ("majority", say("More than half", "过半数同意")),
            ("first", say("Whoever answers first decides", "以最先答复者为准")),
            ("count", say("A number of them", "指定人数同意")),
        ]
    }

    /// What it takes, beside the names of those who are asked.
    func takes(_ rule: ApprovalRule, of approvers: Int) -> String {
        if approvers == 1 { return say("one approver", "1 位审批人") }
        return switch rule {
        case .any: say("any one of \(approvers)", "\(approvers) 人中任意一人同意")
        case .all: say("all \(approvers)", "\(approvers) 人全部同意")
        case .majority: say("more than half of \(approvers)", "\(approvers) 人过半数同意")
        case .first: say("whoever of \(approvers) answers first", "\(approvers) 人中最先答复者")
        case .count(let number): say("\(number) of \(approvers)", "\(approvers) 人中 \(number) 人同意")
        }
    }

    /// How an approval stands.
    func standing(_ state: Approval.State) -> String {
        switch state {
        case .pending: say("Waiting for a decision", "等待审批")
        case .approved: say("Approved", "已同意")
        case .rejected: say("Refused", "已拒绝")
        case .expired: say("Expired", "已过期")
        case .withdrawn: say("Withdrawn", "已撤回")
        }
    }

    func said(_ verdict: ApprovalVerdict) -> String {
        verdict == .approved ? say("Approved", "同意") : say("Refused", "拒绝")
    }

    var notYetDecided: String { say("has not decided yet", "尚未决定") }
    var notAskedYet: String { say("not asked yet", "尚未征求") }
    var notNeeded: String { say("not needed any more", "无需再决定") }
    func standsIn(for name: String) -> String { say("for \(name)", "代 \(name)") }
    func askedBy(_ name: String) -> String { say("asked by \(name)", "\(name) 发起") }
    var settledOn: String { say("settled", "结束于") }
    var sinceMoment: String { say("since", "自") }

    /// For the tracker, the page's head and lists.
    func waitsFor(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: listSeparator)
        let rest = names.count - 3
        let all = rest > 0 ? say("\(shown) and \(rest) more", "\(shown) 等 \(names.count) 人") : shown
        return say("Waiting for the decision of \(all)", "等待 \(all) 审批")
    }

    /// A change of the field `approval` on the timeline.
    func approvalChange(_ change: FieldChange) -> String? {
        guard let to = change.to.flatMap(Approval.State.init(rawValue:)) else { return nil }
        switch to {
        case .pending:
            return change.from == nil
                ? say("Approval was asked for", "发起了审批")
                : say("Approval was asked for anew, with changes", "修改内容后重新发起审批")
        case .approved: return say("The approval is given", "审批已通过")
        case .rejected: return say("The approval is refused", "审批未通过")
        case .expired: return say("The approval expired: nobody decided in time", "审批已过期：无人按时决定")
        case .withdrawn: return say("The approval was withdrawn", "审批已撤回")
        }
    }

    // Withdrawing and asking anew.
    var withdrawApproval: String { say("Withdraw the approval", "撤回审批") }
    var withdrawIntro: String {
        say(
            "Nobody is asked any more, and answers that come later decide nothing. This cannot be undone.",
            "将不再征求任何人的意见，之后收到的答复不再有效。此操作无法撤销。")
    }
    var reviseApproval: String { say("Ask anew about something else", "修改内容后重新发起") }
    var reviseIntro: String {
        say(
            "All approvers are asked anew from the first step on. What was decided about the old text counts no more, and stays in the evidence.",
            "将从第一步起重新征求所有审批人。针对旧内容的决定不再有效，但会保留在证据中。")
    }
    var approvalEvidence: String { say("Evidence", "证据") }
    var asked: String { say("The approvers are being asked.", "正在征求审批人意见。") }
    var approvalWithdrawn: String { say("The approval was withdrawn.", "审批已撤回。") }

    // What is wrong with a form that asks.
    var untilUnreadable: String {
        say("Write a date and time such as 2026-12-31 18:00.", "请填写日期和时间，例如 2026-12-31 18:00。")
    }
    var countUnreadable: String { say("Say how many have to approve, from 1 to 50.", "请填写需要同意的人数（1 至 50）。") }
    var askedAlready: String { say("This is what they were asked about already.", "内容与之前相同。") }

    func askProblem(_ refusal: ApprovalRefusal) -> String {
        switch refusal {
        case .emptyText: say("Say what is to be decided.", "请填写审批事项。")
        case .textTooLong(let limit, let actual):
            say("Too long: \(actual) bytes, the limit is \(limit).", "内容过长：\(actual) 字节，上限 \(limit) 字节。")
        case .noApprovers(let step): say("Name at least one approver for step \(step).", "请填写第 \(step) 步的审批人。")
        case .nobodyDecides:
            say(
                "One step at least has to decide: all of these are for information alone.",
                "至少须有一步作出决定：目前所有步骤都仅供参考。")
        case .tooMany(_, let limit, let actual):
            say("\(actual) are too many, the limit is \(limit).", "共 \(actual) 个，超过上限 \(limit) 个。")
        case .unreachable(_, let approvers):
            say("That many can never approve: there are \(approvers) approvers.", "审批人只有 \(approvers) 人，无法满足该人数。")
        case .expiryPassed: say("This moment has passed already.", "该时间已过。")
        case .unknownApprover(let name):
            say(
                "“\(name.prefix(100))” is no approver: write a mail address of a person, lead, manager, group:NAME or role:ROLE.",
                "“\(name.prefix(100))”不能作为审批人：请填写个人邮箱地址、lead、manager、group:小组 或 role:角色。")
        case .unknownRole, .unknownGroup, .nobody, .notSeated, .seatedAlready: nameProblem(refusal) ?? ""
        case .ownRequest:
            say(
                "Nobody approves what they asked for themselves, or what is for them: name somebody else.",
                "发起人和申请人不能审批自己的事项：请填写其他人。")
        case .incompleteField, .fieldTooLong, .unknownFile: contentProblem(refusal) ?? refusal.description
        case .ticketIsFinal, .notPermitted, .notAnApprover, .alreadyDecided, .isOver, .isExpired, .notYet,
            .contentChanged, .reasonMissing, .noLongerAsked:
            say("That was not possible in the present state.", "当前状态下无法执行此操作。")
        }
    }
}
