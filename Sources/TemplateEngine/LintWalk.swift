/// One walk through a part and its partials, as the renderer would go, with every branch taken once.
struct LintWalk {
    private(set) var faults: [TemplateFault] = []
    private let template: Template
    private let part: TemplatePart
    private let catalog: TemplateCatalog
    private let variables: [String: TemplateVariable]
    /// The names of the sections around, outermost first; the root is empty.
    private var scopes = [""]
    private var html = HTMLContext()
    private var partials: [String] = []
    private var steps = 0

    init(template: Template, part: TemplatePart, catalog: TemplateCatalog) {
        self.template = template
        self.part = part
        self.catalog = catalog
        variables = Dictionary(template.key.variables.map { ($0.name, $0) }) { first, _ in first }
    }

    mutating func visit(_ source: TemplateSource) {
        if part == .html { checkMarkup(of: source) }
        visit(source.nodes)
    }

    private mutating func visit(_ nodes: [TemplateNode]) {
        for node in nodes {
            steps += 1
            guard steps <= TemplateLimit.steps.rawValue else {
                if steps == TemplateLimit.steps.rawValue + 1 { note(.limit(.steps), at: nil) }
                return
            }
            switch node {
            case .literal(let text): if part == .html { html.advance(over: text) }
            case .variable(let reference): visit(reference)
            case .section(let name, _, let body, let position): visit(body, of: name, at: position)
            case .partial(let name, let position): visitPartial(name, at: position)
            }
        }
    }

    private mutating func visit(_ body: [TemplateNode], of name: String, at position: TemplatePosition) {
        guard let fullName = resolve(name) else { return note(.unknownVariable(name), at: position) }
        let before = html.slot
        scopes.append(fullName)
        visit(body)
        scopes.removeLast()
        if html.slot != before { note(.unbalancedSection(name), at: position) }
    }

    private mutating func visitPartial(_ name: String, at position: TemplatePosition) {
        guard let partial = catalog.partial(name, part: part, language: template.language) else {
            return note(.unknownPartial(name), at: position)
        }
        guard partials.count < TemplateLimit.partialDepth.rawValue, !partials.contains(name) else {
            return note(.partialTooDeep(name), at: position)
        }
        partials.append(name)
        visit(partial.source)
        partials.removeLast()
    }

    private mutating func visit(_ reference: TemplateReference) {
        defer { html.passValue() }
        guard let name = resolve(reference.name), let variable = variables[name] else {
            return note(.unknownVariable(reference.name), at: reference.position)
        }
        if !fits(variable.kind, isFormatted: reference.format != nil) {
            note(.unsafePlacement(reference.name), at: reference.position)
        }
    }

    private func fits(_ kind: TemplateVariable.Kind, isFormatted: Bool) -> Bool {
        let slot = part == .html ? html.slot : .text
        switch kind {
        case .html: return part == .html && slot == .text && !isFormatted
        case .url: return slot != .forbidden
        case .scalar: return slot != .forbidden && slot != .url(prefix: "")
        }
    }

    /// The full name, looked up as the renderer does; nil when nothing of that name is known.
    private func resolve(_ name: String) -> String? {
        if name == "." { return scopes.count > 1 ? scopes.last : nil }
        let first = name.prefix { $0 != "." }
        for scope in scopes.reversed() {
            let stem = scope.isEmpty ? "" : scope + "."
            if isKnown(stem + first) {
                return isKnown(stem + name) ? stem + name : nil
            }
        }
        return nil
    }

    /// Whether it is a variable, or an object that holds some.
    private func isKnown(_ name: String) -> Bool {
        variables[name] != nil || variables.keys.contains { $0.hasPrefix(name + ".") }
    }

    /// What portable mail does without: programs drop it, or show the mail only after asking.
    private static let unsupported = [
        "<style", "<script", "<form", "<link", "<iframe", "<img", "<svg", "<input", "<button", "rgb(", "rgba(", "hsl(",
        "var(", "display:flex", "display:grid", "position:", "float:", " class=", "url(",
    ]

    private mutating func checkMarkup(of source: TemplateSource) {
        let text = source.text.lowercased()
        for markup in Self.unsupported where text.contains(markup) {
            note(.unsupportedMarkup(markup), at: TemplatePosition(source: source.name, line: 1, column: 1))
        }
    }

    private mutating func note(_ kind: TemplateFault.Kind, at position: TemplatePosition?) {
        faults.append(
            TemplateFault(kind: kind, key: template.key, version: template.version, position: position))
    }
}
