import CICUShim

/// Conversion of mail's many charsets to Unicode.
///
/// ASCII and UTF-8 never leave Swift; everything else goes through ICU.
///
/// - Standard: RFC 2978 (charset names), RFC 2045 §5.1 (the parameter)
public enum Charset {
    /// Text with whether something in it could not be read.
    public struct Decoded: Sendable, Hashable {
        public var text: String
        /// At least one sequence was invalid and stands as U+FFFD.
        public var hasReplacements: Bool

        public init(text: String, hasReplacements: Bool) {
            self.text = text
            self.hasReplacements = hasReplacements
        }
    }

    /// Decodes bytes by their label, or nil when nobody knows the label.
    ///
    /// Labels are read as the supersets that senders really mean: see `CharsetLabel`.
    public static func decode(_ bytes: [UInt8], label: String) -> Decoded? {
        guard let name = CharsetLabel.converterName(for: label) else { return nil }
        return convert(bytes, name)
    }

    /// Whether a label names a charset that can be decoded.
    public static func isKnown(_ label: String) -> Bool {
        guard let name = CharsetLabel.converterName(for: label) else { return false }
        return name == CharsetLabel.utf8 || name == CharsetLabel.ascii || cicu_knows(name) != 0
    }

    static func convert(_ bytes: [UInt8], _ name: String) -> Decoded? {
        if name == CharsetLabel.utf8 { return decodeUTF8(bytes) }
        if name == CharsetLabel.ascii {
            return bytes.isASCII
                ? Decoded(text: String(decoding: bytes, as: UTF8.self), hasReplacements: false)
                : convert(bytes, "windows-1252")
        }
        var length = 0
        var replaced = 0
        let converted = bytes.withUnsafeBufferPointer { source -> UnsafeMutablePointer<UInt8>? in
            var nothing: UInt8 = 0
            guard let base = source.baseAddress else { return cicu_decode(name, &nothing, 0, &length, &replaced) }
            return cicu_decode(name, base, source.count, &length, &replaced)
        }
        guard let converted else { return nil }
        defer { cicu_free(converted) }
        let text = String(decoding: UnsafeBufferPointer(start: converted, count: length), as: UTF8.self)
        return Decoded(text: text, hasReplacements: replaced > 0)
    }

    static func decodeUTF8(_ bytes: [UInt8]) -> Decoded {
        if let text = String(validating: bytes, as: UTF8.self) {
            return Decoded(text: text, hasReplacements: false)
        }
        return Decoded(text: String(decoding: bytes, as: UTF8.self), hasReplacements: true)
    }
}

extension [UInt8] {
    /// Whether every byte is below 0x80; a fast first question for every decoder.
    package var isASCII: Bool {
        withUnsafeBufferPointer { buffer in
            var high: UInt8 = 0
            for byte in buffer { high |= byte }
            return high < 0x80
        }
    }
}
