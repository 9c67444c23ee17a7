/// A value that the templates of a key may use.
public struct TemplateVariable: Sendable, Equatable {
    /// What the value is, and so where it may stand and which formats it takes.
    public enum Kind: Sendable, Equatable {
        /// Text of any length: anywhere.
        case text
        /// One of these words: anywhere, and in `select`.
        case choice([String])
        /// A whole number: anywhere, and in `plural`.
        case number
        /// A point in time: anywhere, and in `date` and `time`.
        case date
        /// An `http`, `https` or `mailto` URL: anywhere.
        case url
        /// The address of a picture, `https` or `cid`: in `src` only.
        case image
        /// A checked color: in `style` and `bgcolor` only.
        case color
        /// HTML that a sanitizer has made: between tags of the HTML part only.
        case html
        /// Yes or no: for sections only.
        case flag
        /// Objects, whose members have the list's name and their own, such as `tickets.number`: for sections, and the
        /// members within these only.
        case list
    }

    /// The name as it is written between braces, such as `ticket.number`.
    public let name: String
    public let kind: Kind
    /// Whether a message may come without it. A section over it is then left out, and its value is empty.
    public let isOptional: Bool
    /// What it holds, for people who edit templates.
    public let meaning: String

    init(_ name: String, _ meaning: String, kind: Kind = .text, isOptional: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.meaning = meaning
    }

    /// The same where a message may come without it.
    var optional: TemplateVariable {
        TemplateVariable(name, meaning, kind: kind, isOptional: true)
    }

    static func choice(_ name: String, _ meaning: String, _ words: [String]) -> TemplateVariable {
        TemplateVariable(name, "\(meaning): \(words.joined(separator: ", "))", kind: .choice(words))
    }

    /// Whether ICU can write a value of this kind in the format: its first word says what it is for.
    func takes(format: String) -> Bool {
        let word = format.prefix { $0 != "," && $0 != " " }
        switch kind {
        case .number: return ["number", "plural", "selectordinal", "spellout", "ordinal"].contains(word)
        case .date: return ["date", "time"].contains(word)
        case .text, .choice: return word == "select"
        case .url, .image, .color, .html, .flag, .list: return false
        }
    }
}
