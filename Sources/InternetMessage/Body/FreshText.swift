/// What the sender wrote now, apart from what they quoted and signed with.
///
/// Nothing is ever deleted: `text` is for folding a display and for reading decisions; the whole message stays beside
/// it.
public struct FreshText: Sendable, Hashable {
    /// New words, in order; the whole text when nothing seemed new.
    public var text: String
    /// Whether something was recognised as quotation.
    public var quoted: Bool
    public var signature: String?
    /// False when the split left nothing and `text` therefore shows everything: such text never feeds a decision.
    public var isCertain: Bool

    public init(text: String, quoted: Bool, signature: String? = nil, isCertain: Bool = true) {
        self.text = text
        self.quoted = quoted
        self.signature = signature
        self.isCertain = isCertain
    }
}
