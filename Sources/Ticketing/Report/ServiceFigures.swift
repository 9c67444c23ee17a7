import struct Foundation.Date

/// What a desk did in a period.
public struct ServiceFigures: Sendable, Hashable {
    /// How long something took, in seconds, of which half and nine tenths took no longer.
    public struct Spread: Sendable, Hashable {
        public var median: Double
        public var ninetieth: Double

        /// By nearest rank, so that each is a time that something really took; nil where there is none.
        init?(_ durations: [Double]) {
            let sorted = durations.sorted()
            func rank(_ percent: Int) -> Int { max(0, (sorted.count * percent + 99) / 100 - 1) }
            guard !sorted.isEmpty else { return nil }
            median = sorted[rank(50)]
            ninetieth = sorted[rank(90)]
        }
    }

    public var opened: Int
    /// Resolutions: a ticket that was resolved twice counts twice.
    public var resolved: Int
    public var reopened: Int
    /// Open at the end.
    public var backlog: Int
    /// From opening to the first answer, of tickets first answered in the period.
    public var response: Spread?
    /// From opening to each resolution in the period.
    public var resolution: Spread?

    public init(_ histories: [TicketHistory], in period: ReportPeriod) {
        opened = histories.count { period.contains($0.createdAt) }
        reopened = histories.reduce(0) { $0 + $1.reopenings.count(where: period.contains) }
        backlog = histories.count { $0.isOpen(at: period.end) }
        response = Spread(
            histories.compactMap { history in
                history.firstAnswerAt.flatMap {
                    period.contains($0) ? max(0, $0.timeIntervalSince(history.createdAt)) : nil
                }
            })
        let resolutions = histories.flatMap { history in
            history.resolutions.filter(period.contains).map { max(0, $0.timeIntervalSince(history.createdAt)) }
        }
        resolved = resolutions.count
        resolution = Spread(resolutions)
    }

    var isNothing: Bool { opened + resolved + reopened + backlog == 0 && response == nil }
}

/// The figures of one desk's period, beside those of the period before, by channel and by day.
public struct ServiceReport: Sendable, Hashable {
    public struct Channelled: Sendable, Hashable {
        public var channel: Channel
        public var figures: ServiceFigures
    }

    public let period: ReportPeriod
    public let total: ServiceFigures
    public let before: ServiceFigures?
    /// Those through which anything came.
    public let channels: [Channelled]
    /// One number a day.
    public let opened: [Int]
    public let resolved: [Int]
    /// What became of the desk's promises.
    public var promises = PromiseReport()
    public var satisfaction: SatisfactionReport?

    public init(_ histories: [TicketHistory], in period: ReportPeriod) {
        self.period = period
        total = ServiceFigures(histories, in: period)
        before = period.previous.map { ServiceFigures(histories, in: $0) }
        channels = Channel.allCases.compactMap { channel in
            let figures = ServiceFigures(histories.filter { $0.channel == channel }, in: period)
            return figures.isNothing ? nil : Channelled(channel: channel, figures: figures)
        }
        opened = period.counts(histories.map(\.createdAt))
        resolved = period.counts(histories.flatMap(\.resolutions))
    }
}
