/// What a question to the name service is about, and what its records look like as bytes.
///
/// - Standard: RFC 1035 §3.2.2, §3.4.1 (A), RFC 3596 §2.1 (AAAA)
public enum DNSRecordKind: UInt16, Sendable, Hashable {
    /// Four bytes.
    case address = 1
    /// A name, as text.
    case pointer = 12
    /// Preference and name, as text: `10 mx.example.com`.
    case exchange = 15
    case text = 16
    /// Sixteen bytes.
    case address6 = 28

    /// The record's data; nil when it is malformed.
    func data(_ reader: DNSReader, in range: Range<Int>) -> [UInt8]? {
        switch self {
        case .address: range.count == 4 ? reader.bytes(in: range) : nil
        case .address6: range.count == 16 ? reader.bytes(in: range) : nil
        case .text: reader.strings(in: range)
        case .pointer: reader.name(in: range).map { Array($0.text.utf8) }
        case .exchange: exchange(reader, in: range)
        }
    }

    private func exchange(_ reader: DNSReader, in range: Range<Int>) -> [UInt8]? {
        guard range.count > 2, let name = reader.name(in: (range.lowerBound + 2)..<range.upperBound) else { return nil }
        let bytes = reader.bytes(in: range)
        return Array("\(Int(bytes[0]) << 8 | Int(bytes[1])) \(name.text)".utf8)
    }
}
