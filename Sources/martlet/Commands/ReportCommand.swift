import ArgumentParser
import Foundation
import InternetMessage
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
            case .json: StandardOutput.line(JSON.report(report, desk: subject.desk).text)
            case .text: StandardOutput.line(text(report, language))
            }
        }

        private func text(_ report: ServiceReport, _ language: String) -> String {
            let table = ReportTable(report, language: language)
            let period = "\(Timestamp.text(report.period.start)) – \(Timestamp.text(report.period.end))"
            let lines = table.lines.map { [$0.label, $0.value, "(\($0.before))"] }
            return [
                "\(ReportWord(report.period.cycle).text(in: language)), \(period)", Terminal.table(lines), "",
                Terminal.table(table.channels),
            ].joined(separator: "\n")
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
                let report = try await subject.report(installation)
                let policy = installation.notifications
                if let own = readers.first(where: { policy.desks.desk(owning: $0) != nil }) {
                    throw CommandFailure("\(own) is a desk's own address: it gets no mail from the desk")
                }
                var messages: [Ticketing.Notification] = []
                for reader in readers {
                    let person = try await installation.store.people.person(reader)
                    let mailbox = Mailbox(displayName: person?.name, address: reader)
                    let languages = [subject.language, person?.language]
                    guard let message = policy.report(report, desk: desk.name, to: mailbox, languages: languages)
                    else { throw CommandFailure("there is no template \"report\"") }
                    messages.append(message)
                }
                try await installation.store.outgoing.enqueue(messages, at: Date())
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
        let desk = try desk(installation)
        let now = Date()
        let zone = installation.notifications.timeZone
        let period =
            if let on {
                ReportPeriod(period, year: on.year, month: on.month, day: on.day, timeZone: zone)
            } else { ReportPeriod.latest(period, before: now, timeZone: zone) }
        guard let period else { throw CommandFailure("there is no such day or zone") }
        let histories = try await installation.store.history.histories(
            desk: desk.name, from: (period.previous ?? period).start, to: period.end)
        var report = ServiceReport(histories, in: period)
        report.promises = PromiseReport(histories, in: period, by: desk.targets, at: now)
        return report
    }
}

/// `2026-11-23`.
struct DayArgument: ExpressibleByArgument {
    var year: Int
    var month: Int
    var day: Int

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else { return nil }
        (year, month, day) = (numbers[0], numbers[1], numbers[2])
    }
}

extension JSON {
    static func report(_ report: ServiceReport, desk: String) -> JSON {
        .object([
            ("desk", .string(desk)), ("period", .string(report.period.cycle.rawValue)),
            ("from", .string(Timestamp.text(report.period.start))), ("to", .string(Timestamp.text(report.period.end))),
            ("figures", figures(report.total)), ("before", report.before.map(figures) ?? .null),
            (
                "channels",
                .object(report.channels.map { ($0.channel.rawValue, figures($0.figures)) })
            ),
            ("promises", .promises(report.promises)),
            ("days", .object([("opened", counts(report.opened)), ("resolved", counts(report.resolved))])),
        ])
    }

    private static func counts(_ counts: [Int]) -> JSON { .array(counts.map { .integer(Int64($0)) }) }

    private static func figures(_ figures: ServiceFigures) -> JSON {
        func seconds(_ spread: ServiceFigures.Spread?) -> JSON {
            guard let spread else { return .null }
            return .object([("median", .integer(Int64(spread.median))), ("p90", .integer(Int64(spread.ninetieth)))])
        }
        return .object([
            ("opened", .integer(Int64(figures.opened))), ("resolved", .integer(Int64(figures.resolved))),
            ("reopened", .integer(Int64(figures.reopened))), ("backlog", .integer(Int64(figures.backlog))),
            ("first_response_seconds", seconds(figures.response)),
            ("resolution_seconds", seconds(figures.resolution)),
        ])
    }
}
