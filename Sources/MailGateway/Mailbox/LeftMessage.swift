public import InternetMessage

/// A message that stays in its mailbox, unread by us.
public struct LeftMessage: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// The size is nil where the server's word for it was wrong.
        case tooLarge(size: Int?, limit: Int)
        /// With the server's last words.
        case unreadable(String)
    }

    public var mailbox: String
    public var place: Provenance
    public var reason: Reason
    /// The fields that could be had; empty where none could.
    public var header: [UInt8]

    public init(mailbox: String, place: Provenance, reason: Reason, header: [UInt8]) {
        self.mailbox = mailbox
        self.place = place
        self.reason = reason
        self.header = header
    }

    /// How the mailbox's own programs would name it; nil where its server gives messages no lasting name.
    public var name: String? { place.nameInMailbox }
}

extension Provenance {
    var nameInMailbox: String? {
        switch self {
        case .imap(_, _, let uid): "UID \(uid)"
        case .pop3(_, let uniqueID): uniqueID.isEmpty ? nil : "unique-id \(uniqueID)"
        case .lmtp, .standardInput: nil
        }
    }
}

/// What became of a message that was left and then asked for.
public enum LeftOutcome: Sendable, Hashable {
    /// It is ours after all.
    case fetched
    /// It is no longer in the mailbox.
    case gone
    case leftAgain(LeftMessage.Reason)
}

extension LeftMessage.Reason: CustomStringConvertible {
    /// For the ledger and the log.
    public var description: String {
        switch self {
        case .tooLarge(let size?, let limit): "it has \(size) bytes, \(limit) are allowed (lmtp.max_message_bytes)"
        case .tooLarge(nil, let limit): "it has more than the \(limit) bytes that are allowed (lmtp.max_message_bytes)"
        case .unreadable(let words): words.isEmpty ? "it could not be fetched" : "it could not be fetched: \(words)"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .tooLarge(let size?, let limit): "大小为 \(size) 字节，超过上限 \(limit) 字节（lmtp.max_message_bytes）"
        case .tooLarge(nil, let limit): "大小超过上限 \(limit) 字节（lmtp.max_message_bytes）"
        case .unreadable(let words): "多次尝试均无法取回（\(words)）"
        }
    }
}

extension LeftMessage {
    private static let fields = [
        ("from", "From"), ("to", "To"), ("cc", "Cc"), ("subject", "Subject"), ("date", "Date"),
        ("message-id", "Message-ID"),
    ]

    /// One sentence for the ledger.
    public var summary: String {
        "lies in the mailbox \(mailbox)\(name.map { " as \($0)" } ?? "") and was not fetched: \(reason)"
    }

    /// What stands for it among our mail: its own fields, and words of ours in place of its body.
    ///
    /// The same message gives the same bytes each time, whatever the reason was.
    public var notice: RawMessage {
        var bytes: [UInt8] = []
        let section = HeaderSection(scanning: RawMessage(header), limits: MessageLimits())
        for (name, written) in Self.fields {
            guard let body = section.first(name) else { continue }
            bytes += Array("\(written): ".utf8) + body.filter { $0 != 0x0D && $0 != 0x0A && $0 != 0 } + [0x0D, 0x0A]
        }
        let words = [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
            "This is not the mail itself. It lies in the mailbox \(mailbox)\(name.map { ", \($0)" } ?? "").",
            "这不是邮件本身。原邮件在邮箱 \(mailbox) 中\(name.map { "（\($0)）" } ?? "")。", "",
            "[\(place.key ?? "")]", "",
        ]
        return RawMessage(bytes + Array(words.joined(separator: "\r\n").utf8))
    }
}
