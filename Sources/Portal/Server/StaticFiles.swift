import Cryptography
import HTTPTypes
import Hummingbird

/// Style sheet and script, part of the program, under names that change with their content, so that a browser may keep
/// them for ever.
struct StaticFiles: Sendable {
    struct File: Sendable {
        let path: String
        let type: String
        let bytes: [UInt8]
    }

    static let style = file("app", "css", type: "text/css; charset=utf-8", PackageResources.app_css)
    static let script = file("app", "js", type: "text/javascript; charset=utf-8", PackageResources.app_js)
    static let mailStyle = file("mail", "css", type: "text/css; charset=utf-8", PackageResources.mail_css)

    private static let all = [style, script, mailStyle]

    private static func file(_ name: String, _ suffix: String, type: String, _ bytes: [UInt8]) -> File {
        let mark = Hex.encode(Array(SHA256.digest(of: bytes).prefix(8)))
        return File(path: "/static/\(name).\(mark).\(suffix)", type: type, bytes: bytes)
    }

    static func response(for path: String) throws(PortalFailure) -> Response {
        guard let file = all.first(where: { $0.path == path }) else { throw .notFound }
        var response = Response(
            status: .ok, headers: [.contentType: file.type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        // The mail's frame has an origin of its own, and takes its style sheet from here.
        response.headers[.resourcePolicy] = "cross-origin"
        return response
    }
}
