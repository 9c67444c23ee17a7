/// What the domain name system answered to a question for TXT records.
///
/// - Standard: RFC 1035 §3.3.14
public enum TextRecords: Sendable, Hashable {
    /// Each record with its strings joined.
    case found([[UInt8]])
    /// The name exists not, or has no such record.
    case none
    /// Nobody knows: no answer in time, or one of failure.
    case unknown(String)
}
