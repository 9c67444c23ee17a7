/// A meeting as a mail announces it: what is shown of the first event in a `text/calendar` part.
///
/// Times stay as they are written, with the zone that they name: what the organizer saw is what is shown.
///
/// - Standard: RFC 5545 §3.6.1 (VEVENT), RFC 5546 §3.2 (methods)
public struct CalendarInvitation: Sendable, Hashable {
    /// `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH` …, upper-case; empty when there is none.
    public var method = ""
    public var summary = ""
    public var start: CalendarTime?
    public var end: CalendarTime?
    /// As it is written: `PT1H30M`. Set where the event has no end.
    public var duration = ""
    public var location = ""
    /// Name and address of who invites.
    public var organizer = ""
    /// Addresses of who is invited, at most 50.
    public var attendees: [String] = []
    /// The rule by which it repeats, as it is written; empty when it happens once.
    public var recurrence = ""
    public var isCancelled = false

    /// Nil when the text holds no event.
    public init?(parsing text: String) {
        var reader = CalendarReader(text)
        guard let event = reader.event() else { return nil }
        self = event
    }

    init() {}

    /// The event in a few lines of plain text, for a reader without a calendar: in Chinese where its own words are
    /// Chinese, else in English.
    public var card: String {
        let isChinese = LanguageGuess.language(of: summary) == "zh"
        func line(_ english: String, _ chinese: String, _ value: String) -> String {
            isChinese ? "\(chinese)：\(value)" : "\(english): \(value)"
        }
        let title = title
        var lines = [line(title.english, title.chinese, summary.isEmpty ? "-" : summary)]
        if let start { lines.append(line("When", "时间", period(from: start))) }
        if !recurrence.isEmpty { lines.append(line("Repeats", "重复", recurrence)) }
        if !location.isEmpty { lines.append(line("Where", "地点", location)) }
        if !organizer.isEmpty { lines.append(line("Organizer", "组织者", organizer)) }
        return lines.joined(separator: "\n")
    }

    private var title: (english: String, chinese: String) {
        switch method {
        case "CANCEL": ("Meeting cancelled", "会议已取消")
        case "REPLY": ("Answer to an invitation", "对邀请的答复")
        case "COUNTER": ("Proposal of another time", "建议另择时间")
        case "REQUEST", "ADD": isCancelled ? ("Meeting cancelled", "会议已取消") : ("Invitation", "会议邀请")
        default: isCancelled ? ("Event cancelled", "活动已取消") : ("Event", "活动")
        }
    }

    private func period(from start: CalendarTime) -> String {
        let zone = start.zone.isEmpty ? "" : " (\(start.zone))"
        guard let end else { return start.text + zone + (duration.isEmpty ? "" : ", \(duration)") }
        if end.zone != start.zone { return "\(start.text)\(zone) – \(end.text) (\(end.zone))" }
        if end.date == start.date { return "\(start.text)–\(end.time)\(zone)" }
        return "\(start.text) – \(end.text)\(zone)"
    }
}

/// A local time with the name of its zone.
///
/// - Standard: RFC 5545 §3.3.4 (date), §3.3.5 (date-time)
public struct CalendarTime: Sendable, Hashable {
    /// `2026-03-02`
    public var date: String
    /// `14:30`; empty for a whole day.
    public var time: String
    /// `UTC`, an identifier such as `Asia/Shanghai`, or empty where the time floats.
    public var zone: String

    public var text: String { time.isEmpty ? date : "\(date) \(time)" }

    /// `20260302`, `20260302T143000`, `20260302T143000Z`
    init?(parsing value: [UInt8], zone: String) {
        let digits = value.prefix(8)
        guard digits.count == 8, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        date = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
        let clock = value.dropFirst(8)
        let hours = clock.dropFirst().prefix(4)
        if clock.first == UInt8(ascii: "T"), hours.count == 4, hours.allSatisfy(\.isASCIIDigit) {
            time =
                String(decoding: hours.prefix(2), as: UTF8.self) + ":"
                + String(decoding: hours.suffix(2), as: UTF8.self)
        } else {
            time = ""
        }
        self.zone = value.last == UInt8(ascii: "Z") ? "UTC" : (time.isEmpty ? "" : zone)
    }
}
