/// How far the author's address can be believed, by what our own MTA verified.
///
/// - Standard: RFC 8601 §5 (only our own authserv-id counts), RFC 7489 §3.1 (alignment)
public struct SenderAuthentication: Sendable, Hashable {
    /// `failed`: our MTA says the domain's owner disowns it. `unverified`: nobody knows (I0). `aligned`: an aligned
    /// pass by our MTA's word (I1). `signed`: an aligned signature verified by ourselves (I1).
    public enum Level: String, Sendable, Hashable, CaseIterable { case failed, unverified, aligned, signed }

    public var level: Level
    /// One sentence for the trace: which method, which domain.
    public var detail: String
    /// What our own mail system holds against the mail without disowning its author; nil when nothing. Such a mail is
    /// taken in like any, and gets no automatic answer.
    public enum Doubt: Sendable, Hashable {
        /// The sender's domain denies the client that brought the mail, and nothing passed.
        case pathDenied
        case spam
    }

    public var doubt: Doubt?

    public init(level: Level, detail: String, doubt: Doubt? = nil) {
        self.level = level
        self.detail = detail
        self.doubt = doubt
    }

    /// At least I1: mail may act for this address.
    public var isAligned: Bool { level == .aligned || level == .signed }
}
