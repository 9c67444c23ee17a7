/// Cuts a MIME field body into value and raw parameters. Linear; comments are skipped without recursion.
///
/// - Standard: RFC 2045 §5.1
struct MIMEFieldScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value before the first parameter, in lower case; blanks around a slash are dropped.
    mutating func value() -> String {
        skipSpaceAndComments()
        if current == 0x22 { return quoted().asciiLowercasedText }
        var value: [UInt8] = []
        while let byte = current, byte != 0x3B {
            if byte.isASCIISpace || byte == 0x28 {
                skipSpaceAndComments()
                guard current == 0x2F || value.last == 0x2F else { break }
                continue
            }
            value.append(byte.asciiLowercased)
            index += 1
        }
        return String(decoding: value, as: UTF8.self)
    }

    mutating func parameter() -> (name: String, bytes: [UInt8])? {
        while true {
            skipSeparators()
            guard current != nil else { return nil }
            let start = index
            while let byte = current, byte != 0x3D, byte != 0x3B, !byte.isASCIISpace { index += 1 }
            let name = bytes[start..<index].prefix(100).asciiLowercasedText
            skipSpaceAndComments()
            guard current == 0x3D else {
                // No value: not a parameter. A byte that stopped the name without being one is stepped over.
                if index == start { index += 1 }
                continue
            }
            index += 1
            skipSpaceAndComments()
            let isName = name.utf8.starts(with: "name".utf8) || name.utf8.starts(with: "filename".utf8)
            return (name, current == 0x22 ? quoted() : unquoted(isName: isName))
        }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSeparators() {
        while let byte = current, byte.isASCIISpace || byte == 0x3B || byte == 0x2C || byte == 0 { index += 1 }
        if current == 0x28 {
            skipSpaceAndComments()
            if current == 0x3B || current == 0x2C { skipSeparators() }
        }
    }

    private mutating func skipSpaceAndComments() {
        var depth = 0
        while let byte = current {
            if byte == 0x28 {
                depth += 1
            } else if depth > 0 {
                if byte == 0x29 { depth -= 1 }
                // A backslash at the very end escapes nothing.
                if byte == 0x5C, index + 1 < bytes.count { index += 1 }
            } else if !byte.isASCIISpace {
                return
            }
            index += 1
        }
    }

    /// A quoted string. Windows paths come unescaped, so a backslash only escapes a quote or a backslash.
    private mutating func quoted() -> [UInt8] {
        var value: [UInt8] = []
        index += 1
        while let byte = current {
            index += 1
            if byte == 0x22 { return value }
            if byte == 0x5C, let next = current, next == 0x22 || next == 0x5C {
                value.append(next)
                index += 1
            } else {
                value.append(byte)
            }
        }
        return value
    }

    private mutating func unquoted(isName: Bool) -> [UInt8] {
        let start = index
        while let byte = current, byte != 0x3B {
            if byte.isASCIISpace || (byte == 0x28 && !isName) {
                guard isName, !startsParameter(after: index) else { break }
            }
            index += 1
        }
        return Array(bytes[start..<index].trimmingSpace())
    }

    /// Whether `name=` follows the blank at `position`: a missing semicolon. Looks at most 40 bytes ahead.
    private func startsParameter(after position: Int) -> Bool {
        var ahead = position + 1
        let limit = min(bytes.count, position + 40)
        while ahead < limit, bytes[ahead].isASCIILetter || bytes[ahead] == 0x2D || bytes[ahead] == 0x2A { ahead += 1 }
        return ahead > position + 1 && ahead < limit && bytes[ahead] == 0x3D
    }
}
