public import struct Foundation.Date

/// HTML that may be written as it is.
///
/// It can only be made here, in code, and must come from the sanitizer: nothing that is read from a file, a form or a
/// database becomes one by itself.
public struct SafeHTML: Sendable, Equatable {
    public let html: String

    public init(sanitized html: String) {
        self.html = html
    }
}

/// A value that a template may name.
public enum TemplateValue: Sendable, Equatable {
    case string(String)
    case number(Int)
    case bool(Bool)
    /// Written in the language of the template and the time zone of the reader.
    case date(Date)
    case safeHTML(SafeHTML)
    case list([TemplateValue])
    /// The keys are names that the program chose, never words of a mail.
    case object([String: TemplateValue])

    /// Whether a section over it is written: not for false, 0, the empty text, list and object.
    var isTruthy: Bool {
        switch self {
        case .string(let text): !text.isEmpty
        case .number(let number): number != 0
        case .bool(let flag): flag
        case .date: true
        case .safeHTML(let value): !value.html.isEmpty
        case .list(let items): !items.isEmpty
        case .object(let members): !members.isEmpty
        }
    }

    /// The member of an object; nil for anything else.
    func member(_ name: some StringProtocol) -> TemplateValue? {
        guard case .object(let members) = self else { return nil }
        return members[String(name)]
    }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .string(text) }
    public init(integerLiteral number: Int) { self = .number(number) }
    public init(booleanLiteral flag: Bool) { self = .bool(flag) }
    public init(arrayLiteral items: TemplateValue...) { self = .list(items) }
    public init(dictionaryLiteral members: (String, TemplateValue)...) {
        self = .object(Dictionary(members) { _, last in last })
    }
}
