/// One walk through a part and its partials, as the renderer would go, with every branch taken once.
struct LintWalk {
    private(set) var faults: [TemplateFault] = []
    /// What was walked through with a specimen in place of each value: the page that the mail linter looks at.
    private(set) var page = LintPage()
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
            case .literal(let text):
                if part == .html { html.advance(over: text) }
                page.append(text)
            case .variable(let reference): visit(reference)
            case .section(let name, let isInverted, let body, let position):
                visit(body, of: name, isInverted: isInverted, at: position)
            case .partial(let name, let position): visitPartial(name, at: position)
            }
        }
    }

    private mutating func visit(
        _ body: [TemplateNode], of name: String, isInverted: Bool, at position: TemplatePosition
    ) {
        guard let fullName = resolve(name) else { return note(.unknownVariable(name), at: position) }
        page.mark(position)
        let before = html.slot
        // Two branches of one attribute would make one value that neither has.
        if isInverted, before != .text, before != .forbidden { page.pause() }
        scopes.append(isInverted ? scopes.last ?? "" : fullName)
        visit(body)
        scopes.removeLast()
        page.resume()
        if html.slot != before { note(.unbalancedSection(name), at: position) }
    }

    private mutating func visitPartial(_ name: String, at position: TemplatePosition) {
        guard let partial = catalog.partial(name, part: part, language: template.language) else {
            return note(.unknownPartial(name), at: position)
        }
        guard partials.count < TemplateLimit.partialDepth.rawValue, !partials.contains(name) else {
            return note(.partialTooDeep(name), at: position)
        }
        page.mark(position)
        partials.append(name)
        visit(partial.source)
        partials.removeLast()
    }

    private mutating func visit(_ reference: TemplateReference) {
        defer { html.passValue() }
        guard let name = resolve(reference.name), let variable = variables[name] else {
            return note(.unknownVariable(reference.name), at: reference.position)
        }
        if let format = reference.format, !variable.takes(format: format) {
            note(.unfitFormat(reference.name), at: reference.position)
        } else if !fits(variable.kind) {
            note(.unsafePlacement(reference.name), at: reference.position)
        }
        page.mark(reference.position)
        page.append(LintPage.specimen(of: variable.kind))
    }

    private func fits(_ kind: TemplateVariable.Kind) -> Bool {
        let slot = part == .html ? html.slot : .text
        switch kind {
        case .html: return part == .html && slot == .text
        case .image: return slot == .image
        case .color: return slot == .color
        case .flag, .list: return false
        case .url: return ![.forbidden, .image, .color].contains(slot)
        case .text, .choice, .number, .date: return ![.forbidden, .image, .color, .url(prefix: "")].contains(slot)
        }
    }

    /// The full name, looked up as the renderer does; nil when nothing of that name is known here. A list's members
    /// are known within a section over the list alone.
    private func resolve(_ name: String) -> String? {
        if name == "." { return scopes.count > 1 ? scopes.last : nil }
        let first = name.prefix { $0 != "." }
        for scope in scopes.reversed() {
            let stem = scope.isEmpty ? "" : scope + "."
            if isKnown(stem + first) {
                return isKnown(stem + name) && isWithinItsLists(stem + name) ? stem + name : nil
            }
        }
        return nil
    }

    /// Whether it is a variable, or an object that holds some.
    private func isKnown(_ name: String) -> Bool {
        variables[name] != nil || variables.keys.contains { $0.hasPrefix(name + ".") }
    }

    private func isWithinItsLists(_ name: String) -> Bool {
        variables.values.allSatisfy { $0.kind != .list || !name.hasPrefix($0.name + ".") || scopes.contains($0.name) }
    }

    private mutating func note(_ kind: TemplateFault.Kind, at position: TemplatePosition?) {
        faults.append(
            TemplateFault(kind: kind, key: template.key, version: template.version, position: position))
    }
}
