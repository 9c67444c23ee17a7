/// What a child sent is not what was agreed.
package enum ByteCodingError: Error, Hashable {
    /// The bytes end in the middle of a value.
    case truncated
    /// A number, tag or range that no honest child writes.
    case malformed
    /// More, or deeper, than is looked at.
    case tooLarge
    /// Bytes are left over.
    case trailing
}

/// Writes the compact form that crosses between the daemon and its children.
///
/// Numbers are little endian base 128, seven bits a byte; strings and byte strings carry their length before them.
package struct ByteWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 64) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    package mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Negative values cannot be counts and are written as zero.
    package mutating func count(_ value: Int) {
        number(UInt64(max(0, value)))
    }

    package mutating func string(_ text: some StringProtocol) {
        var text = String(text)
        text.withUTF8 { utf8 in
            count(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }
}

/// Reads what `ByteWriter` wrote, from a sender that may have been taken over.
///
/// Security: any bytes may come. Nothing traps, nothing is allocated for a length that the bytes do not hold.
package struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private var offset = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var remaining: Int { bytes.count - offset }

    package mutating func byte() throws(ByteCodingError) -> UInt8 {
        guard offset < bytes.count else { throw .truncated }
        defer { offset += 1 }
        return bytes[offset]
    }

    package mutating func number() throws(ByteCodingError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            let next = try byte()
            let bits = UInt64(next & 0x7F)
            guard shift < 63 || bits <= 1 else { throw .malformed }
            value |= bits << shift
            if next & 0x80 == 0 { return value }
        }
        throw .malformed
    }

    /// A number no greater than the limit.
    package mutating func count(limit: Int) throws(ByteCodingError) -> Int {
        let value = try number()
        guard let count = Int(exactly: value), count <= limit else { throw .tooLarge }
        return count
    }

    /// Text; invalid UTF-8 becomes replacement characters.
    package mutating func string(limit: Int) throws(ByteCodingError) -> String {
        let length = try count(limit: limit)
        guard length <= remaining else { throw .truncated }
        defer { offset += length }
        return String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)
    }

    package func finish() throws(ByteCodingError) {
        guard remaining == 0 else { throw .trailing }
    }
}
