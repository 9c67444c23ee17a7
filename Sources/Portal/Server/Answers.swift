import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .server
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
    static let requestID = HTTPField.Name("X-Request-Id") ?? .server
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .server
    static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .server
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .server
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .server
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .server
    static let replayed = HTTPField.Name("Idempotency-Replayed") ?? .server
    static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .server
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .server
    static let clearSiteData = HTTPField.Name("Clear-Site-Data") ?? .server
    static let strictTransport = HTTPField.Name("Strict-Transport-Security") ?? .server
}

extension Response {
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: html.bytes)))
    }

    /// A message of ours as a document of its own, for a sandboxed frame.
    static func ownMail(_ html: String, nonce: String) -> Response {
        var response = Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: StyledMail(html: html, nonce: nonce).markup)))
        response.headers[.contentSecurityPolicy] = SecurityHeaders.ownMailPolicy(nonce: nonce)
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        json(bytes: value.bytes, status: status)
    }

    static func json(bytes: [UInt8], status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// After a POST: the browser fetches `path`, which is one of ours.
    static func seeOther(_ path: String, flash: Flash? = nil) -> Response {
        var response = Response(status: .seeOther, headers: [.location: path])
        if let flash { response.add(.flash(flash)) }
        return response
    }

    /// Bytes for saving, never for showing.
    ///
    /// - Standard: RFC 6266 §4; RFC 8187 §3.2
    static func download(_ bytes: [UInt8], name: String) -> Response {
        var response = Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.contentDisposition] = ContentDisposition.attachment(name)
        response.headers[.contentSecurityPolicy] = SecurityHeaders.downloadPolicy
        response.headers[.resourcePolicy] = "same-origin"
        return response
    }

    mutating func add(_ cookie: PortalCookie) {
        headers.append(HTTPField(name: .setCookie, value: cookie.field))
    }
}

/// The Content-Disposition of a download.
enum ContentDisposition {
    /// - Standard: RFC 6266 §4.1, appendix D; RFC 8187 §3.2.1 (attr-char)
    static func attachment(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar -> Character in
            let isSafe = (0x20..<0x7F).contains(scalar.value) && !"\"\\%/;".unicodeScalars.contains(scalar)
            return isSafe ? Character(scalar) : "_"
        }
        return "attachment; filename=\"\(String(plain.prefix(100)))\"; filename*=UTF-8''\(extended(name))"
    }

    private static func extended(_ name: String) -> String {
        var output: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                output.append(byte)
            default:
                output.append(UInt8(ascii: "%"))
                output.append(contentsOf: hexDigits(byte))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func hexDigits(_ byte: UInt8) -> [UInt8] {
        [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x41 + $0 - 10 }
    }
}
