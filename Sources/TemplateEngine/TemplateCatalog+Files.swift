/// Catalogs from files, named as in `Templates/`.
extension TemplateCatalog {
    /// The templates that Martlet brings along.
    public static let shipped: TemplateCatalog = {
        do throws(TemplateError) {
            return try TemplateCatalog(files: ShippedTemplates.files)
        } catch {
            // The files are part of the program and a test reads them all; a desk can still publish its own.
            return TemplateCatalog()
        }
    }()

    /// Reads files: `<key>/<version>/<language>.<part>`, and partials, `<folder>/<version>/<language>.<role>.<part>`,
    /// which templates call `<folder>/<version>/<role>`. A template needs its subject and its text.
    ///
    /// A file of words, `<folder>/<version>/<language>.words`, holds many pieces that are the same in every part. Beside
    /// `und.subject`, `und.text` and `und.html` it makes these a template of its language; elsewhere each piece is a
    /// partial.
    public init(
        files: [String: String], defaultLanguage: LanguageTag = .english
    ) throws(TemplateError) {
        let folder = TemplateFolder(files: files)
        var partials: [TemplatePartial] = []
        var templates: [Template] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            guard let name = TemplateFileName(path) else { throw .unknownFile(path) }
            switch name.kind {
            case .partial(let role, let part):
                partials.append(
                    try TemplatePartial(name: "\(name.folder)/\(role)", language: name.language, part: part, text: text)
                )
            case .words:
                let words = try TemplateWords(text, name: path)
                if folder.hasStructure(name.folder) {
                    templates.append(try folder.template(name, words: words))
                } else {
                    partials += try words.partials(folder: name.folder, language: name.language)
                }
            case .part(.subject) where name.language != .undetermined:
                templates.append(try folder.template(name, words: nil))
            case .part(let part):
                guard folder[name, .subject] != nil, folder[name, .text] != nil || part == .subject else {
                    throw .unknownFile(path)
                }
            }
        }
        self.init(templates: templates, partials: partials, defaultLanguage: defaultLanguage)
    }
}

/// The files by name, and the templates that several of them make.
private struct TemplateFolder {
    let files: [String: String]

    subscript(name: TemplateFileName, part: TemplatePart) -> String? {
        files["\(name.folder)/\(name.language).\(part.rawValue)"]
    }

    func hasStructure(_ folder: String) -> Bool {
        files["\(folder)/\(LanguageTag.undetermined).\(TemplatePart.subject.rawValue)"] != nil
    }

    /// The template of the name's language, from its own files, or from words put into those of all languages.
    func template(_ name: TemplateFileName, words: TemplateWords?) throws(TemplateError) -> Template {
        var source = name
        if words != nil { source.language = .undetermined }
        guard let key = TemplateKey(rawValue: name.key), let subject = self[source, .subject],
            let text = self[source, .text]
        else { throw .unknownFile(name.path) }
        let filled: (String) -> String = { words?.filled(into: $0) ?? $0 }
        return try Template(
            key: key, version: name.version, language: name.language, subject: filled(subject), text: filled(text),
            html: self[source, .html].map(filled))
    }
}

/// The name of a template's file, taken apart.
private struct TemplateFileName {
    enum Kind {
        case part(TemplatePart)
        case partial(role: String, TemplatePart)
        case words
    }

    let path: String
    let key: String
    let version: TemplateVersion
    var language: LanguageTag
    let kind: Kind

    var folder: String { "\(key)/\(version)" }

    init?(_ path: String) {
        let folders = path.split(separator: "/", omittingEmptySubsequences: false)
        guard folders.count == 3, let key = TemplateKey(rawValue: String(folders[0])),
            let number = Int(folders[1]), let version = TemplateVersion(rawValue: number)
        else { return nil }
        let pieces = folders[2].split(separator: ".", omittingEmptySubsequences: false)
        guard let first = pieces.first, let language = LanguageTag(first), let suffix = pieces.last,
            let kind = Self.kind(pieces, suffix: String(suffix))
        else { return nil }
        self.path = path
        self.key = key.rawValue
        self.version = version
        self.language = language
        self.kind = kind
    }

    private static func kind(_ pieces: [Substring], suffix: String) -> Kind? {
        if pieces.count == 2, suffix == TemplateWords.suffix { return .words }
        guard let part = TemplatePart(rawValue: suffix) else { return nil }
        switch pieces.count {
        case 2: return .part(part)
        case 3: return .partial(role: String(pieces[1]), part)
        default: return nil
        }
    }
}
