import UnicodeText

/// HTML that claims to be UTF-7: letters are decoded, but nothing that was hidden in base64 becomes markup.
///
/// Security: filters that do not know UTF-7 see no tag in `+ADw-script+AD4-`; browsers stopped decoding it for that.
///
/// - Standard: RFC 2152
enum UTF7Markup {
    /// Beyond so many shifts in one mail no person wrote it; the rest stays as it came.
    static let maximumShifts = 20_000

    static func isUTF7(_ label: String?) -> Bool {
        guard let label else { return false }
        let name = label.utf8.filter { $0.isASCIILetter || $0.isASCIIDigit }.asciiLowercasedText
        return name.hasSuffix("utf7")
    }

    /// - Parameter shiftsLeft: of the mail, whose parts share them.
    static func decode(_ bytes: [UInt8], shiftsLeft: inout Int) -> String {
        var output = ""
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x2B, shiftsLeft > 0 else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            let run = bytes[(index + 1)...].prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2B || $0 == 0x2F }
            let end = run.endIndex < bytes.count && bytes[run.endIndex] == 0x2D ? run.endIndex + 1 : run.endIndex
            output += Charset.readable(plain).text
            plain.removeAll()
            output += run.isEmpty ? "+" : shifted([0x2B] + run + [0x2D])
            index = end
            shiftsLeft -= 1
        }
        return output + Charset.readable(plain).text
    }

    private static func shifted(_ run: [UInt8]) -> String {
        guard let decoded = Charset.decode(run, label: "utf-7"), !decoded.hasReplacements else {
            return String(decoding: run, as: UTF8.self)
        }
        return decoded.text.escapingMarkup
    }
}
