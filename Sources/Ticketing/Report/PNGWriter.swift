/// Writes a picture of four colors, the first of them transparent.
///
/// Each row is written as what differs from the one above, which of bars is nothing nearly everywhere; runs of nothing
/// are all that is compressed.
///
/// - Standard: RFC 2083 §3, §4.1, §6.3; RFC 1950 §2.2
enum PNGWriter {
    static func image(_ rows: [[BarChart.Ink]], palette: [[UInt8]]) -> [UInt8] {
        let packed: [[UInt8]] = rows.map(Self.packed)
        let nothing = [UInt8](repeating: 0, count: packed.first?.count ?? 0)
        let filtered: [UInt8] = zip(packed, [nothing] + packed).flatMap { row, above in
            [UInt8(2)] + zip(row, above).map { mine, its in mine &- its }
        }
        let header: [UInt8] = bigEndian(rows.first?.count ?? 0) + bigEndian(rows.count) + [2, 3, 0, 0, 0]
        let data: [UInt8] = [0x78, 0x01] + FixedDeflate.bytes(filtered) + bigEndian(Int(adler(filtered)))
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("PLTE", palette.flatMap { $0 }) + chunk("tRNS", [0]) + chunk("IDAT", data) + chunk("IEND", [])
    }

    /// Four pixels a byte, the leftmost in the highest bits.
    private static func packed(_ row: [BarChart.Ink]) -> [UInt8] {
        stride(from: 0, to: row.count, by: 4).map { start in
            (0..<4).reduce(UInt8(0)) { byte, offset in
                byte << 2 | (start + offset < row.count ? row[start + offset].rawValue : 0)
            }
        }
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(crc(body)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// - Standard: RFC 2083 §15
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }

    /// - Standard: RFC 1950 §8.2
    static func adler(_ bytes: [UInt8]) -> UInt32 {
        let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let low = (sums.0 + UInt32(byte)) % 65_521
            return (low, (sums.1 + low) % 65_521)
        }
        return high << 16 | low
    }
}

/// One block of fixed codes, in which long runs of a byte are all that is not literal.
///
/// - Standard: RFC 1951 §3.2.5, §3.2.6
struct FixedDeflate {
    private static let run = 258
    private var output: [UInt8] = []
    private var buffer: UInt32 = 0
    private var count: UInt32 = 0

    static func bytes(_ input: [UInt8]) -> [UInt8] {
        var writer = FixedDeflate()
        writer.write([true, true, false])
        var index = 0
        while index < input.count {
            let ahead = input[index...].prefix(run)
            if index > 0, ahead.count == run, ahead.allSatisfy({ $0 == input[index - 1] }) {
                // Length 258 is code 285, and distance 1 is code 0.
                writer.code(0b1100_0101, bits: 8)
                writer.code(0, bits: 5)
                index += run
            } else {
                let byte = UInt32(input[index])
                if byte < 144 { writer.code(0x30 + byte, bits: 8) } else { writer.code(0x190 + byte - 144, bits: 9) }
                index += 1
            }
        }
        writer.code(0, bits: 7)
        if writer.count > 0 { writer.output.append(UInt8(truncatingIfNeeded: writer.buffer)) }
        return writer.output
    }

    /// Codes begin with their highest bit.
    private mutating func code(_ value: UInt32, bits: UInt32) {
        write((0..<bits).reversed().map { value >> $0 & 1 == 1 })
    }

    private mutating func write(_ bits: [Bool]) {
        for bit in bits {
            if bit { buffer |= 1 << count }
            count += 1
            if count == 8 {
                output.append(UInt8(truncatingIfNeeded: buffer))
                (buffer, count) = (0, 0)
            }
        }
    }
}
