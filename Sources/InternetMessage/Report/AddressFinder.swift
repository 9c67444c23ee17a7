/// Finds mail addresses in running text, in one pass.
enum AddressFinder {
    /// Addresses in order, without repetition, as written.
    static func addresses(in bytes: [UInt8], limit: Int) -> [String] {
        var found: [String] = []
        var index = 0
        while index < bytes.count, found.count < limit {
            guard bytes[index] == UInt8(ascii: "@") else {
                index += 1
                continue
            }
            let (address, end) = address(around: index, in: bytes)
            if let address, !found.contains(where: { $0.utf8.elementsEqual(address.utf8) }) { found.append(address) }
            index = max(end, index + 1)
        }
        return found
    }

    private static func address(around at: Int, in bytes: [UInt8]) -> (String?, Int) {
        var start = at
        while start > 0, at - start < 64, isLocal(bytes[start - 1]) { start -= 1 }
        start = withoutSentence(before: at, from: start, in: bytes)
        while start < at,
            [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "=")].contains(bytes[start])
        { start += 1 }
        var end = at + 1
        while end < bytes.count, end - at < 256, isDomain(bytes[end]) { end += 1 }
        end = withoutSentence(behind: at, to: end, in: bytes)
        while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        let domain = bytes[(at + 1)..<end]
        let fits =
            start < at && domain.count >= 3 && domain.contains(UInt8(ascii: "."))
            && domain.first != UInt8(ascii: ".") && !domain.allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
        return (fits ? String(decoding: bytes[start..<end], as: UTF8.self) : nil, end)
    }

    /// Chinese and Japanese write an address into a sentence without blanks: where it is ASCII, it begins behind the
    /// last of the sentence's characters.
    private static func withoutSentence(before at: Int, from start: Int, in bytes: [UInt8]) -> Int {
        guard at > start, bytes[at - 1] < 0x80, let last = bytes[start..<at].lastIndex(where: { $0 >= 0x80 }),
            let lead = bytes[start...last].lastIndex(where: { $0 >= 0xC0 }), isIdeographic(bytes[lead])
        else { return start }
        return last + 1
    }

    /// And it ends before the first of them, if what stands before that can be a domain.
    private static func withoutSentence(behind at: Int, to end: Int, in bytes: [UInt8]) -> Int {
        guard let first = bytes[at..<end].firstIndex(where: { isIdeographic($0) }) else { return end }
        let domain = bytes[(at + 1)..<first]
        let top = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last ?? []
        return domain.contains(UInt8(ascii: ".")) && top.count >= 2 && top.allSatisfy(ASCII.isLetter) ? first : end
    }

    /// The first byte of a character of three or four.
    private static func isIdeographic(_ byte: UInt8) -> Bool { byte >= 0xE1 }

    private static func isLocal(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte >= 0x80 || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }
}
