import CICUShim

extension Charset {
    /// The charset that bytes seem to be in, or nil when they do not tell.
    ///
    /// Looks at the first 16 KiB. The answer is a guess: it is only asked when the label is missing or wrong.
    public static func detect(_ bytes: [UInt8]) -> String? {
        guard !bytes.isEmpty else { return nil }
        if bytes.isASCII { return escapedCharset(bytes) ?? CharsetLabel.ascii }
        if String(validating: bytes, as: UTF8.self) != nil { return CharsetLabel.utf8 }
        return statisticalGuess(bytes)
    }

    static func statisticalGuess(_ bytes: [UInt8]) -> String? {
        if KoreanPairs(bytes.prefix(16 << 10))?.isKorean == true { return "EUC-KR" }
        if let chinese = denseChineseGuess(bytes) { return chinese }
        var name = [CChar](repeating: 0, count: 64)
        let sample = Array(bytes.prefix(16 << 10))
        let confidence = sample.withUnsafeBufferPointer { buffer -> Int32 in
            guard let base = buffer.baseAddress else { return -1 }
            return cicu_detect(base, buffer.count, &name, name.count)
        }
        guard confidence >= 10 else { return nil }
        let guess = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // 8-bit bytes are no UTF-16 mail: those guesses come from short samples.
        return guess.hasPrefix("UTF-16") || guess.hasPrefix("UTF-32") || guess.hasPrefix("IBM42") ? nil : guess
    }

    /// ISO-2022 text is 7-bit; its escape sequences give it away.
    static func escapedCharset(_ bytes: [UInt8]) -> String? {
        var index = bytes.startIndex
        while let escape = bytes[index...].firstIndex(of: 0x1B) {
            let follow = bytes[escape...].prefix(4)
            if follow.count >= 3 {
                let kind = Array(follow.dropFirst())
                if kind.starts(with: [0x24, 0x42]) || kind.starts(with: [0x24, 0x40]) { return "ISO-2022-JP-2" }
                if kind.starts(with: [0x24, 0x29, 0x43]) { return "ISO-2022-KR" }
                if kind.starts(with: [0x24, 0x29, 0x41]) { return "ISO-2022-CN" }
            }
            index = escape + 1
        }
        return nil
    }

    /// The double-byte charset of text that claims to be Western: beyond ASCII it holds nothing but long runs of pairs,
    /// where Western text has single letters, and Cyrillic as many odd words as even ones.
    static func pairedGuess(_ bytes: [UInt8]) -> String? {
        var pairs = 0
        var leads = Set<UInt8>()
        var run = 0
        for byte in bytes.prefix(16 << 10) + [0x20] {
            if byte >= 0xA1, byte != 0xFF {
                if run.isMultiple(of: 2) { leads.insert(byte) }
                run += 1
            } else if byte >= 0x80 {
                return nil
            } else {
                guard run.isMultiple(of: 2) else { return nil }
                pairs += run / 2
                run = 0
            }
        }
        guard pairs >= 6, leads.count >= 4 else { return nil }
        let guess = statisticalGuess(bytes)
        return guess.flatMap { ["GB18030", "Big5", "EUC-KR", "EUC-JP"].contains($0) ? $0 : nil }
    }

    /// Short texts (a subject) give statistics too little; that every high byte stands in a clean GBK pair of the
    /// frequent rows says enough.
    private static func denseChineseGuess(_ bytes: [UInt8]) -> String? {
        guard bytes.count <= 256 else { return nil }
        var pairs = 0
        var frequent = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else { index += 1; continue }
            guard index + 1 < bytes.count, bytes[index] >= 0xA1, bytes[index + 1] >= 0xA1 else { return nil }
            pairs += 1
            if (0xB0...0xD7).contains(bytes[index]) { frequent += 1 }
            index += 2
        }
        return pairs >= 3 && frequent * 10 >= pairs * 8 ? "GB18030" : nil
    }
}
