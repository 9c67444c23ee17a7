import Ticketing

import struct Foundation.Date
import struct Foundation.TimeZone

/// What the portal says, in one language. Both stand side by side, so that none can be forgotten and a reviewer reads
/// them together; a third language does not compile until every line has it.
struct Words: Sendable, Hashable {
    let language: PortalLanguage
    let zone: TimeZone

    init(_ language: PortalLanguage, zone: TimeZone = .gmt) {
        self.language = language
        self.zone = zone
    }

    func say(_ english: String, _ chinese: String) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    // Frame of every page.
    var skip: String { say("Skip to content", "跳到正文") }
    var mainMenu: String { say("Main", "主导航") }
    var home: String { say("Home", "首页") }
    var myRequests: String { say("My requests", "我的工单") }
    var newRequest: String { say("New request", "新建工单") }
    var new: String { say("New", "新建") }
    var inbox: String { say("Inbox", "工作台") }
    var mails: String { say("Mail", "邮件") }
    var outgoing: String { say("Outgoing", "发件") }
    var account: String { say("Account", "我的") }
    var search: String { say("Search requests", "搜索工单") }
    var searchButton: String { say("Search", "搜索") }
    var languageMenu: String { say("Language", "语言") }
    var helpByMail: String { say("Need help? Write to", "需要帮助？请写信到") }
    var back: String { say("Back", "返回") }
    var more: String { say("Show more", "显示更多") }
    var refresh: String { say("Something new here. Show it", "有新内容，点此查看") }
    var draftSaved: String { say("Draft saved on this device", "草稿已保存在本设备") }
    var optional: String { say("optional", "选填") }
    var save: String { say("Save", "保存") }
    var errorPrefix: String { say("Error: ", "错误：") }
    var problemTitle: String { say("There is a problem", "请检查以下问题") }
    var listSeparator: String { say(", ", "、") }
    func labeled(_ label: String, _ value: String) -> String { say("\(label): \(value)", "\(label)：\(value)") }
    func optionalLabel(_ label: String) -> String { say("\(label) (\(optional))", "\(label)（\(optional)）") }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Date and time in the installation's zone.
    func moment(_ date: Date) -> String {
        let clock = WallClock(date, in: zone)
        let time = "\(WallClock.padded(clock.hour)):\(WallClock.padded(clock.minute))"
        return say("\(day(date)), \(time)", "\(day(date)) \(time)")
    }

    /// The day alone.
    func day(_ date: Date) -> String {
        let clock = WallClock(date, in: zone)
        return say(
            "\(clock.day) \(month(clock.month)) \(clock.year)", "\(clock.year)年\(clock.month)月\(clock.day)日")
    }

    /// Its name, short, in English.
    func month(_ number: Int) -> String { (1...12).contains(number) ? Words.months[number - 1] : "" }

    func size(_ bytes: Int64) -> String {
        if bytes < 1_000 { return say("\(bytes) bytes", "\(bytes) 字节") }
        let units = ["KB", "MB", "GB"]
        var value = Double(bytes)
        var unit = "KB"
        for name in units {
            value /= 1_000
            unit = name
            if value < 999.5 { break }
        }
        let tenths = Int64((value * 10).rounded())
        return value < 10 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(Int64(value.rounded())) \(unit)"
    }
}
