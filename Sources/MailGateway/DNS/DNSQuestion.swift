/// One question for records of one kind.
///
/// - Standard: RFC 1035 §4.1; RFC 6891 §6.1.2 (OPT), §6.2.5 (payload size)
struct DNSQuestion: Sendable, Hashable {
    /// Unpredictable, so that a blind forger's answer does not fit.
    var id: UInt16
    var name: DNSName
    var kind = DNSRecordKind.text

    static let alias: UInt16 = 5
    static let internet: UInt16 = 1
    /// What passes unfragmented nearly everywhere.
    static let payloadLimit: UInt16 = 1_232

    var bytes: [UInt8] {
        var output: [UInt8] = []
        func add(_ value: UInt16) { output += [UInt8(value >> 8), UInt8(value & 0xFF)] }
        add(id)
        add(0x0100)  // recursion desired
        for count: UInt16 in [1, 0, 0, 1] { add(count) }
        output += name.wire
        add(kind.rawValue)
        add(Self.internet)
        output.append(0)
        add(41)
        add(Self.payloadLimit)
        output += [0, 0, 0, 0, 0, 0]
        return output
    }
}
