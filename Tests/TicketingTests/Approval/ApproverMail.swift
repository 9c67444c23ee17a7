import InternetMessage

@testable import MailParser

/// A mail as a client sends it, read the way that the daemon reads it.
struct ApproverMail: Sendable, CustomStringConvertible {
    var client: String
    var subject = "Re: [IT-42] Your approval is needed: A laptop"
    var fields: [String] = []
    var text: String?
    var html: String?
    /// Parameters of the text part.
    var parameters = ""

    var description: String { client }

    var message: InternetMessage {
        get throws {
            let bytes = Array(source.replacing("\n", with: "\r\n").utf8)
            let limits = MessageLimits()
            let structure = try StructureWalker.structure(of: bytes[...], limits: limits)
            let message = InternetMessage(raw: RawMessage(bytes), structure: structure, limits: limits)
            let tree = try message.unsafeHTML.map { try HTMLTree.parse(Array($0.utf8)) }
            return message.reading(html: tree).judged(reversePath: nil)
        }
    }

    private var source: String {
        let head = [
            "From: Anna Li <anna@customer.example>", "To: IT Support <support+k3y@desk.example>", "Subject: \(subject)",
            "Date: Sun, 29 Nov 2026 10:30:00 +0800", "Message-ID: <answer@customer.example>",
            "In-Reply-To: <request@desk.example>", "MIME-Version: 1.0",
        ]
        return (head + fields).joined(separator: "\n") + "\n" + body
    }

    private var body: String {
        let parts = [text.map { part("plain\(parameters)", $0) }, html.map { part("html", $0) }].compactMap { $0 }
        guard parts.count > 1 else { return parts.joined() }
        return "Content-Type: multipart/alternative; boundary=\"=_b\"\n\n--=_b\n"
            + parts.joined(separator: "\n--=_b\n") + "\n--=_b--\n"
    }

    private func part(_ type: String, _ text: String) -> String {
        "Content-Type: text/\(type); charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\(text)"
    }
}

/// What the desk wrote, as it is quoted: both words stand in it, each on a line of its own, too.
enum AskedWords {
    static let lines = [
        "Hello Anna,", "", "Wang Wei asks for your decision on IT-42:", "", "A laptop for the new colleague", "",
        "You can also answer this mail: write only APPROVE or REJECT into the first line.", "", "APPROVE", "REJECT",
        "同意", "拒绝",
    ]
    static let text = lines.joined(separator: "\n")
    static let marked = lines.map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
    static let html = lines.map { $0.isEmpty ? "<div><br></div>" : "<div>\($0)</div>" }.joined()
}
