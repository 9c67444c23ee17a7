import Foundation
import InternetMessage
import Ticketing

/// One mail for one desk, as it is written.
struct ArrivalRow: Sendable {
    let desk: String
    private let values: [SQLValue]
    private let digest: [UInt8]
    /// When it came, and by which way.
    private let source: [SQLValue]

    /// One per distinct desk, in the order in which the envelope first names it.
    static func rows(of arrival: Arrival, _ blob: StoredBlob) -> [ArrivalRow] {
        var desks: [String] = []
        for desk in arrival.desks where !desks.contains(desk) { desks.append(desk) }
        return desks.map { desk in
            let paths = zip(arrival.envelope.forwardPaths, arrival.desks).filter { $0.1 == desk }.map(\.0)
            return ArrivalRow(desk, paths, arrival, blob)
        }
    }

    private init(_ desk: String, _ paths: [ForwardPath], _ arrival: Arrival, _ blob: StoredBlob) {
        self.desk = desk
        digest = arrival.digest
        source = [
            SQLValue(arrival.receivedAt), .text(arrival.provenance.key ?? arrival.provenance.transport),
        ]
        values = [
            .blob(digest), .text(desk), .blob(blob.sha256), SQLValue(blob.size), .text(arrival.provenance.transport),
            SQLValue(arrival.provenance.key), SQLValue(arrival.envelope.reversePath.column),
            .text(AddressText.encode(paths)),
            SQLValue(arrival.receivedAt),
        ]
    }

    /// nil when the mail is there already: only its content says so.
    func insert(_ connection: any Connection) throws(StoreError) -> MailID? {
        let row = try connection.first(
            """
            INSERT INTO incoming (digest, desk, raw, size, transport, provenance, reverse_path, forward_paths, state,
                next_at, received_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'received', $9, $9) ON CONFLICT DO NOTHING RETURNING id
            """, values)
        return try row?.id(0, MailID.self)
    }

    /// The entry that is there already.
    func existing(_ connection: any Connection) throws(StoreError) -> MailID {
        let row = try connection.first(
            "SELECT id FROM incoming WHERE digest = $1 AND desk = $2", [.blob(digest), .text(desk)])
        guard let row else { throw .unavailable("the same mail is being stored by another node") }
        return try row.id(0, MailID.self)
    }

    /// Counts one more on the entry that is there already.
    func count(_ connection: any Connection) throws(StoreError) -> MailID {
        if let row = try connection.first(
            """
            UPDATE incoming SET copies = copies + 1, copied_at = $3, copied_by = $4
            WHERE digest = $1 AND desk = $2 RETURNING id
            """, [.blob(digest), .text(desk)] + source)
        {
            return try row.id(0, MailID.self)
        }
        throw .unavailable("the same mail is being stored by another node")
    }
}

extension Provenance {
    /// From its two columns. The name of an IMAP mailbox may hold colons: its numbers are read from the end.
    init(transport: String, key: String?) {
        let parts = (key ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch transport {
        case "imap" where parts.count >= 4:
            let mailbox = parts[1..<(parts.count - 2)].joined(separator: ":")
            let uid = UInt32(parts[parts.count - 1]) ?? 0
            self = .imap(mailbox: mailbox, uidValidity: UInt32(parts[parts.count - 2]) ?? 0, uid: uid)
        case "pop3" where parts.count >= 3:
            // A unique-id may have colons; the maildrop's own are percent-encoded.
            self = .pop3(maildrop: parts[1], uidl: parts[2...].joined(separator: ":"))
        case "stdin": self = .standardInput
        default: self = .lmtp
        }
    }
}
