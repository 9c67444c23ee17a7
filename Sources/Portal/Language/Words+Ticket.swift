import Ticketing

extension Words {
    func state(_ state: TicketState) -> String {
        switch state {
        case .new: say("New", "新建")
        case .inProgress: say("In progress", "处理中")
        case .pending: say("Waiting for reply", "等待回复")
        case .resolved: say("Solved", "已解决")
        case .closed: say("Closed", "已关闭")
        case .cancelled: say("Cancelled", "已取消")
        }
    }

    func priority(_ priority: Priority) -> String {
        switch priority {
        case .low: say("Low", "低")
        case .normal: say("Normal", "普通")
        case .high: say("High", "高")
        case .urgent: say("Urgent", "紧急")
        }
    }

    func kind(_ kind: TicketKind) -> String {
        switch kind {
        case .incident: say("Something is broken", "故障")
        case .serviceRequest: say("I need something", "服务申请")
        case .question: say("I have a question", "咨询")
        }
    }

    func channel(_ channel: Channel) -> String {
        switch channel {
        case .mail: say("by mail", "邮件")
        case .portal: say("on the portal", "网页")
        case .api: say("through the API", "接口")
        case .dingtalk: say("on DingTalk", "钉钉")
        case .wecom: say("on WeCom", "企业微信")
        case .system: say("automatically", "系统")
        }
    }

    var encryptedMail: String {
        say(
            "This mail, or part of it, is encrypted and cannot be read here: ask for it unencrypted, or open the attachment or the original mail with your key",
            "此邮件全部或部分内容已加密，无法在此阅读：请对方改发未加密的邮件，或用您的密钥打开附件或原始邮件")
    }

    /// A flag in words a reader can act on.
    func flag(_ flag: TicketFlag) -> String {
        switch flag {
        case .unverified:
            say("Sender not verified: this may not be from the address it names", "发件人未经验证：可能并非来自所示地址")
        case .ambiguous: say("The sender field names nobody, or more than one person", "发件人字段为空，或包含多个人")
        case .malformed: say("The mail was damaged; compare it with the original", "邮件格式有误，请对照原始邮件")
        case .truncated: say("Too long to show in full; the rest is in the original mail", "内容过长未全部显示，其余见原始邮件")
        case .encrypted: encryptedMail
        case .lookalike:
            say("The sender's domain only looks like ours: compare it letter by letter", "发件人域名只是与我们的相似，请逐字核对")
        case .replyElsewhere:
            say(
                "Asks for answers at another address than the sender's; yours goes to the participants named here",
                "要求回复到发件人以外的地址；您的回复只发给此处列出的参与人")
        case .repeated:
            say("Has the Message-ID of an earlier mail, but says something else", "与之前某封邮件的 Message-ID 相同，但内容不同")
        case .thanks: say("Seems to say thanks only, so the request stays solved", "似乎只是致谢，因此工单保持已解决")
        case .related(let number):
            say("Seems to belong with \(number); look there too", "可能与 \(number) 有关，请一并查看")
        }
    }

    /// Who has the ball, for the requester.
    func progress(of ticket: Ticket, awaited: AwaitedDecision? = nil) -> String {
        let who = ticket.assignee?.label
        if ticket.state == .pending, let awaited {
            return say("\(awaited.sentence(self)).", "\(awaited.sentence(self))。")
        }
        switch ticket.state {
        case .new: return say("We have your request and will pick it up soon.", "我们已收到您的请求，很快会有人处理。")
        case .inProgress:
            guard let who else { return say("We are working on it.", "我们正在处理。") }
            return say("\(who) is working on it.", "\(who) 正在处理。")
        case .pending:
            return say("We are waiting for your reply.", "我们在等待您的回复。")
        case .resolved:
            return say("This is solved. If it is not, just reply.", "问题已解决。如果仍有问题，直接回复即可。")
        case .closed: return say("This request is closed.", "该工单已关闭。")
        case .cancelled: return say("This request was cancelled.", "该工单已取消。")
        }
    }

