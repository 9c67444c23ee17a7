/// URLs that may stand in sanitised HTML.
///
/// - Standard: RFC 3986 §3.1 (scheme), URL Living Standard §4.4 (blanks and controls that parsers ignore)
enum SafeURL {
    enum Image: Equatable {
        case none
        /// Loads from the mail itself.
        case embedded(String)
        /// Would load from elsewhere: never written as a source.
        case remote(String)
    }

    /// The URL as it may stand in `href`, or nil.
    static func link(_ value: String, limit: Int) -> String? {
        guard let url = cleaned(value, limit: limit) else { return nil }
        let lower = ASCII.lowercased(url.utf8.prefix(8))
        let web = ASCII.hasPrefix(lower, "http://") || ASCII.hasPrefix(lower, "https://")
        return web || ASCII.hasPrefix(lower, "mailto:") || ASCII.hasPrefix(lower, "tel:") ? url : nil
    }

    static func image(_ value: String, policy: SafeHTML.Policy) -> Image {
        guard let url = cleaned(value, limit: max(policy.urlBytes, policy.dataImageBytes)) else { return .none }
        let lower = ASCII.lowercased(url.utf8.prefix(24))
        if ASCII.hasPrefix(lower, "cid:") { return url.utf8.count <= policy.urlBytes ? .embedded(url) : .none }
        if ASCII.hasPrefix(lower, "http://") || ASCII.hasPrefix(lower, "https://") {
            return url.utf8.count <= policy.urlBytes ? .remote(url) : .none
        }
        for type in ["png", "gif", "jpeg", "jpg", "webp"] {
            let head = "data:image/\(type);base64,"
            guard ASCII.hasPrefix(lower, head) else { continue }
            let isBase64 = url.utf8.dropFirst(head.utf8.count)
                .allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x2B || $0 == 0x2F || $0 == 0x3D }
            return isBase64 && url.utf8.count <= policy.dataImageBytes ? .embedded(url) : .none
        }
        return .none
    }

    /// Without the blanks and line ends that browsers drop; nil when a control or white space is left within.
    private static func cleaned(_ value: String, limit: Int) -> String? {
        guard value.utf8.count <= limit else { return nil }
        let kept = String(
            String.UnicodeScalarView(value.unicodeScalars.filter { $0 != "\t" && $0 != "\n" && $0 != "\r" })
        ).trimmingASCIISpace()
        // A space within a link is a sender's slip; everything below it may hide a scheme.
        let clean = kept.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        return clean && !kept.isEmpty ? kept : nil
    }
}
