import InternetMessage
import TemplateEngine
import Ticketing

extension Configuration {
    /// The word for a desk's leads among the readers of a report.
    private static let leads = "leads"
    /// Readers of one report: more than that are a mailing list, which has an address of its own.
    static let mostReportReaders = 50

    static func reports(_ section: ConfigurationSection<DeskKey>) -> [ReportSchedule] {
        section.sections(.reports, ReportKey.self).compactMap(report)
    }

    /// No desk's address reads reports: it would take its own mail for a request.
    static func checkReaders(of desks: [(desk: Desk, section: ConfigurationSection<DeskKey>)]) {
        let directory = DeskDirectory(desks.map(\.desk))
        for (desk, section) in desks {
            for address in desk.reports.flatMap(\.readers) {
                guard let owner = directory.desk(owning: address) else { continue }
                section.report(.reports, "names the reader \(address), which is desk \(owner.name)'s own")
            }
        }
    }

    private static func report(_ section: ConfigurationSection<ReportKey>) -> ReportSchedule? {
        let cycle = section.choice(.period, ReportCycle.allCases)
        if !section.has(.period) { section.report(.period, "is missing: week or month") }
        let texts = section.texts(.to)
        let readers = readers(section, texts)
        guard let cycle else { return nil }
        var schedule = ReportSchedule(
            cycle, to: readers, includesLeads: texts.contains { $0.text == leads })
        if let text = section.text(.language) {
            schedule.language = LanguageTag(text)?.description
            if schedule.language == nil {
                section.report(.language, "must be a language tag such as en or zh, not \"\(text.shortened)\"")
            }
        }
        if let text = section.text(.at) {
            schedule.minute = minute(text) ?? ReportSchedule.usualMinute
            if minute(text) == nil {
                section.report(.at, "must be a time of the day such as \"07:00\", not \"\(text.shortened)\"")
            }
        }
        return schedule
    }

    /// Addresses; reports what is neither one nor `leads`.
    private static func readers(
        _ section: ConfigurationSection<ReportKey>, _ texts: [(text: String, line: Int?)]
    ) -> [MailAddress] {
        if texts.isEmpty { section.report(.to, "is missing: addresses, or leads for the desk's leads") }
        if texts.count > mostReportReaders {
            section.report(.to, "holds \(texts.count) readers, and \(mostReportReaders) are the most")
        }
        return texts.filter { $0.text != leads }.compactMap { text, line in
            let address = CommandAddress.address(text)
            if address == nil {
                section.problems.add(
                    "\(section.name(of: .to)): \"\(text.shortened)\" is no mail address, and not leads", line: line)
            }
            return address
        }
    }

    /// Minute of the day of `07:30`.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(isDigit) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    private static func isDigit(_ unit: UInt8) -> Bool { (0x30...0x39).contains(unit) }
}
