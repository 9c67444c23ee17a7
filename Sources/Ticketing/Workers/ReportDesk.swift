public import InternetMessage

public import struct Foundation.Date

/// Reports for every door: schedule, command line, portal and API.
public struct ReportDesk: Sendable {
    private let history: any ServiceHistory
    private let surveys: any Surveys
    private let people: any People
    private let outgoing: any OutgoingQueue
    private let composer: OutgoingComposer
    private let now: @Sendable () -> Date

    public init(
        history: any ServiceHistory, surveys: any Surveys, people: any People, outgoing: any OutgoingQueue,
        composer: OutgoingComposer, now: @escaping @Sendable () -> Date
    ) {
        self.history = history
        self.surveys = surveys
        self.people = people
        self.outgoing = outgoing
        self.composer = composer
        self.now = now
    }

    /// IANA name of the zone whose midnights begin days.
    public var timeZone: String { composer.policy.timeZone }

    /// The period of a day, or the last one that is over; nil when there is no such day or zone.
    public func period(_ cycle: ReportCycle, on day: CivilDay?) -> ReportPeriod? {
        guard let day else { return ReportPeriod.latest(cycle, before: now(), timeZone: timeZone) }
        return ReportPeriod(cycle, year: day.year, month: day.month, day: day.day, timeZone: timeZone)
    }

    /// What the desk did in the period, beside the one before.
    public func report(of desk: String, _ period: ReportPeriod) async throws(StoreError) -> ServiceReport {
        let start = (period.previous ?? period).start
        let histories = try await history.histories(desk: desk, from: start, to: period.end)
        let ratings = try await surveys.ratings(desk: desk, from: start, to: period.end)
        var report = ServiceReport(histories, in: period)
        report.satisfaction = SatisfactionReport(ratings, in: period)
        if let targets = composer.policy.desks[desk]?.targets {
            report.promises = PromiseReport(histories, in: period, by: targets, at: now())
        }
        return report
    }

    /// Who gets the desk's reports of a schedule now.
    public func readers(of schedule: ReportSchedule, desk: String) async throws(StoreError) -> [ReportReader] {
        var known: [Person] = []
        for address in schedule.readers {
            if let person = try await people.person(address) { known.append(person) }
        }
        let staff = schedule.includesLeads ? try await people.agents(desk: desk) : []
        return ReportReader.readers(
            of: schedule, desk: desk, known: known, staff: staff, desks: composer.policy.desks)
    }

    /// The readers of all of a desk's schedules of this cycle, each with the language that is set for them.
    public func readers(
        of desk: Desk, _ cycle: ReportCycle
    ) async throws(StoreError) -> [(reader: ReportReader, language: String?)] {
        var found: [(reader: ReportReader, language: String?)] = []
        for schedule in desk.reports where schedule.cycle == cycle {
            for reader in try await readers(of: schedule, desk: desk.name)
            where !found.contains(where: { $0.reader.address == reader.address }) {
                found.append((reader, schedule.language))
            }
        }
        return found
    }

    /// The mail of a report in this language, else the reader's, else the desk's; nil when there is no template.
    public func message(
        _ report: ServiceReport, desk: String, to reader: ReportReader, language: String?
    ) -> Notification? {
        composer.policy.report(report, desk: desk, to: reader, languages: [language, reader.person?.language])
    }

    public func send(_ messages: [Notification]) async throws(StoreError) {
        try await outgoing.enqueue(messages, at: now())
    }

    /// The bytes that would be sent, with identifiers of no message; nil when they cannot be written.
    public func preview(_ message: Notification, to reader: ReportReader) -> RawMessage? {
        var message = message
        message.messageID = MessageID("preview@invalid")
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 0), notification: message, ticket: nil, entry: nil, thread: [],
            recipient: reader.person, composed: nil, attempts: 0, createdAt: now())
        guard case .success(let composition) = composer.compose(entry, at: now()) else { return nil }
        return composition.message
    }
}
