import Cryptography

/// What a record says, and whether it holds.
extension EvidenceRecord {
    private struct Line {
        var name: Substring
        var value: Substring
    }

    private var lines: [Line] {
        record.split(separator: "\n").compactMap { line in
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = line[line.utf8.index(after: colon)...]
            return Line(name: line[..<colon], value: value.first == " " ? value.dropFirst() : value)
        }
    }

    /// The value of the record's line of that name.
    public func value(_ name: String) -> String? { lines.first { $0.name == name }.map { String($0.value) } }

    public var kind: ApprovalEvidence.Kind? { value("kind").flatMap(ApprovalEvidence.Kind.init(rawValue:)) }

    /// Digest of the record before; nil for the first.
    public var previous: String? { value("previous").flatMap { $0 == "none" ? nil : $0 } }

    /// Digest that the record holds of a fact about a person: of the salt's bytes and the value's.
    public func digest(ofFact name: String) -> String? {
        guard let value = value(name), value.hasPrefix("sha256:") else { return nil }
        return String(value.dropFirst("sha256:".utf8.count))
    }

    /// How many facts have been erased.
    public var erased: Int { facts.count { $0.value == nil && $0.salt == nil } }

    /// What does not hold about the record by itself.
    ///
    /// An erased fact holds: its digest stays, and with its salt gone nobody can guess what it was.
    public var fault: EvidenceFault? {
        guard Hex.encode(SHA256.digest(of: Array(record.utf8))) == digest else { return .digest }
        guard value("sequence") == "\(sequence)" else { return .place }
        if let approval, value("approval") != "\(approval)" { return .approval }
        for fact in facts {
            if fact.value == nil, fact.salt == nil, digest(ofFact: fact.name) != nil { continue }
            guard let value = fact.value, let salt = fact.salt.flatMap({ Hex.decode($0) }),
                Hex.encode(SHA256.digest(of: salt + Array(value.utf8))) == digest(ofFact: fact.name)
            else { return .fact(fact.name) }
        }
        return nil
    }
}

/// The end of the chain, as the database keeps it apart.
public struct EvidenceHead: Sendable, Hashable {
    public var sequence: Int64
    /// Lower-case hexadecimal.
    public var digest: String

    public init(sequence: Int64, digest: String) {
        self.sequence = sequence
        self.digest = digest
    }
}

/// Follows the chain from its first record on.
public struct EvidenceWalk: Sendable {
    /// The last record that was passed.
    public private(set) var last: EvidenceHead?

    public init() {}

    /// What is wrong with the next record; nil: it is passed.
    public mutating func pass(_ record: EvidenceRecord) -> EvidenceFault? {
        guard record.sequence == (last?.sequence ?? 0) + 1 else { return .place }
        if let fault = record.fault { return fault }
        guard record.value("previous") == last?.digest ?? "none" else { return .link }
        last = EvidenceHead(sequence: record.sequence, digest: record.digest)
        return nil
    }
}
