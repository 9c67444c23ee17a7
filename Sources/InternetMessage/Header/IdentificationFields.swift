/// `Message-ID`, `In-Reply-To` and `References`.
///
/// - Standard: RFC 5322 §3.6.4
enum IdentificationFields {
    /// Bytes of one identifier that are kept; a longer one is no identifier.
    static let maximumLength = 998
    static let maximumCount = 1_000

    static func messageID(_ body: [UInt8]) -> MessageID? {
        bracketed(body).first ?? bare(body).first
    }

    /// Identifiers of all bodies in order, each once; of too many the last ones, which are the nearest.
    static func references(_ bodies: [[UInt8]]) -> [MessageID] {
        var seen: Set<[UInt8]> = []
        var found: [MessageID] = []
        for body in bodies {
            let inBrackets = bracketed(body)
            for identifier in inBrackets.isEmpty ? bare(body) : inBrackets
            where seen.insert(Array(identifier.value.utf8)).inserted {
                found.append(identifier)
            }
        }
        return Array(found.suffix(maximumCount))
    }

    /// What stands between angle brackets. An unclosed one starts anew at the next `<`.
    private static func bracketed(_ body: [UInt8]) -> [MessageID] {
        var found: [MessageID] = []
        var start: Int?
        for (index, byte) in body.enumerated() {
            if byte == 0x3C {
                start = index + 1
            } else if byte == 0x3E, let opened = start {
                if let identifier = identifier(body[opened..<index]) { found.append(identifier) }
                start = nil
            }
        }
        return found
    }

    /// Identifiers without brackets: words with an at sign, in a field that holds nothing else.
    private static func bare(_ body: [UInt8]) -> [MessageID] {
        let words = body.split { $0.isASCIISpace || $0 == 0x2C }
        let isPlain = words.count == 1 || words.allSatisfy { $0.contains(0x40) }
        return isPlain ? words.compactMap { identifier($0) } : []
    }

    /// Blanks inside come from folding in the wrong place and are dropped, as are controls.
    private static func identifier(_ bytes: ArraySlice<UInt8>) -> MessageID? {
        guard bytes.count <= maximumLength * 2 else { return nil }
        let kept = bytes.filter { $0 > 0x20 && $0 != 0x7F && $0 != 0x3C && $0 != 0x3E }
        guard (1...maximumLength).contains(kept.count) else { return nil }
        return MessageID(String(decoding: kept, as: UTF8.self))
    }
}
