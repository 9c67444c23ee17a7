import Ticketing

extension Words {
    var approvals: String { say("Approvals", "审批") }
    /// Where there is room for a word of seven letters.
    var approvalsTab: String { say("Decide", "审批") }
    func approvalsNeedYou(_ count: Int) -> String {
        say(
            count == 1 ? "A decision waits for you." : "\(count) decisions wait for you.", "有 \(count) 项审批等待您处理。")
    }

    // Lists.
    func approvals(_ view: ApprovalListPage.View) -> String {
        switch view {
        case .waiting: say("Waiting for me", "待我审批")
        case .decided: say("Decided by me", "我已审批")
        case .asked: say("Asked for by me", "我发起的")
        }
    }
    func noApprovals(_ view: ApprovalListPage.View) -> String {
        switch view {
        case .waiting: say("Nothing waits for your decision", "没有等待您审批的事项")
        case .decided: say("You have decided nothing yet", "您还没有审批过任何事项")
        case .asked: say("You have asked for no decision yet", "您还没有发起过审批")
        }
    }
    func noApprovalsHint(_ view: ApprovalListPage.View) -> String {
        switch view {
        case .waiting: say("When somebody asks you, you get a mail, and it stands here.", "有人请您审批时，您会收到邮件，并显示在这里。")
        case .decided: say("What you decide, here or by mail, stays in this list.", "您在此处或通过邮件作出的决定都会保留在这里。")
        case .asked: say("Decisions are asked for on a ticket’s page.", "请在工单页面发起审批。")
        }
    }
    var asks: String { say("asked by", "发起人") }
    var until: String { say("until", "截止") }
    var inPlaceOf: String { say("in place of", "代") }
    func choose(_ subject: String) -> String { say("Choose “\(subject)”", "选择“\(subject)”") }
    var chooseAll: String { say("Choose all", "全选") }
    func chooseAlike(_ count: Int) -> String { say("Choose the \(count) that ask the same", "选择内容相同的 \(count) 项") }
    var approveChosen: String { say("Approve chosen …", "批量同意…") }

    // Several at once.
    func approveThese(_ count: Int) -> String {
        say(count == 1 ? "Approve this one?" : "Approve these \(count)?", "同意以下 \(count) 项？")
    }
    var approveTheseHint: String {
        say(
            "Nothing is decided yet. Each is approved as it stands here; what has changed since is left alone.",
            "尚未作出决定。每一项都按此处显示的内容审批；其间有变更的不会被批准。")
    }
    var sameReason: String { say("Stands with each of them.", "将附在每一项上。") }
    func approveAll(_ count: Int) -> String { say(count == 1 ? "Approve" : "Approve all \(count)", "全部同意") }
    func chosenDone(_ done: Int, of all: Int) -> String {
        say("\(done) of \(all) approved", "已同意 \(done) 项，共 \(all) 项")
    }

    // One approval.
    func approvalTitle(_ subject: String) -> String {
        labeled(say("Approval", "审批"), subject.isEmpty ? noSubject : subject)
    }
    var whatIsAsked: String { say("What is to be decided", "审批内容") }
    var yourDecision: String { say("Your decision", "您的决定") }
    var reasonHint: String { say("Needed to refuse; everybody concerned can read it.", "拒绝时必填；相关人员均可看到。") }
    var approve: String { say("Approve", "同意") }
    var refuse: String { say("Refuse", "拒绝") }
    var inWhosePlace: String { say("In whose place", "以谁的名义") }
    var myOwn: String { say("My own", "本人") }
    var standsInFor: String { say("You stand in for", "您代为审批：") }
    var decidedBy: String { say("decided in their place by", "代为审批：") }
    var asksForIt: String { say("Asked by", "发起人") }
    var isFor: String { say("For", "申请人") }
    var askedAt: String { say("Asked", "发起时间") }
    var decidableUntil: String { say("Until", "截止时间") }
    var afterwards: String { say("Afterwards", "逾期后") }
    func afterwards(_ verdict: ApprovalVerdict?) -> String {
        switch verdict {
        case .approved: say("it counts as approved", "视为同意")
        case .rejected: say("it counts as refused", "视为拒绝")
        case nil: say("it expires undecided", "审批失效")
        }
    }
    var contentVersion: String { say("Version of the content", "内容版本") }
    var steps: String { say("Who decides", "审批流程") }
    func step(_ position: Int64) -> String { say("Step \(position)", "第 \(position) 步") }
    var passiveStep: String { say("For information: decides nothing", "仅供参考，不影响结果") }
    func rule(_ rule: ApprovalRule, of count: Int) -> String {
        if count == 1 { return say("This person decides", "由此人审批") }
        return switch rule {
        case .any: say("One who approves is enough", "任一人同意即可")
        case .all: say("All must approve", "须全部同意")
        case .majority: say("More than half must approve", "须过半数同意")
        case .first: say("Whoever answers first decides", "以最先答复者为准")
        case .count(let number): say("\(number) must approve", "须 \(number) 人同意")
        }
    }
    func verdict(_ verdict: ApprovalVerdict) -> String {
        switch verdict {
        case .approved: say("Approved", "已同意")
        case .rejected: say("Refused", "已拒绝")
        }
    }
    func approvalState(_ state: Approval.State) -> String {
        switch state {
        case .pending: say("Open", "待审批")
        case .approved: say("Approved", "已同意")
        case .rejected: say("Refused", "已拒绝")
        case .expired: say("Expired", "已过期")
        case .withdrawn: say("Withdrawn", "已撤回")
        }
    }
    func stepState(_ state: ApprovalStep.State) -> String {
        switch state {
        case .waiting: say("Not yet", "未开始")
        case .open: say("Open", "待审批")
        case .approved: say("Approved", "已同意")
        case .rejected: say("Refused", "已拒绝")
        case .skipped: say("Not needed", "无需审批")
        }
    }
    func settled(_ state: Approval.State, _ moment: String) -> String {
        switch state {
        case .pending: approvalState(state)
        case .approved: say("Approved on \(moment).", "已于 \(moment) 同意。")
        case .rejected: say("Refused on \(moment).", "已于 \(moment) 拒绝。")
        case .expired: say("Nobody decided in time: expired on \(moment).", "无人按时审批，已于 \(moment) 过期。")
        case .withdrawn: say("Withdrawn on \(moment): nobody needs to decide.", "已于 \(moment) 撤回，无需审批。")
        }
    }

