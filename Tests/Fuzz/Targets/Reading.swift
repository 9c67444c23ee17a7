@testable import InternetMessage
@testable import MailParser

/// Whole messages.
enum Reading {
    static let limits = MessageLimits()

    /// What the parser's child does, behind the same look at the bytes, and what the daemon makes of its answer.
    static func mime(_ bytes: [UInt8]) {
        guard case .parse(let cleaned) = PreScan.check(bytes, limits: limits) else { return }
        precondition(cleaned.count == bytes.count && !cleaned.contains(0), "cleaning moves nothing")
        guard let structure = try? StructureWalker.structure(of: cleaned[...], limits: limits) else { return }
        let decoded = try? MessageStructure(
            decoding: structure.encoded, messageBytes: cleaned.count, limits: limits)
        precondition(decoded == structure, "the daemon takes the child's answer")
        check(InternetMessage(raw: RawMessage(bytes), structure: structure, limits: limits))
    }

    /// What the daemon does alone.
    static func prescan(_ bytes: [UInt8]) {
        let raw = RawMessage(bytes)
        _ = PreScan.check(bytes, limits: limits)
        let structure = StructureScan.structure(of: raw, limits: limits)
        let decoded = try? MessageStructure(decoding: structure.encoded, messageBytes: bytes.count, limits: limits)
        precondition(decoded == structure, "ranges stay within the message, depth and parts within the limits")
        _ = ContentDigest.sha256(of: raw)
        check(InternetMessage(unstructured: raw, limits: limits))
    }

    /// What wraps a message in a format of its own.
    static func enclosed(_ bytes: [UInt8]) {
        let limits = TNEFContent.Limits(bytes: 1 << 20, files: 10)
        if let content = TNEFReader.content(of: bytes, limits: limits) {
            let held = content.files.reduce(0) { $0 + $1.bytes.count }
            precondition(content.files.count <= limits.files && held <= limits.bytes, "files are counted")
        }
        if let expanded = CompressedRTF.decode(bytes[...], limit: 1 << 16) {
            precondition(expanded.count <= 1 << 16, "what is expanded is bounded")
        }
        _ = RTFText.html(bytes, charset: nil)
        _ = RTFText.plainText(bytes, charset: "windows-1252")
        if let content = CMSContent.signed(bytes) { precondition(content.count <= bytes.count, "nothing is invented") }
        _ = CMSContent.isEncrypted(bytes)
    }

    private static func check(_ message: InternetMessage) {
        for attachment in message.attachments {
            precondition((1...AttachmentName.maximumBytes).contains(attachment.name.utf8.count), "a name is bounded")
            precondition(!attachment.name.utf8.contains { $0 < 0x20 || $0 == 0x2F || $0 == 0x5C }, "a name is no path")
        }
        precondition(!message.subject.utf8.contains { $0 < 0x20 }, "a subject is one line")
        precondition(message.problems.count <= MessageReader.maximumProblems, "problems are bounded")
        _ = message.reading(html: nil).judged(reversePath: nil)
    }
}
