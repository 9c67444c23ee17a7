/// The parts of a mailbox's URL, still percent-encoded.
struct MailboxURL {
    private let access: MailboxConfiguration.Access
    private let isImplicitTLS: Bool
    private let user: ArraySlice<UInt8>
    private let host: ArraySlice<UInt8>
    private let port: ArraySlice<UInt8>?
    private let mailbox: ArraySlice<UInt8>
    private let isPlaintext: Bool

    private static let schemes: [(name: String, access: MailboxConfiguration.Access, isImplicitTLS: Bool)] = [
        ("imaps://", .imap, true), ("imap://", .imap, false), ("pop3s://", .pop3, true), ("pop3://", .pop3, false),
    ]

    init(_ url: String) throws(MailboxURLError) {
        var rest = Array(url.utf8)[...]
        guard let scheme = Self.schemes.first(where: { rest.starts(with: $0.name.utf8) }) else { throw .scheme }
        (access, isImplicitTLS) = (scheme.access, scheme.isImplicitTLS)
        rest = rest.dropFirst(scheme.name.utf8.count)
        var query: ArraySlice<UInt8>?
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        mailbox = rest[slash...].dropFirst()
        let authority = rest[..<slash]
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > authority.startIndex else { throw .user }
        user = authority[..<at]
        (host, port) = try Self.hostAndPort(authority[(at + 1)...])
        isPlaintext = try Self.readsPlaintext(query, isImplicitTLS: isImplicitTLS)
    }

    func configuration(password: MailboxPassword) throws(MailboxURLError) -> MailboxConfiguration {
        guard let user = Self.decoded(user), !user.isEmpty, !user.utf8.contains(where: { $0 < 0x20 })
        else { throw .user }
        guard let host = Self.decoded(host), !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .host
        }
        guard let mailbox = Self.decoded(mailbox), !mailbox.utf8.contains(where: { $0 < 0x20 }) else {
            throw .mailbox
        }
        // POP3 knows one maildrop to a user.
        guard access == .imap || mailbox.isEmpty else { throw .mailbox }
        let standardPort: UInt16 =
            switch access {
            case .imap: isImplicitTLS ? 993 : 143
            case .pop3: isImplicitTLS ? 995 : 110
            }
        let security: MailboxConfiguration.Security =
            isImplicitTLS ? .implicitTLS : isPlaintext ? .loopbackPlaintext : .startTLS
        return MailboxConfiguration(
            access: access, host: host, port: try port.map(Self.number) ?? standardPort, security: security, user: user,
            password: password, mailbox: mailbox.isEmpty ? "INBOX" : mailbox)
    }

    private static func hostAndPort(
        _ bytes: ArraySlice<UInt8>
    ) throws(MailboxURLError) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
        let colon = UInt8(ascii: ":")
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { throw .host }
            let behind = bytes[(close + 1)...]
            guard behind.isEmpty || behind.first == colon else { throw .port }
            return (bytes[bytes.startIndex..<close].dropFirst(), behind.isEmpty ? nil : behind.dropFirst())
        }
        guard let mark = bytes.firstIndex(of: colon) else { return (bytes, nil) }
        return (bytes[..<mark], bytes[(mark + 1)...])
    }

    private static func readsPlaintext(
        _ query: ArraySlice<UInt8>?, isImplicitTLS: Bool
    ) throws(MailboxURLError) -> Bool {
        guard let query else { return false }
        guard !isImplicitTLS, query.elementsEqual("tls=off".utf8) else { throw .query }
        return true
    }

    private static func number(_ bytes: ArraySlice<UInt8>) throws(MailboxURLError) -> UInt16 {
        guard bytes.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = UInt16(String(decoding: bytes, as: UTF8.self)), port > 0
        else { throw .port }
        return port
    }

    /// Percent-decoded, or nil when that is no UTF-8 or an escape is broken.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2])
                else { return nil }
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
