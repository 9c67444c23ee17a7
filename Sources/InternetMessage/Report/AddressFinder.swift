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
        while start < at,
            [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "=")].contains(bytes[start])
        { start += 1 }
        var end = at + 1
        while end < bytes.count, end - at < 256, isDomain(bytes[end]) { end += 1 }
        while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        let domain = bytes[(at + 1)..<end]
        let fits =
            start < at && domain.count >= 3 && domain.contains(UInt8(ascii: "."))
            && domain.first != UInt8(ascii: ".") && !domain.allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
        return (fits ? String(decoding: bytes[start..<end], as: UTF8.self) : nil, end)
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte >= 0x80 || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }
}
