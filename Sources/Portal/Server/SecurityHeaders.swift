import HTTPTypes
import Hummingbird

/// The header fields that every answer carries, errors and downloads too.
///
/// - Standard: RFC 9110 §5; Content Security Policy Level 3
struct SecurityHeaders: Sendable {
    let isSecure: Bool

    static let pagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    /// The formatted mail: nothing runs, nothing loads but pictures that travel in it, and only we may frame it.
    static let mailPolicy =
        "default-src 'none'; script-src 'none'; style-src 'self'; img-src data:; form-action 'none'; "
        + "frame-ancestors 'self'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
    static let downloadPolicy =
        "sandbox; default-src 'none'; script-src 'none'; frame-ancestors 'none'; base-uri 'none'"

    func apply(to headers: inout HTTPFields, requestID: String) {
        setDefault(&headers, .contentSecurityPolicy, SecurityHeaders.pagePolicy)
        setDefault(&headers, .xContentTypeOptions, "nosniff")
        setDefault(&headers, .referrerPolicy, "same-origin")
        setDefault(&headers, .permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        setDefault(&headers, .cacheControl, "no-store")
        setDefault(&headers, .openerPolicy, "same-origin")
        setDefault(&headers, .resourcePolicy, "same-origin")
        headers[.requestID] = requestID
        if isSecure { setDefault(&headers, .strictTransport, "max-age=31536000") }
    }

    private func setDefault(_ headers: inout HTTPFields, _ name: HTTPField.Name, _ value: String) {
        if headers[name] == nil { headers[name] = value }
    }
}
