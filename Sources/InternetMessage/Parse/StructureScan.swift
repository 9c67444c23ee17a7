/// A MIME structure scanner in plain Swift: one forward pass, no recursion, bounded depth and parts.
///
/// It stands in where the parser's child died, ran out of time, or was not asked because of what `PreScan` saw. A
/// delimiter line closes whatever is open below the multipart it belongs to; missing final delimiters are tolerated;
/// a delimiter after the final one opens a part all the same, so that nothing hides; a boundary that is missing or
/// wrong is replaced by the line that does divide the body.
///
/// - Standard: RFC 2046 §5.1 (multipart), §5.2.1 (message/rfc822)
public enum StructureScan {
    public static func structure(of raw: RawMessage, limits: MessageLimits) -> MessageStructure {
        scan(raw, limits: limits).structure
    }

    /// The structure, with what had to be cut off.
    static func scan(_ raw: RawMessage, limits: MessageLimits) -> StructureScanResult {
        var scanner = StructureScanner(raw.bytes, limits: limits)
        return scanner.run()
    }
}

struct StructureScanResult {
    var structure: MessageStructure
    var parts: Int
    var depth: Int
    var exceedsDepth: Bool
    var exceedsParts: Bool
    /// Multiparts whose boundary was found in the body instead of the field.
    var foundBoundaries: Int
}

private struct StructureScanner {
    private struct Frame {
        var part: MessageStructure.Part
        /// Of a multipart: the delimiter line without its leading hyphens.
        var boundary: [UInt8] = []
        var isDigest = false
    }

    private let bytes: [UInt8]
    private let limits: MessageLimits
    private let terminator: UInt8
    private var stack: [Frame] = []
    private var root: MessageStructure.Part?
    private var parts = 0
    private var depth = 0
    private var exceedsDepth = false
    private var exceedsParts = false
    private var foundBoundaries = 0
    /// Each costs a look at the rest of the message; an honest one needs few.
    private var searches = 20

    init(_ bytes: [UInt8], limits: MessageLimits) {
        self.bytes = bytes
        self.limits = limits
        terminator = LineScanner.terminator(of: bytes)
    }

    mutating func run() -> StructureScanResult {
        var position = open(at: 0, isMessage: true, isDigest: false)
        scanning: while position < bytes.count {
            var lines = LineScanner(bytes, in: position..<bytes.count, terminator: terminator)
            while let line = lines.next() {
                guard let (level, isFinal) = delimiter(bytes[line.content]) else { continue }
                closeFrames(above: level, end: endBefore(line.content.lowerBound))
                if isFinal { continue }
                guard parts < limits.parts else {
                    exceedsParts = true
                    break scanning
                }
                position = open(at: line.next, isMessage: false, isDigest: stack.last?.isDigest ?? false)
                continue scanning
            }
            break
        }
        closeFrames(above: -1, end: bytes.count)
        let whole = MessageStructure.Part(header: 0..<0, body: 0..<bytes.count, kind: .single)
        return StructureScanResult(
            structure: MessageStructure(root: root ?? whole), parts: parts, depth: depth, exceedsDepth: exceedsDepth,
            exceedsParts: exceedsParts, foundBoundaries: foundBoundaries)
    }

    private mutating func findBoundary(for frame: inout Frame, _ type: EntityType, from start: Int) {
        guard type.mediaType.utf8.starts(with: "multipart/".utf8) else { return }
        let open = stack.filter { $0.part.kind == .multipart }.map(\.boundary)
        let found = FoundBoundary.find(
            in: bytes, from: start, declared: type.boundary, terminator: terminator,
            isOpen: { name in open.contains { name.starts(with: $0) } }, searches: &searches)
        guard let found else { return }
        foundBoundaries += 1
        frame.part.kind = .multipart
        frame.boundary = found
    }

    /// Opens an entity, and the message inside it when it is one. Returns where the search for delimiters goes on.
    private mutating func open(at start: Int, isMessage: Bool, isDigest: Bool) -> Int {
        var start = start
        var isMessage = isMessage
        var isDigest = isDigest
        while true {
            let scan = HeaderScan(
                bytes, in: start..<bytes.count, terminator: terminator, limits: limits, isMessage: isMessage)
            let type = EntityType(scan.section, isInDigest: isDigest)
            let header = start..<max(start, scan.headerEnd)
            var frame = Frame(part: .init(header: header, body: scan.bodyStart..<bytes.count, kind: .single))
            parts += 1
            let isComposite = type.kind != .single || type.mediaType.utf8.starts(with: "multipart/".utf8)
            let isFull = stack.count + 1 >= limits.depth && isComposite
            exceedsDepth = exceedsDepth || isFull
            if !isFull {
                frame.part.kind = type.kind
                frame.boundary = type.boundary
                frame.isDigest = type.isDigest
                findBoundary(for: &frame, type, from: scan.bodyStart)
            }
            stack.append(frame)
            depth = max(depth, stack.count)
            guard frame.part.kind == .message, parts < limits.parts else { return scan.bodyStart }
            start = scan.bodyStart
            isMessage = true
            isDigest = false
        }
    }

    /// The open multipart that a line delimits, innermost first.
    private func delimiter(_ line: ArraySlice<UInt8>) -> (level: Int, isFinal: Bool)? {
        guard line.starts(with: [0x2D, 0x2D]) else { return nil }
        var content = line.dropFirst(2)
        while content.last?.isASCIISpace == true { content = content.dropLast() }
        guard content.count <= 400 else { return nil }
        for level in stack.indices.reversed() where stack[level].part.kind == .multipart {
            let boundary = stack[level].boundary
            if content.elementsEqual(boundary) { return (level, false) }
            let isLonger = content.count == boundary.count + 2 && content.starts(with: boundary)
            if isLonger, content.suffix(2).elementsEqual([0x2D, 0x2D]) { return (level, true) }
        }
        return nil
    }

    private mutating func closeFrames(above level: Int, end: Int) {
        while stack.count - 1 > level, var frame = stack.popLast() {
            let start = frame.part.body.lowerBound
            frame.part.body = start..<max(start, end)
            let headerStart = frame.part.header.lowerBound
            frame.part.header = headerStart..<max(headerStart, min(frame.part.header.upperBound, max(end, headerStart)))
            if stack.isEmpty { root = frame.part } else { stack[stack.count - 1].part.children.append(frame.part) }
        }
    }

    /// The line end before a delimiter belongs to the delimiter.
    private func endBefore(_ start: Int) -> Int {
        guard start > 0, bytes[start - 1] == terminator else { return start }
        return terminator == 0x0A && start > 1 && bytes[start - 2] == 0x0D ? start - 2 : start - 1
    }
}
