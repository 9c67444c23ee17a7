import InternetMessage

import struct Foundation.Date

/// Messages that say who signed them.
enum Signatures {
    private static let arrival = Date(timeIntervalSince1970: 1_795_600_000)

    /// What DNS holds for whatever is asked, then NUL, then the message.
    static func dkim(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        let raw = RawMessage(Array(parts[1]))
        let author = InternetMessage(unstructured: raw, limits: MessageLimits()).author?.address
        let check = SignatureCheck(raw, author: author, suffixes: nil, at: arrival)
        precondition(check.questions.count <= SignatureCheck.signatureLimit + 2, "questions are counted")
        let finding = check.finding { _ in .found([Array(parts[0])]) }
        if case .signed(let domain, _) = finding {
            precondition(author?.domain.hasSuffix(domain) == true, "only a domain that speaks for the author signs")
        }
    }
}
