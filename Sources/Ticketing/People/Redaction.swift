public import InternetMessage
import UnicodeText

/// Takes one person's address and names out of a text that somebody else may have written.
///
/// An address is found as it stands, in a link (`%40`) and in a return address (`=`), and not as the end or the
/// beginning of another one. A name is found whole, in any case, over line ends and marks of quotation.
public struct Redaction: Sendable {
    public let names: [String]
    private let patterns: [(bytes: [UInt8], isPart: Bool)]
    private let addressMark: String
    private let folded: [[Unicode.Scalar]]

    /// Shorter names are too likely to be something else.
    static let shortestName = 2

    public init(of address: MailAddress, names: [String], to mark: MailAddress) {
        let parts = address.key.utf8.split(separator: UInt8(ascii: "@"), maxSplits: 1).map(Array.init)
        let (local, domain) = (parts.first ?? [], parts.dropFirst().first ?? [])
        // Only a whole address is looked for: a bare word is no address that anything could be told by.
        patterns =
            local.isEmpty || domain.isEmpty
            ? []
            : [
                (local + [UInt8(ascii: "@")] + domain, false), (local + Array("%40".utf8) + domain, false),
                (local + [UInt8(ascii: "=")] + domain, true),
            ]
        addressMark = mark.description
        var kept: [String] = []
        for name in names.flatMap({ [$0, SearchForm.folded($0)] })
        where name.unicodeScalars.count >= Self.shortestName
            && !kept.contains(where: { $0.utf8.elementsEqual(name.utf8) })
        {
            kept.append(name)
        }
        // The longest first, so that no part of it stays.
        self.names = kept.sorted { $0.utf8.count > $1.utf8.count }
        folded = self.names.map { Array($0.unicodeScalars).map(Self.lower) }
    }

    /// Written in lower case, what a text must hold one of to be worth a look.
    public var addressForms: [String] { patterns.map { String(decoding: $0.bytes, as: UTF8.self) } }

    /// The text without them; nil when it holds none.
    public func applied(to text: String) -> String? {
        let first = withoutAddress(text)
        let second = withoutNames(first ?? text)
        return second ?? first
    }

    // Addresses, on bytes.

    private func withoutAddress(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var result: [UInt8] = []
        var (index, copied) = (0, 0)
        while index < bytes.count {
            guard let length = matchLength(at: index, in: lower) else {
                index += 1
                continue
            }
            result += bytes[copied..<index] + Array(addressMark.utf8)
            index += length
            copied = index
        }
        guard copied > 0 else { return nil }
        return String(decoding: result + bytes[copied...], as: UTF8.self)
    }

    private func matchLength(at index: Int, in lower: [UInt8]) -> Int? {
        for (pattern, isPart) in patterns {
            let end = index + pattern.count
            guard end <= lower.count, lower[index] == pattern[0], lower[index..<end].elementsEqual(pattern) else {
                continue
            }
            if index > 0, Self.continues(lower[index - 1], isPart) { continue }
            if end < lower.count, Self.isWord(lower[end]) { continue }
            let goesOn =
                end + 1 < lower.count && (lower[end] == 0x2E || lower[end] == 0x2D) && Self.isWord(lower[end + 1])
            if !goesOn { return pattern.count }
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// Before a local-part: the byte belongs to a longer one.
    private static func continues(_ byte: UInt8, _ isPart: Bool) -> Bool {
        isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || (!isPart && (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")))
    }

    // Names, on scalars.

    private func withoutNames(_ text: String) -> String? {
        guard !folded.isEmpty else { return nil }
        let scalars = Array(text.unicodeScalars)
        let lower = scalars.map(Self.lower)
        var result = String.UnicodeScalarView()
        var (index, copied) = (0, 0)
        while index < scalars.count {
            guard let length = nameLength(at: index, in: lower) else {
                index += 1
                continue
            }
            result.append(contentsOf: scalars[copied..<index])
            result.append(contentsOf: ErasedPerson.nameMark.unicodeScalars)
            index += length
            copied = index
        }
        guard copied > 0 else { return nil }
        result.append(contentsOf: scalars[copied...])
        return String(result)
    }

    private func nameLength(at index: Int, in lower: [Unicode.Scalar]) -> Int? {
        for name in folded {
            guard let first = name.first, lower[index] == first, let last = name.last,
                let end = Self.end(of: name, at: index, in: lower)
            else { continue }
            if Self.isLetter(first), index > 0, Self.isLetter(lower[index - 1]) { continue }
            if Self.isLetter(last), end < lower.count, Self.isLetter(lower[end]) { continue }
            return end - index
        }
        return nil
    }

    /// A blank of the name is any run of blanks, line ends and marks of quotation.
    private static func end(of name: [Unicode.Scalar], at start: Int, in lower: [Unicode.Scalar]) -> Int? {
        var index = start
        var place = 0
        while place < name.count {
            guard index < lower.count else { return nil }
            if isBlank(name[place]) {
                guard isBlank(lower[index]) else { return nil }
                while index < lower.count, isBlank(lower[index]) || lower[index] == ">" { index += 1 }
                while place < name.count, isBlank(name[place]) { place += 1 }
            } else {
                guard lower[index] == name[place] else { return nil }
                index += 1
                place += 1
            }
        }
        return index
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// Of a script that parts words: ideographs stand beside each other.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.properties.isAlphabetic || scalar.properties.numericType != nil) && !scalar.properties.isIdeographic
    }

    private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first ?? scalar : scalar
    }
}
