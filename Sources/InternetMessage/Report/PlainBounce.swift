/// Reads a bounce that was written for people: qmail, Exim, old Postfix, sendmail, Domino and the rest.
///
/// They agree on little, but nearly all name the recipient on a line of its own or at the start of one, before the
/// returned message begins, with a reply code near by.
struct PlainBounce {
    private let lines: [TextLine]
    private let returned: ArraySlice<TextLine>
    private let subject: String
    private let failedRecipients: [String]
    private let bystanders: Set<String>

    init(text: String, subject: String, header: HeaderSection, bystanders: [String]) {
        let all = Array(TextLine.lines(of: Array(text.utf8.prefix(256 << 10))).prefix(5_000))
        let end = all.firstIndex { ReturnedMessageMark.stands(in: $0) } ?? all.count
        lines = Array(all[..<end])
        returned = all[end...]
        self.subject = subject
        failedRecipients = header.bodies(of: "x-failed-recipients").flatMap {
            AddressFinder.addresses(in: $0, limit: 50)
        }
        // The set holds a handful of addresses of the mail's own header.
        self.bystanders = Set(bystanders.prefix(50))
    }

    var recipients: [RecipientStatus] {
        let named = failedRecipients.isEmpty ? candidates : failedRecipients
        return named.prefix(50).map { status(of: $0) }
    }

    /// A standard report's groups of fields, where they stand among the words; not those of a returned report.
    var statusFields: [[HeaderField]] { ReportFields.groups(of: Self.joined(lines[...], by: 0x0A)) }

    var returnedFields: [HeaderField] {
        let fields = returned.drop { $0.isBlank || ReturnedMessageMark.isRule($0) }.prefix(200)
        return ReportFields.groups(of: Self.joined(fields, by: 0x0A)).first {
            ReportFields.value("from", in: $0) != nil || ReportFields.value("to", in: $0) != nil
        } ?? []
    }

    var reportedMessageID: MessageID? { ReportFields.messageID(in: returnedFields) }

    /// Addresses that stand where a failed recipient stands; if there are none, any address but a bystander's.
    ///
    /// Where a line says that the recipients follow, those above it are of the message, not of its failure.
    private var candidates: [String] {
        let heading = lines.firstIndex { line in Self.headings.contains { ASCII.contains(line.content, $0) } }
        let listed = heading.map { candidates(in: lines[$0...]).strong } ?? []
        if !listed.isEmpty { return listed }
        let (strong, weak) = candidates(in: lines[...])
        return strong.isEmpty ? Array(weak.prefix(1)) : strong
    }

    private func candidates(in lines: ArraySlice<TextLine>) -> (strong: [String], weak: [String]) {
        var strong: [String] = []
        var weak: [String] = []
        for line in lines {
            for address in AddressFinder.addresses(in: Array(line.raw.prefix(2_000)), limit: 5)
            where !isBystander(address) {
                let standsOut = Self.standsOut(address, in: line)
                if standsOut, !strong.contains(address), strong.count < 50 { strong.append(address) }
                if !standsOut, !weak.contains(address), weak.count < 50 { weak.append(address) }
            }
        }
        return (strong, weak)
    }

    private func isBystander(_ address: String) -> Bool {
        let lower = address.lowercased()
        let isOffice = ["postmaster@", "mailer-daemon@", "abuse@", "support@", "helpdesk@"].contains {
            lower.utf8.starts(with: $0.utf8)
        }
        return isOffice || bystanders.contains(lower)
    }

    private static func standsOut(_ address: String, in line: TextLine) -> Bool {
        let bytes = line.content
        let lower = ASCII.lowercased(address.utf8)
        let start = bytes.drop { !ASCII.isAlphanumeric($0) && $0 < 0x80 }
        if start.starts(with: lower) { return true }
        // `550 <li@b.example>... User unknown`, as sendmail writes.
        let code = start.prefix(3)
        if code.count == 3, code.allSatisfy(ASCII.isDigit), [0x34, 0x35].contains(code.first),
            start.dropFirst(3).drop(while: { $0 == 0x20 || $0 == 0x3C }).starts(with: lower)
        {
            return true
        }
        return labels.contains { ASCII.contains(bytes, $0) }
    }

