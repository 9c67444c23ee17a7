/// What a look at the raw bytes decided before any C code runs.
public enum PreScanVerdict: Sendable, Hashable {
    /// Fit for the parser. The bytes have the length of the original, so that every offset means the same in both;
    /// bytes that would mislead a C parser (NUL, an mbox line, bare CR line ends) are replaced.
    case parse(cleaned: [UInt8])
    /// `StructureScan` reads this one; the reason is one English sentence with both numbers where a limit was met.
    case fallback(reason: String)
}

/// A linear scan that keeps the parser's child from what is known to hurt it: depth, parts, deep comments, oversized
/// headers and odd boundaries.
///
/// Security: conservative, not complete. The child may still die of a mail; this makes it rare, and bounds its time.
public enum PreScan {
    /// Comments nested deeper than this are no mail. The parser recurses on each parenthesis.
    static let maximumParentheses = 500

    public static func check(_ bytes: [UInt8], limits: MessageLimits) -> PreScanVerdict {
        if bytes.count > limits.messageBytes {
            return .fallback(reason: "The message has \(bytes.count) bytes; the limit is \(limits.messageBytes).")
        }
        if let reason = headerTrouble(bytes, limits) ?? shapeTrouble(bytes, limits) { return .fallback(reason: reason) }
        return .parse(cleaned: cleaned(bytes))
    }

    private static func headerTrouble(_ bytes: [UInt8], _ limits: MessageLimits) -> String? {
        let terminator = LineScanner.terminator(of: bytes)
        let header = HeaderScan(bytes, in: 0..<bytes.count, terminator: terminator, limits: limits, isMessage: true)
        if header.headerEnd > limits.headerBytes {
            return "The header has \(header.headerEnd) bytes; the limit is \(limits.headerBytes)."
        }
        // The parser ends a header at its first odd line; ours does not.
        let harmless = header.problems.allSatisfy { $0.utf8.starts(with: "The mail begins with an mbox".utf8) }
        return harmless ? nil : header.problems.first
    }

    private static func shapeTrouble(_ bytes: [UInt8], _ limits: MessageLimits) -> String? {
        var shape = ShapeCount(bytes)
        shape.run()
        if let oddity = shape.oddBoundary { return oddity }
        if shape.parentheses > maximumParentheses {
            return "Comments are nested \(shape.parentheses) deep; the limit is \(maximumParentheses)."
        }
        // Whatever way a parser reads the parts, it cannot nest deeper than there are declarations.
        if shape.declarations > limits.depth * 10 {
            return "\(shape.declarations) parts declare parts of their own; the limit is \(limits.depth * 10)."
        }
        guard shape.declarations > 0 else { return nil }
        let scan = StructureScan.scan(RawMessage(bytes), limits: limits)
        if scan.exceedsDepth { return "Parts are nested deeper than \(limits.depth)." }
        return scan.exceedsParts ? "There are more than \(limits.parts) parts." : nil
    }

    private static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
        var cleaned = bytes
        if bytes.firstIndex(of: 0, in: bytes.indices) != nil {
            for index in cleaned.indices where cleaned[index] == 0 { cleaned[index] = 0x20 }
        }
        if LineScanner.terminator(of: bytes) == 0x0D {
            for index in cleaned.indices where cleaned[index] == 0x0D { cleaned[index] = 0x0A }
        }
        // "From " and ">From " become a field of the same length.
        if cleaned.starts(with: "From ".utf8) {
            cleaned.replaceSubrange(0..<5, with: Array("Mbox:".utf8))
        } else if cleaned.starts(with: ">From ".utf8) {
            cleaned.replaceSubrange(0..<6, with: Array("X-Mbx:".utf8))
        }
        return cleaned
    }
}

