import UnicodeText

/// An addr-spec from tokens: exactly one at sign outside quotes, something on both sides.
///
/// - Standard: RFC 5322 §3.4.1, RFC 5321 §4.5.3.1 (lengths, not enforced strictly)
enum AddressSpecification {
    /// Nil for anything that two readers could take for different mailboxes.
    static func address(_ tokens: [AddressTokens.Token]) -> MailAddress? {
        let ats = tokens.indices.filter { tokens[$0].kind == .special(UInt8(ascii: "@")) }
        guard let at = ats.first else { return localAddress(tokens) }
        guard ats.count == 1, at > 0, at < tokens.count - 1 else { return nil }
        guard let local = joined(tokens[..<at]), let name = joined(tokens[(at + 1)...]) else { return nil }
        return address(local: local, domain: name)
    }

    /// Words before the at sign with blanks between, as careless software writes local-parts. The domain, by which an
    /// author is believed or not, is as clear as ever.
    static func closingGaps(_ tokens: [AddressTokens.Token]) -> MailAddress? {
        let ats = tokens.indices.filter { tokens[$0].kind == .special(UInt8(ascii: "@")) }
        guard let at = ats.first, ats.count == 1, (1...8).contains(at), tokens[..<at].allSatisfy({ $0.kind == .text })
        else { return nil }
        var closed = tokens
        for index in 0..<at { closed[index].followsBlank = false }
        return address(closed)
    }

    /// One plain word: a mailbox of some host of its own, as `MAILER-DAEMON` and cron's `root` are written.
    private static func localAddress(_ tokens: [AddressTokens.Token]) -> MailAddress? {
        guard tokens.count == 1, let word = tokens.first, word.kind == .text, word.bytes.count <= 64,
            word.bytes.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "+-._".utf8.contains($0) })
        else { return nil }
        return MailAddress(localPart: visible(word.bytes), domain: "")
    }

    /// One word with several at signs. Readers differ on which one divides it, so it is all local-part: it can be shown,
    /// but neither believed nor written to.
    static func undivided(_ tokens: [AddressTokens.Token]) -> MailAddress? {
        let isAt = { (token: AddressTokens.Token) in token.kind == .special(UInt8(ascii: "@")) }
        guard tokens.count(where: isAt) > 1, tokens.dropFirst().allSatisfy({ !$0.followsBlank }),
            tokens.allSatisfy({ isAt($0) || $0.kind == .text }), let last = tokens.last, !isAt(last), !isAt(tokens[0])
        else { return nil }
        let bytes = tokens.flatMap(\.bytes)
        return bytes.count <= 320 ? MailAddress(localPart: visible(bytes), domain: "") : nil
    }

    /// The one word that is an address, and the words before it: `John Doe john@example.com`.
    static func onlyAddress(
        in tokens: [AddressTokens.Token]
    ) -> (address: MailAddress, words: [AddressTokens.Token])? {
        let ats = tokens.indices.filter { tokens[$0].kind == .special(UInt8(ascii: "@")) }
        guard let at = ats.first, ats.count == 1, at > 0, at + 1 < tokens.count, !tokens[at].followsBlank,
            !tokens[at + 1].followsBlank
        else { return nil }
        return address(Array(tokens[(at - 1)...(at + 1)])).map { ($0, Array(tokens[..<(at - 1)])) }
    }

    /// Addresses with nothing but blanks between them, where commas were forgotten; nil when a word is none.
    static func addresses(separatedByBlanks tokens: [AddressTokens.Token]) -> [MailAddress]? {
        var words: [[AddressTokens.Token]] = []
        for token in tokens {
            if token.followsBlank || words.isEmpty { words.append([]) }
            words[words.count - 1].append(token)
        }
        let found = words.compactMap { word in word.count >= 3 ? address(word) : nil }
        return found.count == words.count && found.count > 1 ? found : nil
    }

    /// Parts joined as one word. Blanks are allowed beside dots only: they come from folding.
    private static func joined(_ tokens: ArraySlice<AddressTokens.Token>) -> [UInt8]? {
        var bytes: [UInt8] = []
        for token in tokens {
            if case .special = token.kind { return nil }
            if token.followsBlank, let last = bytes.last, last != 0x2E, token.bytes.first != 0x2E { return nil }
            bytes.append(contentsOf: token.bytes)
        }
        return bytes
    }

    private static func address(local: [UInt8], domain: [UInt8]) -> MailAddress? {
        guard (1...512).contains(local.count), (1...512).contains(domain.count) else { return nil }
        let localText = visible(local)
        let domainText = visible(domain)
        guard !localText.isEmpty, !domainText.isEmpty else { return nil }
        return MailAddress(localPart: localText, domain: Domain.ascii(domainText) ?? domainText)
    }

    private static func visible(_ bytes: [UInt8]) -> String {
        HeaderText.clean(Charset.readable(bytes).text, limit: 512)
    }
}
