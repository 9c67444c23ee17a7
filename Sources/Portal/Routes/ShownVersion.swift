import Cryptography
import Ticketing

/// What a form says was shown above it: the version of the content, the language, and the digest of the bytes.
///
/// Security: nothing of it is believed. Where a decision is made the same part of the page is made anew of the very
/// approval that is decided about; only where its bytes have that digest does the decision count, and those are kept.
struct ShownVersion: Sendable, Hashable {
    let content: Int64
    let language: PortalLanguage
    /// SHA-256, lower-case hexadecimal.
    let digest: String

    init(of item: ApprovalCase, in language: PortalLanguage, _ shown: HTML) {
        content = item.approval.content.version
        self.language = language
        digest = Hex.encode(SHA256.digest(of: shown.bytes))
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let content = Int64(parts[0]), content > 0,
            let language = PortalLanguage(rawValue: String(parts[1])), Hex.decode(String(parts[2]))?.count == 32
        else { return nil }
        self.content = content
        self.language = language
        digest = String(parts[2])
    }

    var text: String { "\(content).\(language.rawValue).\(digest)" }

    /// The bytes, for evidence; nil where they are others than were shown.
    func page(_ shown: HTML, by program: String) -> ShownPage? {
        let page = ShownPage(bytes: shown.bytes, program: program)
        return page.digest == digest ? page : nil
    }
}

extension PageRequest {
    /// The frame of a page that was shown in this language.
    func frame(in language: PortalLanguage) -> PageFrame {
        var visitor = context.visitor
        visitor.language = language
        return portal.frame(for: visitor)
    }
}
