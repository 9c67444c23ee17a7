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
    public init(
        files: [String: String], defaultLanguage: LanguageTag = .english
    ) throws(TemplateError) {
        var partials: [TemplatePartial] = []
        var templates: [Template] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            guard let name = TemplateFileName(path) else { throw .unknownFile(path) }
            if let partial = name.partialName {
                partials.append(
                    try TemplatePartial(name: partial, language: name.language, part: name.part, text: text))
            } else if name.part == .subject {
                let stem = path.dropLast(TemplatePart.subject.rawValue.count)
                guard let body = files[stem + TemplatePart.text.rawValue] else { throw .unknownFile(path) }
                templates.append(
                    try Template(
                        key: name.key, version: name.version, language: name.language, subject: text, text: body,
                        html: files[stem + TemplatePart.html.rawValue]))
            } else if files[path.dropLast(name.part.rawValue.count) + TemplatePart.subject.rawValue] == nil {
                throw .unknownFile(path)
            }
        }
        self.init(templates: templates, partials: partials, defaultLanguage: defaultLanguage)
    }
}

/// The name of a template's file, taken apart.
private struct TemplateFileName {
    let key: TemplateKey
    let version: TemplateVersion
    let language: LanguageTag
    let part: TemplatePart
    let partialName: String?

    init?(_ path: String) {
        let folders = path.split(separator: "/", omittingEmptySubsequences: false)
        guard folders.count == 3, let key = TemplateKey(rawValue: String(folders[0])),
            let number = Int(folders[1]), let version = TemplateVersion(rawValue: number)
        else { return nil }
        let pieces = folders[2].split(separator: ".", omittingEmptySubsequences: false)
        guard (2...3).contains(pieces.count), let language = LanguageTag(pieces[0]), let suffix = pieces.last,
            let part = TemplatePart(rawValue: String(suffix))
        else { return nil }
        self.key = key
        self.version = version
        self.language = language
        self.part = part
        partialName = pieces.count == 3 ? "\(key)/\(version)/\(pieces[1])" : nil
    }
}
