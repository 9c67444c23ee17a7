import InternetMessage
import NIOCore

/// Reads the path of MAIL and RCPT from the front of a line; what follows it stays in `rest`.
///
/// It is stricter than mail fields (no comments, no folding) and milder than the grammar where refusing would bounce
/// a real mail: dots may stand anywhere in a local-part, a local-part may have 256 bytes, and UTF-8 is taken without
/// SMTPUTF8 too, since Postfix passes it on that way when its own support is off.
/// - Standard: RFC 5321 §4.1.2 (Path, Mailbox), §4.1.3 (address literals), appendix C (source routes are ignored)
struct PathScanner {
    private(set) var rest: ByteBufferView
    private static let localPartBytes = 256
    private static let domainBytes = 255

    init(_ bytes: ByteBufferView) {
        rest = bytes
    }

    /// `<>` or a mailbox.
    mutating func reversePath() -> ReversePath? {
        if rest.starts(with: "<>".utf8) {
            rest = rest.dropFirst(2)
            return .null
        }
        return path().map(ReversePath.mailbox)
    }

    /// A mailbox, or `<postmaster>`, which needs no domain: its address then has an empty one.
    ///
    /// - Standard: RFC 5321 §4.5.1
    mutating func forwardPath() -> ForwardPath? {
        let postmaster = "<postmaster>"
        let word = rest.prefix(postmaster.utf8.count)
        if equalsIgnoringCase(word, postmaster) {
            rest = rest[word.endIndex...]
            return ForwardPath(MailAddress(localPart: "postmaster", domain: ""))
        }
        return path().map(ForwardPath.init)
    }

    private mutating func path() -> MailAddress? {
        guard take(0x3C) else { return nil }
        if rest.first == 0x40 {
            guard let colon = rest.firstIndex(of: 0x3A) else { return nil }
            rest = rest[(colon + 1)...]
        }
        guard let localPart = localPart(), take(0x40), let domain = domain(), take(0x3E) else { return nil }
        return MailAddress(localPart: localPart, domain: domain)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func localPart() -> String? {
        rest.first == 0x22 ? quotedString() : word(within: Self.localPartBytes)
    }

    /// The text within the quotes, backslashes resolved.
    private mutating func quotedString() -> String? {
        var text: [UInt8] = []
        var index = rest.index(after: rest.startIndex)
        while index < rest.endIndex, text.count <= Self.localPartBytes {
            if rest[index] == 0x22 {
                rest = rest[(index + 1)...]
                return text.isEmpty || text.count > Self.localPartBytes ? nil : String(decoding: text, as: UTF8.self)
            }
            if rest[index] == 0x5C { index += 1 }
            guard index < rest.endIndex else { return nil }
            text.append(rest[index])
            index += 1
        }
        return nil
    }

    private mutating func domain() -> String? {
        guard rest.first == 0x5B else { return word(within: Self.domainBytes) }
        guard let end = rest.firstIndex(of: 0x5D), end - rest.startIndex < Self.domainBytes else { return nil }
        let literal = rest[...end]
        guard literal.count > 2, literal.dropFirst().dropLast().allSatisfy(Self.isLiteral) else { return nil }
        rest = rest[(end + 1)...]
        return String(decoding: literal, as: UTF8.self)
    }

    private mutating func word(within limit: Int) -> String? {
        let word = rest.prefix(while: Self.isAtomOrDot)
        guard (1...limit).contains(word.count) else { return nil }
        rest = rest[word.endIndex...]
        return String(decoding: word, as: UTF8.self)
    }

    /// Everything but blanks, controls and the specials of RFC 5322 §3.2.3, dots included.
    static func isAtomOrDot(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, 0x7F: false
        case 0x22, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3C, 0x3E, 0x40, 0x5B, 0x5C, 0x5D: false
        default: true
        }
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
        default: false
        }
    }
}
