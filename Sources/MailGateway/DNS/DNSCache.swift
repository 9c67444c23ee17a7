import InternetMessage
import NIOCore

/// Answers for as long as they hold, and whether the resolver answers at all.
///
/// - Standard: RFC 9520 §3.2 (failures)
struct DNSCache: Sendable {
    private struct Entry: Sendable {
        var records: TextRecords
        var until: NIODeadline
    }

    private var entries: [DNSName: Entry] = [:]
    private var silences = 0
    private var silentUntil: NIODeadline?

    private let entryLimit: Int
    private static let longest = 3_600
    private static let silencesBeforePause = 3
    private static let pause = TimeAmount.seconds(30)

    init(entryLimit: Int) {
        self.entryLimit = entryLimit
    }

    func records(of name: DNSName, at now: NIODeadline) -> TextRecords? {
        guard let entry = entries[name], now < entry.until else { return nil }
        return entry.records
    }

    mutating func keep(_ records: TextRecords, of name: DNSName, seconds: Int, at now: NIODeadline) {
        guard seconds > 0 else { return }
        if entries.count >= entryLimit {
            entries = entries.filter { now < $0.value.until }
            // Full of answers that still hold: a flood of names, against which forgetting all is as good as any way.
            if entries.count >= entryLimit { entries.removeAll(keepingCapacity: true) }
        }
        entries[name] = Entry(records: records, until: now + .seconds(Int64(min(seconds, Self.longest))))
    }

    /// Whether to leave a resolver alone that did not answer lately, so that mail is not held up by it.
    func isPausing(at now: NIODeadline) -> Bool { silentUntil.map { now < $0 } ?? false }

    mutating func heard() {
        silences = 0
        silentUntil = nil
    }

    mutating func heardNothing(at now: NIODeadline) {
        silences += 1
        if silences >= Self.silencesBeforePause { silentUntil = now + Self.pause }
    }
}
