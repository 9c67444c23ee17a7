/// What a server offers in its answer to EHLO.
///
/// - Standard: RFC 5321 §4.1.1.1, RFC 2920, RFC 1870, RFC 6152, RFC 6531, RFC 3207, RFC 4954
struct SMTPExtensions: Hashable {
    var pipelining = false
    var eightBitMIME = false
    var smtpUTF8 = false
    var startTLS = false
    /// Nil when SIZE is not offered; 0 when it is offered without a limit.
    var size: Int?
    var authPlain = false
    var authLogin = false

    init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.utf8.split { $0 == 0x20 || $0 == 0x3D }.map(Array.init)
            guard let keyword = words.first else { continue }
            let names = { (name: String) in equalsIgnoringCase(keyword, name) }
            if names("PIPELINING") { pipelining = true }
            if names("8BITMIME") { eightBitMIME = true }
            if names("SMTPUTF8") { smtpUTF8 = true }
            if names("STARTTLS") { startTLS = true }
            if names("SIZE") {
                size = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
            }
            // Old servers write AUTH=PLAIN.
            if names("AUTH") {
                authPlain = authPlain || words.dropFirst().contains { equalsIgnoringCase($0, "PLAIN") }
                authLogin = authLogin || words.dropFirst().contains { equalsIgnoringCase($0, "LOGIN") }
            }
        }
    }
}
