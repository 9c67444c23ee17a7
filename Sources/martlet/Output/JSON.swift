/// A JSON value whose members keep their order.
enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Null where it is no number.
    case real(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])
    /// What is JSON already, on one line.
    case written(String)

    static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    /// On one line.
    var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += Array("null".utf8)
        case .bool(let flag): bytes += Array((flag ? "true" : "false").utf8)
        case .integer(let number): bytes += Array(String(number).utf8)
        case .real(let number): bytes += Array((number.isFinite ? "\(number)" : "null").utf8)
        case .string(let text): JSON.write(text, to: &bytes)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes += Array(", ".utf8) }
                item.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes += Array(", ".utf8) }
                JSON.write(member.0, to: &bytes)
                bytes += Array(": ".utf8)
                member.1.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .written(let json): bytes += Array(json.utf8)
        }
    }

    /// - Standard: RFC 8259 §7
    private static func write(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for unit in text.utf8 {
            switch unit {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), unit]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case ..<0x20, 0x7F:
                bytes += Array("\\u00".utf8)
                bytes += [digits[Int(unit >> 4)], digits[Int(unit & 15)]]
            default: bytes.append(unit)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
