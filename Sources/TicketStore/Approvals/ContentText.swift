import Ticketing

/// Fields and files of a content in one column each.
enum ContentText {
    private struct Field: Codable {
        var label: String
        var value: String
    }

    private struct File: Codable {
        var name: String
        var size: Int64
        var sha256: String
        var type: String?
    }

    /// Its columns, in the order of `ApprovalContent`, then when it was erased and its digest.
    static func content(_ row: Row, from first: Int) throws(StoreError) -> ApprovalContent {
        let version = try row.integer(first)
        guard row.isNull(first + 5) else {
            // Whatever stands in the other columns was never asked.
            var content = ApprovalContent(
                version: version, subject: ErasedPerson.nameMark, text: ErasedPerson.nameMark)
            content.erasedDigest = try row.text(first + 6)
            return content
        }
        return ApprovalContent(
            version: version, subject: try row.text(first + 1), text: try row.text(first + 2),
            fields: try fields(try row.text(first + 3)), files: try files(try row.text(first + 4)))
    }

    static func encode(_ fields: [ApprovalContent.Field]) throws(StoreError) -> String {
        try JSONText.encode(fields.map { Field(label: $0.label, value: $0.value) })
    }

    static func encode(_ files: [ApprovalContent.File]) throws(StoreError) -> String {
        try JSONText.encode(files.map { File(name: $0.name, size: $0.size, sha256: $0.sha256, type: $0.type) })
    }

    static func fields(_ text: String) throws(StoreError) -> [ApprovalContent.Field] {
        try JSONText.decode(text, [Field].self, or: []).map { ApprovalContent.Field(label: $0.label, value: $0.value) }
    }

    static func files(_ text: String) throws(StoreError) -> [ApprovalContent.File] {
        try JSONText.decode(text, [File].self, or: [])
            .map {
                ApprovalContent.File(
                    name: $0.name, size: $0.size, sha256: $0.sha256, type: $0.type ?? "application/octet-stream")
            }
    }
}
