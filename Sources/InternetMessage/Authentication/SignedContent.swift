/// A message as a signature sees it: header fields with their exact bytes, and the body.
///
/// Stricter than the reader of mail: what has no plain header, or bare line ends or NUL in it, can be read in two
/// ways, and a signature over one of them says nothing about the other.
///
/// - Standard: RFC 6376 §2.10, §5.3, §8.1; RFC 5322 §2.2
struct SignedContent {
    struct Field {
        /// Lower-case ASCII.
        var name: [UInt8]
        /// From the name to before the line end.
        var range: Range<Int>
        /// Where the value begins, behind the colon.
        var valueStart: Int
    }

    let bytes: [UInt8]
    private(set) var fields: [Field] = []
    private(set) var body: Range<Int> = 0..<0

    /// Nil for a message that a signature cannot be trusted on.
    init?(_ raw: RawMessage, limits: MessageLimits) {
        bytes = Self.withNetworkLineEnds(raw.bytes)
        var position = 0
        while position < bytes.count {
            guard let end = lineEnd(from: position, limit: limits.headerBytes) else { return nil }
            if end == position {
                body = (end + 2)..<bytes.count
                return
            }
            guard addLine(position..<end, limits) else { return nil }
            position = end + 2
        }
        body = bytes.count..<bytes.count
    }

    func value(_ field: Field) -> ArraySlice<UInt8> { bytes[field.valueStart..<field.range.upperBound] }

    func count(of name: String) -> Int { fields.count { $0.name.elementsEqual(name.utf8) } }

    /// Where the CRLF of this line is; nil when the line holds a bare CR or LF or NUL, or has no end.
    private func lineEnd(from start: Int, limit: Int) -> Int? {
        var index = start
        while index < bytes.count, index < limit {
            switch bytes[index] {
            case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index : nil
            case 0x0A, 0x00: return nil
            default: index += 1
            }
        }
        return nil
    }

    private mutating func addLine(_ line: Range<Int>, _ limits: MessageLimits) -> Bool {
        if bytes[line.lowerBound].isBlank {
            guard !fields.isEmpty else { return false }
            fields[fields.count - 1].range = fields[fields.count - 1].range.lowerBound..<line.upperBound
            return true
        }
        guard fields.count < limits.fields, let colon = HeaderScan.colon(in: bytes[line]) else { return false }
        let name = bytes[line.lowerBound..<colon].trimmingSpace().map(\.asciiLowercased)
        fields.append(Field(name: name, range: line, valueStart: colon + 1))
        return true
    }

    /// A mail out of a file may have lost its CRs; one with a single CRLF is taken as it is.
    private static func withNetworkLineEnds(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.contains(0x0D) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 32)
        for byte in bytes {
            if byte == 0x0A { output.append(0x0D) }
            output.append(byte)
        }
        return output
    }
}
