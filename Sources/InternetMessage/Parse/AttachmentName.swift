import Foundation
import UnicodeText

/// File names that can be shown and saved.
///
/// Security: a name comes from the sender. Paths, controls, invisible and bidirectional characters and leading dots
/// go; the rest is normalised and cut with its extension kept. Storage never uses it.
///
/// - Standard: RFC 2183 §2.3, §5
public enum AttachmentName {
    /// File systems take 255; browsers put ` (1)` and an ending of their own behind a name.
    public static let maximumBytes = 240

    /// The cleaned name; empty when nothing is left of it.
    public static func clean(_ name: String) -> String {
        var text = HeaderText.clean(name, limit: 1_000).precomposedStringWithCanonicalMapping
        let units = text.utf8
        if let slash = units.lastIndex(where: { $0 == 0x2F || $0 == 0x5C }) {
            text = String(text[units.index(after: slash)...])
        }
        let stripped = text.utf8.drop { $0 == 0x2E || $0 == 0x20 }
        guard let last = stripped.lastIndex(where: { $0 != 0x2E && $0 != 0x20 }) else { return "" }
        return shortened(String(Substring(stripped[...last])))
    }

    private static func shortened(_ name: String) -> String {
        let units = Array(name.utf8)
        guard units.count > maximumBytes else { return name }
        let dot = units.lastIndex(of: 0x2E) ?? units.count
        let suffix = units.count - dot <= 20 ? units[dot...] : []
        var stem = units[..<(maximumBytes - suffix.count)]
        // Never cut inside a character.
        while let lead = stem.last, lead & 0xC0 == 0x80 { stem = stem.dropLast() }
        if let lead = stem.last, lead >= 0xC0 { stem = stem.dropLast() }
        return String(decoding: stem + suffix, as: UTF8.self)
    }

    /// A name for a part that has none: what it is.
    public static func invented(type: String) -> String {
        switch type {
        case "message/rfc822", "message/global", "message/news": return "message.eml"
        case "message/delivery-status", "message/global-delivery-status": return "delivery-status.txt"
        case "message/disposition-notification": return "disposition-notification.txt"
        case "text/rfc822-headers", "message/rfc822-headers", "message/global-headers": return "headers.txt"
        case "application/ms-tnef", "application/vnd.ms-tnef": return "winmail.dat"
        case "text/calendar": return "invite.ics"
        case "application/pgp-encrypted", "application/pgp-keys": return "openpgp.asc"
        case "application/pgp-signature": return "signature.asc"
        case "application/pkcs7-mime", "application/x-pkcs7-mime": return "smime.p7m"
        case "application/pkcs7-signature", "application/x-pkcs7-signature": return "smime.p7s"
        default: return "\(stem(type)).\(fileExtension(type))"
        }
    }

    private static func stem(_ type: String) -> String {
        let family = type.utf8.prefix { $0 != 0x2F }
        let known = ["image", "audio", "video", "text"]
        return known.first { family.elementsEqual($0.utf8) } ?? "file"
    }

    /// Whether a type tells what to call its files.
    static func knowsExtension(of type: String) -> Bool { fileExtension(type) != "bin" }

    /// The media type that a name's ending stands for; `application/octet-stream` where it stands for none.
    static func type(of name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: 0x2E) else { return "application/octet-stream" }
        let ending = name.utf8[name.utf8.index(after: dot)...].prefix(10).asciiLowercasedText
        return types.first { $0.ending.utf8.elementsEqual(ending.utf8) }?.type ?? "application/octet-stream"
    }

    private static let types: [(ending: String, type: String)] = [
        ("txt", "text/plain"), ("html", "text/html"), ("htm", "text/html"), ("csv", "text/csv"),
        ("ics", "text/calendar"), ("eml", "message/rfc822"), ("png", "image/png"), ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"), ("gif", "image/gif"), ("webp", "image/webp"), ("pdf", "application/pdf"),
        ("zip", "application/zip"), ("rtf", "application/rtf"), ("doc", "application/msword"),
        ("xls", "application/vnd.ms-excel"), ("ppt", "application/vnd.ms-powerpoint"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ]

    /// The name of an embedded message: its subject.
    static func embedded(subject: String) -> String {
        let flat = String(decoding: subject.utf8.map { $0 == 0x2F || $0 == 0x5C ? 0x5F : $0 }, as: UTF8.self)
        let name = clean(flat)
        return name.isEmpty ? "message.eml" : clean(name + ".eml")
    }

    private static func fileExtension(_ type: String) -> String {
        if let known = extensions[type] { return known }
        let subtype = Array(type.utf8.drop { $0 != 0x2F }.dropFirst())
        let isPlain = (2...5).contains(subtype.count) && subtype.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
        return isPlain ? String(decoding: subtype, as: UTF8.self) : "bin"
    }

    private static let extensions: [String: String] = [
        "text/plain": "txt", "application/plain": "txt", "text/x-patch": "patch", "text/x-diff": "diff",
        "text/markdown": "md",
        "text/vcard": "vcf", "text/x-vcard": "vcf",
        "image/jpeg": "jpg", "image/pjpeg": "jpg", "image/svg+xml": "svg", "image/x-icon": "ico", "image/tiff": "tif",
        "audio/mpeg": "mp3", "audio/x-wav": "wav", "video/mpeg": "mpg", "video/quicktime": "mov",
        "application/msword": "doc", "application/vnd.ms-excel": "xls", "application/vnd.ms-powerpoint": "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/gzip": "gz", "application/x-gzip": "gz", "application/javascript": "js",
        "application/pgp-signature": "asc",
        "application/pgp-encrypted": "asc", "application/pgp-keys": "asc", "application/pkcs7-mime": "p7m",
        "application/x-pkcs7-mime": "p7m",
        "application/pkcs7-signature": "p7s", "application/x-pkcs7-signature": "p7s",
    ]
}