    func refusal(_ refusal: ApprovalRefusal) -> String {
        switch refusal {
        case .notPermitted, .notAnApprover: say("You are not asked to decide this.", "您不是该事项的审批人。")
        case .ownRequest:
            say("Nobody approves what they asked for, or what is for them.", "不能审批自己发起或为自己申请的事项。")
        case .alreadyDecided(let name, let verdict, let date):
            say(
                "Nothing was changed: \(name) decided on \(moment(date)): \(self.verdict(verdict)).",
                "没有任何更改：\(name) 已于 \(moment(date)) 作出决定：\(self.verdict(verdict))。")
        case .isOver(let state):
            say(
                "Nothing was changed: this is “\(approvalState(state))” already.",
                "没有任何更改：该审批“\(approvalState(state))”。")
        case .isExpired(let date):
            say("Too late: it could be decided until \(moment(date)).", "已逾期：审批截止时间为 \(moment(date))。")
        case .notYet: say("It is not your turn yet.", "尚未轮到您审批。")
        case .contentChanged:
            say(
                "What is asked has changed since you opened this page. Nothing was decided: read it again, then decide.",
                "打开此页面后，审批内容有变更。尚未作出决定：请重新阅读后再决定。")
        case .reasonMissing: say("Say why: a refusal needs a reason.", "拒绝时请填写原因。")
        case .textTooLong(let limit, let actual):
            say("Too long: \(actual) bytes, the limit is \(limit).", "内容过长：\(actual) 字节，上限 \(limit) 字节。")
        case .ticketIsFinal(let state):
            say("The request is “\(self.state(state))” and no longer changes.", "该工单“\(self.state(state))”，不能再变更。")
        case .noLongerAsked:
            say(
                "Nothing was decided: you are not asked any more, because what you were asked as has changed. Somebody else decides in your place.",
                "尚未作出决定：由于您的职责有变动，不再需要您审批，将由其他人代为决定。")
        case .emptyText, .incompleteField, .fieldTooLong, .unknownFile, .noApprovers, .nobodyDecides, .tooMany,
            .unreachable, .expiryPassed, .unknownApprover, .unknownRole, .unknownGroup, .nobody, .notSeated,
            .seatedAlready:
            refusal.description
        }
    }

    // Without a session.
    var approvalDoor: String { say("A decision that was asked of you", "请您审批") }
    var approvalDoorIntro: String {
        say(
            "Mails get forwarded, so this link alone shows nothing. Show that it is you, in one of two ways.",
            "邮件可能被转发，因此仅凭此链接无法查看内容。请通过以下任一方式确认您的身份。")
    }
    var byCode: String { say("With a code by mail", "通过邮件验证码") }
    var byCodeHint: String {
        say("The address that was asked to decide. The code opens this one decision.", "请输入收到审批邮件的邮箱。验证码仅用于此项审批。")
    }
    var sendCode: String { say("Mail me a code", "发送验证码") }
    var codeSent: String {
        say(
            "If this address is asked to decide here, a mail with a code of six digits is on its way. It works once, for ten minutes, on this page.",
            "如果该邮箱是此项审批的审批人，包含六位验证码的邮件正在发出。验证码十分钟内有效，仅可在本页使用一次。")
    }
    var code: String { say("Code", "验证码") }
    var codeHint: String { say("Six digits. You have five tries.", "六位数字，最多可尝试五次。") }
    var codeWrong: String {
        say("This code is not right, or is too old. After five tries ask for another.", "验证码不正确或已过期。尝试五次后请重新获取。")
    }
    var anotherCode: String { say("Ask for another code", "重新获取验证码") }
}