/// Upper bounds of a message's shape, from one pass that understands nothing.
private struct ShapeCount {
    private let bytes: [UInt8]
    private(set) var declarations = 0
    private(set) var parentheses = 0
    private(set) var oddBoundary: String?
    private var open = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Looks closer at few bytes: nearly all are ordinary, and this meets every byte of every mail.
    mutating func run() {
        bytes.withUnsafeBufferPointer { buffer in
            Self.before.withUnsafeBufferPointer { before in
                Self.at.withUnsafeBufferPointer { at in
                    var previous: UInt8 = 0
                    for index in buffer.indices {
                        let byte = buffer[index]
                        if before[Int(previous)] & at[Int(byte)] != 0 { look(buffer, index, previous) }
                        previous = byte
                    }
                }
            }
        }
    }

    /// Of two neighbors, whether the first one can matter before the second: one bit for each kind of sight.
    private static let before = table { byte in
        switch byte {
        case 0x0A, 0x0D: 1 | 2
        case 0x62, 0x42: 1 | 4
        case 0x6D, 0x4D: 1 | 8
        default: 1
        }
    }
    private static let at = table { byte in
        switch byte {
        case 0x28, 0x29: 1
        case 0x0A: 2
        case 0x6F, 0x4F: 4
        case 0x65, 0x45: 8
        default: 0
        }
    }

    private static func table(_ kind: (UInt8) -> UInt8) -> [UInt8] {
        (UInt8.min...UInt8.max).map(kind)
    }

    private mutating func look(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int, _ previous: UInt8) {
        switch buffer[index] {
        case 0x28:
            open += 1
            parentheses = max(parentheses, open)
        case 0x29: open = max(0, open - 1)
        case 0x0A: if previous == 0x0A || isEmptyLine(buffer, index) { open = 0 }
        case 0x6F, 0x4F: countBoundary(buffer, index - 1)
        default: countEmbedded(buffer, index - 1)
        }
    }

    private func isEmptyLine(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index >= 2 && buffer[index - 2] == 0x0A
    }

    private mutating func countEmbedded(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) {
        if buffer[index...].startsIgnoringCase("message/") { declarations += 1 }
    }

    private mutating func countBoundary(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) {
        guard buffer[index...].startsIgnoringCase("boundary") else { return }
        var position = skippingFolds(buffer, index + 8)
        guard position < buffer.count else { return }
        switch buffer[position] {
        case 0x3D: break
        case 0x2A, 0x28:
            // A continued parameter, which the parser does not know, or a comment in an odd place.
            declarations += 1
            oddBoundary = oddBoundary ?? "A boundary is written in a way that parsers disagree on."
            return
        default: return
        }
        declarations += 1
        position = skippingFolds(buffer, position + 1)
        guard !isOrdinary(buffer, position) else { return }
        oddBoundary = oddBoundary ?? "A boundary is empty, too long or oddly quoted."
    }

    /// Past blanks and folded line ends; a line end that folds nothing stays.
    private func skippingFolds(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < buffer.count, buffer[position].isASCIISpace {
            let next = position + 1
            if buffer[position] == 0x0A, next >= buffer.count || !buffer[next].isBlank { break }
            position = next
        }
        return position
    }

    /// A boundary of 1 to 200 bytes without escapes; a quote must close.
    ///
    /// Debian's libetpan 1.9.4 writes out of bounds on `boundary="\""`.
    private func isOrdinary(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start < buffer.count else { return false }
        let isQuoted = buffer[start] == 0x22
        var position = isQuoted ? start + 1 : start
        let first = position
        while position < buffer.count, position - first <= 200 {
            let byte = buffer[position]
            if byte == 0x5C || byte == 0 || byte == 0x28 && !isQuoted { return false }
            let isEnd = isQuoted ? byte == 0x22 : byte.isASCIISpace || byte == 0x3B || byte == 0x22
            if isEnd { break }
            if byte.isLineEnd { return false }
            position += 1
        }
        let length = position - first
        guard (1...200).contains(length) else { return false }
        return isQuoted ? position < buffer.count && buffer[position] == 0x22 : true
    }
}
