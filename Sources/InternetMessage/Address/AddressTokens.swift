/// Lexical tokens of an address field, over bytes. Linear; comments nest without recursion.
///
/// - Standard: RFC 5322 §3.2
struct AddressTokens {
    enum Kind: Hashable { case text, quoted, comment, special(UInt8) }

    struct Token {
        var kind: Kind
        /// Content: quotes, escapes and the outer parentheses are gone.
        var bytes: [UInt8]
        var followsBlank: Bool
    }

    private let bytes: [UInt8]
    private var index = 0
    private(set) var tokens: [Token] = []

    init(_ body: [UInt8]) {
        bytes = body
        while index < bytes.count { take() }
    }

    private mutating func take() {
        let start = index
        while index < bytes.count, bytes[index].isASCIISpace || bytes[index] == 0 { index += 1 }
        guard index < bytes.count else { return }
        let followsBlank = index > start
        switch bytes[index] {
        case UInt8(ascii: "\"") where !isUnclosedQuoteSeen: add(.quoted, quoted(), followsBlank)
        case UInt8(ascii: "("): add(.comment, comment(), followsBlank)
        case UInt8(ascii: "["): add(.text, domainLiteral(), followsBlank)
        case let byte where Self.isSpecial(byte):
            index += 1
            add(.special(byte), [byte], followsBlank)
        default: add(.text, text(), followsBlank)
        }
    }

    private mutating func add(_ kind: Kind, _ content: [UInt8], _ followsBlank: Bool) {
        tokens.append(Token(kind: kind, bytes: content, followsBlank: followsBlank))
    }

    /// Up to the closing quote. Without one the quote is an ordinary byte: else it would swallow the address.
    private mutating func quoted() -> [UInt8] {
        var content: [UInt8] = []
        var ahead = index + 1
        while ahead < bytes.count {
            let byte = bytes[ahead]
            if byte == 0x22 {
                index = ahead + 1
                return content
            }
            if byte == 0x5C, ahead + 1 < bytes.count { ahead += 1 }
            content.append(bytes[ahead])
            ahead += 1
        }
        isUnclosedQuoteSeen = true
        return text()
    }

    /// No quote closes after the first one that did not: the search is made once.
    private var isUnclosedQuoteSeen = false

    private mutating func comment() -> [UInt8] {
        var content: [UInt8] = []
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x28 {
                depth += 1
                if depth == 1 { continue }
            } else if byte == 0x29 {
                depth -= 1
                if depth == 0 { break }
            } else if byte == 0x5C, index < bytes.count {
                content.append(bytes[index])
                index += 1
                continue
            }
            content.append(byte)
        }
        return content
    }

    private mutating func domainLiteral() -> [UInt8] {
        let start = index
        var ahead = index + 1
        let stops: [UInt8] = [UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "<")]
        while ahead < min(bytes.count, start + 300), !stops.contains(bytes[ahead]) { ahead += 1 }
        guard ahead < bytes.count, bytes[ahead] == 0x5D else { return text() }
        index = ahead + 1
        return Array(bytes[start..<index])
    }

    /// Everything up to a blank or special; an encoded word is taken whole, though mailers leave specials in it.
    private mutating func text() -> [UInt8] {
        let start = index
        if let end = encodedWordEnd() {
            index = end
            return Array(bytes[start..<end])
        }
        index += 1
        while index < bytes.count, !endsText(bytes[index]) { index += 1 }
        return Array(bytes[start..<index])
    }

    /// Blanks, specials, and what begins a token of another kind.
    private func endsText(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 0x1B, UInt8(ascii: "("), UInt8(ascii: "["): true
        case UInt8(ascii: "\""): !isUnclosedQuoteSeen
        default: byte.isASCIISpace || Self.isSpecial(byte)
        }
    }

    private func encodedWordEnd() -> Int? {
        if bytes[index] == 0x1B { return escapedTextEnd() }
        guard bytes[index...].starts(with: [0x3D, 0x3F]) else { return nil }
        var marks = 0
        var ahead = index + 2
        while ahead < min(bytes.count, index + 400), !bytes[ahead].isASCIISpace || marks == 2 {
            if bytes[ahead] == 0x3F {
                marks += 1
                if marks >= 3, ahead + 1 < bytes.count, bytes[ahead + 1] == 0x3D { return ahead + 2 }
            } else if bytes[ahead] == 0x3C || bytes[ahead] == 0x40 && marks < 2 {
                return nil
            }
            ahead += 1
        }
        return nil
    }

    /// Raw ISO-2022 text, from its first escape to the return to ASCII: it is full of specials.
    private func escapedTextEnd() -> Int? {
        guard bytes[index...].dropFirst().first == 0x24 else { return nil }
        var ahead = index + 3
        while ahead + 2 < min(bytes.count, index + 400) {
            if bytes[ahead] == 0x1B, bytes[ahead + 1] == 0x28 { return ahead + 3 }
            ahead += 1
        }
        return nil
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "@"):
            true
        default: false
        }
    }
}
