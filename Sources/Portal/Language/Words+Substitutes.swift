import Ticketing

extension Words {
    var substitutes: String { say("Substitutes", "代理审批") }
    var substitutesIntro: String {
        say(
            "A substitute may decide in your place for a time; so may you, and whoever is first does. It goes no further: substitutes hand nothing on, and nobody decides what they asked for themselves.",
            "在指定期间，代理人可以代您审批；您本人也仍可审批，以先决定者为准。代理人不能再转给他人，也不能审批自己发起的事项。")
    }
    var standInForMe: String { say("Who stands in for me", "谁代我审批") }
    var nobodyStandsIn: String { say("Nobody stands in for you.", "没有人代您审批。") }
    var iStandInFor: String { say("For whom I stand in", "我代谁审批") }
    var standsInForNobody: String { say("You stand in for nobody.", "您没有代任何人审批。") }
    var nameSubstitute: String { say("Name a substitute", "指定代理人") }
    var substituteAddress: String { say("Mail address of the substitute", "代理人邮箱") }
    var substituteHint: String { say("Somebody whom the desk knows. They are told by mail.", "须为服务台已知的人员，系统会发邮件告知对方。") }
    var firstDay: String { say("First day", "开始日期") }
    var lastDay: String { say("Last day", "结束日期") }
    func daysIn(_ zone: String) -> String {
        say("At most 366 days; the last day counts whole. Time zone: \(zone).", "最长 366 天，包含结束日期当天。时区：\(zone)。")
    }
    var endDelegation: String { say("End it", "终止") }
    var inForce: String { say("Now", "生效中") }
    var toCome: String { say("To come", "未开始") }
    func days(_ first: String, _ last: String) -> String {
        first == last ? first : say("\(first) to \(last)", "\(first)至\(last)")
    }
    var allSubstitutes: String { say("Who stands in for whom", "代理审批一览") }
    var standsInForThem: String { say("stands in for", "代") }
    var nobodyStandsInAtAll: String { say("Nobody stands in for anybody", "目前没有代理审批") }
    var dayWrong: String { say("Enter a day, such as 2026-12-31", "请填写日期，例如 2026-12-31") }

    func refusal(_ refusal: DelegationRefusal) -> String {
        switch refusal {
        case .oneself: say("Nobody stands in for themselves.", "不能指定自己为代理人。")
        case .unknown(let address):
            say("The desk knows nobody with the address \(address).", "服务台没有邮箱为 \(address) 的人员。")
        case .endsBeforeItBegins: say("The last day is before the first.", "结束日期早于开始日期。")
        case .isOver: say("That time is over already.", "该期间已经结束。")
        case .tooLong: say("At most 366 days at once.", "一次最长 366 天。")
        case .tooMany(let limit):
            say("You have named \(limit) substitutes; end one first.", "您已指定 \(limit) 位代理人，请先终止一位。")
        }
    }
}
