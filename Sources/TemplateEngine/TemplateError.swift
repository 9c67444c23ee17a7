/// Where something stands in a template: the file, line and column, both counted from 1.
public struct TemplatePosition: Hashable, Sendable, CustomStringConvertible {
    /// The file's name within `Templates`, or the name of a part.
    public let source: String
    public let line: Int
    /// In characters as an editor counts them.
    public let column: Int

    public init(source: String, line: Int, column: Int) {
        self.source = source
        self.line = line
        self.column = column
    }

    public var description: String { "\(source):\(line):\(column)" }
}

/// What is wrong with the writing of a template.
public enum TemplateSyntaxFault: Hashable, Sendable {
    /// `{{` without its `}}`.
    case unclosedTag
    /// `{{{name}}}` or `{{&name}}`: there is no way to put a value in unescaped.
    case unescapedForm
    /// `{{=`: delimiters stay as they are.
    case delimiterChange
    /// Not a name of letters, digits, `_` and dots; or of a partial, of letters, digits, `-` and `/`.
    case invalidName(String)
    /// A section that is never closed.
    case unclosedSection(String)
    /// A closing tag that closes nothing, or another section than the open one.
    case unexpectedClose(String)
    /// A format after the comma that ICU cannot read.
    case invalidFormat(String)
    /// A piece of words with `<`, `>`, `"` or `&`: words are the same in text and HTML.
    case markupInWords(String)
}

/// A limit of templates; the raw value is the number.
public enum TemplateLimit: Int, Hashable, Sendable {
    /// Bytes of one part's source.
    case sourceBytes = 262_144
    /// Sections within sections.
    case depth = 20
    /// Partials within partials.
    case partialDepth = 8
    /// Bytes of one rendered part.
    case outputBytes = 1_048_576
    /// Nodes visited for one rendered part; it ends lists of lists that write nothing.
    case steps = 100_000
}

/// Why a template cannot be read, found or rendered.
public enum TemplateError: Error, Hashable, Sendable {
    case syntax(TemplateSyntaxFault, at: TemplatePosition)
    /// No value of this name was given.
    case missing(name: String, at: TemplatePosition)
    /// A value that cannot be written where it stands: a list, an object, HTML outside of the HTML part, a format
    /// that does not fit the value.
    case unprintable(name: String, at: TemplatePosition)
    /// A value in a place where no escaping is safe, or a URL that is not `http`, `https` or `mailto`.
    case unsafe(name: String, at: TemplatePosition)
    case unknownPartial(name: String, at: TemplatePosition)
    case unknownTemplate(TemplateKey, TemplateVersion)
    case unknownTimeZone(String)
    /// A file whose name is not that of a template's part, or that lacks its companions.
    case unknownFile(String)
    case limit(TemplateLimit, source: String)
}
