/// Answers as a server would write them, right or wrong.
struct DNSMessage {
    var id: UInt16
    var flags: UInt16 = 0x8180
    var question = DNSMessage.name("s._domainkey.example.com")
    var records: [[UInt8]] = []
    var kind: UInt16 = 16

    var bytes: [UInt8] {
        Self.number(id) + Self.number(flags) + [0, 1] + Self.number(UInt16(records.count)) + [0, 0, 0, 0] + question
            + Self.number(kind) + [0, 1] + records.flatMap { $0 }
    }

    static func number(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    /// Where the question stands, as a pointer.
    static let pointer: [UInt8] = [0xC0, 12]

    static func record(_ name: [UInt8] = pointer, type: UInt16, seconds: UInt16 = 300, _ data: [UInt8]) -> [UInt8] {
        name + number(type) + [0, 1, 0, 0] + number(seconds) + number(UInt16(data.count)) + data
    }

    static func text(_ strings: String..., name: [UInt8] = pointer, seconds: UInt16 = 300) -> [UInt8] {
        record(name, type: 16, seconds: seconds, strings.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) })
    }

    static func alias(_ target: String, name: [UInt8] = pointer) -> [UInt8] {
        record(name, type: 5, DNSMessage.name(target))
    }
}
