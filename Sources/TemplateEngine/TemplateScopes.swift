/// The values that names are looked up in: the root, and the sections around.
struct TemplateScopes {
    private struct Scope {
        /// The full name of what the section is over; empty for the root.
        var name: String
        var value: TemplateValue
    }

    private let optionalNames: Set<String>
    private var scopes: [Scope]

    init(root: TemplateValue, optionalNames: Set<String>) {
        self.optionalNames = optionalNames
        scopes = [Scope(name: "", value: root)]
    }

    mutating func enter(_ value: TemplateValue, named name: String) {
        scopes.append(Scope(name: fullName(name), value: value))
    }

    mutating func leave() {
        scopes.removeLast()
    }

    /// The value of a dotted name: its first segment in the innermost scope that has it, the rest below that. The
    /// empty text for what a message may come without; nil for what is missing.
    func value(of name: String) -> TemplateValue? {
        if name == "." { return scopes.last?.value }
        let segments = name.split(separator: ".")
        guard let first = segments.first else { return nil }
        let start = scopes.reversed().lazy.compactMap { $0.value.member(first) }.first
        if let value = segments.dropFirst().reduce(start, { $0?.member($1) }) { return value }
        return scopes.contains { optionalNames.contains(Self.joined($0.name, name)) } ? .string("") : nil
    }

    private func fullName(_ name: String) -> String {
        if name == "." { return scopes.last?.name ?? "" }
        let first = name.prefix { $0 != "." }
        let owner = scopes.last { $0.value.member(first) != nil }
        return Self.joined(owner?.name ?? "", name)
    }

    private static func joined(_ scope: String, _ name: String) -> String {
        scope.isEmpty ? name : "\(scope).\(name)"
    }
}
