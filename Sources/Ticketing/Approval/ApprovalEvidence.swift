/// One record of what happened to an approval, for whoever doubts it later.
///
/// Records are chained: each holds the digest of the one before. What says something about a person is kept beside the
/// record, which holds its salted digest, so that it can be erased and the chain still holds.
public struct ApprovalEvidence: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case requested, invited, commented, decided, refused, rerouted, revised, withdrawn, settled
    }

    public var kind: Kind
    /// Facts by name, in the order they are written.
    public var facts: [Fact]

    public struct Fact: Sendable, Hashable {
        public var name: String
        public var value: String
        /// Names, addresses, words.
        public var isPersonal: Bool

        public init(_ name: String, _ value: String, isPersonal: Bool = false) {
            self.name = name
            self.value = value
            self.isPersonal = isPersonal
        }
    }

    /// Bytes of the page that a decision came from, kept beside the record.
    public var shown: [UInt8]?

    public init(_ kind: Kind, _ facts: [Fact], shown: [UInt8]? = nil) {
        self.kind = kind
        self.facts = facts
        self.shown = shown
    }
}
