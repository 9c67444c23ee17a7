import Cryptography
import Foundation
import TemplateEngine

extension Brand {
    /// How the desk's mail looks; `language` is that of words without one.
    init(_ section: ConfigurationSection<BrandKey>, language: String) {
        let logo = section.text(.logo)
        let path = logo.flatMap { $0.hasPrefix("file:") ? String($0.dropFirst(5)) : nil }
        if let logo, path == nil, !Brand.isLogo(logo) || !logo.hasPrefix("https://") {
            section.report(
                .logo,
                "must be an https:// address of a PNG, JPEG or GIF, or file:/path of a PNG, not \"\(logo.shortened)\"")
        }
        let color = section.text(.color)
        if let color, BrandColor(color) == nil {
            section.report(.color, "must be a color such as \"#1d5fd1\", not \"\(color.shortened)\"")
        }
        self.init(
            logo: path == nil ? logo : nil, picture: path.flatMap { BrandPicture(path: $0, section) },
            color: color.flatMap { BrandColor($0) },
            sender: Brand.words(section, .sender, language: language),
            footer: Brand.words(section, .footer, language: language))
    }

    /// A mapping of languages to words, or one text for all.
    private static func words(
        _ section: ConfigurationSection<BrandKey>, _ key: BrandKey, language: String
    ) -> [String: String] {
        if section.isScalar(key) { return section.text(key).map { [language: $0] } ?? [:] }
        var words: [String: String] = [:]
        for (tag, text, line) in section.dictionary(key) {
            guard let known = LanguageTag(tag), !text.isEmpty else {
                section.problems.add(
                    "\(section.name(of: key)) must be a text, or map language tags to texts: {en: Example Ltd.}",
                    line: line)
                continue
            }
            words[known.description] = text
        }
        return words
    }
}

extension BrandPicture {
    /// Read once, at the start. Its identifier is made from its bytes, so that it is the same in every mail.
    fileprivate init?(path: String, _ section: ConfigurationSection<BrandKey>) {
        do {
            let bytes = try Self.bytes(path)
            let digest = Hex.encode(Array(SHA256.digest(of: bytes).prefix(16)))
            try self.init(png: bytes, contentID: "\(digest)@logo.martlet")
        } catch let fault as Fault {
            section.report(.logo, "names \(path), \(Self.words(for: fault))")
            return nil
        } catch {
            section.report(.logo, "names \(path), which cannot be read: \(FileTrouble.reason(error, path: path))")
            return nil
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else {
            throw CocoaError(.fileReadNoSuchFile)
        }
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        guard size <= UInt64(byteLimit) else { throw Fault.tooLarge(limit: byteLimit, actual: Int(clamping: size)) }
        try file.seek(toOffset: 0)
        return Array(try file.readToEnd() ?? Data())
    }

    private static func words(for fault: Fault) -> String {
        switch fault {
        case .tooLarge(let limit, let actual):
            "which has \(actual) bytes: at most \(limit) are taken, since they go along with each mail"
        case .notPNG: "which is no PNG: save the picture as PNG"
        case .damaged: "a PNG that is cut off or damaged: save it again"
        case .size(let limit, let width, let height):
            "which has \(width) x \(height) pixels: each side may have 1 to \(limit); 64 high is enough"
        }
    }
}
