/// How much one LMTP client may ask for. Each number has a reply; see `LMTPReply`.
///
/// - Standard: RFC 5321 §4.5.3.1 (sizes), §4.5.3.2 (time-outs)
public struct LMTPLimits: Sendable, Hashable {
    /// Content of one message, after dot-unstuffing.
    public var messageBytes = 50 << 20
    /// Content that all connections together hold until it is stored, or one message where that is more.
    public var contentBytes = 512 << 20
    /// One command line, its CRLF included.
    public var commandBytes = 2_048
    /// Accepted recipients of one mail transaction.
    public var recipients = 1_000
    /// Protocol errors in one session; the next one closes it.
    public var errors = 20
    public var connections = 1_000
    /// Silence on the client's side before the session is closed.
    public var idle: Duration = .seconds(300)
    /// How long a shutdown waits for mail transactions that are under way.
    public var drain: Duration = .seconds(8)

    public init() {}
}
