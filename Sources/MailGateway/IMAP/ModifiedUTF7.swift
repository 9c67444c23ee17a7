/// Names of mailboxes as IMAP4rev1 writes them.
///
/// - Standard: RFC 3501 §5.1.3
enum ModifiedUTF7 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    static func encode(_ name: String) -> String {
        var result: [UInt8] = []
        var pending: [UInt16] = []
        for unit in name.utf16 {
            guard (0x20...0x7E).contains(unit) else {
                pending.append(unit)
                continue
            }
            flush(&pending, to: &result)
            result.append(UInt8(truncatingIfNeeded: unit))
            if unit == 0x26 { result.append(UInt8(ascii: "-")) }
        }
        flush(&pending, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    private static func flush(_ units: inout [UInt16], to result: inout [UInt8]) {
        guard !units.isEmpty else { return }
        result.append(UInt8(ascii: "&"))
        var bits: UInt32 = 0
        var held = 0
        for unit in units {
            bits = bits << 16 | UInt32(unit)
            held += 16
            while held >= 6 {
                held -= 6
                result.append(alphabet[Int(bits >> UInt32(held) & 0x3F)])
            }
            bits &= (1 << UInt32(held)) - 1
        }
        if held > 0 { result.append(alphabet[Int(bits << UInt32(6 - held) & 0x3F)]) }
        result.append(UInt8(ascii: "-"))
        units = []
    }
}
