/// How much of a message is looked at. Beyond a limit the message is still kept whole; what was cut is said in
/// `InternetMessage.problems`.
public struct MessageLimits: Sendable, Hashable {
    public var messageBytes = 50 << 20
    public var headerBytes = 256 << 10
    public var fields = 1_000
    public var addresses = 1_000
    public var depth = 20
    public var parts = 500
    public var decodedBytes = 100 << 20
    /// HTML beyond this is read as text.
    public var htmlBytes = 2 << 20

    /// Text beyond this is cut; the original keeps it.
    public var textBytes = 4 << 20

    public init() {}
}
