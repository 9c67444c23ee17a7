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
    /// A message of ours: as a mail that came in, with the one sheet that bears this nonce, and pictures of our own site.
    static func ownMailPolicy(nonce: String) -> String {
        "default-src 'none'; script-src 'none'; style-src 'nonce-\(nonce)'; img-src 'self' data: https:; "
            + "form-action 'none'; frame-ancestors 'self'; base-uri 'none'; "
            + "sandbox allow-popups allow-popups-to-escape-sandbox"
    }
    static let downloadPolicy =
        "sandbox; default-src 'none'; script-src 'none'; frame-ancestors 'none'; base-uri 'none'"

    /// The fields where an answer does not say otherwise.
    var fields: HTTPFields {
        var fields: HTTPFields = [
            .contentSecurityPolicy: SecurityHeaders.pagePolicy, .xContentTypeOptions: "nosniff",
            .referrerPolicy: "same-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            .cacheControl: "no-store", .openerPolicy: "same-origin", .resourcePolicy: "same-origin",
        ]
        if isSecure { fields[.strictTransport] = "max-age=31536000" }
        return fields
    }

    func apply(to headers: inout HTTPFields, requestID: String) {
        for field in fields where headers[field.name] == nil { headers.append(field) }
        headers[.requestID] = requestID
    }
}
