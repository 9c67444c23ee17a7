/// The charset that an HTML document names for itself, for parts whose field names none.
///
/// - Standard: RFC 2854 §6 (text/html charset)
enum MetaCharset {
    /// The value of the first `charset=` in a `<meta>` among the first 2,048 bytes.
    static func find(in html: [UInt8]) -> String? {
        let head = html.prefix(2_048)
        var index = head.startIndex
        while index < head.endIndex {
            guard head[index] == 0x3C, head[index...].startsIgnoringCase("<meta") else {
                index += 1
                continue
            }
            let tag = head[index...].prefix { $0 != 0x3E }
            if let charset = charset(in: tag) { return charset }
            index = max(index + 1, tag.endIndex)
        }
        return nil
    }

    private static func charset(in tag: ArraySlice<UInt8>) -> String? {
        for start in tag.indices where tag[start] | 0x20 == 0x63 && tag[start...].startsIgnoringCase("charset") {
            let rest = tag[(start + 7)...].drop(while: \.isASCIISpace)
            guard rest.first == 0x3D else { continue }
            let value = rest.dropFirst().drop { $0.isASCIISpace || $0 == 0x22 || $0 == 0x27 }
                .prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F }
            if !value.isEmpty { return String(decoding: value.prefix(64), as: UTF8.self) }
        }
        return nil
    }
}
