import Ticketing

extension Words {
    var noticesTitle: String { say("Notices by mail", "邮件通知") }
    var saved: String { say("Saved.", "已保存。") }
    func notices(_ kind: NotificationKind) -> String {
        switch kind {
        case .statusChange: say("Mails about a new status of your requests", "请求状态变化的邮件通知")
        case .assignment: say("Mails about tickets that are assigned to you", "工单分派给您时的邮件通知")
        case .newMessage: say("Mails about new messages on tickets you work on", "您处理的工单有新消息时的邮件通知")
        case .note: say("Mails about colleagues’ notes on tickets you work on", "同事在您处理的工单中写备注时的邮件通知")
        case .reminder: say("Reminders of your tickets that nobody has touched for long", "您的工单长时间无人处理时的提醒邮件")
        case .digest: say("The digest", "摘要邮件")
        case .escalation:
            say("Mails about promises that are missed or soon will be", "承诺时间已过或即将到期时的邮件通知")
        case .survey: say("Mails that ask how we did, after a request is closed", "请求关闭后询问您是否满意的邮件")
        case .reopened: say("Mails about tickets that are open again", "工单重新打开时的邮件通知")
        }
    }
    var noticesHint: String {
        say(
            "Choose which of these mails you get. Answers, confirmations and links that you ask for come all the same.",
            "选择您要接收的邮件通知。答复、确认邮件以及您索取的链接不受影响。")
    }
    var quietTitle: String { say("Quiet hours", "免打扰时段") }
    var quietHint: String {
        say(
            "Notices that come in these hours are sent when they are over. Answers come at any time.",
            "此时段内的通知将在结束后发送。答复不受影响。")
    }
    var quietFrom: String { say("From", "开始") }
    var quietTo: String { say("To", "结束") }
    var quietTimeWrong: String { say("Enter a time of the day, such as 22:30, in both fields.", "请在两处都填写时间，例如 22:30。") }
    var quietTimesEqual: String { say("The end must be another time than the beginning.", "结束时间不能与开始时间相同。") }
    var timeZone: String { say("Time zone", "时区") }
    var timeZoneHint: String {
        say(
            "Such as Europe/Berlin or Asia/Shanghai; times in your mails are in it, too. Empty: the desk’s.",
            "例如 Asia/Shanghai；邮件中的时间也按此显示。留空则使用服务台的时区。")
    }
    var timeZoneUnknown: String {
        say("There is no such time zone. Write it like Europe/Berlin.", "没有这个时区。请按 Asia/Shanghai 的格式填写。")
    }
    var noticesCome: String { say("You get these mails.", "您会收到此类邮件。") }
    var noticesEnded: String { say("You do not get these mails any more.", "您不会再收到此类邮件。") }
    var noticesRest: String {
        say(
            "Answers to your requests, confirmations and links that you ask for come all the same.",
            "对您请求的答复、确认邮件以及您索取的链接不受影响。")
    }
    var endNotices: String { say("Stop these mails", "停止此类邮件") }
    var resumeNotices: String { say("Send them again", "恢复此类邮件") }
    var mailLanguageHint: String {
        say(
            "Of your mails, and of these pages where they speak it. Automatic: as you write.",
            "邮件使用此语言；页面如支持该语言，也会使用。自动：跟随您写信的语言。")
    }
    var mailLanguageAutomatic: String { say("Automatic", "自动") }
    var mailLanguageUnknown: String { say("Choose one of these languages.", "请选择列表中的语言。") }
    var noticesFor: String { say("For mail to ", "收件地址：") }
    var preferencesTold: String {
        say(
            "When something is changed here, we tell you so in one mail.",
            "在此更改设置后，我们会发送一封邮件告知您。")
    }
    var preferencesDead: String { say("This link does not work any more", "此链接已失效") }
    var preferencesDeadHint: String {
        say(
            "The links in our mails work for 30 days. Sign in to choose which mail you get, or use the link in a newer mail.",
            "邮件中的链接有效期为 30 天。请登录后选择接收哪些邮件，或使用较新邮件中的链接。")
    }
}
