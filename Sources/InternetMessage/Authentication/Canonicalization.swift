import Cryptography

/// How much a message may change on its way without breaking a signature.
///
/// - Standard: RFC 6376 §3.4
enum Canonicalization: String, Sendable, Hashable {
    case simple, relaxed

    /// A header field in the form that is signed, without its line end.
    ///
    /// - Standard: RFC 6376 §3.4.1, §3.4.2
    func field(_ field: SignedContent.Field, of content: SignedContent) -> [UInt8] {
        guard self == .relaxed else { return Array(content.bytes[field.range]) }
        return relaxed(field.name, content.value(field))
    }

    /// A field that is being written, whose name is in lower case, in the relaxed form.
    static func relaxedField(named name: String, value: ArraySlice<UInt8>) -> [UInt8] {
        Self.relaxed.relaxed(Array(name.utf8), value)
    }

    private func relaxed(_ name: [UInt8], _ value: ArraySlice<UInt8>) -> [UInt8] {
        var output = name
        output.append(UInt8(ascii: ":"))
        var isGap = false
        for byte in value.trimmingSignedSpace() where !byte.isLineEnd {
            if byte.isBlank {
                isGap = true
            } else {
                if isGap { output.append(0x20) }
                isGap = false
                output.append(byte)
            }
        }
        return output
    }

    /// The digest of a body in the form that is signed, and the length of that form.
    ///
    /// - Standard: RFC 6376 §3.4.3, §3.4.4
    func digest(ofBody body: ArraySlice<UInt8>) -> (digest: [UInt8], length: Int) {
        var writer = BodyWriter()
        var position = body.startIndex
        while position < body.endIndex {
            let line = body.prefixLine(from: position)
            write(body[position..<line.end], to: &writer)
            writer.endLine()
            position = line.next
        }
        // RFC 6376 §3.4.3: no body at all is one line end.
        return writer.finish(lineEndAlone: self == .simple)
    }

    private func write(_ line: ArraySlice<UInt8>, to writer: inout BodyWriter) {
        guard self == .relaxed else { return writer.append(line) }
        var start = line.startIndex
        var index = start
        while index < line.endIndex {
            guard line[index].isBlank else {
                index += 1
                continue
            }
            let gap = index
            while index < line.endIndex, line[index].isBlank { index += 1 }
            writer.append(line[start..<gap])
            if index < line.endIndex { writer.append([0x20]) }
            start = index
        }
        writer.append(line[start..<index])
    }
}

/// Digests lines, and holds empty ones back: at the end of a body they do not count.
private struct BodyWriter {
    private(set) var length = 0
    private var hasher = SHA256Hasher()
    private var buffer: [UInt8] = []
    private var heldLineEnds = 0

    private static let chunk = 64 << 10

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else { return }
        while heldLineEnds > 0 {
            heldLineEnds -= 1
            write([0x0D, 0x0A])
        }
        write(bytes)
    }

    mutating func endLine() { heldLineEnds += 1 }

    /// - Parameter lineEndAlone: a body without lines is one line end, not nothing.
    mutating func finish(lineEndAlone: Bool) -> (digest: [UInt8], length: Int) {
        if length > 0 ? heldLineEnds > 0 : lineEndAlone { write([0x0D, 0x0A]) }
        hasher.update(buffer)
        return (hasher.digest, length)
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) {
        length += bytes.count
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.chunk {
            hasher.update(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
    }
}

extension ArraySlice<UInt8> {
    /// The line that begins at `start`: only CRLF ends one.
    fileprivate func prefixLine(from start: Int) -> (end: Int, next: Int) {
        var index = start
        while let feed = self[index...].firstIndex(of: 0x0A) {
            if feed > start, self[feed - 1] == 0x0D { return (feed - 1, feed + 1) }
            index = feed + 1
        }
        return (endIndex, endIndex)
    }

    /// Without blanks and line ends at both ends, and nothing else: a signature counts every other byte.
    fileprivate func trimmingSignedSpace() -> ArraySlice<UInt8> {
        var rest = self
        while let first = rest.first, first.isBlank || first.isLineEnd { rest = rest.dropFirst() }
        while let last = rest.last, last.isBlank || last.isLineEnd { rest = rest.dropLast() }
        return rest
    }
}
