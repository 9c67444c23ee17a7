/// Folds what people and mail clients write in more than one way to one form, byte for byte of UTF-8.
///
/// Meant for looking words up in fixed tables, never for showing.
enum LetterCase {
    /// Lower case of the Latin, Greek and Cyrillic alphabets; every kind of blank as a space, every dash as a hyphen.
    static func folded(_ text: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte >= 0x80 else {
                output.append(ASCII.lower(byte))
                continue
            }
            if (0xC2...0xD1).contains(byte), let next = rest.first, isContinuation(next) {
                rest = rest.dropFirst()
                append(pair: byte, next, to: &output)
            } else if byte >= 0xE2, let mark = signs.first(where: { $0.head == byte && rest.starts(with: $0.tail) }) {
                rest = rest.dropFirst(mark.tail.count)
                output.append(mark.replacement)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func append(pair lead: UInt8, _ next: UInt8, to output: inout [UInt8]) {
        if lead == 0xC2, next == 0xA0 { return output.append(0x20) }
        let scalar = UInt16(lead & 0x1F) << 6 | UInt16(next & 0x3F)
        let lower = lowercase(scalar)
        output.append(0xC0 | UInt8(truncatingIfNeeded: lower >> 6))
        output.append(0x80 | UInt8(truncatingIfNeeded: lower & 0x3F))
    }

    private static func lowercase(_ scalar: UInt16) -> UInt16 {
        switch scalar {
        case 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A1, 0x3A3...0x3AB, 0x410...0x42F: scalar + 0x20
        case 0x400...0x40F: scalar + 0x50
        case 0x130, 0x131, 0x138, 0x149, 0x178, 0x17F: scalar
        case 0x100...0x137, 0x14A...0x177: scalar | 1
        case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
        default: scalar
        }
    }

    private struct Sign {
        let head: UInt8
        let tail: [UInt8]
        let replacement: UInt8
    }

    private static let signs: [Sign] = [("\u{202F}\u{3000}", " "), ("–—―─━═－", "-"), ("＿", "_"), ("＝", "=")]
        .flatMap { forms, replacement in
            forms.unicodeScalars.compactMap { form in
                let bytes = Array(String(form).utf8)
                guard let head = bytes.first, let byte = replacement.utf8.first else { return nil }
                return Sign(head: head, tail: Array(bytes.dropFirst()), replacement: byte)
            }
        }
}
