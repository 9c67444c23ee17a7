/// What one language says to decide, and the few courtesies that may stand on the same line.
///
/// `docs/approvals.md` shows all of them, and why some that one might expect are missing.
public struct ApprovalLanguage: Sendable {
    /// BCP 47.
    public let tag: String
    /// Each is a whole line. The first is the one that mails print.
    public let approving: [String]
    public let rejecting: [String]
    /// Greetings and thanks ahead of either.
    public let before: [String]
    /// Assent, which makes sense ahead of one of the two alone.
    public let beforeApproving: [String]
    /// Regret, likewise.
    public let beforeRejecting: [String]
    /// Thanks and regards behind either.
    public let after: [String]
    /// Whether a blank may part the word from what follows. It must be a mark where nouns decide: `승인 감사합니다` thanks
    /// for an approval, `승인, 감사합니다` gives one.
    public let partsByBlank: Bool

    public func words(_ decision: ApprovalVerdict) -> [String] {
        decision == .approved ? approving : rejecting
    }

    func before(_ decision: ApprovalVerdict) -> [String] {
        before + (decision == .approved ? beforeApproving : beforeRejecting)
    }

    public static let shipped: [ApprovalLanguage] = [
        .chinese, .traditionalChinese, .english, .japanese, .korean, .german, .french, .spanish, .portuguese, .russian,
        .arabic,
    ]
}
