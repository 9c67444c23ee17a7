import Ticketing

extension Words {
    func mailState(_ state: MailState) -> String {
        switch state {
        case .received: say("Received", "已接收")
        case .ticketed: say("New ticket", "已建工单")
        case .attached: say("Added to ticket", "已并入工单")
        case .decided: say("Decision", "审批决定")
        case .answered: say("Answered", "已答复")
        case .recorded: say("Recorded", "已记录")
        case .ignored: say("Ignored", "已忽略")
        case .parked: say("Parked", "待人工处理")
        }
    }

    func outgoingState(_ state: OutgoingState) -> String {
        switch state {
        case .queued: say("Queued", "排队中")
        case .deferred: say("Deferred", "稍后重试")
        case .sent: say("Sent", "已发送")
        case .failed: say("Failed", "发送失败")
        case .suppressed: say("Suppressed", "已抑制")
        case .notSent: say("Not sent", "未发送")
        }
    }

    var mailsTitle: String { say("Incoming mail", "收到的邮件") }
    var mailsIntro: String { say("Every mail that came in, and what became of it.", "收到的每一封邮件及其去向。") }
    var outgoingTitle: String { say("Outgoing mail", "发出的邮件") }
    var noMails: String { say("No mail in this state", "没有该状态的邮件") }
    var from: String { say("From", "发件人") }
    var to: String { say("To", "收件人") }
    var nullPath: String { say("a mail system (null reverse-path)", "邮件系统（空回退路径）") }
    var noSubject: String { say("(no subject)", "（无主题）") }
    var reason: String { say("Reason", "原因") }
    var trace: String { say("Trace", "处理轨迹") }
    var problems: String { say("What was malformed", "格式问题") }
    var size: String { say("Size", "大小") }
    var transport: String { say("Came by", "接收方式") }
    var receivedAt: String { say("Received", "接收时间") }
    var settledAt: String { say("Decided", "处理时间") }
    var messageID: String { say("Message-ID", "Message-ID") }
    var digest: String { say("Digest (SHA-256)", "摘要（SHA-256）") }
    var ticket: String { say("Ticket", "工单") }
    var copies: String { say("Came again", "重复收到") }
    var failures: String { say("Failures", "失败次数") }
    var download: String { say("Download the original (.eml)", "下载原始邮件（.eml）") }
    func rawErased(_ moment: String) -> String {
        say("The original was erased on \(moment) with a person.", "原始邮件已于 \(moment) 随个人数据删除。")
    }
    func rawRemoved(_ moment: String) -> String {
        say("The original was removed on \(moment), as retention says.", "原始邮件已按保留期限于 \(moment) 删除。")
    }
    func leftIn(_ mailbox: String) -> String {
        say(
            "The mail itself lies in the mailbox \(mailbox). “Fetch it again” has it fetched at the next visit there.",
            "邮件本身仍在邮箱 \(mailbox) 中。点“重新获取”后，下次访问该邮箱时会再次尝试取回。")
    }
    var downloadNotice: String { say("Download what is known of it (.eml)", "下载已知信息（.eml）") }
    var fetchAgain: String { say("Fetch it again", "重新获取") }
    func mailsAreParked(_ count: Int) -> String {
        say(
            count == 1
                ? "1 mail is parked and waits for a person." : "\(count) mails are parked and wait for a person.",
            "有 \(count) 封邮件被搁置，等待人工处理。")
    }
    var noParkedHint: String { say("Nothing waits for a person to look at it.", "没有需要人工处理的邮件。") }
    var retry: String { say("Read it again", "重新处理") }
    var retryAsPerson: String { say("A person wrote this: read it again", "这是真人来信，重新处理") }
    var retryNow: String { say("Send now", "立即发送") }
    var template: String { say("Template", "模板") }
    var attempts: String { say("Attempts", "尝试次数") }
    var lastReply: String { say("Last answer", "最近应答") }
    var nextAttempt: String { say("Next attempt", "下次尝试") }
    var created: String { say("Created", "创建时间") }
    var remoteContent: String {
        say("Pictures from elsewhere are not loaded.", "不加载外部图片。")
    }
}
