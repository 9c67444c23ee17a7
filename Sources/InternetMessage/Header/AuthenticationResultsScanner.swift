/// Reads the field from left to right; whatever doesn't fit is skipped up to the next semicolon.
struct AuthenticationResultsScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = Array(bytes.prefix(16_384))
    }

    /// Leaves the scanner behind the semicolon that ends the identifier and its version.
    mutating func authservID() -> String? {
        guard let id = value(), !id.isEmpty,
            id.utf8.allSatisfy({ ASCII.isAlphanumeric($0) || "-._:[]@".utf8.contains($0) })
        else { return nil }
        skipBlanks()
        // Some services leave the identifier out and begin with a method.
        if peek() == UInt8(ascii: "=") { return nil }
        skipResult()
        return id.lowercased()
    }

    mutating func results() -> [AuthenticationResults.MethodResult] {
        var results: [AuthenticationResults.MethodResult] = []
        while index < bytes.count, results.count < 100 {
            if let result = result() { results.append(result) }
            skipResult()
        }
        return results
    }

    private mutating func result() -> AuthenticationResults.MethodResult? {
        guard let method = value(), !method.isEmpty, equals(), let outcome = value(), !outcome.isEmpty else {
            return nil
        }
        var found = AuthenticationResults.MethodResult(
            method: String(method.lowercased().prefix { $0 != "/" }), result: outcome.lowercased(), reason: nil,
            properties: [])
        while found.properties.count < 50, let name = value(), !name.isEmpty, equals(), let value = value() {
            add(name.lowercased(), value, to: &found)
        }
        return found
    }

    private func add(_ name: String, _ value: String, to result: inout AuthenticationResults.MethodResult) {
        if name == "reason" { result.reason = value }
        let parts = name.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
        guard parts.count == 2, let type = parts.first, let property = parts.last else { return }
        result.properties.append(
            .init(
                type: String(decoding: type, as: UTF8.self), name: String(decoding: property, as: UTF8.self),
                value: value))
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func equals() -> Bool {
        skipBlanks()
        guard peek() == UInt8(ascii: "=") else { return false }
        index += 1
        return true
    }

    private mutating func skipResult() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: ";"):
                index += 1
                return
            case UInt8(ascii: "("): skipComment()
            case UInt8(ascii: "\""): _ = quoted()
            default: index += 1
            }
        }
    }

    /// Everything up to a blank, `=`, `;` or comment, quoted strings within it without their quotes: an address may
    /// begin with one (`"x@a.example"@b.example`). Nil at a semicolon or the end.
    private mutating func value() -> String? {
        skipBlanks()
        guard let first = peek(), first != UInt8(ascii: ";") else { return nil }
        var text = ""
        while let byte = peek(), !ASCII.isSpace(byte), ![0x3B, 0x28, 0x3D].contains(byte) {
            if byte == UInt8(ascii: "\"") {
                text += quoted()
                continue
            }
            let start = index
            while let byte = peek(), !ASCII.isSpace(byte), ![0x3B, 0x28, 0x3D, 0x22].contains(byte) { index += 1 }
            text += String(decoding: bytes[start..<index], as: UTF8.self)
        }
        return text
    }

    private mutating func quoted() -> String {
        index += 1
        var content: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") { index += 1 }
            if let byte = peek() { content.append(byte) }
            index += 1
        }
        index += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while let byte = peek() {
            if byte == UInt8(ascii: "(") { skipComment() } else if ASCII.isSpace(byte) { index += 1 } else { return }
        }
    }

    private mutating func skipComment() {
        var depth = 0
        while let byte = peek() {
            index += 1
            switch byte {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return }
            default: continue
            }
        }
    }
}
