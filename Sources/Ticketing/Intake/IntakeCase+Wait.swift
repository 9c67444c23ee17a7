import InternetMessage

import struct Foundation.Date

extension IntakeCase {
    /// How long a mail lay in its mailbox: since the mailbox's own server took it, by the topmost `Received`, or since it
    /// was written where there is none.
    ///
    /// - Standard: RFC 5321 §4.4 (a server adds its trace at the top)
    static func wait(of message: InternetMessage, from provenance: Provenance, until moment: Date) -> Double? {
        switch provenance {
        case .lmtp, .standardInput: return nil
        case .imap, .pop3: return (received(message) ?? message.date).map { moment.timeIntervalSince($0) }
        }
    }

    private static func received(_ message: InternetMessage) -> Date? {
        guard let body = message.header.first("received"), let mark = body.lastIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        return DateField.date(Array(body[(mark + 1)...]))
    }
}
