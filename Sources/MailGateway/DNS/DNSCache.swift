import InternetMessage
import NIOCore

/// Answers for as long as they hold, and who gives none.
///
/// Silence about one domain's names is that domain's own: a stranger whose name servers hang must not keep the desk
/// from asking about others. Only a resolver that answers nothing at all is left alone as a whole.
///
/// - Standard: RFC 9520 §3.2 (failures)
struct DNSCache: Sendable {
    private struct Entry: Sendable {
        var records: TextRecords
        var until: NIODeadline
    }

    private struct Silence: Sendable {
        var count = 0
        var since: NIODeadline
    }

    private var entries: [DNSName: Entry] = [:]
    /// By domain, each since its last.
    private var silences: [DNSName: Silence] = [:]
    private var silencesInARow = 0
    private var silentUntil: NIODeadline?
    /// All of the last while, counted from its first.
    private var lately: Silence?

    private let entryLimit: Int
    private static let longest = 3_600
    /// Larger ones hold no key or policy that would be looked at, and are a stranger's way to fill memory.
    private static let largest = 4_096
    private static let silencesBeforePause = 3
    private static let silencesBeforeHurry = 16
    private static let pause = TimeAmount.seconds(30)

    init(entryLimit: Int) {
        self.entryLimit = entryLimit
    }

    func records(of name: DNSName, at now: NIODeadline) -> TextRecords? {
        guard let entry = entries[name], now < entry.until else { return nil }
        return entry.records
    }

    mutating func keep(_ records: TextRecords, of name: DNSName, seconds: Int, at now: NIODeadline) {
        guard seconds > 0, records.size <= Self.largest else { return }
        if entries.count >= entryLimit {
            entries = entries.filter { now < $0.value.until }
            // Full of answers that still hold: a flood of names, against which forgetting all is as good as any way.
            if entries.count >= entryLimit { entries.removeAll(keepingCapacity: true) }
        }
        entries[name] = Entry(records: records, until: now + .seconds(Int64(min(seconds, Self.longest))))
    }

    /// Whether to leave a resolver alone that did not answer lately, so that mail is not held up by it.
    func isPausing(at now: NIODeadline) -> Bool { silentUntil.map { now < $0 } ?? false }

    /// Whether to leave the names of a domain alone, about which the resolver could not answer lately.
    func isPausing(_ domain: DNSName, at now: NIODeadline) -> Bool {
        guard let silence = silences[domain], silence.count >= Self.silencesBeforePause else { return false }
        return now < silence.since + Self.pause
    }

    /// Whether so many questions stayed unanswered lately, about whatever, that waiting long for each would hold up
    /// the mail behind them.
    func isHurried(at now: NIODeadline) -> Bool {
        guard let lately, now < lately.since + Self.pause else { return false }
        return lately.count >= Self.silencesBeforeHurry
    }

    mutating func heard() {
        silencesInARow = 0
        silentUntil = nil
    }

    mutating func heard(about domain: DNSName) {
        heard()
        silences[domain] = nil
    }

    /// Whether it is time to find out if the resolver answers anything.
    mutating func heardNothing(about domain: DNSName, at now: NIODeadline) -> Bool {
        var silence = silences[domain] ?? Silence(since: now)
        if silences[domain] == nil, silences.count >= entryLimit {
            silences = silences.filter { now < $0.value.since + Self.pause }
            if silences.count >= entryLimit { silences.removeAll(keepingCapacity: true) }
        }
        if now >= silence.since + Self.pause { silence.count = 0 }
        silence.count += 1
        silence.since = now
        silences[domain] = silence
        if let first = lately, now < first.since + Self.pause {
            lately?.count += 1
        } else {
            lately = Silence(count: 1, since: now)
        }
        silencesInARow += 1
        return silencesInARow >= Self.silencesBeforePause
    }

    /// It answers nothing.
    mutating func leaveAlone(at now: NIODeadline) { silentUntil = now + Self.pause }
}

extension TextRecords {
    fileprivate var size: Int {
        guard case .found(let records) = self else { return 0 }
        return records.reduce(0) { $0 + $1.count }
    }
}
