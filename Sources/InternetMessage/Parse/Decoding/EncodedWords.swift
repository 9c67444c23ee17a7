import UnicodeText

/// Decodes unstructured header text: encoded words, UTF-8 and raw 8-bit bytes.
///
/// Neighbouring words of one charset are joined before they are decoded, since mailers cut characters in two. A word
/// that is malformed stays as it was written.
///
/// - Standard: RFC 2047 §2, §6.2; RFC 2231 §5 (language)
struct EncodedWords {
    private let bytes: [UInt8]
    private let hint: String?
    private var output = ""
    private var plain: [UInt8] = []
    /// Decoded bytes of the words that wait for a neighbour.
    private var pending: (charset: String, bytes: [UInt8])?
    private var terminator = 0
    private(set) var problem: String?

    /// - Parameter hint: the charset of the message's text, for 8-bit bytes outside words.
    static func decode(_ bytes: [UInt8], hint: String?) -> (text: String, problem: String?) {
        if bytes.isASCII, !bytes.contains(0x1B), !bytes.containsWordStart {
            return (String(decoding: bytes, as: UTF8.self), nil)
        }
        var decoder = EncodedWords(bytes, hint)
        decoder.run()
        return (decoder.output, decoder.problem)
    }

    private init(_ bytes: [UInt8], _ hint: String?) {
        self.bytes = bytes
        self.hint = hint
    }

    private mutating func run() {
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3D, index + 1 < bytes.count, bytes[index + 1] == 0x3F, let word = word(at: index) {
                if plain.allSatisfy(\.isASCIISpace), pending != nil { plain.removeAll() }
                flushPlain()
                add(word)
                index = word.end
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        flushPlain()
        flushPending()
    }

    private mutating func add(_ word: Word) {
        if let waiting = pending, waiting.charset == word.charset {
            pending?.bytes.append(contentsOf: word.bytes)
        } else {
            flushPending()
            pending = (word.charset, word.bytes)
        }
    }

    private mutating func flushPlain() {
        guard !plain.isEmpty else { return }
        flushPending()
        let readable = Charset.readable(plain, hint: hint)
        output += readable.text
        problem = problem ?? readable.problem
        plain.removeAll()
    }

    private mutating func flushPending() {
        guard let waiting = pending else { return }
        pending = nil
        let readable = Charset.readable(waiting.bytes, declared: waiting.charset)
        output += readable.text
        problem = problem ?? readable.problem
    }

    private struct Word {
        var charset: String
        var bytes: [UInt8]
        var end: Int
    }

    private mutating func word(at start: Int) -> Word? {
        let limit = min(bytes.count, start + 80)
        guard let charsetEnd = bytes[(start + 2)..<max(start + 2, limit)].firstIndex(of: 0x3F), charsetEnd > start + 2,
            charsetEnd + 2 < bytes.count, bytes[charsetEnd + 2] == 0x3F
        else { return nil }
        let text = charsetEnd + 3
        guard let end = terminatorIndex(from: text), !holdsWordStart(text..<end) else { return nil }
        let payload = bytes[text..<end]
        let decoded: [UInt8]
        switch bytes[charsetEnd + 1] | 0x20 {
        case UInt8(ascii: "b"):
            let result = Base64.decode(payload)
            guard !result.bytes.isEmpty || payload.isEmpty else { return nil }
            decoded = result.bytes
            problem = problem ?? result.problem
        case UInt8(ascii: "q"): decoded = Self.decodeQ(payload)
        default: return nil
        }
        let charset = bytes[(start + 2)..<charsetEnd].asciiLowercasedText
        return Word(charset: charset, bytes: decoded, end: end + 2)
    }

    /// The next `?=` at or after `index`. Remembered, so that many false starts cost one scan.
    private mutating func terminatorIndex(from index: Int) -> Int? {
        terminator = max(terminator, index)
        while terminator + 1 < bytes.count {
            if bytes[terminator] == 0x3F, bytes[terminator + 1] == 0x3D { return terminator }
            terminator += 1
        }
        return nil
    }

    private func holdsWordStart(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index + 1 < range.upperBound {
            if bytes[index] == 0x3D, bytes[index + 1] == 0x3F { return true }
            index += 1
        }
        return false
    }

    private static func decodeQ(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x3D, index + 2 < bytes.endIndex, let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(bytes[index] == 0x5F ? 0x20 : bytes[index])
                index += 1
            }
        }
        return output
    }
}

extension [UInt8] {
    fileprivate var containsWordStart: Bool {
        var previous: UInt8 = 0
        for byte in self {
            if previous == 0x3D, byte == 0x3F { return true }
            previous = byte
        }
        return false
    }
}