    var progressLabel: String { say("Progress", "进度") }
    var received: String { say("Received", "已受理") }
    var assigned: String { say("Assigned", "已分派") }
    var waitingForYou: String { say("Waiting for you", "等待您回复") }
    var conversation: String { say("Conversation", "沟通记录") }
    var details: String { say("Details", "详情") }
    var desk: String { say("Desk", "服务台") }
    var status: String { say("Status", "状态") }
    var assignee: String { say("Assignee", "处理人") }
    var nobody: String { say("Nobody yet", "尚未分派") }
    var priorityLabel: String { say("Priority", "优先级") }
    var requester: String { say("Requester", "申请人") }
    var participants: String { say("Participants", "参与人") }
    var opened: String { say("Opened", "创建时间") }
    var updated: String { say("Updated", "更新时间") }
    var number: String { say("Number", "编号") }
    var typeLabel: String { say("Type", "类型") }
    var you: String { say("You", "您") }
    var reply: String { say("Reply", "回复") }
    var replyHint: String {
        say("Goes out by mail. Answering the mail does the same.", "会以邮件发出；直接回复邮件效果相同。")
    }
    var send: String { say("Send", "发送") }
    var sendAndSolve: String { say("Send and mark solved", "发送并标为已解决") }
    var sendAndWait: String { say("Send and wait for reply", "发送并等待回复") }
    var solved: String { say("It is solved", "问题已解决") }
    var notSolved: String { say("It is not solved", "问题未解决") }
    var internalNote: String { say("Internal note", "内部备注") }
    var noteHint: String { say("Only agents see this.", "仅处理人员可见。") }
    var addNote: String { say("Add note", "添加备注") }
    var showQuoted: String { say("Show the whole message", "显示完整内容") }
    var showFormatted: String { say("Show formatted", "显示原格式") }
    var formattedMail: String { say("Formatted mail", "邮件原格式") }
    var onlyBeginning: String { say("Too long to show in full: this is the beginning.", "内容过长，此处仅显示开头部分。") }
    var wholeText: String { say("Save the whole text", "下载全文") }
    var originalMail: String { say("Original mail and trace", "原始邮件与处理轨迹") }
    var attachments: String { say("Attachments", "附件") }
    var finalTicket: String {
        say("This request no longer changes. Open a new one if you need more.", "该工单不再变更。如需帮助，请新建工单。")
    }
    var manage: String { say("Handle", "处理") }
    var takeIt: String { say("Take it", "由我处理") }

    /// A change on the timeline, in words. Values are as the API writes them.
    func change(_ change: FieldChange) -> String {
        switch change.field {
        case "status":
            let to = change.to.flatMap(TicketState.init(rawValue:)).map(state) ?? change.to ?? ""
            return say("Status is now “\(to)”", "状态变为“\(to)”")
        case "priority":
            let to = change.to.flatMap(Priority.init(rawValue:)).map(priority) ?? change.to ?? ""
            return say("Priority is now “\(to)”", "优先级变为“\(to)”")
        case "assignee":
            guard let to = change.to else { return say("No longer assigned", "已取消分派") }
            return say("Assigned to \(to)", "分派给 \(to)")
        case "delivery":
            let to = change.to ?? ""
            return say("A mail to \(to) did not arrive", "发给 \(to) 的邮件未能送达")
        case "delivery-suppressed":
            let to = change.to ?? ""
            return say("No mail was sent to \(to): the address is suppressed", "未向 \(to) 发送邮件：该地址已被抑制")
        case "approval": return approvalChange(change) ?? change.to ?? ""
        case FieldChange.approver: return approverChange(change)
        case FieldChange.rating: return rated(change.to.flatMap { Int($0) } ?? 0)
        case "recipients":
            return say(
                "The answer above went to nobody: no participant has an address that a person reads",
                "以上回复没有发给任何人：参与人的地址都没有人查收")
        default:
            return say(
                "\(change.field): \(change.from ?? "-") → \(change.to ?? "-")",
                "\(change.field)：\(change.from ?? "-") → \(change.to ?? "-")")
        }
    }

    func refusal(_ refusal: TicketRefusal) -> String {
        switch refusal {
        case .notPermitted: say("You may not do this.", "您没有权限执行此操作。")
        case .unknownDesk: say("Choose a desk from the list.", "请从列表中选择服务台。")
        case .isFinal(let state):
            say("This request is “\(self.state(state))” and no longer changes.", "该工单“\(self.state(state))”，不能再变更。")
        case .sameState(let state):
            say("The status is “\(self.state(state))” already.", "状态已经是“\(self.state(state))”。")
        case .noScore: say("Choose one of the five answers.", "请选择一项评价。")
        case .emptyText: say("Write something first.", "请先填写内容。")
        case .textTooLong(let limit, let actual):
            say(
                "Too long: \(actual) bytes, the limit is \(limit). Shorten it or attach it to a mail.",
                "内容过长：\(actual) 字节，上限 \(limit) 字节。请缩短，或作为邮件附件发送。")
        case .changedMeanwhile:
            say("Somebody changed this meanwhile. Look again, then send.", "其间有人修改过。请查看后再提交。")
        case .notAnAgent(let address): say("\(address) does not work this desk.", "\(address) 不是该服务台的处理人员。")
        case .invalidAddress(let text): say("“\(text)” is not a mail address.", "“\(text)”不是有效的邮箱地址。")
        case .readersChanged:
            say(
                "Nothing was sent: who gets the answer has changed since you opened this page. Look at the list, then send.",
                "尚未发送：打开此页面后，收件人有变化。请核对收件人后再发送。")
        case .isNoCopy(let address): say("\(address) gets no copy of answers here.", "\(address) 不是此处的抄送人。")
        case .tooManyParticipants(let limit):
            say("There are \(limit) participants already; no more can be added.", "参与人已达上限 \(limit) 人，无法再添加。")
        }
    }
}
