import Cryptography

/// What is to be decided, frozen: whoever decides later decides exactly this.
public struct ApprovalContent: Sendable, Hashable {
    /// One value of the request's form.
    public struct Field: Sendable, Hashable {
        public var label: String
        public var value: String

        public init(label: String, value: String) {
            self.label = label
            self.value = value
        }
    }

    /// A file of the ticket that belongs to it.
    public struct File: Sendable, Hashable {
        public var name: String
        public var size: Int64
        /// Lower-case hexadecimal.
        public var sha256: String
        /// Media type, for whoever opens it; no part of what the digest is of.
        public var type: String

        public init(name: String, size: Int64, sha256: String, type: String = "application/octet-stream") {
            self.name = name
            self.size = size
            self.sha256 = sha256
            self.type = type
        }
    }

    /// Grows with each change; what was decided about an earlier version counts no more.
    public var version: Int64
    public var subject: String
    public var text: String
    public var fields: [Field]
    public var files: [File]
    /// The digest that it had before it was erased with a person; nil: it is as it was asked.
    public var erasedDigest: String?

    public init(version: Int64 = 1, subject: String, text: String, fields: [Field] = [], files: [File] = []) {
        self.version = version
        self.subject = subject
        self.text = text
        self.fields = fields
        self.files = files
    }

    /// What the digest is of: a line `martlet-approval-content/1`, then each value as its length in bytes of UTF-8, a
    /// colon, the value and a line feed, in the order of the properties; lists begin with their count. Nothing in a
    /// value can be taken for the end of it, and anybody can write it again.
    public var canonical: [UInt8] {
        var bytes = Array("martlet-approval-content/1\n".utf8)
        func add(_ text: String) { bytes += Array("\(text.utf8.count):".utf8) + Array(text.utf8) + [0x0A] }
        add("\(version)")
        add(subject)
        add(text)
        add("\(fields.count)")
        for field in fields {
            add(field.label)
            add(field.value)
        }
        add("\(files.count)")
        for file in files {
            add(file.name)
            add("\(file.size)")
            add(file.sha256)
        }
        return bytes
    }

    /// SHA-256 of `canonical`, lower-case hexadecimal; once it is erased, what that was.
    ///
    /// - Standard: FIPS 180-4
    public var digest: String { erasedDigest ?? Hex.encode(SHA256.digest(of: canonical)) }
}
