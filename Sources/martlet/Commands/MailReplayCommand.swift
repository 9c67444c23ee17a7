import ArgumentParser
import Foundation
import MailGateway
import TicketStore
import Ticketing

struct MailReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "What today's rules would make of mail in the ledger; changes nothing.",
        discussion: """
            Newest first: each mail with what became of it then and what would become of it now, then how many differ. \
            Today's settings and tickets count: a ticket that was closed since takes no more mail, and a key that a \
            domain has withdrawn since signs no more. With json the last line is {"summary": …}.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @Option(help: "Only mail that came since: 2026-01-31, 2026-01-31T08:00:00Z, or 7d, 12h.") var since: SinceArgument?
    @Option(help: "Only mail in this state; may be repeated. All that are settled by default.")
    var state: [MailState] = []
    @Option(help: "How many at most.") var limit = 1_000
    @Flag(help: "Only mail whose outcome differs.") var differences = false

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 1000000") }
    }

    private struct Summary {
        var replayed = 0
        var changed = 0
        var skipped = 0
        var mails: Int { replayed + skipped }
    }

    func run() async throws {
        let surroundings = try await ExplainSurroundings.find(option: options.configurationFile)
        guard let store = surroundings.store else {
            throw CommandFailure("there is no ledger to replay: name the configuration with --config")
        }
        let workers = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))
        let pool = ChildParsing.pool(children: workers)
        let replay = MailReplay(
            store: store, intake: surroundings.intake, sender: surroundings.sender,
            notifications: surroundings.notifications, reader: MailReader(parser: ChildParsing(pool: pool)))
        let result: Result<Summary, StoreError>
        do throws(StoreError) {
            result = .success(try await walk(store.ledger, replay, at: Date()))
        } catch {
            result = .failure(error)
        }
        await pool.shutdown()
        await surroundings.close()
        switch result {
        case .success(let summary): print(summary)
        case .failure(let error): throw CommandFailure.readable(error)
        }
    }

    /// A few mails at a time, printed in the ledger's order: what is in memory stays small however many there are.
    private func walk(_ ledger: any Ledger, _ replay: MailReplay, at now: Date) async throws(StoreError) -> Summary {
        let states = state.isEmpty ? MailState.allCases.filter { $0 != .received } : state
        let oldest = since?.moment(before: now) ?? .distantPast
        var summary = Summary()
        var cursor: String?
        var progress = Progress()
        repeat {
            let page = try await ledger.list(
                states: states, desks: nil, cursor: cursor, limit: min(16, limit - summary.mails))
            let mails = page.items.filter { $0.receivedAt >= oldest }
            for (mail, outcome) in zip(mails, await outcomes(mails, replay)) { print(mail, outcome, &summary) }
            progress.tell(summary.mails)
            // Rows are numbered as they come: behind an older mail there is none that is newer by more than a moment.
            cursor = mails.isEmpty ? nil : page.nextCursor
        } while cursor != nil && summary.mails < limit
        return summary
    }

    private func outcomes(_ mails: [LedgerMail], _ replay: MailReplay) async -> [MailReplay.Outcome] {
        await withTaskGroup(of: (Int, MailReplay.Outcome).self) { group in
            for (index, mail) in mails.enumerated() { group.addTask { (index, await replay.outcome(of: mail)) } }
            var outcomes = Array(repeating: MailReplay.Outcome.skipped(reason: "not read"), count: mails.count)
            for await (index, outcome) in group { outcomes[index] = outcome }
            return outcomes
        }
    }

    private func print(_ mail: LedgerMail, _ outcome: MailReplay.Outcome, _ summary: inout Summary) {
        switch outcome {
        case .same: summary.replayed += 1
        case .differs:
            summary.replayed += 1
            summary.changed += 1
        case .skipped: summary.skipped += 1
        }
        if differences, case .same = outcome { return }
        switch format.format {
        case .json: StandardOutput.line(JSON.replay(mail, outcome).text)
        case .text: StandardOutput.line(Terminal.line(ReplayLine.text(mail, outcome)))
        }
    }

    private func print(_ summary: Summary) {
        switch format.format {
        case .json:
            let counts = JSON.object([
                ("mails", .integer(Int64(summary.mails))), ("changed", .integer(Int64(summary.changed))),
                ("unchanged", .integer(Int64(summary.replayed - summary.changed))),
                ("skipped", .integer(Int64(summary.skipped))),
            ])
            StandardOutput.line(JSON.object([("summary", counts)]).text)
        case .text:
            StandardOutput.line(
                "\(summary.mails) mails: \(summary.changed) would differ, \(summary.replayed - summary.changed) would not, "
                    + "\(summary.skipped) skipped")
        }
    }

    /// A word on standard error now and then.
    private struct Progress {
        private var last = ContinuousClock.now

        mutating func tell(_ count: Int) {
            guard last.duration(to: .now) > .seconds(2) else { return }
            last = .now
            StandardError.line("martlet mail replay: \(count) mails so far")
        }
    }
}

/// A day, a moment, or how long ago.
struct SinceArgument: ExpressibleByArgument {
    private enum Point { case moment(Date), ago(Double) }
    private let point: Point

    init?(argument: String) {
        let units: [Character: Double] = ["m": 60, "h": 3_600, "d": 86_400]
        if let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
            (0...1_000_000).contains(count)
        {
            point = .ago(Double(count) * unit)
            return
        }
        let full = argument.utf8.count == 10 ? argument + "T00:00:00Z" : argument
        guard let moment = try? Date(full, strategy: .iso8601) else { return nil }
        point = .moment(moment)
    }

    func moment(before now: Date) -> Date {
        switch point {
        case .moment(let moment): moment
        case .ago(let seconds): now.addingTimeInterval(-seconds)
        }
    }
}
