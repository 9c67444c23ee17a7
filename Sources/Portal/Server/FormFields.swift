import Hummingbird

/// The fields of a form or a query, in order, decoded.
///
/// - Standard: URL Living Standard §5.1 (application/x-www-form-urlencoded)
struct FormFields: Sendable {
    private var pairs: [(name: String, value: String)] = []

    init() {}

    /// Throws `badRequest` beyond the limit of fields; malformed escapes stay as they are.
    init(parsing units: some Collection<UInt8>) throws(PortalFailure) {
        for pair in units.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < RequestLimits.fields else { throw .badRequest("too many fields") }
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves.first else { continue }
            let value = halves.count == 2 ? FormFields.decoded(halves[1]) : ""
            pairs.append((FormFields.decoded(name), value))
        }
    }

    /// The first value of the field, without blanks around it.
    subscript(name: String) -> String? {
        pairs.first { $0.name.utf8.elementsEqual(name.utf8) }?.value.trimmedOfBlanks
    }

    /// All values of a field that may come several times.
    func all(_ name: String) -> [String] {
        pairs.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value.trimmedOfBlanks)
    }

    /// As typed, for passwords.
    func exactly(_ name: String) -> String? {
        pairs.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The value where there is one that is not empty.
    func filled(_ name: String) -> String? {
        guard let value = self[name], !value.isEmpty else { return nil }
        return value
    }

    /// A text of several lines as it is kept: ended by LF, nil when there is nothing in it.
    func lines(_ name: String) -> String? {
        guard let typed = exactly(name), !typed.trimmedOfBlanks.isEmpty else { return nil }
        var units = typed.utf8.filter { $0 != 0x0D }
        while units.last == 0x0A { units.removeLast() }
        return String(decoding: units + [0x0A], as: UTF8.self)
    }

    private static func decoded(_ units: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(units.count)
        var index = units.startIndex
        while index != units.endIndex {
            let unit = units[index]
            index = units.index(after: index)
            if unit == UInt8(ascii: "+") {
                output.append(0x20)
            } else if unit == UInt8(ascii: "%"), let escape = escape(units[index...]) {
                output.append(escape)
                index = units.index(index, offsetBy: 2)
            } else {
                output.append(unit)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func escape(_ rest: some Collection<UInt8>) -> UInt8? {
        let digits = rest.prefix(2).compactMap(digit)
        guard digits.count == 2 else { return nil }
        return digits[0] << 4 | digits[1]
    }

    private static func digit(_ unit: UInt8) -> UInt8? {
        switch unit {
        case 0x30...0x39: unit - 0x30
        case 0x41...0x46: unit - 0x41 + 10
        case 0x61...0x66: unit - 0x61 + 10
        default: nil
        }
    }
}

extension String {
    /// Without ASCII and full-width blanks and line ends at both ends.
    var trimmedOfBlanks: String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 || $0.value == 0x3000 || $0.value == 0xA0 }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// For a query: everything but unreserved characters escaped.
    ///
    /// - Standard: RFC 3986 §2.3
    var queryEscaped: String {
        var output: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for unit in utf8 {
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: output.append(unit)
            default:
                output += [UInt8(ascii: "%"), digits[Int(unit >> 4)], digits[Int(unit & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension Request {
    var query: FormFields {
        get throws(PortalFailure) { try FormFields(parsing: Array((uri.query ?? "").utf8)) }
    }

    /// The body, at most `limit` bytes.
    func bytes(upTo limit: Int) async throws(PortalFailure) -> [UInt8] {
        if let announced = headers[.contentLength].flatMap(Int.init), announced > limit {
            throw .tooLarge(limit: limit)
        }
        do {
            let buffer = try await body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch {
            let failure = PortalFailure(error)
            throw failure == .defect ? .badRequest("the body ended early") : .tooLarge(limit: limit)
        }
    }

    func form(upTo limit: Int = RequestLimits.text) async throws(PortalFailure) -> FormFields {
        guard let type = headers[.contentType]?.lowercased(), type.hasPrefix("application/x-www-form-urlencoded") else {
            throw .unsupportedType
        }
        return try FormFields(parsing: try await bytes(upTo: limit))
    }
}
