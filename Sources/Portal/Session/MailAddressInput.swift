import InternetMessage

/// A mail address as somebody typed it.
enum MailAddressInput {
    /// The address, or nil when it cannot be one. Stray blanks and full-width forms from a Chinese keyboard are
    /// forgiven.
    static func address(_ text: String) -> MailAddress? {
        let typed = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.value {
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
            case 0x3002: "."
            case 0x20, 0x09, 0x3000: nil
            default: scalar
            }
        }
        let plain = String(String.UnicodeScalarView(typed))
        let units = Array(plain.utf8)
        guard (3...254).contains(units.count), let at = units.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let (local, domain) = (units[..<at], units[(at + 1)...])
        guard (1...64).contains(local.count), local.allSatisfy(isLocal), isDomain(domain) else { return nil }
        return MailAddress(
            localPart: String(decoding: local, as: UTF8.self), domain: String(decoding: domain, as: UTF8.self))
    }

    private static func isLocal(_ unit: UInt8) -> Bool {
        unit > 0x20 && unit != 0x7F && !"\"(),:;<>@[\\]".utf8.contains(unit)
    }

    private static func isDomain(_ units: ArraySlice<UInt8>) -> Bool {
        let labels = units.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == UInt8(ascii: "-")
                        || $0 >= 0x80
                }
        }
    }
}
