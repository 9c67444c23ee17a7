/// Where the next byte of an HTML part stands, so that a value is escaped for that place.
///
/// Only the template's own text moves it; values cannot, since they are escaped. It knows as much of HTML's tokenizer
/// as mail templates need, and says `forbidden` wherever it is not sure.
///
/// - Standard: HTML (WHATWG) §13.2.5 (tokenization), in part
struct HTMLContext: Equatable {
    /// What may be written here.
    enum Slot: Equatable {
        case text
        /// In a quoted attribute that no program runs.
        case attribute
        /// In a quoted URL; `prefix` is what the template has written of it, in lower case: nothing yet, or the
        /// beginning of a whole `http`, `https` or `mailto` URL, or of a value that was one.
        case url(prefix: String)
        /// At the beginning of a quoted `src`: a picture's address, nothing else.
        case image
        /// In a quoted style or `bgcolor`: a checked color, nothing else.
        case color
        /// Nothing can be escaped safely: within a tag, an unquoted attribute, a style sheet, a script, a comment, a URL
        /// that is relative or of another kind.
        case forbidden
    }

    private enum State: Equatable {
        case text, tagOpen, tagName, endTag, inTag, attributeName, afterName, beforeValue
        case quoted(UInt8), unquoted, comment, declaration, bogusComment, rawText
    }

    private static let urlAttributes: Set<[UInt8]> = [
        Array("href".utf8), Array("action".utf8), Array("background".utf8), Array("cite".utf8),
        Array("formaction".utf8), Array("poster".utf8), Array("longdesc".utf8),
    ]
    private static let plainAttributes: Set<[UInt8]> = [
        Array("alt".utf8), Array("title".utf8), Array("lang".utf8), Array("dir".utf8), Array("aria-label".utf8),
        Array("datetime".utf8),
    ]
    private static let colorAttributes: Set<[UInt8]> = [Array("style".utf8), Array("bgcolor".utf8)]
    private static let source = Array("src".utf8)
    private static let style = Array("style".utf8)
    private static let styleEnd = Array("</style".utf8)
    private static let rawElements: Set<[UInt8]> = [
        Array("script".utf8), Array("style".utf8), Array("xmp".utf8), Array("iframe".utf8), Array("noembed".utf8),
        Array("noframes".utf8), Array("plaintext".utf8), Array("noscript".utf8), Array("svg".utf8), Array("math".utf8),
    ]
    /// Stands for a value in what is remembered of a URL; no URL that a template writes begins with it.
    private static let valueMark = UInt8(ascii: "_")
    private static let urlPrefixes = ["https:", "http:", "mailto:", "_"]
    /// Names are compared up to this length; the rest of a longer one does not matter.
    private static let nameLimit = 24

    private var state = State.text
    private var element: [UInt8] = []
    private var attribute: [UInt8] = []
    private var value: [UInt8] = []
    private var hyphens = 0
    /// Set for `--!`, more than a template has hyphens.
    private static let hyphensAndBang = TemplateLimit.outputBytes.rawValue * 2

    var slot: Slot {
        switch state {
        case .text: return .text
        case .quoted:
            if Self.urlAttributes.contains(attribute) { return urlSlot }
            if attribute == Self.source { return value.isEmpty ? .image : .forbidden }
            if Self.colorAttributes.contains(attribute) { return .color }
            return Self.plainAttributes.contains(attribute) ? .attribute : .forbidden
        case .tagOpen, .tagName, .endTag, .inTag, .attributeName, .afterName, .beforeValue, .unquoted, .comment,
            .declaration, .bogusComment, .rawText:
            return .forbidden
        }
    }

    private var urlSlot: Slot {
        let prefix = String(decoding: value, as: UTF8.self)
        let isUsable = value.isEmpty || Self.urlPrefixes.contains { prefix.utf8.starts(with: $0.utf8) }
        return isUsable ? .url(prefix: prefix) : .forbidden
    }

