/// Reads a template: Mustache's syntax without its unescaped forms, delimiters, lambdas and inheritance.
///
/// `{{name}}` a value, `{{name, format}}` a value through ICU, `{{#name}}…{{/name}}` a section, `{{^name}}…{{/name}}`
/// its opposite, `{{>partial}}` a shared piece, `{{! comment }}`. Names are dotted. The format is what ICU's
/// MessageFormat takes after a name: `{{count, plural, one {# reply} other {# replies}}}`, `{{expires, date, long}}`,
/// `{{status, select, new {New} other {Known}}}`; within it only literal text stands, never another tag.
///
/// Security: templates are edited by administrators. Size and depth are limited and the reading is linear.
/// Failure: `TemplateError.syntax` with line and column, or `.limit`.
struct TemplateParser {
    private struct Frame {
        var name: String
        var isInverted: Bool
        var position: TemplatePosition
        var nodes: [TemplateNode] = []
    }

    private let text: String
    private let name: String
    private var open: [Frame] = []
    private var nodes: [TemplateNode] = []

    init(_ text: String, name: String) {
        self.text = text
        self.name = name
    }

    mutating func parse() throws(TemplateError) -> [TemplateNode] {
        guard text.utf8.count <= TemplateLimit.sourceBytes.rawValue else {
            throw .limit(.sourceBytes, source: name)
        }
        var scanner = TemplateScanner(text, source: name)
        var tokens = try scanner.next()
        while !tokens.isEmpty {
            for token in tokens {
                try take(token)
            }
            tokens = try scanner.next()
        }
        if let frame = open.last { throw .syntax(.unclosedSection(frame.name), at: frame.position) }
        return nodes
    }

    private mutating func take(_ token: TemplateScanner.Token) throws(TemplateError) {
        switch token {
        case .literal(let text):
            if !text.isEmpty { append(.literal(text)) }
        case .tag(.variable(let name, let format), let position):
            append(.variable(TemplateReference(name: name, format: format, position: position)))
        case .tag(.open(let name, let isInverted), let position):
            guard open.count < TemplateLimit.depth.rawValue else { throw .limit(.depth, source: self.name) }
            open.append(Frame(name: name, isInverted: isInverted, position: position))
        case .tag(.close(let name), let position):
            guard let frame = open.last, frame.name == name else { throw .syntax(.unexpectedClose(name), at: position) }
            open.removeLast()
            append(.section(name: name, isInverted: frame.isInverted, body: frame.nodes, at: frame.position))
        case .tag(.partial(let name), let position):
            append(.partial(name: name, at: position))
        case .tag(.comment, _):
            break
        }
    }

    private mutating func append(_ node: TemplateNode) {
        if open.isEmpty {
            nodes.append(node)
        } else {
            open[open.count - 1].nodes.append(node)
        }
    }
}
