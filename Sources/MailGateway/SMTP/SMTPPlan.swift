import InternetMessage

/// A mail transaction before its first command: who can be addressed at all, and the lines to write.
///
/// 8-bit content goes out as it is even where 8BITMIME is missing: to rewrite it would break its signatures, and no
/// server in use clears the bit.
/// - Standard: RFC 1870 §6, RFC 6152 §3, RFC 6531 §3.4
struct SMTPPlan {
    struct Commands {
        var mail = ""
        /// By index of the forward-path; empty for those that get no RCPT.
        var rcpt: [String] = []
    }

    private(set) var transaction: SMTPTransaction
    private(set) var commands = Commands()

    init(_ envelope: Envelope, _ message: RawMessage, _ extensions: SMTPExtensions) {
        transaction = SMTPTransaction(recipients: envelope.forwardPaths.count)
        commands.rcpt = envelope.forwardPaths.map { _ in "" }
        if let limit = extensions.size, limit > 0, message.bytes.count > limit {
            refuseAll("5.3.4 the message has \(message.bytes.count) bytes, the server takes \(limit)")
            return
        }
        guard let reversePath = SMTPPath(envelope.reversePath) else {
            refuseAll("5.1.7 the reverse-path cannot be written")
            return
        }
        guard extensions.smtpUTF8 || !reversePath.isInternationalized else {
            refuseAll("5.6.7 the server takes no internationalized addresses")
            return
        }
        for (index, path) in envelope.forwardPaths.enumerated() { add(path, index, extensions) }
        guard transaction.openCount > 0 else { return }
        let isEightBit = message.bytes.contains { $0 >= 0x80 }
        var mail = "MAIL FROM:\(reversePath.text)"
        if extensions.size != nil { mail += " SIZE=\(message.bytes.count)" }
        if extensions.eightBitMIME, isEightBit { mail += " BODY=8BITMIME" }
        if extensions.smtpUTF8, needsUTF8(envelope, isEightBit, message) { mail += " SMTPUTF8" }
        commands.mail = mail + "\r\n"
        transaction.steps = [.mail] + transaction.open.map { .rcpt($0) } + [.data]
    }

    private mutating func add(_ path: ForwardPath, _ index: Int, _ extensions: SMTPExtensions) {
        guard let written = SMTPPath(path.address) else {
            return transaction.settle(index, .permanentFailure(reply: "5.1.3 the address cannot be written"))
        }
        guard extensions.smtpUTF8 || !written.isInternationalized else {
            return transaction.settle(
                index, .permanentFailure(reply: "5.6.7 the server takes no internationalized addresses"))
        }
        commands.rcpt[index] = "RCPT TO:\(written.text)\r\n"
    }

    private mutating func refuseAll(_ reply: String) {
        transaction.settleOpen(.permanentFailure(reply: reply))
    }

    private func needsUTF8(_ envelope: Envelope, _ isEightBit: Bool, _ message: RawMessage) -> Bool {
        let paths = [SMTPPath(envelope.reversePath)] + envelope.forwardPaths.map { SMTPPath($0.address) }
        return paths.contains { $0?.isInternationalized ?? false } || isEightBit && hasEightBitHeader(message)
    }

    /// - Standard: RFC 6532 §3 (UTF-8 in header fields)
    private func hasEightBitHeader(_ message: RawMessage) -> Bool {
        var previous: UInt8 = 0x0A
        for byte in message.bytes where byte != 0x0D {
            if byte >= 0x80 { return true }
            if byte == 0x0A, previous == 0x0A { return false }
            previous = byte
        }
        return false
    }
}
