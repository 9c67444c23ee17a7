import UnicodeText

/// A MIME field body: a value and its parameters, with RFC 2231's continuations and charsets put together.
///
/// Rules for contradictions: of parameters with the same name the first one counts; the extended form (`filename*`)
/// counts before the plain one, as mail readers show it. Unquoted values with blanks are tolerated in names.
///
/// - Standard: RFC 2045 §5.1, RFC 2231 §3, §4
struct MIMEFieldValue {
    /// A parameter's bytes, still in `charset`.
    struct Parameter {
        var bytes: [UInt8]
        /// Set for extended values only; empty when the sender left it out.
        var charset: String?
    }

    private(set) var value = ""
    private var parameters: [(name: String, bytes: [UInt8])] = []
    private var hasDuplicates = false

    /// Names that occur more than once, for the reader's report.
    var isAmbiguous: Bool { hasDuplicates }

    init(parsing body: [UInt8]) {
        var scanner = MIMEFieldScanner(body)
        value = scanner.value()
        if value.utf8.contains(0x3D) {
            // The value was forgotten: this is the first parameter already.
            value = ""
            scanner = MIMEFieldScanner(Array("; ".utf8) + body)
            _ = scanner.value()
        }
        while parameters.count < 200, let (name, bytes) = scanner.parameter() {
            guard plain(name) == nil else {
                hasDuplicates = true
                continue
            }
            parameters.append((name, bytes))
        }
    }

    func parameter(_ name: String) -> Parameter? {
        extended(name) ?? plain(name).map { Parameter(bytes: $0) }
    }

    /// A parameter of plain ASCII, in lower case.
    func token(_ name: String) -> String? {
        parameter(name).map { $0.bytes.trimmingSpace().asciiLowercasedText }
    }

    /// Whether both a plain and an extended form are there and differ.
    func contradicts(_ name: String) -> Bool {
        guard let plain = plain(name), let extended = extended(name) else { return false }
        return plain.isASCII && extended.bytes.isASCII && plain != extended.bytes
    }

    private func plain(_ name: String) -> [UInt8]? {
        parameters.first { $0.name == name }?.bytes
    }

    private func extended(_ name: String) -> Parameter? {
        if let whole = plain(name + "*") { return Self.firstSection(whole) }
        // Some mailers count from one.
        let first = section(name, 0) == nil ? 1 : 0
        guard var result = section(name, first) else { return nil }
        for number in (first + 1)..<100 {
            guard let next = section(name, number) else { break }
            result.bytes.append(contentsOf: next.bytes)
        }
        return result
    }

    private func section(_ name: String, _ number: Int) -> Parameter? {
        if let encoded = plain("\(name)*\(number)*") {
            let isFirst = number == 0 || number == 1 && plain("\(name)*0") == nil && plain("\(name)*0*") == nil
            return isFirst ? Self.firstSection(encoded) : Parameter(bytes: Self.percentDecoded(encoded[...]))
        }
        return plain("\(name)*\(number)").map { Parameter(bytes: $0) }
    }

    /// `charset'language'percent-encoded`
    private static func firstSection(_ bytes: [UInt8]) -> Parameter {
        guard let first = bytes.firstIndex(of: 0x27), let second = bytes[(first + 1)...].firstIndex(of: 0x27) else {
            return Parameter(bytes: percentDecoded(bytes[...]), charset: "")
        }
        let charset = String(decoding: bytes[..<first].prefix(64), as: UTF8.self)
        return Parameter(bytes: percentDecoded(bytes[(second + 1)...]), charset: charset)
    }

    /// `utf-8''a%20b` where a plain value should stand; nil for anything that is not plainly that.
    static func misplacedExtended(_ bytes: [UInt8]) -> Parameter? {
        guard bytes.isASCII else { return nil }
        guard let first = bytes.firstIndex(of: 0x27), (2...40).contains(first),
            let second = bytes[(first + 1)...].firstIndex(of: 0x27), second - first <= 12,
            Charset.isKnown(String(decoding: bytes[..<first], as: UTF8.self))
        else { return escapedUTF8(bytes) }
        return firstSection(bytes)
    }

    /// Percent-encoded letters without a word on their charset, as web mail writes them: UTF-8, or no such thing.
    private static func escapedUTF8(_ bytes: [UInt8]) -> Parameter? {
        guard bytes.contains(0x25) else { return nil }
        let decoded = percentDecoded(bytes[...])
        guard !decoded.isASCII, String(validating: decoded, as: UTF8.self) != nil else { return nil }
        return Parameter(bytes: decoded, charset: "utf-8")
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
