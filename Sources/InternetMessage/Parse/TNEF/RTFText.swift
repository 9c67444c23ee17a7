import UnicodeText

/// The words of a rich text document, without its looks: enough to read a message whose other forms are missing.
///
/// Outlook keeps the HTML of a message inside its rich text, tag by tag; that HTML is given back where there is some.
/// One pass with a stack of groups, whose depth is bounded.
enum RTFText {
    /// The HTML that the document was made from; nil when it was made from something else.
    static func html(_ bytes: [UInt8], charset: String?) -> String? {
        guard ASCII.contains(Array(bytes.prefix(512)), "\\fromhtml1") else { return nil }
        var reader = RTFReader(bytes, charset: charset, givesMarkup: true)
        return reader.run()
    }

    static func plainText(_ bytes: [UInt8], charset: String?) -> String {
        var reader = RTFReader(bytes, charset: charset)
        return reader.run()
    }
}

private struct RTFReader {
    private struct Group {
        var isSilent = false
        /// Looks that repeat what the markup says.
        var isRepeated = false
        var isMarkup = false
        /// Characters after `\uN` that stand in for it.
        var fallback = 1
    }

    private let bytes: [UInt8]
    private let charset: String?
    private let givesMarkup: Bool
    private var index = 0
    private var groups: [Group] = []
    private var group = Group()
    private var output = ""
    private var pending: [UInt8] = []
    private var skip = 0
    /// First half of a character beyond the basic plane, whose other half is awaited.
    private var lead: UInt16?
    private var flushes = 0
    private static let guesses = 10_000
    /// Groups beyond the deepest that is kept.
    private var overflow = 0

    init(_ bytes: [UInt8], charset: String?, givesMarkup: Bool = false) {
        self.bytes = bytes
        self.charset = charset
        self.givesMarkup = givesMarkup
    }

    mutating func run() -> String {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "{"): open()
            case UInt8(ascii: "}"): close()
            case UInt8(ascii: "\\"): control()
            case 0x0D, 0x0A, 0: break
            default: put(byte)
            }
        }
        breakPair()
        flush()
        return output
    }

    private mutating func open() {
        skip = 0
        guard groups.count < 100 else {
            overflow += 1
            return
        }
        groups.append(group)
    }

    private mutating func close() {
        skip = 0
        if overflow > 0 {
            overflow -= 1
        } else if let outer = groups.popLast() {
            if group.isMarkup != outer.isMarkup { flush() }
            group = outer
        }
    }

    private mutating func put(_ byte: UInt8) {
        if skip > 0 {
            skip -= 1
        } else if isHeard {
            breakPair()
            pending.append(byte)
        }
    }

    private var isHeard: Bool { !group.isSilent && !group.isRepeated }

    /// Words between tags; tags go out as they are.
    private func written(_ text: String) -> String {
        givesMarkup && !group.isMarkup ? text.escapingMarkup : text
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        // Guessing costs time that a hostile text could ask for at every letter.
        let label = flushes < Self.guesses ? charset ?? "windows-1252" : "windows-1252"
        flushes += 1
        output += written(Charset.readable(pending, declared: label).text)
        pending.removeAll()
    }

    private mutating func put(_ text: String) {
        guard isHeard else { return }
        breakPair()
        flush()
        output += written(text)
    }

    /// A UTF-16 code unit: characters beyond the basic plane come as two.
    private mutating func put(_ unit: UInt16) {
        if UTF16.isLeadSurrogate(unit) {
            breakPair()
            if isHeard { lead = unit }
        } else if let first = lead, UTF16.isTrailSurrogate(unit) {
            lead = nil
            put(String(decoding: [first, unit], as: UTF16.self))
        } else {
            put(String(decoding: [unit], as: UTF16.self))
        }
    }

    /// Half a character that no other half followed.
    private mutating func breakPair() {
        guard lead != nil else { return }
        lead = nil
        put("\u{FFFD}")
    }

    private mutating func control() {
        guard index < bytes.count else { return }
        let first = bytes[index]
        guard first.isASCIILetter else {
            index += 1
            symbol(first)
            return
        }
        let word = bytes[index...].prefix(32).prefix(while: \.isASCIILetter)
        index += word.count
        let isNegative = index < bytes.count && bytes[index] == 0x2D
        if isNegative { index += 1 }
        let digits = bytes[index...].prefix(10).prefix(while: \.isASCIIDigit)
        index += digits.count
        if index < bytes.count, bytes[index] == 0x20 { index += 1 }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } * (isNegative ? -1 : 1)
        take(String(decoding: word, as: UTF8.self), digits.isEmpty ? nil : value)
    }

    private mutating func symbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"):
            guard index + 1 < bytes.count, let high = bytes[index].hexValue, let low = bytes[index + 1].hexValue
            else { return }
            index += 2
            put(high << 4 | low)
        case UInt8(ascii: "*"): group.isSilent = true
        case UInt8(ascii: "~"): put(" ")
        case UInt8(ascii: "_"): put("-")
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"): put(byte)
        case 0x0D, 0x0A: put("\n")
        default: break
        }
    }

    private mutating func take(_ word: String, _ value: Int?) {
        switch word {
        case "par", "line", "row", "sect", "page": put("\n")
        case "tab", "cell": put("\t")
        case "u":
            skip = 0
            put(UInt16(truncatingIfNeeded: value ?? 0))
            skip = group.fallback
        case "uc": group.fallback = min(max(value ?? 1, 0), 10)
        case "emdash": put("—")
        case "endash": put("–")
        case "bullet": put("•")
        case "lquote", "rquote": put("'")
        case "ldblquote", "rdblquote": put("\"")
        case "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata":
            group.isSilent = true
        // The HTML that the text was made from: its tags are no words, and what it repeats is left out.
        case "htmltag":
            group.isSilent = !givesMarkup
            flush()
            group.isMarkup = true
        case "mhtmltag": group.isSilent = true
        case "htmlrtf":
            flush()
            group.isRepeated = value != 0
        default: break
        }
    }
}
