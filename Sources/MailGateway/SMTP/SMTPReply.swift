import NIOCore

/// One reply of a server, all its lines.
///
/// - Standard: RFC 5321 §4.2 (replies), RFC 2034 §4 (enhanced status codes)
struct SMTPReply: Hashable, Sendable {
    /// 200 to 599.
    let code: Int
    /// Texts without code, at least one; printable, since a server may send anything.
    let lines: [String]

    var isPositive: Bool { code / 100 == 2 }

    /// One line for the ledger: `550 5.1.1 User unknown`.
    var text: String {
        var text = "\(code)"
        for line in lines where !line.isEmpty && text.utf8.count < 400 { text += " " + line }
        return text
    }

    /// What a failure means for a recipient.
    ///
    /// Only a 5xx is permanent; and of these not the ones that blame our settings (530, 534, 535, 538) or count
    /// recipients (552 after RCPT, 5.5.3), for which the same mail goes through once somebody has mended them.
    /// - Standard: RFC 5321 §4.2.1, §4.5.3.1.10, RFC 4954 §6
    func failure(ofRecipient: Bool = false) -> SMTPFailureClass {
        guard code / 100 == 5 else { return .transient }
        switch code {
        case 530, 534, 535, 538: return .transient
        case 552 where ofRecipient && countsRecipients: return .transient
        default: return .permanent
        }
    }

    /// An enhanced status code of too many recipients, or none at all.
    private var countsRecipients: Bool {
        let text = lines.first ?? ""
        return text.hasPrefix("5.5.3") || !text.hasPrefix("5.")
    }
}

enum SMTPFailureClass: Hashable { case transient, permanent }

/// Why a server's bytes are no reply.
enum SMTPReplyError: Error, Hashable {
    case malformed
    case lineTooLong
    case tooManyLines
}

/// Reads replies off the wire.
///
/// Security: a hostile server gets 2,048 bytes a line and 100 lines a reply, and no number is computed from more than
/// three digits.
struct SMTPReplyParser {
    static let lineBytes = 2_048
    static let replyLines = 100

    private var code: Int?
    private var lines: [String] = []

    /// The next whole reply from the front of the buffer; nil until more bytes come.
    mutating func next(_ buffer: inout ByteBuffer) throws(SMTPReplyError) -> SMTPReply? {
        while true {
            let view = buffer.readableBytesView
            guard let feed = view.firstIndex(of: 0x0A) else {
                guard view.count < Self.lineBytes else { throw .lineTooLong }
                return nil
            }
            guard feed - view.startIndex < Self.lineBytes else { throw .lineTooLong }
            buffer.moveReaderIndex(forwardBy: feed + 1 - view.startIndex)
            if let reply = try take(view[..<feed]) { return reply }
        }
    }

    private mutating func take(_ line: ByteBufferView) throws(SMTPReplyError) -> SMTPReply? {
        let line = line.last == 0x0D ? line.dropLast() : line
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(String(decoding: digits, as: UTF8.self)), (200...599).contains(number),
            code == nil || code == number
        else { throw .malformed }
        let rest = line.dropFirst(3)
        let separator = rest.first ?? 0x20
        guard separator == 0x20 || separator == 0x2D else { throw .malformed }
        guard lines.count < Self.replyLines else { throw .tooManyLines }
        lines.append(printable(rest.dropFirst()))
        guard separator == 0x20 else {
            code = number
            return nil
        }
        defer {
            code = nil
            lines = []
        }
        return SMTPReply(code: number, lines: lines)
    }
}

/// Text from the other side, for logs and the ledger: controls become `?`, at most 512 bytes.
private func printable(_ bytes: ByteBufferView) -> String {
    let clean = bytes.prefix(512).map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 }
    return String(decoding: clean, as: UTF8.self)
}
