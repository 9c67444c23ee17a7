import Cryptography
import Synchronization
import Testing
import Ticketing

@Suite("Ten thousand keys of approvers")
struct ApprovalKeyChanceTests {
    /// What the daemon draws from.
    private struct Kernel: TokenSource {
        func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
    }

    private static func keys(_ source: some TokenSource) -> [ApprovalKey] {
        (0..<10_000).map { _ in ApprovalKey(source) }
    }

    @Test func `of the kernel's chance all are distinct and none of the measures is off`() {
        let keys = Self.keys(Kernel())
        #expect(Set(keys).count == keys.count)
        #expect(KeyMeasures(keys).faults.isEmpty, "\(KeyMeasures(keys).faults)")
    }

    /// Sources that are not healthy, and the measure that says so.
    enum Poor: String, CaseIterable {
        case stuckBit, loadedBit, loadedLetter, equalLetters, longRuns, repeating, counter

        var fault: KeyMeasures.Fault {
            switch self {
            case .stuckBit: .letters(position: 0)
            case .loadedBit: .balance
            case .loadedLetter: .letters(position: 39)
            case .equalLetters: .pairs
            case .longRuns: .runs
            case .repeating: .succession
            case .counter: .letters(position: 0)
            }
        }
    }

    private final class PoorSource: TokenSource {
        let poor: Poor
        private let made = Mutex((count: 0, last: [UInt8]()))

        init(_ poor: Poor) { self.poor = poor }

        func bytes(_ count: Int) -> [UInt8] {
            made.withLock { made in
                var bytes = SecureRandom.bytes(count)
                switch poor {
                case .stuckBit: bytes[0] |= 0x80
                case .loadedBit: bytes[7] |= bytes[3]
                case .loadedLetter: if made.count % 4 == 0 { bytes[24] &= 0xE0 }
                case .equalLetters:
                    (bytes[0], bytes[1]) = (bytes[0] & 0xF8 | bytes[0] >> 5, bytes[0] << 3 & 0xC0 | bytes[1] & 0x3F)
                case .longRuns: bytes[9] = bytes[9] < 0x80 ? 0 : 0xFF
                case .repeating: if made.count % 2 == 1 { bytes.replaceSubrange(0..<8, with: made.last[0..<8]) }
                case .counter:
                    for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: made.count >> (8 * (7 - index))) }
                }
                made = (made.count + 1, bytes)
                return bytes
            }
        }
    }

    @Test(arguments: Poor.allCases)
    func `a source that is not healthy is found out`(poor: Poor) {
        #expect(KeyMeasures(Self.keys(PoorSource(poor))).faults.contains(poor.fault))
    }
}

/// Measures of chance, each with a bound that a healthy source passes but for once in 5 × 10¹⁰ runs: with 44 of them
/// a run fails less than once in 10⁹.
struct KeyMeasures {
    enum Fault: Hashable {
        /// A letter stands too often or too rarely here.
        case letters(position: Int)
        /// Two letters follow each other too often or too rarely.
        case pairs
        /// Ones and zeros.
        case balance
        /// Changes between ones and zeros.
        case runs
        /// A key's letters go with those of the key before.
        case succession
    }

    /// Chi-squared at 2 × 10⁻¹¹ with 31 and with 1,023 degrees of freedom, and the normal distribution at both ends.
    private static let bounds = (letters: 114.0, pairs: 1350.7, deviations: 6.71)

    private let values: [[Int]]

    init(_ keys: [ApprovalKey]) {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        values = keys.map { key in key.text.utf8.dropFirst().map { alphabet.firstIndex(of: $0) ?? 0 } }
    }

    var faults: Set<Fault> {
        var faults: Set<Fault> = []
        for position in 0..<40 where chiSquared(values.map { $0[position] }, of: 32) > Self.bounds.letters {
            faults.insert(.letters(position: position))
        }
        let pairs = values.flatMap { key in stride(from: 0, to: 40, by: 2).map { key[$0] * 32 + key[$0 + 1] } }
        if chiSquared(pairs, of: 1_024) > Self.bounds.pairs { faults.insert(.pairs) }
        let bits = values.flatMap { $0.flatMap { letter in (0..<5).map { letter >> $0 & 1 } } }
        let half = Double(bits.count).squareRoot() / 2
        if abs(Double(bits.reduce(0, +)) - Double(bits.count) / 2) / half > Self.bounds.deviations {
            faults.insert(.balance)
        }
        let changes = zip(bits, bits.dropFirst()).count { $0 != $1 }
        if abs(Double(changes) - Double(bits.count - 1) / 2) / half > Self.bounds.deviations { faults.insert(.runs) }
        if abs(succession) > Self.bounds.deviations { faults.insert(.succession) }
        return faults
    }

    private func chiSquared(_ values: [Int], of kinds: Int) -> Double {
        var counts = [Int](repeating: 0, count: kinds)
        for value in values { counts[value] += 1 }
        let expected = Double(values.count) / Double(kinds)
        return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }

    /// Correlation of each letter with the one at its place in the key before, in standard deviations.
    private var succession: Double {
        let mean = 15.5
        let variance = (32.0 * 32 - 1) / 12
        var sum = 0.0
        for (before, after) in zip(values, values.dropFirst()) {
            for (first, second) in zip(before, after) { sum += (Double(first) - mean) * (Double(second) - mean) }
        }
        return sum / variance / Double((values.count - 1) * 40).squareRoot()
    }
}
