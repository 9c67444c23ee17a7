/// Encodes bodies so that any transport carries them.
///
/// - Standard: RFC 2045 §6
enum TransferEncodingWriter {
    /// Text with CRLF line ends, in the plainest encoding that carries it.
    static func text(_ text: String) -> (encoding: String, bytes: [UInt8]) {
        let lines = lines(of: text)
        let isASCII = lines.allSatisfy { $0.allSatisfy { $0 < 0x80 } }
        if isASCII, lines.allSatisfy({ $0.count <= 900 }) { return ("7bit", joined(lines)) }
        let count = lines.reduce(0) { $0 + $1.count }
        let plain = lines.reduce(0) { sum, line in sum + line.count { $0 < 0x80 } }
        if plain * 3 >= count * 2 { return ("quoted-printable", quotedPrintable(lines)) }
        return ("base64", Base64Writer.lines(joined(lines)))
    }

    /// Lines without their ends; controls other than tabs are dropped, since a body may not hold them.
    private static func lines(of text: String) -> [[UInt8]] {
        var lines = TextLine.lines(of: Array(text.utf8)).map { line in
            line.raw.filter { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        }
        if let last = lines.last, last.isEmpty { lines.removeLast() }
        return lines
    }

    private static func joined(_ lines: [[UInt8]]) -> [UInt8] {
        lines.flatMap { $0 + [0x0D, 0x0A] }
    }

    /// - Standard: RFC 2045 §6.7 (lines of at most 76 characters)
    private static func quotedPrintable(_ lines: [[UInt8]]) -> [UInt8] {
        var output: [UInt8] = []
        for line in lines {
            var column = 0
            for (index, byte) in line.enumerated() {
                let isLast = index == line.count - 1
                let isPlain =
                    (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
                    || (byte == 0x20 || byte == 0x09) && !isLast
                let width = isPlain ? 1 : 3
                if column + width > 75 {
                    output.append(contentsOf: "=\r\n".utf8)
                    column = 0
                }
                if isPlain { output.append(byte) } else { output.append(contentsOf: ("=" + HexWriter.text(byte)).utf8) }
                column += width
            }
            output.append(contentsOf: "\r\n".utf8)
        }
        return output
    }
}

/// - Standard: RFC 4648 §4
enum Base64Writer {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String { String(decoding: encoded(bytes[...]), as: UTF8.self) }

    /// Lines of 76 characters, each with CRLF.
    static func lines(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 3 * 4 + bytes.count / 57 * 2 + 8)
        var start = 0
        while start < bytes.count {
            let end = min(start + 57, bytes.count)
            output.append(contentsOf: encoded(bytes[start..<end]))
            output.append(contentsOf: "\r\n".utf8)
            start = end
        }
        return output
    }

    static func encoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 & 0xFF_FFFF | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                output.append(alphabet[Int(buffer >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { output.append(alphabet[Int(buffer << UInt32(6 - bits) & 63)]) }
        while output.count % 4 != 0 { output.append(UInt8(ascii: "=")) }
        return output
    }
}
