import Foundation

/// Text for people. What came by mail never steers their terminal.
enum Terminal {
    /// Controls as blanks, on one line.
    static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    /// Controls as blanks, line ends kept.
    static func text(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar in
                    scalar == "\n" || scalar == "\t" ? scalar : scalar == "\r" ? nil : isControl(scalar) ? " " : scalar
                }))
    }

    /// Columns in the width of what stands in them; the last one as it is.
    static func table(_ rows: [[String]]) -> String {
        let cells = rows.map { $0.map(line) }
        let columns = cells.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in cells.map { $0.count > column ? width($0[column]) : 0 }.max() ?? 0 }
        return cells.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - width(cell))
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// Cells of a terminal: two for the scripts of East Asia.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            let isWide =
                (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
                || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
                || (0xFE30...0xFE6F).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
                || (0x1F300...0x1FAFF).contains(scalar.value) || (0x20000...0x3FFFD).contains(scalar.value)
            return sum + (isWide ? 2 : 1)
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }
}

/// Times as the outside sees them.
enum Timestamp {
    /// - Standard: RFC 3339 §5.6
    static func text(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}
