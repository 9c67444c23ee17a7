/// Reads little-endian numbers and stretches of bytes; nil as soon as the bytes do not hold what is asked for.
struct LittleEndianReader {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        let clamped = range.clamped(to: 0..<bytes.count)
        position = clamped.lowerBound
        end = clamped.upperBound
    }

    var remaining: Int { end - position }

    mutating func uint8() -> UInt8? {
        guard position < end else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func uint16() -> UInt16? {
        guard remaining >= 2 else { return nil }
        defer { position += 2 }
        return UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
    }

    mutating func uint32() -> UInt32? {
        guard let low = uint16(), let high = uint16() else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }

    /// The next stretch, by its place in the whole.
    mutating func range(_ count: UInt32) -> Range<Int>? {
        guard let length = Int(exactly: count), length <= remaining else { return nil }
        defer { position += length }
        return position..<(position + length)
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, count <= remaining else { return false }
        position += count
        return true
    }

    /// Past the fill that ends a value on a multiple of four; a last one may lack it.
    mutating func skipPadding(after length: Int) {
        position += min((4 - length % 4) % 4, remaining)
    }
}
