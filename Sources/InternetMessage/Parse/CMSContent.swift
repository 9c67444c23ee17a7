/// What a signed S/MIME message wraps, where the words stand inside the signature instead of beside it.
///
/// Nothing is verified. Encrypted messages give nil: without a key there are no words in them.
///
/// Security: lengths are held to the bytes, nesting to 16 levels.
///
/// - Standard: RFC 5652 §3 (ContentInfo), §5.1 (SignedData), §5.2 (encapsulated content); RFC 8551 §3.5.2
enum CMSContent {
    private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]

    /// The entity that was signed, as bytes.
    static func signed(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = BERReader(bytes)
        guard reader.enter(0x30), reader.identifier() == signedData, reader.enter(0xA0), reader.enter(0x30),
            reader.skip(), reader.skip(), reader.enter(0x30), reader.identifier() != nil, reader.enter(0xA0)
        else { return nil }
        return reader.octets().flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the bytes begin as an enveloped (encrypted) message does.
    static func isEncrypted(_ bytes: [UInt8]) -> Bool {
        var reader = BERReader(bytes)
        guard reader.enter(0x30), let identifier = reader.identifier() else { return false }
        return identifier.starts(with: signedData.dropLast()) && [0x03, 0x06].contains(identifier.last)
            || identifier.starts(with: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17])
    }
}

/// Walks into basic encoding rules, with definite and indefinite lengths.
private struct BERReader {
    private static let maximumDepth = 16

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Moves behind the tag and length of an element of this kind.
    mutating func enter(_ tag: UInt8) -> Bool {
        guard let header = header(), header.tag == tag else { return false }
        return true
    }

    mutating func identifier() -> [UInt8]? {
        guard let header = header(), header.tag == 0x06, let length = header.length, length <= 64 else { return nil }
        defer { index += length }
        return Array(bytes[index..<(index + length)])
    }

    /// Past one element.
    mutating func skip(depth: Int = 0) -> Bool {
        guard depth < Self.maximumDepth, let header = header() else { return false }
        if let length = header.length {
            index += length
            return true
        }
        while !takeEnd() {
            guard skip(depth: depth + 1) else { return false }
        }
        return true
    }

    /// An octet string in one piece or in many.
    mutating func octets() -> [UInt8]? {
        var output: [UInt8] = []
        return take(into: &output, depth: 0) ? output : nil
    }

    private mutating func take(into output: inout [UInt8], depth: Int) -> Bool {
        guard depth < Self.maximumDepth, let header = header() else { return false }
        if header.tag == 0x04, let length = header.length {
            output.append(contentsOf: bytes[index..<(index + length)])
            index += length
            return true
        }
        guard header.tag == 0x24 else { return false }
        let end = header.length.map { index + $0 }
        while end.map({ index < $0 }) ?? !takeEnd() {
            guard take(into: &output, depth: depth + 1) else { return false }
        }
        return true
    }

    private mutating func takeEnd() -> Bool {
        guard index + 1 < bytes.count, bytes[index] == 0, bytes[index + 1] == 0 else { return false }
        index += 2
        return true
    }

    /// Tag and length; an indefinite length is nil, one beyond the bytes is refused.
    private mutating func header() -> (tag: UInt8, length: Int?)? {
        guard index + 1 < bytes.count else { return nil }
        let tag = bytes[index]
        let first = bytes[index + 1]
        index += 2
        if first == 0x80 { return tag & 0x20 == 0 ? nil : (tag, nil) }
        guard first > 0x80 else { return Int(first) <= bytes.count - index ? (tag, Int(first)) : nil }
        let count = Int(first & 0x7F)
        guard count <= 4, index + count <= bytes.count else { return nil }
        let length = bytes[index..<(index + count)].reduce(0) { $0 << 8 | Int($1) }
        index += count
        return length <= bytes.count - index ? (tag, length) : nil
    }
}
