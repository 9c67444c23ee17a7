import struct Foundation.Date

/// How one promise of a ticket ended, and when that was certain.
struct PromiseVerdict: Sendable, Hashable {
    var at: Date
    var isKept: Bool
}

extension TicketHistory {
    /// What was decided before `end` of a step that was promised within so many seconds.
    func verdicts(on step: ServiceStep, within seconds: Double, until end: Date) -> [PromiseVerdict] {
        switch step {
        case .response: [responseVerdict(within: seconds, until: end)].compactMap { $0 }
        case .resolution: resolutionVerdicts(within: seconds, until: end)
        }
    }

    private func responseVerdict(within seconds: Double, until end: Date) -> PromiseVerdict? {
        let due = createdAt.addingTimeInterval(seconds)
        let settled = changes.first { $0.state.isResponse }?.at
        let responded = [firstAnswerAt, settled].compactMap { $0 }.min()
        if let responded, responded < end, responded <= due { return PromiseVerdict(at: responded, isKept: true) }
        let cancelled = changes.first { $0.state == .cancelled }?.at ?? .distantFuture
        return due < min(end, cancelled) ? PromiseVerdict(at: due, isKept: false) : nil
    }

    /// The clock runs as `ServiceClock` says.
    private func resolutionVerdicts(within seconds: Double, until end: Date) -> [PromiseVerdict] {
        var verdicts: [PromiseVerdict] = []
        var state = TicketState.new
        var left = seconds
        var since = createdAt
        for change in changes where change.at < end {
            if state.runsClock {
                left -= max(0, change.at.timeIntervalSince(since))
                if left < 0 {
                    return verdicts + [PromiseVerdict(at: change.at.addingTimeInterval(left), isKept: false)]
                }
            }
            if state.isOpen, change.state.isResponse { verdicts.append(PromiseVerdict(at: change.at, isKept: true)) }
            (state, since) = (change.state, change.at)
        }
        let due = since.addingTimeInterval(left)
        return state.runsClock && due < end ? verdicts + [PromiseVerdict(at: due, isKept: false)] : verdicts
    }
}
