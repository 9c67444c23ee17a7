/// What a domain asks receivers to do with mail that proves nothing.
///
/// - Standard: RFC 7489 §6.3
public struct DMARCRecord: Sendable, Hashable {
    public enum Policy: String, Sendable, Hashable, CaseIterable { case none, quarantine, reject }

    public var policy: Policy
    /// Somebody gets the reports.
    public var hasReports: Bool

    /// Nil for a record that is none, or that receivers do not take for one.
    public init?(_ record: [UInt8]) {
        guard let tags = TagList(record), tags.firstName == [UInt8(ascii: "v")],
            tags["v"]?.elementsEqual("DMARC1".utf8) == true, let policy = tags.text("p").flatMap(Policy.init)
        else { return nil }
        self.policy = policy
        hasReports = tags["rua"]?.isEmpty == false
    }

    public static func isMeant(by record: [UInt8]) -> Bool { ASCII.hasPrefix(record, "v=DMARC1") }
}
