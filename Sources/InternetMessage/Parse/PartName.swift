/// Names for parts whose sender gave them none: what the part says of itself elsewhere, else what it is.
///
/// - Standard: RFC 2557 §4.2 (Content-Location), RFC 2045 §7 (Content-ID), §8 (Content-Description)
enum PartName {
    /// Never empty; fit to be shown.
    static func name(of part: PartReader, bytes: [UInt8]) -> String {
        let type = part.type.mediaType
        if let told = told(part, isTyped: AttachmentName.knowsExtension(of: type)) { return told }
        switch type {
        case "message/partial": return "message-part-\(part.type.parameters.token("number").map(digits) ?? "").eml"
        case "message/external-body": return "external-body.txt"
        case "application/octet-stream", "application/others", "application/unknown", "":
            return "file." + (kind(of: bytes) ?? "bin")
        default: return AttachmentName.invented(type: type)
        }
    }

    /// A name in another field that looks like a file's.
    private static func told(_ part: PartReader, isTyped: Bool) -> String? {
        let location = part.location.split(separator: "?", maxSplits: 1).first.map(String.init) ?? ""
        let fields = [
            AttachmentName.clean(location), AttachmentName.clean(part.description),
            AttachmentName.clean(localPart(part.contentID ?? "")),
        ]
        if let file = fields.first(where: hasExtension) { return file }
        // Where the type says nothing, an identifier is still better than nothing.
        return isTyped ? nil : fields.last.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func localPart(_ identifier: String) -> String {
        identifier.utf8.firstIndex(of: 0x40).map { String(identifier[..<$0]) } ?? identifier
    }

    /// `a.png`, not `1.5` nor a sentence.
    private static func hasExtension(_ name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: 0x2E), dot > name.utf8.startIndex, name.utf8.count <= 100 else {
            return false
        }
        let suffix = name.utf8[name.utf8.index(after: dot)...]
        return (2...5).contains(suffix.count) && suffix.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
            && suffix.contains(where: \.isASCIILetter) && !suffix.allSatisfy { $0.hexValue != nil && suffix.count > 4 }
    }

    private static func digits(_ text: String) -> String {
        String(decoding: text.utf8.filter(\.isASCIIDigit).prefix(6), as: UTF8.self)
    }

    /// What the first bytes of a file of no declared kind betray.
    private static func kind(of bytes: [UInt8]) -> String? {
        let marks: [(mark: [UInt8], suffix: String)] = [
            ([0x25, 0x50, 0x44, 0x46, 0x2D], "pdf"), ([0x89, 0x50, 0x4E, 0x47], "png"), ([0xFF, 0xD8, 0xFF], "jpg"),
            ([0x47, 0x49, 0x46, 0x38], "gif"), ([0x50, 0x4B, 0x03, 0x04], "zip"), ([0x1F, 0x8B], "gz"),
        ]
        return marks.first { bytes.starts(with: $0.mark) }?.suffix
    }

    /// The name, or with a number before its extension where another part has it already.
    static func unique(_ name: String, among others: [Attachment]) -> String {
        func isTaken(_ name: String) -> Bool { others.contains { $0.name.utf8.elementsEqual(name.utf8) } }
        guard isTaken(name) else { return name }
        let dot = name.utf8.lastIndex(of: 0x2E) ?? name.utf8.endIndex
        let stem = name[..<dot]
        // Of the names that begin alike each took one number, so the next is free at once or nearly so.
        let alike = others.count { $0.name.utf8.starts(with: stem.utf8) }
        for number in (alike + 1)...(alike + 20) {
            let candidate = "\(stem)-\(number)\(name[dot...])"
            if !isTaken(candidate) { return candidate }
        }
        return name
    }
}
