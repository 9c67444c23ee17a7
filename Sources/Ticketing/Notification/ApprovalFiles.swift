import TemplateEngine

/// What becomes of the files of what is to be decided: to whoever is asked as many as fit go along, the others are links
/// to the approval's page.
struct ApprovalFiles {
    private let files: [ApprovalContent.File]
    private let approval: ApprovalID?
    /// Positions of those that go along.
    private let fitting: Set<Int>

    /// As a queue keeps them, for `init(of:)`.
    static func values(of content: ApprovalContent) -> [String: String] {
        var values: [String: String] = [:]
        for (index, file) in content.files.enumerated() {
            values["files.\(index).name"] = file.name
            values["files.\(index).size"] = file.sizeText
            values["files.\(index).bytes"] = "\(file.size)"
            values["files.\(index).sha256"] = file.sha256
            values["files.\(index).type"] = file.type
        }
        return values
    }

    init(of notification: Notification) {
        let values = notification.values
        approval = values["approval.id"].flatMap(ApprovalID.init(text:))
        files = (0..<ApprovalContent.mostFiles).compactMap { index in
            guard let name = values["files.\(index).name"], let sha256 = values["files.\(index).sha256"],
                let size = values["files.\(index).bytes"].flatMap({ Int64($0) })
            else { return nil }
            return ApprovalContent.File(
                name: name, size: size, sha256: sha256,
                type: values["files.\(index).type"] ?? "application/octet-stream")
        }
        // Whoever holds a key is to see what it decides about.
        let isAsking = values["approval.key"] != nil && values["recipient.is_approver"] == "true"
        var room = isAsking ? OutgoingFiles.mostBytes : 0
        var fitting: Set<Int> = []
        for (index, file) in files.enumerated() where isAsking && file.size <= room {
            room -= file.size
            fitting.insert(index)
        }
        self.fitting = fitting
    }

    /// The approval, and its files that go along.
    var attached: (ApprovalID, [ApprovalContent.File])? {
        guard let approval, !fitting.isEmpty else { return nil }
        return (approval, files.indices.filter(fitting.contains).map { files[$0] })
    }

    /// With a link for each that does not go along; nil where there are none.
    func list(publicURL: String) -> TemplateValue? {
        guard let approval, !files.isEmpty else { return nil }
        return .list(
            files.enumerated().map { index, file in
                var item: [String: TemplateValue] = ["name": .string(file.name), "size": .string(file.sizeText)]
                if !fitting.contains(index) {
                    item["url"] = .string("\(publicURL)/approvals/\(approval)/files/\(index + 1)")
                }
                return .object(item)
            })
    }
}
