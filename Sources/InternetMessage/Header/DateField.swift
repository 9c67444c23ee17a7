public import struct Foundation.Date

/// Reads `Date` in every vintage that is met: RFC 5322, RFC 822 with its zones, asctime, ISO 8601, and near misses.
///
/// Nil when day, month or year cannot be told or lie outside 1900 to 9999. A zone that is missing or makes no sense
/// counts as UTC.
///
/// - Standard: RFC 5322 §3.3, §4.3 (obsolete zones)
public enum DateField {
    public static func date(_ body: [UInt8]) -> Date? {
        var reader = DateReader(DateTokens(withHyphens(body.prefix(500))).tokens)
        return reader.date()
    }

    /// `2024年6月4日` as `2024-6-4`.
    private static func withHyphens(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard body.contains(0xE5) else { return body }
        var output: [UInt8] = []
        var index = body.startIndex
        while index < body.endIndex {
            let mark = marks.first { body[index...].starts(with: $0.character) }
            output.append(mark?.ascii ?? body[index])
            index += mark?.character.count ?? 1
        }
        return output[...]
    }

    private static let marks: [(character: [UInt8], ascii: UInt8)] = [
        (Array("年".utf8), 0x2D), (Array("月".utf8), 0x2D), (Array("日".utf8), 0x20),
    ]
}

/// Words, numbers and marks of a date, comments aside.
struct DateTokens {
    enum Token: Hashable {
        case word(String)
        /// A number with how many digits it had.
        case number(Int, Int)
        case mark(UInt8)
    }

    private(set) var tokens: [Token] = []

    init(_ bytes: ArraySlice<UInt8>) {
        var depth = 0
        var index = bytes.startIndex
        while index < bytes.endIndex, tokens.count < 40 {
            let byte = bytes[index]
            if byte == 0x28 { depth += 1 }
            if byte == 0x29, depth > 0 { depth -= 1 }
            guard depth == 0, byte != 0x29 else {
                index += 1
                continue
            }
            let word = bytes[index...].prefix { $0.isASCIILetter }
            let digits = bytes[index...].prefix { $0.isASCIIDigit }
            if !word.isEmpty {
                tokens.append(.word(word.prefix(20).asciiLowercasedText))
            } else if !digits.isEmpty {
                let value = digits.prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) }
                tokens.append(.number(digits.count > 9 ? .max : value, digits.count))
            } else if !byte.isASCIISpace, byte != 0x2C, byte != 0x22 {
                tokens.append(.mark(byte))
            }
            index += max(1, word.count, digits.count)
        }
    }
}
