import Cryptography

/// What was before the eyes of whoever decided on a page: the bytes of the part of it that says what is asked.
public struct ShownPage: Sendable, Hashable {
    public var bytes: [UInt8]
    /// Name and version of the program that made it.
    public var program: String

    public init(bytes: [UInt8], program: String) {
        self.bytes = bytes
        self.program = program
    }

    /// SHA-256, lower-case hexadecimal.
    public var digest: String { Hex.encode(SHA256.digest(of: bytes)) }

    /// What the record of the decision holds of it.
    var facts: [ApprovalEvidence.Fact] { [.init("shown-sha256", digest), .init("shown-by", program)] }
}

/// Such a page as it is kept, with the record that holds its digest.
public struct KeptPage: Sendable, Hashable {
    /// Of the record.
    public var sequence: Int64
    public var bytes: [UInt8]

    public init(sequence: Int64, bytes: [UInt8]) {
        self.sequence = sequence
        self.bytes = bytes
    }
}

extension ApprovalTrail {
    /// The record of a decision whose page is not what the record holds the digest of; nil: all are. A page that is gone
    /// holds, as its digest stays.
    var spoiledPage: Int64? {
        pages.first { page in
            let record = records.first { $0.sequence == page.sequence }
            return record?.value("shown-sha256") != Hex.encode(SHA256.digest(of: page.bytes))
        }?.sequence
    }
}

extension EvidenceDossier {
    /// The pages that decisions came from, for the dossier: all that records hold a digest of, mails aside. One goes only
    /// with a person.
    static func shown(_ trail: ApprovalTrail) -> [Mail] {
        trail.records.filter { $0.kind == .decided && $0.value("shown-by") != nil }.map { record in
            let kept = trail.pages.first { $0.sequence == record.sequence }
            return Mail(
                kind: .page(record.sequence), digest: record.value("shown-sha256"), bytes: kept?.bytes,
                absence: kept == nil ? .erased : nil)
        }
    }
}
