/// Reads one JSON document.
///
/// Security: depth, size and the number of members are capped; a name that comes twice in an object is refused, so that
/// no two readers can see different values.
///
/// - Standard: RFC 8259 §9 (limits), §4 (names should be unique)
struct JSONReader {
    private let units: [UInt8]
    private var index = 0
    private var values = 0

    private static let mostValues = 10_000

    static func read(_ units: [UInt8]) throws(PortalFailure) -> JSONValue {
        var reader = JSONReader(units)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.index == units.count else { throw .badRequest("there is something after the JSON document") }
        return value
    }

    private init(_ units: [UInt8]) {
        self.units = units
    }

    private var next: UInt8? { index < units.count ? units[index] : nil }

    private mutating func skipBlanks() {
        while let unit = next, unit == 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09 { index += 1 }
    }

    private mutating func take(_ unit: UInt8) -> Bool {
        guard next == unit else { return false }
        index += 1
        return true
    }

    private func fault() -> PortalFailure { .badRequest("not JSON at byte \(index)") }

    private mutating func value(depth: Int) throws(PortalFailure) -> JSONValue {
        guard depth <= RequestLimits.depth else { throw .badRequest("nested deeper than \(RequestLimits.depth)") }
        values += 1
        guard values <= JSONReader.mostValues else { throw .badRequest("too many values") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(PortalFailure) -> JSONValue {
        let wanted = text.withUTF8Buffer { Array($0) }
        guard units[index...].starts(with: wanted) else { throw fault() }
        index += wanted.count
        return value
    }

    private mutating func object(depth: Int) throws(PortalFailure) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault() }
            let name = try string()
            guard members.count < RequestLimits.fields else { throw .badRequest("too many members") }
            guard !members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                throw .badRequest("a member comes twice")
            }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw fault() }
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault() }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(PortalFailure) -> JSONValue {
        index += 1
        var items: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            items.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault() }
        return .array(items)
    }

    private mutating func number() throws(PortalFailure) -> JSONValue {
        let start = index
        while let unit = next, (0x30...0x39).contains(unit) || "+-.eE".utf8.contains(unit) { index += 1 }
        let text = String(decoding: units[start..<index], as: UTF8.self)
        guard index > start, text.utf8.count <= 40 else { throw fault() }
        if let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw fault() }
        return .number(number)
    }

    private mutating func string() throws(PortalFailure) -> String {
        index += 1
        var output: [UInt8] = []
        while let unit = next {
            index += 1
            switch unit {
            case UInt8(ascii: "\""):
                // Bytes that are no UTF-8 are refused, not repaired: a repaired text is another text.
                guard let text = String(validating: output, as: UTF8.self) else {
                    throw .badRequest("a string is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &output)
            case 0x00..<0x20: throw fault()
            default: output.append(unit)
            }
        }
        throw fault()
    }

    private mutating func escape(into output: inout [UInt8]) throws(PortalFailure) {
        guard let unit = next else { throw fault() }
        index += 1
        switch unit {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(unit)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "u"): output.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw fault()
        }
    }

    /// After `\u`: one code unit, or two that are a surrogate pair.
    private mutating func scalar() throws(PortalFailure) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw fault()
        }
        let second = try codeUnit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fault() }
        return scalar
    }

    private mutating func codeUnit() throws(PortalFailure) -> UInt32 {
        guard index + 4 <= units.count else { throw fault() }
        var value: UInt32 = 0
        for unit in units[index..<(index + 4)] {
            guard let digit = Character(Unicode.Scalar(unit)).hexDigitValue else { throw fault() }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
