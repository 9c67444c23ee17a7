extension TemplateError: CustomStringConvertible {
    /// What is wrong and where, for whoever writes the template.
    public var description: String {
        switch self {
        case .syntax(let fault, let position): "\(position): \(fault)"
        case .missing(let name, let position): "\(position): there is no value for {{\(name)}}"
        case .unprintable(let name, let position): "\(position): {{\(name)}} cannot be written here"
        case .unsafe(let name, let position): "\(position): {{\(name)}} cannot be made safe in this place"
        case .unknownPartial(let name, let position): "\(position): there is no partial \(name)"
        case .unknownTemplate(let key, let version): "there is no template \(key)/\(version)"
        case .unknownTimeZone(let name): "there is no time zone \"\(name)\""
        case .unknownFile(let name): "\(name) is no part of a template, or its subject or text is missing"
        case .limit(let limit, let source): "\(source) exceeds the limit of \(limit.rawValue) (\(limit))"
        }
    }
}

extension TemplateSyntaxFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unclosedTag: "{{ is not closed by }}"
        case .unescapedForm: "there is no unescaped form: write {{name}}"
        case .delimiterChange: "the delimiters {{ and }} cannot be changed"
        case .invalidName(let name): "\"\(name)\" is no name"
        case .unclosedSection(let name): "the section {{#\(name)}} is not closed by {{/\(name)}}"
        case .unexpectedClose(let name): "{{/\(name)}} closes nothing that is open here"
        case .invalidFormat(let format): "\"\(format)\" is no format of ICU MessageFormat"
        case .markupInWords(let name): "the words of \(name) hold <, >, \" or &"
        }
    }
}
