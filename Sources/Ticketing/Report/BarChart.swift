/// Two rows of bars, side by side for each day, as a picture for mail.
///
/// Its colors can be told from white and from black, and its ground is transparent, since mail programs have both.
public struct BarChart: Sendable {
    /// What a pixel holds: an index into `palette`.
    enum Ink: UInt8, Sendable, CaseIterable { case none, first, second, line }

    /// Twice the size it is shown at, for screens of high density.
    public static let width = 1_100
    public static let height = 280
    /// The most days; later ones are left out.
    public static let dayLimit = 31
    static let palette: [[UInt8]] = [[128, 128, 128], [47, 125, 225], [217, 119, 6], [128, 138, 156]]
    private static let lineHeight = 2

    /// Of each day, both values.
    let days: [(first: Int, second: Int)]

    /// Negative values are nothing.
    public init(_ first: [Int], _ second: [Int]) {
        days = zip(first, second).prefix(Self.dayLimit).map { (max(0, $0), max(0, $1)) }
    }

    public var png: [UInt8] { PNGWriter.image(rows, palette: Self.palette) }

    /// From the top; each from the left.
    var rows: [[Ink]] {
        let bars = bars
        return (0..<Self.height).map { y in
            if y >= Self.height - Self.lineHeight { return Array(repeating: .line, count: Self.width) }
            var row = Array(repeating: Ink.none, count: Self.width)
            for bar in bars where y >= bar.top {
                for x in bar.columns { row[x] = bar.ink }
            }
            return row
        }
    }

    private var bars: [(columns: Range<Int>, top: Int, ink: Ink)] {
        guard let highest = days.map({ max($0.first, $0.second) }).max(), highest > 0 else { return [] }
        let slot = Self.width / days.count
        let bar = slot * 2 / 5
        return days.enumerated().flatMap { index, day in
            let left = index * slot + slot / 10
            return [
                (left..<(left + bar), top(day.first, highest), Ink.first),
                ((left + bar)..<(left + 2 * bar), top(day.second, highest), Ink.second),
            ]
        }
    }

    private func top(_ value: Int, _ highest: Int) -> Int {
        let room = Double(Self.height - Self.lineHeight)
        return Int(room - (room * Double(value) / Double(highest)).rounded())
    }
}