    private static let headings = [
        "following recipient", "following address", "following destination", "these recipients", "these addresses",
        "addresses had", "recipients of your message", "failed recipient", "failed address",
        "这些收件人", "以下收件人", "這些收件者", "以下收件者", "次の受信者", "以下の受信者", "다음 받는 사람", "folgende empfänger",
    ]

    private static let labels = [
        "rcpt to", "to:", "recipient", "user:", "address:", "could not be delivered", "undeliverable to", "message to",
        "mail to",
        "e-mail to", "delivering to", "delivery to", "deliver to", "unknown user", "user unknown", "mailbox",
        "envelope-to",
        "宛先", "收件人", "收件者", "接收人", "发往", "發往", "받는",
    ]

    /// With the words that the text has on a recipient, for a report whose fields have none.
    func completing(_ status: RecipientStatus) -> RecipientStatus {
        let lower = String(decoding: ASCII.lowercased(status.recipient.utf8), as: UTF8.self)
        guard lines.contains(where: { ASCII.contains($0.content, lower) }), let words = diagnosis(of: status.recipient)
        else { return status }
        var completed = status
        completed.diagnostic = String(decoding: ASCII.trimmed(words).prefix(500), as: UTF8.self)
        completed.status = EnhancedStatusCode.moreTelling(status.status, EnhancedStatusCode.first(in: words))
        return completed
    }

    func status(of recipient: String) -> RecipientStatus {
        let near = diagnosis(of: recipient)
        let all = lines.flatMap { (line) -> [UInt8] in Array(line.raw) + [0x20] }
        let status = near.flatMap { EnhancedStatusCode.first(in: $0) } ?? EnhancedStatusCode.first(in: all)
        let reply = near.flatMap(EnhancedStatusCode.reply) ?? EnhancedStatusCode.reply(in: all)
        let code = status ?? reply.map { $0.hasPrefix("4") ? "4.0.0" : "5.0.0" }
        return RecipientStatus(
            recipient: recipient, action: isDelay ? .delayed : .failed, status: code,
            diagnostic: near.map { String(decoding: ASCII.trimmed($0).prefix(500), as: UTF8.self) })
    }

    /// The line with a reply code nearest below the recipient, within its paragraph and the next.
    private func diagnosis(of recipient: String) -> [UInt8]? {
        let lower = String(decoding: ASCII.lowercased(recipient.utf8), as: UTF8.self)
        let at = lines.firstIndex { ASCII.contains($0.content, lower) } ?? 0
        let near = lines[at...].prefix(15)
        let coded = near.first {
            EnhancedStatusCode.reply(in: Array($0.raw)) != nil || EnhancedStatusCode.first(in: $0.raw) != nil
        }
        let spoken = near.dropFirst().first { !$0.isBlank }
        return (coded ?? spoken).map { Array($0.raw) }
    }

    private static func joined(_ lines: ArraySlice<TextLine>, by separator: UInt8) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes.append(contentsOf: line.raw)
            bytes.append(separator)
        }
        return bytes
    }

    private var isDelay: Bool {
        let said =
            ASCII.lowercased(subject.utf8.prefix(400)) + [0x0A]
            + ASCII.lowercased(Self.joined(lines.prefix(40), by: 0x20))
        return Self.delays.contains { ASCII.contains(said, $0) }
    }

    private static let delays = [
        "delayed", "will be retried", "will continue to", "still being retried", "do not need to resend",
        "warning message only",
        "not yet been delivered", "has not been delivered yet", "will keep trying", "temporary error. we will",
        "still trying", "will retry", "delivery incomplete", "temporary problem delivering", "(delay)",
        "verzögert", "retardé", "retrasad", "延迟", "延遲", "稍后重试", "稍後重試", "将继续尝试", "將繼續嘗試", "配信が遅れ", "再送を試み", "지연",
        "wird weiterhin versucht",
    ]
}
