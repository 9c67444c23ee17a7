/// What people call a ticket: `IT-1042`. The prefix belongs to the desk that opened it and never changes.
public struct TicketNumber: Sendable, Hashable, CustomStringConvertible {
    /// Upper-case ASCII letters and digits, 1–12 of them, a letter first.
    public let prefix: String
    public let sequence: Int64

    public init(prefix: String, sequence: Int64) {
        self.prefix = prefix
        self.sequence = sequence
    }

    /// From `IT-1042`, in any case; nil when it is anything else.
    public init?(_ text: some StringProtocol) {
        let units = Array(text.utf8)
        guard let dash = units.lastIndex(of: UInt8(ascii: "-")), units.count <= 32 else { return nil }
        let digits = units[(dash + 1)...]
        guard TicketNumber.isPrefix(units[..<dash]), !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let sequence = Int64(String(decoding: digits, as: UTF8.self)), sequence > 0
        else { return nil }
        self.init(prefix: String(decoding: units[..<dash], as: UTF8.self).uppercased(), sequence: sequence)
    }

    static func isPrefix(_ units: some Collection<UInt8>) -> Bool {
        guard let first = units.first, (1...12).contains(units.count) else { return false }
        let isLetter: (UInt8) -> Bool = { (0x41...0x5A).contains($0 & 0xDF) }
        return isLetter(first) && units.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    public var description: String { "\(prefix)-\(sequence)" }
    /// `[IT-1042]`, as subjects carry it.
    public var tag: String { "[\(self)]" }
}
