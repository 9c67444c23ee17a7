/// A delivery report that a mail service sends as JSON in an ordinary mail.
///
/// The keys are looked for, not the document parsed: such mails come wrapped, escaped and with lines added.
enum ServiceNotification {
    enum Kind { case bounce, delivery, complaint }

    private static let maximumBytes = 256 << 10

    static func kind(of text: String, header: HeaderSection) -> Kind? {
        guard header.first("x-amz-sns-message-id") != nil, let json = Self.json(text) else { return nil }
        let value = string("notificationType", in: json) ?? string("eventType", in: json)
        switch value.map({ ASCII.lowercased($0) }) {
        case Array("bounce".utf8): return .bounce
        case Array("delivery".utf8): return .delivery
        case Array("complaint".utf8): return .complaint
        default: return nil
        }
    }

    static func recipients(in text: String, header: HeaderSection) -> [RecipientStatus] {
        guard let kind = kind(of: text, header: header), kind != .complaint, let json = json(text) else { return [] }
        let key = kind == .bounce ? "bouncedRecipients" : "recipients"
        guard let start = ASCII.firstIndex(of: "\"\(key)\"", in: json),
            let open = json[start...].firstIndex(of: UInt8(ascii: "[")),
            let close = json[open...].firstIndex(of: UInt8(ascii: "]"))
        else { return [] }
        return json[open..<close].split(separator: UInt8(ascii: "}")).prefix(50).flatMap { object in
            statuses(Array(object), isDelivered: kind == .delivery)
        }
    }

    private static func statuses(_ object: [UInt8], isDelivered: Bool) -> [RecipientStatus] {
        if isDelivered {
            return AddressFinder.addresses(in: object, limit: 50).map {
                RecipientStatus(recipient: $0, action: .delivered, status: nil, diagnostic: nil)
            }
        }
        guard let named = string("emailAddress", in: object),
            let address = AddressFinder.addresses(in: named, limit: 1).first
        else { return [] }
        let action = string("action", in: object).flatMap {
            DeliveryAction(rawValue: String(decoding: $0, as: UTF8.self))
        }
        let diagnostic = string("diagnosticCode", in: object).map(ReportFields.typed)
        let status = string("status", in: object) ?? diagnostic
        return [
            RecipientStatus(
                recipient: address, action: action ?? .failed,
                status: status.flatMap { EnhancedStatusCode.first(in: $0) },
                diagnostic: diagnostic.map { String(decoding: $0.prefix(1_000), as: UTF8.self) })
        ]
    }

    /// The text without backslashes, when it begins as an object does: JSON within a JSON string is read the same.
    private static func json(_ text: String) -> [UInt8]? {
        let bytes = text.utf8.prefix(maximumBytes).drop(while: ASCII.isSpace)
        guard bytes.first == UInt8(ascii: "{") else { return nil }
        return bytes.filter { $0 != UInt8(ascii: "\\") && $0 != 0x0A && $0 != 0x0D }
    }

    private static func string(_ key: String, in json: [UInt8]) -> [UInt8]? {
        let quoted = "\"\(key)\""
        guard let start = ASCII.firstIndex(of: quoted, in: json) else { return nil }
        var rest = json[(start + quoted.utf8.count)...].drop(while: ASCII.isSpace)
        guard rest.first == UInt8(ascii: ":") else { return nil }
        rest = rest.dropFirst().drop(while: ASCII.isSpace)
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        return Array(rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") })
    }
}
