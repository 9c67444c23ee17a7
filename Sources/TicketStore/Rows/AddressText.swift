import InternetMessage
import Ticketing

/// Addresses as columns hold them: `local@domain`, the local-part unquoted. A domain has no `@`, so the last one
/// separates.
enum AddressText {
    static func encode(_ address: MailAddress) -> String { "\(address.localPart)@\(address.domain)" }

    static func decode(_ text: String) throws(StoreError) -> MailAddress {
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .corrupt("'\(text)' is no address") }
        return MailAddress(localPart: String(text[..<at]), domain: String(text[text.utf8.index(after: at)...]))
    }

    /// One a line: no address that a mail transaction can name holds a line end.
    static func encode(_ paths: [ForwardPath]) -> String {
        paths.map { encode($0.address).replacing("\n", with: "") }.joined(separator: "\n")
    }

    static func decodeList(_ text: String) throws(StoreError) -> [MailAddress] {
        try text.split(separator: "\n").map { line throws(StoreError) in try decode(String(line)) }
    }
}

extension ReversePath {
    /// nil is the null reverse-path.
    var column: String? {
        switch self {
        case .null: nil
        case .mailbox(let address): AddressText.encode(address)
        }
    }

    init(column: String?) throws(StoreError) {
        if let column { self = .mailbox(try AddressText.decode(column)) } else { self = .null }
    }
}

extension Row {
    func address(_ index: Int) throws(StoreError) -> MailAddress {
        try AddressText.decode(try text(index))
    }
}
