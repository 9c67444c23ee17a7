import InternetMessage

/// An address as MAIL and RCPT write it.
///
/// Security: nothing that could end the command or the path is written: an address with a control, or whose domain is
/// not one, has no path.
/// - Standard: RFC 5321 §4.1.2
struct SMTPPath: Hashable {
    /// With its angle brackets.
    let text: String
    /// Whether it needs SMTPUTF8.
    let isInternationalized: Bool

    init?(_ address: MailAddress) {
        guard let localPart = Self.localPart(address.localPart), Self.isDomain(address.domain) else { return nil }
        self.init(text: "<\(localPart)@\(address.domain)>")
    }

    init?(_ path: ReversePath) {
        switch path {
        case .null: self.init(text: "<>")
        case .mailbox(let address): self.init(address)
        }
    }

    private init(text: String) {
        self.text = text
        isInternationalized = text.utf8.contains { $0 >= 0x80 }
    }

    private static func localPart(_ text: String) -> String? {
        let units = text.utf8
        guard !units.isEmpty, units.count <= 256, units.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        let isDotString = units.split(separator: 0x2E, omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(PathScanner.isAtomOrDot) }
        if isDotString { return text }
        var quoted: [UInt8] = [0x22]
        for unit in units {
            if unit == 0x22 || unit == 0x5C { quoted.append(0x5C) }
            quoted.append(unit)
        }
        return String(decoding: quoted + [0x22], as: UTF8.self)
    }

    private static func isDomain(_ text: String) -> Bool {
        var units = Substring(text).utf8
        guard (1...255).contains(units.count) else { return false }
        if units.first == 0x5B, units.last == 0x5D { units = units.dropFirst().dropLast() }
        // Colons stand in address literals.
        return !units.isEmpty && units.allSatisfy { PathScanner.isAtomOrDot($0) || $0 == 0x3A }
    }
}
