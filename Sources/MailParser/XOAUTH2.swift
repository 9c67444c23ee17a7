import CChildProcess

/// The SASL mechanism of Microsoft and Google that carries an OAuth 2.0 access token.
///
/// - Standard: RFC 6750 §2.1 (bearer tokens), RFC 4648 §4
enum XOAUTH2 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// One for the token, and one that is the server's reason against it.
    static let challengeLimit = 2
    static let noEnd = MailboxFailure(
        code: MARTLET_MAILBOX_PROTOCOL, reason: "the server asks for the token again and again")

    /// `user=` and the token between controls, in base64.
    static func initialResponse(user: String, token: String) -> String {
        base64(Array("user=\(user)\u{1}auth=Bearer \(token)\u{1}\u{1}".utf8))
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + [UInt8](repeating: 0, count: 3 - group.count)
            let word = padded.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            for position in 0..<4 {
                let index = Int(word >> UInt32(18 - 6 * position) & 0x3F)
                result.append(position <= group.count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
