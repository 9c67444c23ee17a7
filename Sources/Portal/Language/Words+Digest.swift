import Ticketing

extension Words {
    var digestTitle: String { say("Digest", "摘要") }
    var digestHint: String {
        say(
            "One mail a day: what happened, and what waits for you. Notices that you tick for the digest come in it instead of one by one. When there is nothing to tell, none comes.",
            "每天一封邮件：发生了什么，哪些工单等待您处理。勾选“纳入摘要”的通知不再单独发送。没有内容时不发送。")
    }
    var inDigest: String { say("in the digest", "纳入摘要") }
    var digestDays: String { say("When it comes", "发送日") }
    func digestDays(_ days: DigestSchedule.Days?) -> String {
        switch days {
        case nil: say("No digest", "不发送摘要")
        case .each: say("Each day", "每天")
        case .working: say("Monday to Friday", "周一至周五")
        }
    }
    var digestTime: String { say("At", "时间") }
    var digestTimeWrong: String { say("Enter a time of the day, such as 08:00.", "请填写时间，例如 08:00。") }
    var digestDaysUnknown: String { say("Choose one of these.", "请选择列表中的一项。") }
    var digestNeeded: String {
        say(
            "Some notices come in the digest. Untick them, or choose when it comes.",
            "有通知纳入摘要。请取消勾选，或选择发送日。")
    }
    var digestChosen: String {
        say(
            "Saved. What comes in the digest needs one: yours comes from Monday to Friday at 08:00. You can choose another time below.",
            "已保存。由于有通知纳入摘要，摘要将在周一至周五 08:00 发送；您可以在下方更改时间。")
    }
    var digestPreview: String { say("See what the digest would say now", "查看此刻的摘要") }
    var digestPreviewHint: String {
        say(
            "So it would be sent now. What you send now is the digest of today: the next one comes on another day.",
            "此刻发送的摘要如下。现在发送即为今天的摘要，下一封将在之后的日期发送。")
    }
    var digestNothing: String {
        say("Nothing waits for you, and nothing has happened. No digest would come.", "没有等待您处理的工单，也没有新动态，不会发送摘要。")
    }
    var digestUnwritable: String {
        say(
            "The template of the digest cannot be filled in. Tell an administrator.",
            "摘要模板无法生成，请联系管理员。")
    }
    var digestSend: String { say("Send now", "立即发送") }
    var digestSent: String { say("The digest is on its way to you.", "摘要正在发送。") }
    var digestEmpty: String { say("There is nothing to tell, so nothing was sent.", "没有内容，未发送。") }
    var digestTooSoon: String {
        say("The last digest was made less than ten minutes ago. Nothing was sent.", "距上一封摘要不足十分钟，未发送。")
    }
}
