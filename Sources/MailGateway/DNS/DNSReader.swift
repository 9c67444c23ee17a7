/// Reads a DNS message from left to right; nil wherever it ends too early.
struct DNSReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func number() -> UInt16? {
        guard let range = range(2) else { return nil }
        return UInt16(bytes[range.lowerBound]) << 8 | UInt16(bytes[range.lowerBound + 1])
    }

    /// A time to live. With its highest bit set it is none.
    ///
    /// - Standard: RFC 1035 §3.2.1
    mutating func seconds() -> Int? {
        guard let high = number(), let low = number() else { return nil }
        return high & 0x8000 == 0 ? Int(high) << 16 | Int(low) : 0
    }

    mutating func name() -> DNSName? { DNSName(in: bytes, at: &position) }

    mutating func skip(_ count: Int) -> Bool { range(count) != nil }

    /// The next `count` bytes.
    mutating func range(_ count: Int) -> Range<Int>? {
        guard count >= 0, bytes.count - position >= count else { return nil }
        defer { position += count }
        return position..<(position + count)
    }

    func bytes(in range: Range<Int>) -> [UInt8] { Array(bytes[range.clamped(to: bytes.indices)]) }

    /// A name that fills these bytes.
    func name(in range: Range<Int>) -> DNSName? {
        var end = range.lowerBound
        guard let name = DNSName(in: bytes, at: &end), end == range.upperBound else { return nil }
        return name
    }

    /// The strings of a TXT record, joined.
    ///
    /// - Standard: RFC 6376 §3.6.2.2
    func strings(in range: Range<Int>) -> [UInt8]? {
        var text: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let length = Int(bytes[index])
            guard index + length < range.upperBound else { return nil }
            text.append(contentsOf: bytes[(index + 1)..<(index + 1 + length)])
            index += length + 1
        }
        return text
    }
}
