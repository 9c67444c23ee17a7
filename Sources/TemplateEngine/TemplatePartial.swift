/// A piece that templates share, in one language, for one kind of part.
///
/// Its name ends in its version and role, such as `layout/1/facts`: a template names the version it was written for,
/// and so a published template stays what it was when the layout gets a new version. The line break at its end is not
/// part of it: it may stand within a line.
public struct TemplatePartial: Sendable, Equatable {
    public let name: String
    public let language: LanguageTag
    public let part: TemplatePart
    public let source: TemplateSource

    public init(name: String, language: LanguageTag, part: TemplatePart, text: String) throws(TemplateError) {
        self.name = name
        self.language = language
        self.part = part
        let folders = name.split(separator: "/")
        let file = "\(language).\(folders.last ?? "").\(part.rawValue)"
        let piece = text.utf8.last == UInt8(ascii: "\n") ? String(text.unicodeScalars.dropLast()) : text
        source = try TemplateSource(
            piece, name: (folders.dropLast().map { String($0) } + [file]).joined(separator: "/"))
    }
}
