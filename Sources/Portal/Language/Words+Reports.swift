import Ticketing

extension Words {
    var reportsTitle: String { say("Reports", "报表") }
    var reportPeriod: String { say("Period", "周期") }
    func cycle(_ cycle: ReportCycle) -> String {
        switch cycle {
        case .week: say("Week", "周")
        case .month: say("Month", "月")
        }
    }
    var periodBefore: String { say("← Earlier", "← 上一期") }
    var periodAfter: String { say("Later →", "下一期 →") }
    var reportSoFar: String { say("Not over yet: the figures so far.", "本期尚未结束，以下为截至目前的数据。") }
    var reportBefore: String { say("Before", "上期") }
    var reportChannels: String { say("By channel", "各渠道") }
    var reportNothing: String { say("A quiet time", "本期没有动静") }
    var reportNothingHint: String {
        say("Nothing was opened or resolved in this period.", "本期没有新建或解决的工单。")
    }
    func reportHighest(_ count: Int) -> String { say("Highest bar: \(count)", "最高：\(count)") }
    var reportChartLabel: String {
        say(
            "Bars of each day’s opened and resolved tickets; the table below has the numbers.",
            "每日新建与已解决工单的柱状图，数据见下表。")
    }
    var reportNumbers: String { say("The numbers of each day", "每日数据") }
    var reportDay: String { say("Day", "日期") }

    var reportByMail: String { say("By mail", "邮件") }
    var reportPreview: String { say("Preview the mail", "预览邮件") }
    var reportSendToMe: String { say("Send to me", "发送给我") }
    func reportSendToReaders(_ count: Int) -> String {
        say(count == 1 ? "Send to the reader" : "Send to all \(count) readers", "发送给全部 \(count) 位收件人")
    }
    func reportReaders(_ cycle: ReportCycle) -> String {
        switch cycle {
        case .week: say("Sent after each week to", "每周结束后自动发送给")
        case .month: say("Sent after each month to", "每月结束后自动发送给")
        }
    }
    func reportNoReaders(_ cycle: ReportCycle) -> String {
        switch cycle {
        case .week: say("Nobody gets it by itself after each week.", "目前没有人自动收到周报。")
        case .month: say("Nobody gets it by itself after each month.", "目前没有人自动收到月报。")
        }
    }
    func reportSentTo(_ addresses: [String]) -> String {
        labeled(say("Sent to", "已发送给"), addresses.joined(separator: listSeparator))
    }

    /// From the first of a week, Monday.
    func weekday(_ index: Int) -> String {
        let names = [
            ("Mon", "周一"), ("Tue", "周二"), ("Wed", "周三"), ("Thu", "周四"), ("Fri", "周五"), ("Sat", "周六"), ("Sun", "周日"),
        ]
        guard names.indices.contains(index) else { return "" }
        return say(names[index].0, names[index].1)
    }

    func day(_ day: CivilDay) -> String {
        say("\(day.day) \(month(day.month)) \(day.year)", "\(day.year)年\(day.month)月\(day.day)日")
    }

    /// A week by its first and last day, a month by its name.
    func period(_ period: ReportPeriod) -> String {
        guard let first = period.day, let last = period.lastDay else { return "" }
        switch period.cycle {
        case .week:
            // The year once, where it is one: a phone has little room.
            guard first.year == last.year else { return "\(day(first)) – \(day(last))" }
            return say(
                "\(first.day) \(month(first.month)) – \(day(last))", "\(day(first)) – \(last.month)月\(last.day)日")
        case .month: return say("\(month(first.month)) \(first.year)", "\(first.year)年\(first.month)月")
        }
    }
}
