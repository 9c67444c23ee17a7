import Glibc

/// Lines of a byte range, in one forward pass.
///
/// A line ends with CRLF or LF. A bare CR ends one only in a message without any LF, as old Macintosh mailers wrote
/// them; elsewhere it is a byte like any other, so that it can smuggle no field into a header section.
struct LineScanner {
    /// One line: its content without the line end, and where the next one starts.
    struct Line {
        var content: Range<Int>
        var next: Int
        var isEmpty: Bool { content.isEmpty }
    }

    let bytes: [UInt8]
    let terminator: UInt8
    private(set) var position: Int
    private let end: Int

    /// - Parameter terminator: of the whole message, from `LineScanner.terminator(of:)`.
    init(_ bytes: [UInt8], in range: Range<Int>, terminator: UInt8) {
        self.bytes = bytes
        self.terminator = terminator
        let clamped = range.clamped(to: 0..<bytes.count)
        position = clamped.lowerBound
        end = clamped.upperBound
    }

    /// LF, or CR when there is no LF at all.
    static func terminator(of bytes: [UInt8]) -> UInt8 {
        bytes.contains(0x0A) || !bytes.contains(0x0D) ? 0x0A : 0x0D
    }

    mutating func next() -> Line? {
        guard position < end else { return nil }
        let start = position
        let found = bytes.firstIndex(of: terminator, in: start..<end)
        let stop = found ?? end
        position = found.map { $0 + 1 } ?? end
        let contentEnd = terminator == 0x0A && stop > start && bytes[stop - 1] == 0x0D ? stop - 1 : stop
        return Line(content: start..<contentEnd, next: position)
    }

    /// The next line without moving on.
    func peek() -> Line? {
        var copy = self
        return copy.next()
    }
}

extension [UInt8] {
    /// Where a byte first stands within a range; the C library looks at many bytes at once.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        let range = range.clamped(to: indices)
        return withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            return memchr(base + range.lowerBound, Int32(byte), range.count).map { UnsafeRawPointer($0) - base }
        }
    }
}
