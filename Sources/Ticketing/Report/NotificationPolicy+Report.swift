import InternetMessage

import struct Foundation.Date

extension NotificationPolicy {
    /// The mail of a report, in the first of these languages that its template speaks, else in the desk's; nil when
    /// there is no template. Who may see the report's page gets a link to it.
    public func report(
        _ report: ServiceReport, desk: String, to reader: ReportReader, languages: [String?]
    ) -> Notification? {
        var message = notification("report", to: reader.mailbox, desk: desk, languages: languages)
        guard let language = message?.language else { return nil }
        message?.values = ReportMail.values(report, language: language)
        if let person = reader.person, AccessPolicy.readsReports(person, desk: desk), let day = report.period.day {
            message?.values[ReportMail.path] =
                "/a/reports?desk=\(desk)&period=\(report.period.cycle.rawValue)&on=\(day)"
        }
        return message
    }
}

/// What stands in the mail of a report. The figures are kept in the queue, and its picture is drawn from them.
enum ReportMail {
    private static let opened = "report.bars.opened"
    private static let resolved = "report.bars.resolved"
    /// Of the report's page; what it is on is known when the mail is composed.
    static let path = "report.path"

    static func values(_ report: ServiceReport, language: String) -> [String: String] {
        let table = ReportTable(report, language: language)
        var values = [
            "report.title": ReportWord(report.period.cycle).text(in: language),
            "report.from": "\(report.period.start.timeIntervalSince1970)",
            // The last day, not the midnight that ends it.
            "report.to": "\(report.period.end.timeIntervalSince1970 - 1)",
            "report.chart_text": ReportWord.chart.text(in: language),
            opened: numbers(report.opened), resolved: numbers(report.resolved),
        ]
        for (index, line) in table.lines.enumerated() {
            values["figures.\(index).label"] = line.label
            values["figures.\(index).value"] = line.value
            values["figures.\(index).before"] = line.before
        }
        guard !table.channels.isEmpty else { return values }
        values["tables.0.title"] = ReportWord.channels.text(in: language)
        for (index, head) in (table.channels.first ?? []).enumerated() {
            values["tables.0.columns.\(index).text"] = head
        }
        for (row, cells) in table.channels.dropFirst().enumerated() {
            for (index, cell) in cells.enumerated() { values["tables.0.rows.\(row).cells.\(index).text"] = cell }
        }
        return values
    }

    /// The picture that the mail shows; nil for mail that is no report.
    ///
    /// - Standard: RFC 2392 §2
    static func chart(of notification: Notification) -> Attachment? {
        guard let opened = notification.values[opened], let resolved = notification.values[resolved] else { return nil }
        return Attachment(
            name: "chart.png", type: "image/png", bytes: BarChart(numbers(opened), numbers(resolved)).png,
            disposition: .inline, contentID: "chart.\(notification.messageID.value)")
    }

    private static func numbers(_ counts: [Int]) -> String { counts.map(String.init).joined(separator: ",") }
    private static func numbers(_ text: String) -> [Int] { text.split(separator: ",").map { Int($0) ?? 0 } }
}
