import Glibc

/// Who may send mail for a domain, by the domain's own word.
///
/// - Standard: RFC 7208 §4.6.1 (terms), §5 (mechanisms), §6.1 (redirect)
public struct SPFRecord: Sendable, Hashable {
    public enum Qualifier: String, Sendable, Hashable, CaseIterable {
        case pass = "+"
        case fail = "-"
        case softFail = "~"
        case neutral = "?"
    }

    public enum Mechanism: Sendable, Hashable {
        case all
        case include(String)
        /// Addresses of a name, nil for the domain itself.
        case address(String?, Prefixes)
        /// Addresses of the hosts that take mail for a name.
        case exchange(String?, Prefixes)
        case network(IPAddress, bits: Int)
        /// `ptr` and `exists`, whose answer depends on the mail.
        case other(String)

        /// Whether it costs one of the ten questions.
        public var asks: Bool {
            switch self {
            case .all, .network: false
            case .include, .address, .exchange, .other: true
            }
        }
    }

    public struct Prefixes: Sendable, Hashable {
        public var four: Int
        public var six: Int
    }

    public struct Term: Sendable, Hashable {
        public var qualifier: Qualifier
        public var mechanism: Mechanism
    }

    /// Why a record is none.
    public struct Fault: Error, Sendable, Hashable {
        /// The word that cannot be read.
        public var term: String
    }

    /// Questions that one check may cost.
    public static let questionLimit = 10
    private static let longest = 4_096

    public private(set) var terms: [Term] = []
    public private(set) var redirect: String?

    /// Whether a TXT record is meant as one.
    public static func isMeant(by record: [UInt8]) -> Bool {
        let lower = record.prefix(7).map(ASCII.lower)
        return ASCII.hasPrefix(lower, "v=spf1") && (lower.count == 6 || lower[6] == 0x20)
    }

    public init(_ record: [UInt8]) throws(Fault) {
        guard record.count <= Self.longest else { throw Fault(term: "more than \(Self.longest) bytes") }
        let words = record.dropFirst(6).split(separator: 0x20).map {
            String(decoding: $0.map(ASCII.lower), as: UTF8.self)
        }
        for word in words {
            if let equals = word.firstIndex(where: { $0 == "=" || $0 == ":" || $0 == "/" }), word[equals] == "=" {
                let value = String(word[word.index(after: equals)...])
                if word.hasPrefix("redirect=") { redirect = value }
                continue
            }
            terms.append(try Self.term(word))
        }
    }

    /// What the record says about everybody it does not name; nil when it says nothing.
    public var rest: Qualifier? {
        terms.first { $0.mechanism == .all }?.qualifier
    }

    private static func term(_ word: String) throws(Fault) -> Term {
        let qualifier = Qualifier(rawValue: String(word.prefix(1)))
        let body = qualifier == nil ? word : String(word.dropFirst())
        guard let mechanism = mechanism(body) else { throw Fault(term: String(word.prefix(60))) }
        return Term(qualifier: qualifier ?? .pass, mechanism: mechanism)
    }

    private static func mechanism(_ text: String) -> Mechanism? {
        let name = text.prefix { $0 != ":" && $0 != "/" }
        let rest = text.dropFirst(name.count)
        let value = rest.hasPrefix(":") ? String(rest.dropFirst()) : nil
        switch name {
        case "all": return rest.isEmpty ? .all : nil
        case "include": return value.flatMap { $0.isEmpty ? nil : .include($0) }
        case "ip4": return network(value, length: 4)
        case "ip6": return network(value, length: 16)
        case "a": return named(rest).map { .address($0, $1) }
        case "mx": return named(rest).map { .exchange($0, $1) }
        case "ptr": return .other(text)
        case "exists": return value.flatMap { $0.isEmpty ? nil : .other("exists:" + $0) }
        default: return nil
        }
    }

    private static func network(_ value: String?, length: Int) -> Mechanism? {
        let parts = (value ?? "").split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)), address.bytes.count == length else {
            return nil
        }
        guard parts.count == 2 else { return .network(address, bits: length * 8) }
        return prefix(parts[1], atMost: length * 8).map { .network(address, bits: $0) }
    }

    /// `:name/24//64`, of which every part may be missing.
    private static func named(_ rest: Substring) -> (String?, Prefixes)? {
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        let head = parts.first ?? ""
        guard head.isEmpty || (head.hasPrefix(":") && head.count > 1) else { return nil }
        var prefixes = Prefixes(four: 32, six: 128)
        switch parts.count {
        case 0, 1: break
        case 2:
            guard let bits = prefix(parts[1], atMost: 32) else { return nil }
            prefixes.four = bits
        case 3 where parts[1].isEmpty:
            guard let bits = prefix(parts[2], atMost: 128) else { return nil }
            prefixes.six = bits
        case 4 where parts[2].isEmpty:
            guard let four = prefix(parts[1], atMost: 32), let six = prefix(parts[3], atMost: 128) else { return nil }
            prefixes = Prefixes(four: four, six: six)
        default: return nil
        }
        return (head.isEmpty ? nil : String(head.dropFirst()), prefixes)
    }

    private static func prefix(_ text: Substring, atMost limit: Int) -> Int? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy(ASCII.isDigit), let bits = Int(text),
            bits <= limit
        else { return nil }
        return bits
    }
}

/// An address of a host, four or sixteen bytes.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
    }

    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Whether the first `bits` agree.
    public func isWithin(_ network: IPAddress, bits: Int) -> Bool {
        guard bytes.count == network.bytes.count, (0...bytes.count * 8).contains(bits) else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard bytes.prefix(whole).elementsEqual(network.bytes.prefix(whole)) else { return false }
        return rest == 0 || (bytes[whole] ^ network.bytes[whole]) >> UInt8(8 - rest) == 0
    }

    /// Whether it means something beyond this machine and network.
    ///
    /// - Standard: RFC 6890 §2.2
    public var isPublic: Bool {
        let closed = [
            ("0.0.0.0", 8), ("10.0.0.0", 8), ("100.64.0.0", 10), ("127.0.0.0", 8), ("169.254.0.0", 16),
            ("172.16.0.0", 12), ("192.168.0.0", 16), ("::", 127), ("fc00::", 7), ("fe80::", 10),
        ]
        return !closed.contains { text, bits in IPAddress(text).map { isWithin($0, bits: bits) } ?? false }
    }

    /// Where its names are looked up.
    ///
    /// - Standard: RFC 1035 §3.5, RFC 3596 §2.5
    public var reverseName: String {
        if bytes.count == 4 { return bytes.reversed().map { "\($0)" }.joined(separator: ".") + ".in-addr.arpa" }
        let digits = bytes.reversed().flatMap { [$0 & 15, $0 >> 4] }.map { String($0, radix: 16) }
        return digits.joined(separator: ".") + ".ip6.arpa"
    }

    public var description: String {
        if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
}
