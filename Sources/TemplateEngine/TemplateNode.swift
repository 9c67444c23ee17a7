/// A place where a value is written.
public struct TemplateReference: Sendable, Equatable {
    /// The dotted name, or `.` for the current item of a list.
    public let name: String
    /// The rest of an ICU argument after the name, such as `date, long`; nil for the plain form.
    public let format: String?
    public let position: TemplatePosition
}

/// A piece of a template.
public indirect enum TemplateNode: Sendable, Equatable {
    /// Written as it stands.
    case literal(String)
    case variable(TemplateReference)
    /// The body once for a true value, for each item of a list, or once when `isInverted` and the value is false.
    case section(name: String, isInverted: Bool, body: [TemplateNode], at: TemplatePosition)
    case partial(name: String, at: TemplatePosition)
}

/// One part of a template, read: its source and the tree.
public struct TemplateSource: Sendable, Equatable {
    /// The name for positions.
    public let name: String
    public let text: String
    public let nodes: [TemplateNode]

    /// Reads the source.
    public init(_ text: String, name: String) throws(TemplateError) {
        var parser = TemplateParser(text, name: name)
        nodes = try parser.parse()
        self.text = text
        self.name = name
    }
}
