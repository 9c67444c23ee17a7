/// What does not hold about evidence.
public enum EvidenceFault: Sendable, Hashable, CustomStringConvertible {
    /// The record's text is not what its digest is of.
    case digest
    /// Records before it are missing, or it says another place than it stands at.
    case place
    /// Its line `previous` is not the digest of the record before.
    case link
    /// It is kept under another approval than it speaks of.
    case approval
    /// A fact about a person is not what the record's salted digest is of, or the record does not speak of it.
    case fact(String)
    /// The chain does not end where its head says.
    case head
    /// A version of what was to be decided is not what the records hold the digest of.
    case content(Int64)
    /// The approval is in another state than its records say.
    case state
    /// The decisions that count are not those of the records.
    case decisions
    /// The page that a decision came from is not what its record, of this sequence, holds the digest of.
    case page(Int64)

    public var description: String {
        switch self {
        case .digest: "its text is not what its digest is of"
        case .place: "records before it are missing, or it stands at the wrong place"
        case .link: "it does not hold the digest of the record before"
        case .approval: "it is kept under another approval than it speaks of"
        case .fact(let name): "the fact \"\(name)\" is not what the record holds the digest of"
        case .head: "the chain does not end where its head says"
        case .content(let version): "version \(version) of its content is not what the records hold the digest of"
        case .state: "its state is not what the records say"
        case .decisions: "its decisions are not those of the records"
        case .page(let sequence): "the page behind record \(sequence) is not what the record holds the digest of"
        }
    }
}
