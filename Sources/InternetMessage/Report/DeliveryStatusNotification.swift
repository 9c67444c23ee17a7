/// What a report says became of a message of ours, per recipient.
///
/// - Standard: RFC 3464 §2
public struct DeliveryStatusNotification: Sendable, Hashable {
    public var recipients: [RecipientStatus]
    /// Message-ID of the message the report is about, by the header that came back with it.
    public var reportedMessageID: MessageID?

    /// Reads the parts that a standard report is made of; where none speaks of a recipient, the text, by the plain
    /// rules that fit what mail systems write. Never fails; at most 100 recipients.
    ///
    /// - Parameter bystanders: addresses that are not the failed ones, in lower case: the report's author and
    ///   recipients.
    public init(parts: [ReportPart], header: HeaderSection, text: String, subject: String, bystanders: [String]) {
        let plain = PlainBounce(text: text, subject: subject, header: header, bystanders: bystanders)
        // The first status that names somebody: one further in is the report that could not be delivered.
        recipients =
            parts.lazy.filter { Self.statusTypes.contains($0.type) }
            .map { ReportFields.groups(of: $0.bytes).compactMap(RecipientStatus.init(fields:)) }
            .first { !$0.isEmpty } ?? []
        // Some systems send the report's fields as text, or as MIME without saying so.
        if recipients.isEmpty { recipients = plain.statusFields.compactMap(RecipientStatus.init(fields:)) }
        if recipients.isEmpty { recipients = ServiceNotification.recipients(in: text, header: header) }
        recipients = Array(recipients.prefix(100))
        // Each is looked for in the text: the first few, and none longer than an address.
        for index in recipients.indices.prefix(10) where recipients[index].diagnostic == nil {
            guard recipients[index].recipient.utf8.count <= 254 else { continue }
            recipients[index] = plain.completing(recipients[index])
        }
        if recipients.isEmpty { recipients = plain.recipients }
        // An office that passes a report on says nothing of its own.
        if recipients.isEmpty {
            recipients = ReportFields.groups(of: Array(text.utf8.prefix(256 << 10))).compactMap(
                RecipientStatus.init(fields:))
        }
        if recipients.isEmpty { recipients = Self.addressees(of: parts, plain) }
        recipients = Array(recipients.prefix(100))
        reportedMessageID = Self.returned(in: parts) ?? plain.reportedMessageID
    }

    private static let statusTypes: Set<String> = ["message/delivery-status", "message/global-delivery-status"]
    private static let returnedTypes: Set<String> = [
        "message/rfc822", "message/global", "text/rfc822-headers", "text/rfc822-header", "message/global-headers",
    ]

    private static func returned(in parts: [ReportPart]) -> MessageID? {
        parts.lazy.filter { returnedTypes.contains($0.type) }
            .compactMap { ReportFields.groups(of: $0.bytes).first.flatMap(ReportFields.messageID) }.first
    }

    /// A report that names nobody is about whom the returned message was addressed to.
    private static func addressees(of parts: [ReportPart], _ plain: PlainBounce) -> [RecipientStatus] {
        let fields =
            parts.lazy.filter { returnedTypes.contains($0.type) }
            .compactMap { ReportFields.groups(of: $0.bytes).first }.first ?? plain.returnedFields
        let addresses = ReportFields.value("to", in: fields).map { AddressFinder.addresses(in: $0, limit: 5) } ?? []
        return addresses.map { plain.status(of: $0) }
    }
}

extension RecipientStatus {
    /// A group of per-recipient fields; nil for the per-message group and for anything else without a recipient.
    ///
    /// - Standard: RFC 3464 §2.3
    init?(fields: [HeaderField]) {
        let named =
            ReportFields.value("final-recipient", in: fields) ?? ReportFields.value("original-recipient", in: fields)
        guard let body = named.map(ReportFields.typed), !body.isEmpty else { return nil }
        let original = ReportFields.value("original-recipient", in: fields).map(ReportFields.typed)
        let address =
            AddressFinder.addresses(in: body, limit: 1).first
            ?? original.flatMap { AddressFinder.addresses(in: $0, limit: 1).first }
        let action = ReportFields.value("action", in: fields)
            .map { ASCII.lowercased($0.prefix { ASCII.isLetter($0) || $0 == 0x2D }) }
        let diagnostic = ReportFields.value("diagnostic-code", in: fields).map(ReportFields.typed)
        let stated = ReportFields.value("status", in: fields).flatMap { EnhancedStatusCode.first(in: $0) }
        let detailed = diagnostic.flatMap { EnhancedStatusCode.first(in: $0) }
        let status = EnhancedStatusCode.moreTelling(stated, detailed)
        self.init(
            recipient: String((address ?? String(decoding: body, as: UTF8.self)).prefix(320)),
            action: action.flatMap(Self.action) ?? (status?.hasPrefix("4") == true ? .delayed : .failed),
            status: status,
            diagnostic: diagnostic.map { String(decoding: $0.prefix(1_000), as: UTF8.self) })
    }

    private static func action(_ word: [UInt8]) -> DeliveryAction? {
        let text = String(decoding: word, as: UTF8.self)
        return DeliveryAction(rawValue: text) ?? (text == "failure" || text == "fail" ? .failed : nil)
    }
}
