import NIOCore

/// Whether bytes spell an ASCII word, in any case.
func equalsIgnoringCase(_ bytes: some Collection<UInt8>, _ word: String) -> Bool {
    bytes.count == word.utf8.count && zip(bytes, word.utf8).allSatisfy { lowercased($0) == lowercased($1) }
}

/// ASCII lower case of a byte; others as they are.
func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

/// Without spaces at both ends.
func trimmed(_ bytes: ByteBufferView) -> ByteBufferView {
    guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
    else { return bytes.prefix(0) }
    return bytes[first...last]
}

/// Whether bytes are UTF-8 without a flaw.
///
/// - Standard: RFC 3629 §3
func isValidUTF8(_ bytes: ByteBufferView) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
    return String(validating: bytes, as: UTF8.self) != nil
}
