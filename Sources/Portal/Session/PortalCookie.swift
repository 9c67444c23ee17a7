/// A cookie as we set it.
///
/// - Standard: RFC 6265 §4.1.1 (syntax)
struct PortalCookie: Sendable {
    let name: String
    let value: String
    /// Seconds; nil for as long as the browser runs.
    var maxAge: Int?
    var isSecure = false
    var isHidden = true

    var field: String {
        var text = "\(name)=\(value); Path=/; SameSite=Lax"
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if isSecure { text += "; Secure" }
        if isHidden { text += "; HttpOnly" }
        return text
    }

    /// The `__Host-` prefix has browsers refuse it from anywhere but this host over TLS.
    static func sessionName(isSecure: Bool) -> String { isSecure ? "__Host-martlet" : "martlet" }

    static func session(_ secret: String, isSecure: Bool, maxAge: Double) -> PortalCookie {
        PortalCookie(
            name: sessionName(isSecure: isSecure), value: secret, maxAge: Int(maxAge), isSecure: isSecure)
    }

    static func endSession(isSecure: Bool) -> PortalCookie {
        PortalCookie(name: sessionName(isSecure: isSecure), value: "", maxAge: 0, isSecure: isSecure)
    }

    /// Of somebody whom a code let in to one approval.
    static func visitName(isSecure: Bool) -> String { sessionName(isSecure: isSecure) + "-approval" }

    static func visit(_ secret: String, isSecure: Bool) -> PortalCookie {
        PortalCookie(
            name: visitName(isSecure: isSecure), value: secret, maxAge: Int(ApprovalVisits.lifetime),
            isSecure: isSecure)
    }

    static let flashName = "martlet-flash"
    static let languageName = "martlet-language"

    static func flash(_ flash: Flash) -> PortalCookie {
        PortalCookie(name: flashName, value: flash.rawValue, maxAge: 60)
    }

    static let noFlash = PortalCookie(name: flashName, value: "", maxAge: 0)

    static func language(_ language: PortalLanguage) -> PortalCookie {
        PortalCookie(name: languageName, value: language.rawValue, maxAge: 365 * 86_400)
    }

    /// The value of the first cookie of this name in the request's fields.
    static func value(of name: String, in fields: [String]) -> String? {
        for field in fields {
            for pair in field.utf8.split(separator: UInt8(ascii: ";")).prefix(50) {
                let trimmed = pair.drop { $0 == 0x20 }
                guard trimmed.starts(with: name.utf8) else { continue }
                let rest = trimmed.dropFirst(name.utf8.count)
                guard rest.first == UInt8(ascii: "=") else { continue }
                return String(decoding: rest.dropFirst(), as: UTF8.self)
            }
        }
        return nil
    }
}
