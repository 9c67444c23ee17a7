/// Ties the pictures that HTML shows to the parts that hold them.
///
/// Senders name a part by its Content-ID, by its Content-Location, or by nothing but its file name. All three become
/// `cid:` here, so that whatever shows the HTML has one way to find a part; a part that the HTML shows counts as
/// inline, any other as an attachment, whatever it says itself: nothing is hidden that is not shown.
///
/// - Standard: RFC 2392, RFC 2557 §5 (Content-Location), RFC 2183 §2.1
struct InlineReferences {
    static let maximumReferences = 1_000

    private let html: [UInt8]
    private let locations: [String]
    private(set) var attachments: [Attachment]
    private(set) var shown: [Bool]
    private var output: [UInt8] = []
    private var copied = 0
    private var count = 0

    /// - Parameter locations: Content-Location of each attachment, empty where there is none.
    init(html: String, attachments: [Attachment], locations: [String]) {
        self.html = Array(html.utf8)
        self.attachments = attachments
        self.locations = locations
        shown = Array(repeating: false, count: attachments.count)
    }

    /// The HTML with every reference as `cid:`.
    mutating func resolve() -> String {
        var index = 0
        while index < html.count, count < Self.maximumReferences {
            guard html[index] == 0x3D, isSource(before: index) else {
                index += 1
                continue
            }
            let value = valueRange(after: index)
            index = max(index + 1, value.upperBound)
            guard !value.isEmpty, value.count <= 2_000 else { continue }
            count += 1
            if let replacement = reference(html[value]) {
                output.append(contentsOf: html[copied..<value.lowerBound])
                output.append(contentsOf: "cid:\(replacement)".utf8)
                copied = value.upperBound
            }
        }
        output.append(contentsOf: html[copied...])
        return String(decoding: output, as: UTF8.self)
    }

    private func isSource(before equals: Int) -> Bool {
        var end = equals
        while end > 0, html[end - 1].isASCIISpace, equals - end < 20 { end -= 1 }
        return ["src", "background"].contains { (name: String) in
            let start = end - name.utf8.count
            guard start > 0 else { return false }
            let before = html[start - 1]
            return (before.isASCIISpace || before == 0x22 || before == 0x27 || before == 0x2F)
                && html[start..<end].map(\.asciiLowercased).elementsEqual(name.utf8)
        }
    }

    private func valueRange(after equals: Int) -> Range<Int> {
        var start = equals + 1
        while start < html.count, html[start].isASCIISpace { start += 1 }
        guard start < html.count else { return start..<start }
        let quote = html[start]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { start += 1 }
        let limit = min(html.count, start + 4_000)
        var end = start
        while end < limit, isQuoted ? html[end] != quote : !html[end].isASCIISpace && html[end] != 0x3E { end += 1 }
        return start..<end
    }

    /// The Content-ID to write in place of a value; nil when the value is fine or names no part.
    private mutating func reference(_ value: ArraySlice<UInt8>) -> String? {
        let trimmed = Array(value.trimmingSpace())
        let isIdentifier = trimmed.startsIgnoringCase("cid:")
        let name = Self.plain(isIdentifier ? Array(trimmed.dropFirst(4)) : trimmed)
        guard !name.isEmpty else { return nil }
        if let index = attachments.firstIndex(where: { $0.contentID.map { Self.equal($0, name) } ?? false }) {
            shown[index] = true
            return isIdentifier ? nil : attachments[index].contentID
        }
        // Some mailers write the one in capitals and the other not: a second look, so that equal names win.
        if isIdentifier, let index = attachments.firstIndex(where: { Self.equalIgnoringCase($0.contentID, name) }) {
            shown[index] = true
            return attachments[index].contentID
        }
        let found =
            locations.firstIndex { Self.equal($0, name) }
            ?? (name.utf8.contains(0x3A)
                ? nil : attachments.firstIndex { $0.isPicture && Self.equal($0.name, Self.lastComponent(name)) })
        guard let found else { return nil }
        shown[found] = true
        let identifier = attachments[found].contentID ?? "part\(found + 1).inline"
        attachments[found].contentID = identifier
        return identifier
    }

    private static func equal(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    private static func equalIgnoringCase(_ left: String?, _ right: String) -> Bool {
        left.map { ASCII.lowercased($0.utf8) == ASCII.lowercased(right.utf8) } ?? false
    }

    private static func lastComponent(_ name: String) -> String {
        let units = name.utf8
        return units.lastIndex { $0 == 0x2F || $0 == 0x5C }.map { String(name[units.index(after: $0)...]) } ?? name
    }

    /// Percent-encoding and `&amp;` undone.
    private static func plain(_ bytes: [UInt8]) -> String {
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count, let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            {
                plain.append(high << 4 | low)
                index += 3
            } else if bytes[index] == 0x26, bytes[index...].startsIgnoringCase("&amp;") {
                plain.append(0x26)
                index += 5
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension Attachment {
    /// Whether the type, or where it says nothing the name, is a picture's.
    var isPicture: Bool {
        if type.utf8.starts(with: "image/".utf8) { return true }
        let suffixes = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"]
        return suffixes.contains { ASCII.hasSuffix(ASCII.lowercased(name.utf8), $0) }
    }
}
