/// Reads groups of fields: the syntax of delivery reports and of a returned header.
enum ReportFields {
    /// Groups of fields, separated by empty lines. Lines without a colon are skipped.
    static func groups(of bytes: [UInt8]) -> [[HeaderField]] {
        var groups: [[HeaderField]] = []
        var group: [HeaderField] = []
        for line in TextLine.lines(of: Array(bytes.prefix(256 << 10))).prefix(5_000) {
            if ASCII.trimmed(line.raw).isEmpty {
                if !group.isEmpty { groups.append(group) }
                group = []
            } else if let first = line.raw.first, first == 0x20 || first == 0x09, let last = group.indices.last {
                group[last].body.append(0x20)
                group[last].body.append(contentsOf: ASCII.trimmed(line.raw))
            } else if let colon = line.raw.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: ASCII.lowercased(ASCII.trimmed(line.raw[..<colon])), as: UTF8.self)
                group.append(HeaderField(name: name, body: Array(ASCII.trimmed(line.raw[(colon + 1)...]))))
            }
        }
        if !group.isEmpty { groups.append(group) }
        return groups
    }

    static func value(_ name: String, in group: [HeaderField]) -> [UInt8]? {
        group.first { $0.name == name }?.body
    }

    /// What follows the type in `rfc822; a@b` and `smtp; 550 …`; the whole when there is no type.
    static func typed(_ body: [UInt8]) -> [UInt8] {
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")),
            body[..<semicolon].allSatisfy({ ASCII.isAlphanumeric($0) || $0 == 0x2D || ASCII.isSpace($0) })
        else { return body }
        return Array(ASCII.trimmed(body[(semicolon + 1)...]))
    }

    /// The first `<…>` of a Message-ID field.
    static func messageID(in group: [HeaderField]) -> MessageID? {
        guard let body = value("message-id", in: group), let open = body.firstIndex(of: UInt8(ascii: "<")),
            let close = body[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1
        else { return nil }
        return MessageID(String(decoding: body[(open + 1)..<close], as: UTF8.self))
    }
}
