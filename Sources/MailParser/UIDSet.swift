/// The first of some ascending UIDs as a command names them: runs as ranges, and no more than fit into a command.
///
/// Only UIDs that follow one upon the other make a range: a server that did not list what lies between would be asked
/// for more than was meant.
///
/// - Standard: RFC 9051 §9 (sequence-set), RFC 7162 §4 (length of commands)
struct UIDSet: Equatable {
    /// With `UID FETCH`, the tag and what is asked for, a command stays within 8,192 octets.
    static let octets = 8_000

    private(set) var ranges: [ClosedRange<UInt32>] = []
    /// How many of the UIDs it names; at least one where there is one.
    private(set) var count = 0
    private var length = 0

    init(prefixOf uids: ArraySlice<UInt32>, messages: Int, octets: Int = UIDSet.octets) {
        for uid in uids.prefix(max(1, messages)) {
            guard add(uid, octets: octets) else { return }
        }
    }

    /// As it is written in a command.
    var text: String { ranges.map(Self.text).joined(separator: ",") }

    private mutating func add(_ uid: UInt32, octets: Int) -> Bool {
        var range = uid...uid
        var rest = length
        let last = ranges.last
        let isNext = last.map { $0.upperBound < uid && uid - $0.upperBound == 1 } ?? false
        if let last, isNext {
            range = last.lowerBound...uid
            rest -= Self.text(last).utf8.count + 1
        }
        let grown = rest + Self.text(range).utf8.count + 1
        // The comma of the last one is not written.
        guard grown - 1 <= octets || count == 0 else { return false }
        if isNext { ranges.removeLast() }
        ranges.append(range)
        length = grown
        count += 1
        return true
    }

    private static func text(_ range: ClosedRange<UInt32>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound):\(range.upperBound)"
    }
}
