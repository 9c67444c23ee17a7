public import struct Foundation.Date

/// Everything that a third person needs to check one approval without us.
public struct EvidenceDossier: Sendable {
    /// A mail or a page with its bytes as they came or went.
    public struct Mail: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            /// It decided.
            case deciding(MailID)
            /// It asked, and its key was used or not.
            case asking(OutgoingID)
            /// The decision came from it: of the record of this sequence.
            case page(Int64)
        }

        public enum Absence: Sendable, Hashable {
            /// Retention took it, or it was never made.
            case gone
            /// It went with a person who was erased; what a record holds of its bytes stays.
            case erased
            /// The approval still waits, and the mail holds the key of whoever is asked.
            case holdsKey
            /// The dossier would be too large.
            case tooLarge
        }

        public var kind: Kind
        /// What the records hold of its bytes; nil where none does: nobody decided by answering it.
        public var digest: String?
        public var bytes: [UInt8]?
        public var absence: Absence?

        public init(kind: Kind, digest: String?, bytes: [UInt8]?, absence: Absence? = nil) {
            self.kind = kind
            self.digest = digest
            self.bytes = bytes
            self.absence = absence
        }
    }

    /// A file that was to be decided about, with its bytes.
    public struct File: Sendable, Hashable {
        public var version: Int64
        /// 1 is the first of its version.
        public var position: Int
        public var file: ApprovalContent.File
        public var bytes: [UInt8]?
        public var absence: Mail.Absence?

        public init(
            version: Int64, position: Int, file: ApprovalContent.File, bytes: [UInt8]?,
            absence: Mail.Absence? = nil
        ) {
            self.version = version
            self.position = position
            self.file = file
            self.bytes = bytes
            self.absence = absence
        }
    }

    /// Bytes of all mails and files of one dossier. What is over is named with its digest, and fetched by its number.
    public static let mostMail = 16 << 20

    public var trail: ApprovalTrail
    public var mails: [Mail]
    public var files: [File]
    /// Digests of records of other approvals right behind one of this one's.
    public var neighbours: [EvidenceHead]
    /// The end of the chain when this was put together.
    public var head: EvidenceHead?
    public var madeAt: Date

    public init(
        trail: ApprovalTrail, mails: [Mail], files: [File] = [], neighbours: [EvidenceHead], head: EvidenceHead?,
        madeAt: Date
    ) {
        self.trail = trail
        self.mails = mails
        self.files = files
        self.neighbours = neighbours
        self.head = head
        self.madeAt = madeAt
    }

    /// Leaves bytes out, from the first mail on that goes over the limit.
    public static func held(_ mails: [Mail], to limit: Int = mostMail) -> [Mail] {
        var room = limit
        return mails.map { mail in
            guard let bytes = mail.bytes else { return mail }
            guard bytes.count <= room else {
                return Mail(kind: mail.kind, digest: mail.digest, bytes: nil, absence: .tooLarge)
            }
            room -= bytes.count
            return mail
        }
    }

    /// Files have the room that mails leave. Only what is embedded is read at all, and the same bytes once.
    public static func room(beside mails: [Mail], limit: Int = mostMail) -> Int64 {
        Int64(max(0, limit - mails.reduce(0) { $0 + ($1.bytes?.count ?? 0) }))
    }
}
