/// A value that the templates of a key may use.
public struct TemplateVariable: Sendable, Equatable {
    /// What the value is, and so where it may stand.
    public enum Kind: Sendable, Equatable {
        /// Text, a number or a date: anywhere.
        case scalar
        /// An `http`, `https` or `mailto` URL: anywhere.
        case url
        /// HTML that a sanitizer has made: between tags of the HTML part only.
        case html
    }

    /// The name as it is written between braces, such as `ticket.number`.
    public let name: String
    public let kind: Kind
    /// Whether a message may come without it. A section over it is then left out, and its value is empty.
    public let isOptional: Bool
    /// What it holds, for people who edit templates.
    public let meaning: String

    init(_ name: String, _ meaning: String, kind: Kind = .scalar, isOptional: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.meaning = meaning
    }
}
