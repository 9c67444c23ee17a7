/// The rendering of one part: output so far, the values in scope, and the place in the HTML.
struct PartRendering {
    private let job: RenderingJob
    private let part: TemplatePart
    private let source: String
    private(set) var output = ""
    private(set) var problems: [TemplateError] = []
    private var scopes: TemplateScopes
    private var html = HTMLContext()
    private var seam: ValueSeam
    private var steps = 0
    private var partialDepth = 0

    /// What stands for a value that cannot be written.
    private static let placeholder = "—"
    /// What stands for a color that cannot be written: it can be read on light and dark.
    private static let neutralColor = "#5d677b"
    /// The most bytes of one text value; a longer one is cut, since mails of such length are not read.
    private static let valueLimit = 65_536

    init(job: RenderingJob, part: TemplatePart, source: String, root: TemplateValue) {
        self.job = job
        self.part = part
        self.source = source
        scopes = TemplateScopes(root: root, optionalNames: job.optionalNames)
        seam = ValueSeam(language: job.template.language, part: part)
    }

    mutating func write(_ nodes: [TemplateNode]) throws(TemplateError) {
        for node in nodes {
            steps += 1
            guard steps <= TemplateLimit.steps.rawValue else { throw .limit(.steps, source: source) }
            switch node {
            case .literal(let text): try writeLiteral(text)
            case .variable(let reference): try write(reference)
            case .section(let name, let isInverted, let body, let position):
                let value = try sectionValue(name, at: position)
                try write(body, over: value, named: name, isInverted: isInverted)
            case .partial(let name, let position): try writePartial(name, at: position)
            }
        }
    }

    private mutating func writeLiteral(_ text: String) throws(TemplateError) {
        let space = seam.space(beforeLiteral: text)
        if part == .html { html.advance(over: text) }
        try append(space + (part == .text ? withoutIdleLines(text) : text))
    }

    /// The template's own words without the line breaks that would make a second empty line, or an empty first one:
    /// what is left out between two paragraphs leaves no gap.
    private func withoutIdleLines(_ text: String) -> String {
        let breaks = output.utf8.reversed().prefix(2).prefix { $0 == UInt8(ascii: "\n") }.count
        let allowed = output.isEmpty ? 0 : 2 - breaks
        let leading = text.utf8.prefix { $0 == UInt8(ascii: "\n") }.count
        return leading > allowed ? String(text.unicodeScalars.dropFirst(leading - allowed)) : text
    }

    private mutating func append(_ text: String) throws(TemplateError) {
        guard output.utf8.count + text.utf8.count <= TemplateLimit.outputBytes.rawValue else {
            throw .limit(.outputBytes, source: source)
        }
        output += text
    }

    // Sections and partials

    private mutating func sectionValue(
        _ name: String, at position: TemplatePosition
    ) throws(TemplateError) -> TemplateValue {
        if let value = scopes.value(of: name) { return value }
        try report(.missing(name: name, at: position))
        return .bool(false)
    }

    private mutating func write(
        _ body: [TemplateNode], over value: TemplateValue, named name: String, isInverted: Bool
    ) throws(TemplateError) {
        if isInverted {
            if !value.isTruthy { try write(body) }
            return
        }
        guard value.isTruthy else { return }
        if case .list(let items) = value {
            for item in items {
                try write(body, within: item, named: name)
            }
        } else {
            try write(body, within: value, named: name)
        }
    }

    private mutating func write(
        _ body: [TemplateNode], within scope: TemplateValue, named name: String
    ) throws(TemplateError) {
        // An empty body counts as a step, too: lists of lists must end.
        steps += 1
        scopes.enter(scope, named: name)
        try write(body)
        scopes.leave()
    }

    private mutating func writePartial(_ name: String, at position: TemplatePosition) throws(TemplateError) {
        guard let partial = job.catalog.partial(name, part: part, language: job.template.language) else {
            return try report(.unknownPartial(name: name, at: position))
        }
        guard partialDepth < TemplateLimit.partialDepth.rawValue else { throw .limit(.partialDepth, source: source) }
        partialDepth += 1
        try write(partial.source.nodes)
        partialDepth -= 1
    }

    // Values

    private mutating func write(_ reference: TemplateReference) throws(TemplateError) {
        guard let value = scopes.value(of: reference.name) else {
            return try substitute(.missing(name: reference.name, at: reference.position))
        }
        if case .safeHTML(let fragment) = value {
            guard part == .html, html.slot == .text, reference.format == nil else {
                return try substitute(.unprintable(name: reference.name, at: reference.position))
            }
            seam.pass()
            return try append(fragment.html)
        }
        guard let text = job.formatting.text(value, format: reference.format) else {
            return try substitute(.unprintable(name: reference.name, at: reference.position))
        }
        guard let escaped = escaped(cut(text)) else {
            return try substitute(.unsafe(name: reference.name, at: reference.position))
        }
        let isForeign = if case .string = value { reference.format == nil } else { false }
        try append(isRunningText ? seam.joined(escaped, value: text, isForeign: isForeign) : escaped)
        html.passValue()
    }

    /// Whether people read what is written here as words of a sentence.
    private var isRunningText: Bool { part != .html || html.slot == .text }

    private func escaped(_ text: String) -> String? {
        switch part {
        case .subject: return ValueEscaping.line(text)
        case .text: return ValueEscaping.text(text)
        case .html:
            switch html.slot {
            case .text: return ValueEscaping.htmlText(text)
            case .attribute: return ValueEscaping.html(text)
            case .url(prefix: ""): return ValueEscaping.isSafeURL(text) ? ValueEscaping.html(text) : nil
            case .url(let prefix): return ValueEscaping.urlComponent(text, isAddress: prefix == "mailto:")
            case .image: return ValueEscaping.isSafeImage(text) ? ValueEscaping.html(text) : nil
            case .color: return BrandColor(text)?.description
            case .forbidden: return nil
            }
        }
    }

    /// Reports, and writes something that does no harm in this place.
    private mutating func substitute(_ problem: TemplateError) throws(TemplateError) {
        try report(problem)
        seam.pass()
        guard part == .html else { return try append(Self.placeholder) }
        switch html.slot {
        case .text, .attribute: try append(Self.placeholder)
        case .url(prefix: ""): try append("#")
        case .color: try append(Self.neutralColor)
        case .url, .image, .forbidden: break
        }
        html.passValue()
    }

    private mutating func report(_ problem: TemplateError) throws(TemplateError) {
        guard job.mode == .lenient else { throw problem }
        problems.append(problem)
    }

    private func cut(_ text: String) -> String {
        guard text.utf8.count > Self.valueLimit else { return text }
        // A character cut in two shows as U+FFFD.
        return String(decoding: text.utf8.prefix(Self.valueLimit), as: UTF8.self) + "…"
    }
}
