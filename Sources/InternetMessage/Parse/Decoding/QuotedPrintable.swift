/// Tolerant decoding of quoted-printable: an `=` that escapes nothing stays as it is.
///
/// - Standard: RFC 2045 §6.7
enum QuotedPrintable {
    static func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], problem: String?) {
        bytes.withUnsafeBufferPointer { decode($0) }
    }

    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], problem: String?) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var invalid = 0
        var index = 0
        let end = bytes.count
        while index < end {
            let start = index
            while index < end, bytes[index] != 0x3D, !bytes[index].isLineEnd { index += 1 }
            let isEscape = index < end && bytes[index] == 0x3D
            output.append(contentsOf: bytes[start..<(isEscape ? index : lineEnd(bytes, start, index))])
            while index < end, bytes[index].isLineEnd {
                output.append(bytes[index])
                index += 1
            }
            guard index < end, bytes[index] == 0x3D else { continue }
            if index + 2 < end, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue {
                output.append(high << 4 | low)
                index += 3
            } else if let next = softBreakEnd(bytes, after: index) {
                index = next
            } else {
                invalid += 1
                output.append(0x3D)
                index += 1
            }
        }
        return (output, invalid > 0 ? "Quoted-printable text holds \(invalid) invalid escapes, which were kept." : nil)
    }

    /// Where a line ends without the blanks that were added to it in transport.
    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return end
    }

    /// Where the next line starts when only blanks follow the `=`.
    private static func softBreakEnd(_ bytes: UnsafeBufferPointer<UInt8>, after equals: Int) -> Int? {
        var index = equals + 1
        while index < bytes.endIndex, bytes[index].isBlank { index += 1 }
        guard index < bytes.endIndex else { return index }
        guard bytes[index] == 0x0D else { return bytes[index] == 0x0A ? index + 1 : nil }
        return index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }
}
