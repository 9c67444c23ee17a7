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
    /// Decoded bytes of the words that wait for a neighbour; base64 digits that do not fill a quantum yet.
    private var pending: (charset: String, bytes: [UInt8], digits: [UInt8], source: Range<Int>)?
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
                add(word, at: index)
                index = word.end
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        flushPlain()
        flushPending()
    }

    private mutating func add(_ word: Word, at start: Int) {
        if pending?.charset != word.charset || pending?.digits.isEmpty == false && !word.isBase64 { flushPending() }
        var waiting = pending ?? (word.charset, [], [], start..<start)
        // Let go of, so that what follows appends in place.
        pending = nil
        waiting.source = waiting.source.lowerBound..<word.end
        if word.isBase64 {
            let digits = waiting.digits + word.payload
            let whole = digits.contains(0x3D) ? digits.count : digits.count / 4 * 4
            let result = Base64.decode(digits[..<whole])
            problem = problem ?? result.problem
            waiting.bytes.append(contentsOf: result.bytes)
            waiting.digits = Array(digits[whole...])
        } else {
            waiting.bytes.append(contentsOf: word.payload)
        }
        pending = waiting
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
        guard var waiting = pending else { return }
        pending = nil
        if !waiting.digits.isEmpty { waiting.bytes.append(contentsOf: Base64.decode(waiting.digits[...]).bytes) }
        let readable = Charset.readable(waiting.bytes, declared: waiting.charset)
        problem = problem ?? readable.problem
        // What is neither valid nor free of controls is no text: it stays as it was written.
        let isBroken = readable.problem != nil && waiting.bytes.contains { $0 < 0x20 && !$0.isASCIISpace && $0 != 0x1B }
        output += isBroken ? String(decoding: bytes[waiting.source], as: UTF8.self) : readable.text
    }

    private struct Word {
        var charset: String
        /// Base64 digits without blanks, or decoded bytes.
        var payload: [UInt8]
        var isBase64: Bool
        var end: Int
    }

    private mutating func word(at start: Int) -> Word? {
        let limit = min(bytes.count, start + 80)
        guard let charsetEnd = bytes[(start + 2)..<max(start + 2, limit)].firstIndex(of: 0x3F), charsetEnd > start + 2,
            charsetEnd + 2 < bytes.count, bytes[charsetEnd + 2] == 0x3F
        else { return nil }
        let text = charsetEnd + 3
        guard var end = terminatorIndex(from: text), !holdsWordStart(text..<end) else { return nil }
        if bytes[charsetEnd + 1] | 0x20 == UInt8(ascii: "q") { end = laterEnd(of: end) }
        let payload = bytes[text..<end]
        let charset = bytes[(start + 2)..<charsetEnd].asciiLowercasedText
        switch bytes[charsetEnd + 1] | 0x20 {
        case UInt8(ascii: "b"):
            guard !Base64.decode(payload).bytes.isEmpty || payload.isEmpty else { return nil }
            let digits = payload.filter { !$0.isASCIISpace }
            return Word(charset: charset, payload: digits, isBase64: true, end: end + 2)
        case UInt8(ascii: "q"):
            return Word(charset: charset, payload: Self.decodeQ(payload), isBase64: false, end: end + 2)
        default: return nil
        }
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

    /// Where a word in Q really ends whose text holds a bare question mark before an escape: `How?=20are=20you?=`.
    private func laterEnd(of first: Int) -> Int {
        var end = first
        for _ in 0..<10 {
            guard end + 4 < bytes.count, bytes[end + 2].hexValue != nil, bytes[end + 3].hexValue != nil else { break }
            var ahead = end + 4
            let limit = min(bytes.count - 1, end + 100)
            while ahead < limit, !bytes[ahead].isASCIISpace, bytes[ahead] != 0x3F { ahead += 1 }
            guard ahead < limit, bytes[ahead] == 0x3F, bytes[ahead + 1] == 0x3D else { break }
            end = ahead
        }
        return end
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
