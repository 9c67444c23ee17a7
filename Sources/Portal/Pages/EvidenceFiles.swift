import Cryptography
import Ticketing

/// The bytes that the digests in an approval's records are of, each under a name that a shell can use.
struct EvidenceFiles {
    struct File: Sendable, Hashable {
        var name: String
        var bytes: [UInt8]
        /// By the word of a record; nil where none speaks of it.
        var digest: String?
    }

    static let sums = "SHA256SUMS"
    static let chain = "CHAIN.txt"

    let dossier: EvidenceDossier

    /// The list of digests and the chain come first.
    var all: [File] {
        let files = contents + dossier.trail.records.flatMap(record) + mails + attachments
        let lines = files.compactMap { file in file.digest.map { "\($0)  \(file.name)\n" } }
        return [
            File(name: Self.sums, bytes: Array(lines.joined().utf8)),
            File(name: Self.chain, bytes: Array(chainText.utf8)),
        ] + files
    }

    private var contents: [File] {
        let asking = dossier.trail.asking
        return dossier.trail.contents.enumerated().compactMap { index, content in
            guard content.erasedDigest == nil else { return nil }
            return File(
                name: "content-\(content.version).txt", bytes: content.canonical,
                digest: asking.dropFirst(index).first?.value("content"))
        }
    }

    private func record(_ record: EvidenceRecord) -> [File] {
        let facts = record.facts.compactMap { fact -> File? in
            guard let value = fact.value, let salt = fact.salt.flatMap({ Hex.decode($0) }) else { return nil }
            return File(
                name: "fact-\(record.sequence)-\(Self.safe(fact.name))", bytes: salt + Array(value.utf8),
                digest: record.digest(ofFact: fact.name))
        }
        let text = File(
            name: "record-\(record.sequence).txt", bytes: Array(record.record.utf8), digest: record.digest)
        return [text] + facts
    }

    private var mails: [File] {
        dossier.mails.compactMap { mail in
            mail.bytes.map { File(name: Self.name(of: mail), bytes: $0, digest: mail.digest) }
        }
    }

    /// The content's text, and not a record, holds their digests.
    private var attachments: [File] {
        dossier.files.compactMap { file in
            file.bytes.map { File(name: Self.name(of: file), bytes: $0, digest: file.file.sha256) }
        }
    }

    /// Their own names may hold anything.
    static func name(of file: EvidenceDossier.File) -> String { "file-\(file.version)-\(file.position)" }

    static func name(of mail: EvidenceDossier.Mail) -> String {
        switch mail.kind {
        case .deciding(let id): "mail-\(id).eml"
        case .asking(let id): "asked-\(id).eml"
        case .page(let sequence): "shown-\(sequence).html"
        }
    }

    /// A line `sequence digest` for each record and neighbour, then the head.
    var chainText: String {
        var known: [Int64: String] = [:]
        for record in dossier.trail.records {
            known[record.sequence] = record.digest
            // The one before is another approval's, or stands here itself.
            if let previous = record.previous { known[record.sequence - 1] = known[record.sequence - 1] ?? previous }
        }
        for head in dossier.neighbours { known[head.sequence] = head.digest }
        let lines = known.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
        return lines.joined() + (dossier.head.map { "head: \($0.sequence) \($0.digest)\n" } ?? "")
    }

    private static func safe(_ name: String) -> String {
        String(decoding: name.utf8.filter { (0x61...0x7A).contains($0) || $0 == 0x2D }, as: UTF8.self)
    }
}
