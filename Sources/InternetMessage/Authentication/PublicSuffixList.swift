import UnicodeText

/// The names under which strangers register domains, such as `com`, `co.uk` and `github.io`.
///
/// Reads the file that publicsuffix.org maintains and Debian packages. Names that no rule covers have their last label
/// as suffix.
///
/// - Standard: RFC 7489 §3.2 (organizational domain)
public struct PublicSuffixList: Sendable {
    // Keys are A-labels of at most 253 bytes, never raw text of a mail.
    private var rules: Set<String> = []
    /// Parents of `*.` rules.
    private var wildcards: Set<String> = []
    /// Names that a wildcard would cover and doesn't.
    private var exceptions: Set<String> = []

    /// Nil when the bytes are not such a list.
    public init?(_ bytes: [UInt8]) {
        for line in bytes.split(whereSeparator: \.isLineEnd) {
            let rule = ASCII.trimmed(line.prefix { !$0.isBlank })
            guard let first = rule.first, !rule.starts(with: "//".utf8) else { continue }
            if first == UInt8(ascii: "!") {
                Self.insert(rule.dropFirst(), into: &exceptions)
            } else if rule.starts(with: "*.".utf8) {
                Self.insert(rule.dropFirst(2), into: &wildcards)
            } else {
                Self.insert(rule, into: &rules)
            }
        }
        guard rules.contains("com") else { return nil }
    }

    /// The public suffix and one label more; nil for a public suffix itself, and for what is no domain.
    public func organizationalDomain(of domain: String) -> String? {
        guard let name = Domain.ascii(domain) else { return nil }
        let labels = name.utf8.split(separator: UInt8(ascii: "."))
        // From the longest name to the shortest: the longest rule wins, an exception before all.
        for start in labels.indices {
            let length = suffixLength(Self.joined(labels[start...]), labels[start...].count)
            guard let length else { continue }
            guard length < labels.count else { return nil }
            return Self.joined(labels.suffix(length + 1))
        }
        return labels.count >= 2 ? Self.joined(labels.suffix(2)) : nil
    }

    /// How many labels the public suffix has, when a rule names exactly this one or its parent's wildcard.
    private func suffixLength(_ name: String, _ count: Int) -> Int? {
        if exceptions.contains(name) { return count - 1 }
        if rules.contains(name) { return count }
        guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        return wildcards.contains(String(name[name.utf8.index(after: dot)...])) ? count : nil
    }

    private static func insert(_ rule: ArraySlice<UInt8>, into set: inout Set<String>) {
        if let name = Domain.ascii(String(decoding: rule, as: UTF8.self)) { set.insert(name) }
    }

    private static func joined(_ labels: ArraySlice<String.UTF8View.SubSequence>) -> String {
        String(decoding: Array(labels.joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
    }
}
