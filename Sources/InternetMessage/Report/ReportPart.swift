/// A leaf that speaks about another message: a report, a notification, or what was returned.
///
/// The reader keeps the parts of type `message/delivery-status`, `message/global-delivery-status`,
/// `message/disposition-notification`, `message/feedback-report`, `text/rfc822-headers`, and of `message/rfc822` and
/// `message/global` the embedded message's header section.
///
/// - Standard: RFC 6522 §3 (the parts of a report)
public struct ReportPart: Sendable, Hashable {
    /// Lower-case media type without parameters.
    public var type: String
    /// Decoded bytes; of an embedded message its header section, at most 64 KiB.
    public var bytes: [UInt8]

    public init(type: String, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    public static let types: Set<String> = [
        "message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
        "message/feedback-report", "text/rfc822-headers", "text/rfc822-header", "message/rfc822", "message/global",
        "message/global-headers",
    ]
}