    /// Notes that a value was written: a URL has begun, though not with what the template says.
    mutating func passValue() {
        if case .quoted = state { value.append(Self.valueMark) }
    }

    mutating func advance(over literal: String) {
        for byte in literal.utf8 {
            advance(lowercased(byte))
        }
    }

    private mutating func advance(_ byte: UInt8) {
        switch state {
        case .text: if byte == UInt8(ascii: "<") { state = .tagOpen }
        case .tagOpen: beginTag(byte)
        case .tagName: continueTagName(byte)
        case .endTag: if byte == UInt8(ascii: ">") { state = .text }
        case .inTag, .afterName: continueTag(byte)
        case .attributeName: continueAttributeName(byte)
        case .beforeValue: beginValue(byte)
        case .quoted(let quote): continueQuoted(byte, quote: quote)
        case .unquoted: if isSpace(byte) { state = .inTag } else if byte == UInt8(ascii: ">") { endTag() }
        case .comment, .declaration: continueDeclaration(byte)
        case .bogusComment: if byte == UInt8(ascii: ">") { state = .text }
        case .rawText: continueRawText(byte)
        }
    }

    private mutating func beginTag(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            element = [byte]
            state = .tagName
        case UInt8(ascii: "/"): state = .endTag
        case UInt8(ascii: "!"):
            hyphens = 0
            state = .declaration
        case UInt8(ascii: "<"): break
        default: state = .text
        }
    }

    private mutating func continueTagName(_ byte: UInt8) {
        if isSpace(byte) || byte == UInt8(ascii: "/") {
            state = .inTag
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else if element.count < Self.nameLimit {
            element.append(byte)
        }
    }

    private mutating func continueTag(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") {
            endTag()
        } else if byte == UInt8(ascii: "="), state == .afterName {
            state = .beforeValue
        } else if !isSpace(byte), byte != UInt8(ascii: "/") {
            attribute = [byte]
            state = .attributeName
        }
    }

    private mutating func continueAttributeName(_ byte: UInt8) {
        if byte == UInt8(ascii: "=") {
            state = .beforeValue
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else if isSpace(byte) || byte == UInt8(ascii: "/") {
            state = .afterName
        } else if attribute.count < Self.nameLimit {
            attribute.append(byte)
        }
    }

    private mutating func beginValue(_ byte: UInt8) {
        value = []
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            state = .quoted(byte)
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else if !isSpace(byte) {
            state = .unquoted
        }
    }

    private mutating func continueQuoted(_ byte: UInt8, quote: UInt8) {
        if byte == quote {
            state = .inTag
        } else if value.count < Self.nameLimit {
            value.append(byte)
        }
    }

    /// `<!` opens a declaration, which ends at `>`; `<!--` a comment, which ends at `-->` or `--!>`, and whose own
    /// hyphens count when it is empty.
    private mutating func continueDeclaration(_ byte: UInt8) {
        if byte == UInt8(ascii: ">"), state == .declaration || hyphens >= 2 {
            state = .text
        } else if byte == UInt8(ascii: "-") {
            hyphens = hyphens >= Self.hyphensAndBang ? 1 : hyphens + 1
            if state == .declaration, hyphens == 2 { state = .comment }
        } else if byte == UInt8(ascii: "!"), state == .comment, (2..<Self.hyphensAndBang).contains(hyphens) {
            hyphens = Self.hyphensAndBang
        } else {
            if state == .declaration { state = .bogusComment }
            hyphens = 0
        }
    }

    private mutating func endTag() {
        value = []
        state = Self.rawElements.contains(element) ? .rawText : .text
    }

    /// A style sheet ends at its end tag. What follows another raw element is forbidden to the end: mail templates have
    /// no use for one.
    private mutating func continueRawText(_ byte: UInt8) {
        guard element == Self.style else { return }
        if value == Self.styleEnd, isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
            state = byte == UInt8(ascii: ">") ? .text : .endTag
            return
        }
        value = Array((value + [byte]).suffix(Self.styleEnd.count))
    }

    private func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }
}
