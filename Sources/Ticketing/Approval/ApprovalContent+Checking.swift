import InternetMessage

extension ApprovalContent {
    public static let mostFields = 20
    /// In bytes of UTF-8.
    public static let longestLabel = 200
    public static let longestValue = 2_000
    public static let mostFiles = 20

    /// Without blanks around them; each needs both halves, on one line.
    static func checked(_ fields: [Field]) throws(ApprovalRefusal) -> [Field] {
        guard fields.count <= mostFields else {
            throw .tooMany(what: "fields", limit: mostFields, actual: fields.count)
        }
        var checked: [Field] = []
        for field in fields {
            let (label, value) = (line(field.label), line(field.value))
            guard !label.isEmpty, !value.isEmpty else { throw .incompleteField(label.isEmpty ? value : label) }
            guard label.utf8.count <= longestLabel else {
                throw .fieldTooLong(label: label, limit: longestLabel, actual: label.utf8.count)
            }
            guard value.utf8.count <= longestValue else {
                throw .fieldTooLong(label: label, limit: longestValue, actual: value.utf8.count)
            }
            checked.append(Field(label: label, value: value))
        }
        return checked
    }

    static func checked(_ files: [File]) throws(ApprovalRefusal) -> [File] {
        guard files.count <= mostFiles else { throw .tooMany(what: "files", limit: mostFiles, actual: files.count) }
        return files
    }

    private static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(scalar.value < 0x20 || ApprovalReading.endsLine(scalar) ? " " : scalar)
        }
        return String(line).trimmingASCIISpace()
    }
}

extension ApprovalContent.File {
    public init(_ attachment: StoredAttachment) {
        self.init(name: attachment.name, size: attachment.size, sha256: attachment.sha256, type: attachment.type)
    }

    /// The size in words that are read in any language.
    public var sizeText: String {
        guard size >= 1_000_000 else { return "\(max(1, size / 1_000)) kB" }
        return "\(size / 1_000_000).\(size / 100_000 % 10) MB"
    }
}

extension TicketRecord {
    /// The files with these numbers, each once, as an approval holds them.
    public func approvalFiles(_ ids: [AttachmentID]) throws(ApprovalRefusal) -> [ApprovalContent.File] {
        let held = entries.flatMap(\.attachments)
        var found: [AttachmentID] = []
        var files: [ApprovalContent.File] = []
        for id in ids where !found.contains(id) {
            guard let attachment = held.first(where: { $0.id == id }) else { throw .unknownFile("\(id)") }
            found.append(id)
            files.append(ApprovalContent.File(attachment))
        }
        return files
    }
}
