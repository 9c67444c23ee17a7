import ArgumentParser
import Foundation
import InternetMessage
import Portal
import TicketStore
import Ticketing

struct ReportCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What a desk did in a week or a month.", subcommands: [Show.self, Send.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The figures of a period.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var subject: ReportOptions

        func run() async throws {
            let (report, language) = try await options.withInstallation { installation in
                let desk = try subject.desk(installation)
                return (try await subject.report(installation), subject.language ?? desk.language)
            }
            switch format.format {
            case .json: StandardOutput.line(ReportJSON.text(report, desk: subject.desk))
            case .text: StandardOutput.line(text(report, language))
            }
        }

        private func text(_ report: ServiceReport, _ language: String) -> String {
            let table = ReportTable(report, language: language)
            let period = "\(Timestamp.text(report.period.start)) – \(Timestamp.text(report.period.end))"
            let lines = table.lines.map { [$0.label, $0.value, "(\($0.before))"] }
            let head = "\(ReportWord(report.period.cycle).text(in: language)), \(period)"
            let channels = table.channels.isEmpty ? [] : ["", Terminal.table(table.channels)]
            return ([head, Terminal.table(lines)] + channels).joined(separator: "\n")
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mail the report of a period.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var subject: ReportOptions
        @Option(help: "Who gets it; may be repeated.") var to: [AddressArgument]

        func run() async throws {
            let readers = to.compactMap { CommandAddress.address($0.text) }
            try await options.withInstallation { installation in
                let desk = try subject.desk(installation)
                if let own = readers.first(where: { installation.notifications.desks.desk(owning: $0) != nil }) {
                    throw CommandFailure("\(own) is a desk's own address: it gets no mail from the desk")
                }
                let report = try await subject.report(installation)
                let reports = installation.reports
                var messages: [Ticketing.Notification] = []
                for address in readers {
                    let reader = ReportReader(address, person: try await installation.store.people.person(address))
                    guard let message = reports.message(report, desk: desk.name, to: reader, language: subject.language)
                    else { throw CommandFailure("there is no template \"report\"") }
                    messages.append(message)
                }
                try await reports.send(messages)
            }
        }
    }
}

/// Which report.
struct ReportOptions: ParsableArguments {
    @Option(help: "The desk.") var desk: String
    @Option(help: "week or month.") var period: ReportCycle
    @Option(help: ArgumentHelp("A day of the period; without it, the last one that is over.", valueName: "yyyy-mm-dd"))
    var on: DayArgument?
    @Option(help: "Such as en; without it, the reader's, else the desk's.") var language: String?

    func desk(_ installation: Installation) throws -> Desk {
        guard let known = installation.configuration.directory[desk] else {
            throw CommandFailure.readable(TicketRefusal.unknownDesk(desk))
        }
        return known
    }

    /// The configured zone says where days begin.
    func report(_ installation: Installation) async throws -> ServiceReport {
        let desk = try desk(installation).name
        guard let period = installation.reports.period(period, on: on?.day) else {
            throw CommandFailure("there is no such day or zone")
        }
        return try await installation.reports.report(of: desk, period)
    }
}

/// `2026-11-23`.
struct DayArgument: ExpressibleByArgument {
    var day: CivilDay

    init?(argument: String) {
        guard let day = CivilDay(argument) else { return nil }
        self.day = day
    }
}
