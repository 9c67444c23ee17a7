/// Finds the delimiter of a multipart whose own field names none, or one that its body does not hold.
///
/// Gateways rewrite boundaries in the header and forget the body, and a lost fold leaves the parameter out. A line
/// is taken for the delimiter only when a `Content-*` field follows it.
///
/// - Standard: RFC 2046 §5.1.1
enum FoundBoundary {
    private static let maximumLines = 500
    private static let maximumBytes = 64 << 10

    /// Nil when the declared boundary does its work, or when nothing looks like another.
    ///
    /// - Parameters:
    ///   - isOpen: whether a delimiter belongs to a multipart around this one.
    ///   - searches: how often the rest of the message may still be searched for a declared boundary.
    static func find(
        in bytes: [UInt8], from start: Int, declared: [UInt8], terminator: UInt8,
        isOpen: (ArraySlice<UInt8>) -> Bool, searches: inout Int
    ) -> [UInt8]? {
        let end = min(bytes.count, start + maximumBytes)
        var lines = LineScanner(bytes, in: min(start, end)..<end, terminator: terminator)
        var count = 0
        while count < maximumLines, let line = lines.next() {
            count += 1
            guard let name = delimiter(bytes[line.content]) else { continue }
            if !declared.isEmpty, name.starts(with: declared) { return nil }
            if isOpen(name) { return nil }
            guard let follower = lines.peek(), bytes[follower.content].startsIgnoringCase("content-"),
                HeaderScan.colon(in: bytes[follower.content]) != nil
            else { continue }
            guard searches > 0 else { return nil }
            searches -= 1
            return holds(declared, bytes, from: line.next, terminator) ? nil : Array(name)
        }
        return nil
    }

    private static func delimiter(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.starts(with: [0x2D, 0x2D]) else { return nil }
        var name = line.dropFirst(2)
        while name.last?.isASCIISpace == true { name = name.dropLast() }
        return (1...200).contains(name.count) ? name : nil
    }

    private static func holds(_ declared: [UInt8], _ bytes: [UInt8], from start: Int, _ terminator: UInt8) -> Bool {
        guard !declared.isEmpty else { return false }
        var lines = LineScanner(bytes, in: start..<bytes.count, terminator: terminator)
        while let line = lines.next() {
            if let name = delimiter(bytes[line.content]), name.starts(with: declared) { return true }
        }
        return false
    }
}
