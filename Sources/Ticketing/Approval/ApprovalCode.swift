import Cryptography

public import struct Foundation.Date

/// Six digits that let an approver in to one approval, for whoever has no session at hand.
///
/// They are worth nothing by themselves: only the browser that asked for them can use them, so neither a forwarded mail
/// nor somebody who reads over a shoulder decides by them.
public enum ApprovalCode {
    public static let digits = 6
    /// Seconds for which it can be used.
    public static let lifetime = 600.0
    /// Wrong ones that a browser may try.
    public static let mostTries: Int64 = 5

    /// A new one.
    static func make(_ tokens: some TokenSource) -> String {
        let chance = tokens.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let number = String(chance % 1_000_000)
        return String(repeating: "0", count: digits - number.utf8.count) + number
    }

    /// As somebody typed or copied it: blanks, hyphens, marks of direction, and the digits of Chinese and Arabic keyboards
    /// are forgiven. nil for what cannot be one.
    public static func typed(_ text: String) -> String? {
        var found = ""
        for scalar in text.unicodeScalars.prefix(40) {
            switch scalar.value {
            case 0x30...0x39: found.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: found += String(scalar.value - 0xFF10)
            case 0x0660...0x0669: found += String(scalar.value - 0x0660)
            case 0x20, 0x09, 0x2D, 0x3000, 0xA0, 0x200E, 0x200F, 0x2066...0x2069: continue
            default: return nil
            }
        }
        return found.utf8.count == digits ? found : nil
    }

    /// What is kept of it. Whoever reads the database cannot try all the codes: the browser's secret is the key.
    static func digest(of code: String, browser: String) -> [UInt8] {
        HMACSHA256.code(for: Array(code.utf8), key: Array(browser.utf8))
    }

    /// What is kept of the browser's secret.
    static func digest(ofBrowser secret: String) -> [UInt8] {
        SHA256.digest(of: Array("approval code \(secret)".utf8))
    }
}

/// A code as it is kept.
public struct IssuedApprovalCode: Sendable, Hashable {
    /// Digest of the secret that the browser holds which asked for it.
    public var browser: [UInt8]
    public var approval: ApprovalID
    public var person: PersonID
    public var digest: [UInt8]
    public var expiresAt: Date

    public init(browser: [UInt8], approval: ApprovalID, person: PersonID, digest: [UInt8], expiresAt: Date) {
        self.browser = browser
        self.approval = approval
        self.person = person
        self.digest = digest
        self.expiresAt = expiresAt
    }
}
