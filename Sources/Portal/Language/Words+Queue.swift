import Ticketing

extension Words {
    var outgoingIntro: String { say("Every mail that goes out, and what became of it.", "发出的每一封邮件及其去向。") }
    var oldestDue: String { say("Waiting to be sent since", "最早待发送的邮件等待自") }
    var languageOfMessage: String { say("Language", "语言") }
    var version: String { say("Version", "版本") }
    var priorityOfMessage: String { say("Priority", "优先级") }
    var history: String { say("What happened", "发送记录") }
    var asSent: String { say("What is sent", "发送的内容") }
    var downloadSent: String { say("Download as sent (.eml)", "下载所发邮件（.eml）") }
    var drop: String { say("Do not send", "不再发送") }
    var dropReason: String { say("Why it is not to be sent", "不发送的原因") }
    var message: String { say("Message", "邮件") }
    var since: String { say("Since", "起始时间") }
    var source: String { say("Found by", "来源") }
    var personalMail: String {
        say("This mail holds a personal link and is shown to nobody else.", "此邮件含有个人链接，不向他人显示。")
    }

    var notComposed: String { say("Nothing has been sent yet.", "尚未发送任何内容。") }

    func outgoingPriority(_ priority: OutgoingPriority) -> String {
        switch priority {
        case .answer: say("Somebody waits for it", "有人等待")
        case .notice: say("Notice", "通知")
        case .digest: say("Digest", "摘要")
        }
    }

    func attempt(_ outcome: OutgoingAttempt.Outcome) -> String {
        switch outcome {
        case .sent: say("Handed on", "已转交")
        case .deferred: say("Put off", "已推迟")
        case .failed: say("Refused", "被拒绝")
        case .bounced: say("Returned as undeliverable", "被退回")
        case .delayed: say("Delayed elsewhere", "在途延迟")
        }
    }

    var suppressedTitle: String { say("Suppressed addresses", "抑制的地址") }
    var suppressedIntro: String {
        say(
            "Mail to these addresses cannot arrive, so none is sent. A mail from the address, verified, lifts this by itself.",
            "发往这些地址的邮件无法送达，因此不再发送。收到来自该地址且经过验证的邮件后会自动恢复。")
    }
    var noSuppressed: String { say("Every address gets its mail", "所有地址均可正常收信") }
    var liftSuppression: String { say("Send mail to it again", "恢复发送") }

    func addressSuppressed(_ reason: String) -> String {
        say("This address gets no mail: \(reason)", "该地址已被抑制：\(reason)")
    }

    func suppressionSource(_ source: Suppression.Source) -> String {
        switch source {
        case .smtp: say("The mail server refused it", "邮件服务器拒收")
        case .report: say("A delivery report", "退信报告")
        case .manual: say("A person", "人工")
        }
    }
}
