extension InternetMessage {
    /// Reads a message by the structure that the parser's child saw. Never fails and never traps.
    ///
    /// Where the child saw nothing (no fields, or a single part that declares several), the built-in scan is asked
    /// instead. Of contradicting fields the first one counts, and the contradiction is reported.
    ///
    /// - Parameters:
    ///   - raw: the bytes as they came.
    ///   - structure: which bytes are which; ranges beyond the message are clamped.
    ///   - limits: beyond them the message is still kept whole, but not read.
    /// - Standard: RFC 5322, RFC 2045, RFC 2046
    public init(raw: RawMessage, structure: MessageStructure, limits: MessageLimits) {
        guard Self.isPlausible(structure.root, raw, limits) else {
            let scan = StructureScan.scan(raw, limits: limits)
            self.init(scanned: raw, scan, limits: limits, problems: [])
            return
        }
        let division = Self.division(of: structure.root, raw, limits)
        if division != .declared {
            let scan = StructureScan.scan(raw, limits: limits)
            if division == .elsewhere || scan.foundBoundaries > 0 {
                self.init(scanned: raw, scan, limits: limits, problems: [])
                return
            }
        }
        var reader = MessageReader(raw, limits: limits)
        self = reader.read(structure)
    }

    /// Reads a message without any structure, by the built-in scan: for when the child died or ran out of time.
    public init(unstructured raw: RawMessage, limits: MessageLimits) {
        let scan = StructureScan.scan(raw, limits: limits)
        self.init(
            scanned: raw, scan, limits: limits,
            problems: ["The message was read by the built-in scan instead of the MIME parser."])
        wasReadByFallback = true
    }

    private init(
        scanned raw: RawMessage, _ scan: StructureScanResult, limits: MessageLimits, problems: [String]
    ) {
        var problems = problems
        if scan.exceedsDepth {
            problems.append("Parts are nested deeper than \(limits.depth); the inner ones are kept as one.")
        }
        if scan.exceedsParts {
            problems.append("There are more than \(limits.parts) parts; the first \(limits.parts) were read.")
        }
        if scan.foundBoundaries > 0 {
            problems.append("A multipart's boundary is missing or wrong; the lines that divide it were used.")
        }
        var reader = MessageReader(raw, limits: limits, problems: problems)
        self = reader.read(scan.structure)
        isTruncated = isTruncated || scan.exceedsDepth || scan.exceedsParts
    }

    /// Where the parts of what says it is a multipart begin.
    private enum Division {
        /// Behind the delimiter that its own field names.
        case declared
        /// Nowhere: it was not divided.
        case nowhere
        /// Behind some other line: the words before it belong to nobody then.
        case elsewhere
    }

    private static func division(
        of part: MessageStructure.Part, _ raw: RawMessage, _ limits: MessageLimits
    ) -> Division {
        let bytes = raw.bytes
        let range = part.header.clamped(to: 0..<bytes.count)
        let header = bytes[range].prefix(64 << 10)
        let saysMultipart = header.indices.contains {
            header[$0] | 0x20 == UInt8(ascii: "m") && header[$0...].startsIgnoringCase("multipart/")
        }
        guard let first = part.children.first else { return saysMultipart ? .nowhere : .declared }
        if part.kind == .multipart, saysMultipart {
            let scan = HeaderScan(
                bytes, in: range, terminator: LineScanner.terminator(of: bytes), limits: limits, isMessage: false)
            let boundary = EntityType(scan.section).boundary
            if !followsDelimiter(boundary, first.header.lowerBound, bytes) { return .elsewhere }
        }
        let inner = part.children.lazy.map { division(of: $0, raw, limits) }
        return inner.first { $0 != .declared } ?? .declared
    }

    /// Whether the line before this place, empty ones aside, begins as the delimiter does.
    private static func followsDelimiter(_ boundary: [UInt8], _ start: Int, _ bytes: [UInt8]) -> Bool {
        var end = min(start, bytes.count)
        guard end > 0, bytes[end - 1].isLineEnd else { return false }
        while end > 0, bytes[end - 1].isASCIISpace { end -= 1 }
        let limit = max(0, end - 500)
        var line = end
        while line > limit, !bytes[line - 1].isLineEnd { line -= 1 }
        return bytes[line..<end].starts(with: [0x2D, 0x2D] + boundary)
    }

    /// Whether the child's view agrees with the message's own top fields.
    private static func isPlausible(_ root: MessageStructure.Part, _ raw: RawMessage, _ limits: MessageLimits) -> Bool {
        let bytes = raw.bytes
        let own = HeaderScan(
            bytes, in: 0..<bytes.count, terminator: LineScanner.terminator(of: bytes), limits: limits, isMessage: true)
        // One line end more or less makes no difference to the fields.
        if root.header.upperBound < own.headerEnd - 2 || root.body.lowerBound < own.bodyStart - 2 { return false }
        return EntityType(own.section).kind == root.kind
    }
}
