/// Tolerant decoding of quoted-printable: an `=` that escapes nothing stays as it is.
///
/// - Standard: RFC 2045 §6.7
enum QuotedPrintable {
    static func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], problem: String?) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var invalid = 0
        var index = bytes.startIndex
        let end = bytes.endIndex
        // Blanks at a line's end were added in transport; they are held back until something follows.
        var blanksFrom: Int?
        while index < end {
            let byte = bytes[index]
            if byte.isBlank {
                if blanksFrom == nil { blanksFrom = index }
                index += 1
                continue
            }
            if let start = blanksFrom, !byte.isLineEnd { output.append(contentsOf: bytes[start..<index]) }
            blanksFrom = nil
            guard byte == 0x3D else {
                output.append(byte)
                index += 1
                continue
            }
            if index + 2 < end, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue {
                output.append(high << 4 | low)
                index += 3
            } else if let next = softBreakEnd(bytes, after: index) {
                index = next
            } else {
                invalid += 1
                output.append(byte)
                index += 1
            }
        }
        return (output, invalid > 0 ? "Quoted-printable text holds \(invalid) invalid escapes, which were kept." : nil)
    }

    /// Where the next line starts when only blanks follow the `=`.
    private static func softBreakEnd(_ bytes: ArraySlice<UInt8>, after equals: Int) -> Int? {
        var index = equals + 1
        while index < bytes.endIndex, bytes[index].isBlank { index += 1 }
        guard index < bytes.endIndex else { return index }
        guard bytes[index] == 0x0D else { return bytes[index] == 0x0A ? index + 1 : nil }
        return index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }
}
