import Yams

/// One mapping of the file. Asking for a value that is missing gives nil; asking for one of another type gives nil
/// and leaves a problem.
struct ConfigurationSection<Key: ConfigurationKey> {
    /// How messages name it: `lmtp`, `desks[0]`, empty for the top.
    let path: String
    let line: Int?
    let problems: ProblemList
    private var values: [Key: Node] = [:]
    private var lines: [Key: Int] = [:]

    /// Reports unknown keys.
    init(_ node: Node?, path: String, problems: ProblemList) {
        self.path = path
        self.problems = problems
        line = node?.mark?.line
        guard let node, !node.isNothing else { return }
        guard let mapping = node.mapping else {
            let name = path.isEmpty ? "the file" : path
            problems.add("\(name) must be a mapping of keys to values", line: line)
            return
        }
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                problems.add("a key must be plain text", line: key.mark?.line)
                continue
            }
            guard let known = Key(rawValue: name) else {
                problems.add(Self.unknown(name, in: path), line: key.mark?.line)
                continue
            }
            lines[known] = value.mark?.line ?? key.mark?.line
            if !value.isNothing { values[known] = value }
        }
    }

    func has(_ key: Key) -> Bool { values[key] != nil }

    func isScalar(_ key: Key) -> Bool { values[key]?.scalar != nil }

    func name(of key: Key) -> String { path.isEmpty ? key.rawValue : "\(path).\(key.rawValue)" }

    func report(_ key: Key, _ text: String) {
        problems.add("\(name(of: key)) \(text)", line: lines[key] ?? line)
    }

    /// A scalar exactly as it is written: YAML's own ideas of `off` and `010` do not count.
    func text(_ key: Key) -> String? {
        guard let node = values[key] else { return nil }
        guard let scalar = node.scalar else {
            report(key, "must be a single value")
            return nil
        }
        return scalar.string
    }

    func section<Other: ConfigurationKey>(_ key: Key, _ keys: Other.Type) -> ConfigurationSection<Other> {
        ConfigurationSection<Other>(values[key], path: name(of: key), problems: problems)
    }

    func sections<Other: ConfigurationKey>(_ key: Key, _ keys: Other.Type) -> [ConfigurationSection<Other>] {
        nodes(key).enumerated().map {
            ConfigurationSection<Other>($0.element, path: "\(name(of: key))[\($0.offset)]", problems: problems)
        }
    }

    /// A list of single values; one value alone is a list of one.
    func texts(_ key: Key) -> [(text: String, line: Int?)] {
        guard let node = values[key] else { return [] }
        if let scalar = node.scalar { return [(scalar.string, node.mark?.line)] }
        return nodes(key).compactMap { item in
            guard let scalar = item.scalar, !item.isNothing else {
                problems.add("\(name(of: key)) must be a list of single values", line: item.mark?.line)
                return nil
            }
            return (scalar.string, item.mark?.line)
        }
    }

    /// A mapping whose keys the file chooses.
    func dictionary(_ key: Key) -> [(name: String, text: String, line: Int?)] {
        guard let node = values[key] else { return [] }
        guard let mapping = node.mapping else {
            report(key, "must be a mapping")
            return []
        }
        return mapping.compactMap { name, value in
            guard let name = name.scalar?.string, let text = value.scalar?.string else {
                problems.add("\(self.name(of: key)) must map names to single values", line: value.mark?.line)
                return nil
            }
            return (name, text, value.mark?.line)
        }
    }

    /// A mapping whose keys the file chooses, to lists of single values; one value alone is a list of one.
    func lists(_ key: Key) -> [(name: String, texts: [(text: String, line: Int?)], line: Int?)] {
        guard let node = values[key] else { return [] }
        guard let mapping = node.mapping else {
            report(key, "must be a mapping of names to lists")
            return []
        }
        return mapping.compactMap { name, value in
            guard let name = name.scalar?.string else {
                problems.add("\(self.name(of: key)) must map names to lists", line: value.mark?.line)
                return nil
            }
            let items = value.sequence.map(Array.init) ?? [value].filter { !$0.isNothing }
            return (
                name, items.compactMap { item in text(item, of: "\(self.name(of: key)).\(name)") }, value.mark?.line
            )
        }
    }

    private func text(_ node: Node, of name: String) -> (text: String, line: Int?)? {
        guard let scalar = node.scalar, !node.isNothing else {
            problems.add("\(name) must be a list of single values", line: node.mark?.line)
            return nil
        }
        return (scalar.string, node.mark?.line)
    }

    private func nodes(_ key: Key) -> [Node] {
        guard let node = values[key] else { return [] }
        guard let sequence = node.sequence else {
            report(key, "must be a list")
            return []
        }
        return Array(sequence)
    }

    private static func unknown(_ name: String, in path: String) -> String {
        let names = Key.allCases.map(\.rawValue)
        let place = path.isEmpty ? "" : " in \(path)"
        let shown = String(name.prefix(60))
        if let nearest = NearestName.of(name, among: names) {
            return "unknown key \"\(shown)\"\(place) (did you mean \"\(nearest)\"?)"
        }
        return "unknown key \"\(shown)\"\(place) (known: \(names.joined(separator: ", ")))"
    }
}

extension Node {
    /// Nothing, `~` or `null`, unquoted.
    fileprivate var isNothing: Bool {
        guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
