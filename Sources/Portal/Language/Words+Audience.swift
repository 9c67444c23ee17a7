import Ticketing

/// Who gets an answer.
extension Words {
    var goesTo: String { say("Who gets your answer", "回复将发给") }
    var copyHint: String { say("Untick whoever is not to get this answer.", "取消勾选即可不把本次回复发给该抄送人。") }
    var toLabel: String { say("To", "收件人") }
    var ccLabel: String { say("Cc", "抄送") }
    var unnamedCopy: String { say("Works here: gets a copy and is named to nobody", "本服务台人员：会收到副本，但不会出现在收件人中") }
    var nobodyIsMailed: String {
        say("Nobody gets a mail: your answer will only stand here.", "没有人会收到邮件：回复只会显示在此页面。")
    }
    var addParticipant: String { say("Add a participant", "添加参与人") }
    var addParticipantHint: String {
        say("Gets your answers and sees what is written from now on.", "将收到今后的回复，并可看到今后的内容。")
    }
    var participantAdded: String { say("Participant added.", "已添加参与人。") }
    var address: String { say("Mail address", "邮箱地址") }

    /// Gets no mail, because …
    func obstacle(_ obstacle: AnswerAudience.Obstacle) -> String {
        switch obstacle {
        case .isAuthor: say("gets no mail, because you write it", "不会收到邮件：您就是作者")
        case .isInactive: say("gets no mail, because the account is not active", "不会收到邮件：账户已停用")
        case .isOurs: say("gets no mail, because the address is our own", "不会收到邮件：这是我们自己的地址")
        case .isRobot: say("gets no mail, because no person reads the address", "不会收到邮件：该地址无人查收")
        case .isSuppressed(let reason):
            say(
                "gets no mail, because the address is suppressed: \(reason)", "不会收到邮件：该地址已被抑制（\(reason)）")
        case .isLeftOut: say("gets no mail, because you left them out", "不会收到邮件：您已将其排除")
        case .hasItAlready: say("gets no mail, because they have it already", "不会收到邮件：已直接收到")
        }
    }
}
