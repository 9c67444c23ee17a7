/// Something in a template that would go wrong, or look wrong, when it is sent.
public struct TemplateFault: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// Not among the variables of the key.
        case unknownVariable(String)
        case unknownPartial(String)
        /// Partials that include each other, or too many levels of them.
        case partialTooDeep(String)
        /// A value where it cannot be made safe, or HTML and URLs where other text belongs.
        case unsafePlacement(String)
        /// A section that begins and ends in different places of the HTML.
        case unbalancedSection(String)
        /// A subject or text that holds nothing.
        case empty(TemplatePart)
        /// A language in which the key has no template.
        case missingLanguage(LanguageTag)
        /// A format that values of this kind cannot be written in.
        case unfitFormat(String)
        /// HTML that common mail programs drop, block or show wrongly.
        case markup(MailMarkupFault)
        /// A part beyond a limit.
        case limit(TemplateLimit)
    }

    public let kind: Kind
    public let key: TemplateKey
    public let version: TemplateVersion
    /// Nil for a fault of the whole template.
    public let position: TemplatePosition?

    /// Whether such a template must not be published; otherwise it is advice.
    public var isError: Bool {
        switch kind {
        case .unknownVariable, .unknownPartial, .partialTooDeep, .unsafePlacement, .unbalancedSection, .empty, .limit,
            .unfitFormat:
            true
        case .missingLanguage, .markup: false
        }
    }

    public var description: String {
        "\(position?.description ?? "\(key)/\(version)"): \(reason)"
    }

    private var reason: String {
        switch kind {
        case .unknownVariable(let name): "{{\(name)}} is not a variable of \(key)"
        case .unknownPartial(let name): "there is no partial \(name)"
        case .partialTooDeep(let name): "partials are too deep at \(name)"
        case .unsafePlacement(let name): "{{\(name)}} cannot be made safe in this place"
        case .unbalancedSection(let name): "the section \(name) begins and ends in different places of the HTML"
        case .empty(let part): "the \(part.rawValue) is empty"
        case .missingLanguage(let language): "there is no template in \(language)"
        case .unfitFormat(let name): "{{\(name)}} is no value for this format"
        case .markup(let fault): fault.reason
        case .limit(let limit): "a part exceeds the limit of \(limit.rawValue)"
        }
    }
}
