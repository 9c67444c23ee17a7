/// A domain name as it travels: each label behind its length, in lower case, a zero at the end.
///
/// Names that are asked for hold letters, digits, `-` and `_` only; names out of answers may hold any byte.
///
/// - Standard: RFC 1035 §3.1, §4.1.4
struct DNSName: Sendable, Hashable {
    let wire: [UInt8]

    private static let longest = 255
    private static let longestLabel = 63

    /// Nil for what is no name in ASCII.
    init?(_ text: String) {
        var wire: [UInt8] = []
        for label in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard (1...Self.longestLabel).contains(label.count), wire.count + label.count + 2 <= Self.longest else {
                return nil
            }
            wire.append(UInt8(label.count))
            for byte in label {
                guard let letter = Self.lowercased(byte) else { return nil }
                wire.append(letter)
            }
        }
        self.wire = wire + [0]
    }

    /// Reads the name at `position` and leaves that behind it. Pointers lead backwards only, so that none is followed
    /// twice.
    init?(in message: [UInt8], at position: inout Int) {
        var wire: [UInt8] = []
        var index = position
        var barrier = position
        var end: Int?
        while index >= 0, index < message.count {
            let length = Int(message[index])
            if length == 0 {
                position = end ?? index + 1
                self.wire = wire + [0]
                return
            }
            if length & 0xC0 == 0xC0 {
                guard index + 1 < message.count else { return nil }
                end = end ?? index + 2
                index = (length & 0x3F) << 8 | Int(message[index + 1])
                guard index < barrier else { return nil }
                barrier = index
                continue
            }
            guard length <= Self.longestLabel, index + length < message.count, wire.count + length + 2 <= Self.longest
            else { return nil }
            wire.append(UInt8(length))
            wire.append(contentsOf: message[(index + 1)...(index + length)].map { Self.lowercased($0) ?? $0 })
            index += length + 1
        }
        return nil
    }

    /// Labels between dots, of which odd bytes show as `?`.
    var text: String {
        var labels: [String] = []
        var index = 0
        while index < wire.count, wire[index] > 0 {
            let label = wire[(index + 1)...(index + Int(wire[index]))]
            labels.append(String(decoding: label.map { (0x21...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self))
            index += Int(wire[index]) + 1
        }
        return labels.joined(separator: ".")
    }

    static let root = DNSName(wire: [0])

    private init(wire: [UInt8]) {
        self.wire = wire
    }

    /// The name without the labels before its last `count`.
    func lastLabels(_ count: Int) -> DNSName {
        var starts: [Int] = []
        var index = 0
        while index < wire.count, wire[index] > 0 {
            starts.append(index)
            index += Int(wire[index]) + 1
        }
        guard starts.count > count else { return self }
        return DNSName(wire: Array(wire[starts[starts.count - count]...]))
    }

    private static func lowercased(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: byte
        default: nil
        }
    }
}
