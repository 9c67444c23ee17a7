/// Questions about bytes as ASCII sees them. Bytes above 127 are never letters, blanks or anything else here.
enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || (0x61...0x7A).contains(byte) }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
    static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
    /// Blank, tab or line end.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 0x20 : byte }
    static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.map(lower) }

    static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
        guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) })
        else { return bytes[bytes.startIndex..<bytes.startIndex] }
        return bytes[start...end]
    }

    static func hasPrefix(_ bytes: some Sequence<UInt8>, _ text: String) -> Bool { bytes.starts(with: text.utf8) }

    static func hasSuffix(_ bytes: some BidirectionalCollection<UInt8>, _ text: String) -> Bool {
        bytes.reversed().starts(with: text.utf8.reversed())
    }

    static func equals(_ bytes: some Sequence<UInt8>, _ text: String) -> Bool { bytes.elementsEqual(text.utf8) }

    /// Where `needle` first occurs. Meant for short needles: the cost is the product of both lengths at worst.
    static func firstIndex(of needle: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(needle.utf8)
        guard let head = wanted.first, bytes.count >= wanted.count else { return nil }
        var index = 0
        while index <= bytes.count - wanted.count {
            if bytes[index] == head, bytes[index...].starts(with: wanted) { return index }
            index += 1
        }
        return nil
    }

    static func contains(_ bytes: [UInt8], _ needle: String) -> Bool { firstIndex(of: needle, in: bytes) != nil }
}
