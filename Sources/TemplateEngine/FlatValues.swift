import struct Foundation.Date

/// Values as a queue keeps them: each a text under its full name.
///
/// What a text means says the key's variable of that name: a date in seconds since 1970, a whole number, `true` for a
/// flag. Items of a list are numbered, `tickets.0.number`. HTML is never made of a text.
public enum FlatValues {
    /// The most items of a list; later ones are left out.
    public static let itemLimit = 200

    private struct Branch {
        var text: String?
        var members: [String: Branch] = [:]

        mutating func insert(_ text: String, at path: ArraySlice<Substring>) {
            guard let first = path.first else {
                self.text = text
                return
            }
            members[String(first), default: Branch()].insert(text, at: path.dropFirst())
        }
    }

    /// The values by the first segments of their names.
    public static func values(_ flat: [String: String], of key: TemplateKey) -> [String: TemplateValue] {
        let kinds = Dictionary(key.variables.map { ($0.name, $0.kind) }) { first, _ in first }
        var root = Branch()
        for (name, text) in flat {
            let path = name.split(separator: ".")
            if path.count <= TemplateLimit.depth.rawValue { root.insert(text, at: path[...]) }
        }
        return root.members.reduce(into: [:]) { $0[$1.key] = value(of: $1.value, named: $1.key, kinds) }
    }

    private static func value(
        of branch: Branch, named name: String, _ kinds: [String: TemplateVariable.Kind]
    ) -> TemplateValue {
        if branch.members.isEmpty { return value(branch.text ?? "", as: kinds[name]) }
        let items = branch.members.compactMap { member in Int(member.key).map { ($0, member.value) } }
        if items.count == branch.members.count {
            let sorted = items.sorted { $0.0 < $1.0 }.prefix(itemLimit)
            return .list(sorted.map { value(of: $0.1, named: name, kinds) })
        }
        return .object(
            branch.members.reduce(into: [:]) { $0[$1.key] = value(of: $1.value, named: "\(name).\($1.key)", kinds) })
    }

    private static func value(_ text: String, as kind: TemplateVariable.Kind?) -> TemplateValue {
        switch kind {
        case .date: Double(text).map { .date(Date(timeIntervalSince1970: $0)) } ?? .string(text)
        case .number: Int(text).map { .number($0) } ?? .string(text)
        case .flag: .bool(text == "true")
        case .text, .choice, .url, .image, .color, .html, .list, nil: .string(text)
        }
    }
}

extension TemplateValue {
    /// This value with another's members beside or in place of its own.
    public func overlaid(with other: TemplateValue) -> TemplateValue {
        guard case .object(let own) = self, case .object(let others) = other else { return other }
        return .object(own.merging(others) { $0.overlaid(with: $1) })
    }
}
