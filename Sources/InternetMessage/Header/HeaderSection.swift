/// One field: its name and its unfolded body, still encoded, as bytes.
///
/// - Standard: RFC 5322 §2.2
public struct HeaderField: Sendable, Hashable {
    /// Lower-case ASCII.
    public var name: String
    public var body: [UInt8]

    public init(name: String, body: [UInt8]) {
        self.name = name
        self.body = body
    }
}

/// The fields of a message, in order, topmost first.
///
/// - Standard: RFC 5322 §2.1
public struct HeaderSection: Sendable, Hashable {
    public var fields: [HeaderField]

    public init(_ fields: [HeaderField] = []) {
        self.fields = fields
    }

    /// Bodies of all fields with this lower-case name, topmost first.
    public func bodies(of name: String) -> [[UInt8]] {
        fields.filter { $0.name == name }.map(\.body)
    }

    public func first(_ name: String) -> [UInt8]? {
        fields.first { $0.name == name }?.body
    }

    public func count(of name: String) -> Int {
        fields.count { $0.name == name }
    }

    /// Body of the first such field as trimmed text, invalid UTF-8 replaced. For fields of plain ASCII.
    public func text(_ name: String) -> String? {
        first(name).map { String(decoding: $0, as: UTF8.self).trimmingASCIISpace() }
    }
}

extension String {
    /// Without ASCII blanks and line ends at both ends; works on bytes, so CRLF is two of them.
    public func trimmingASCIISpace() -> String {
        let space: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let units = utf8
        guard let start = units.firstIndex(where: { !space($0) }),
            let end = units.lastIndex(where: { !space($0) })
        else { return "" }
        return String(self[start...end])
    }
}
