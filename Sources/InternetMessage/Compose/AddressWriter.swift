/// Writes mailboxes for address fields.
///
/// - Standard: RFC 5322 §3.4, RFC 6532 §3.2 (UTF-8, only where an address has no ASCII form)
enum AddressWriter {
    static func tokens(_ mailboxes: [Mailbox]) -> [String] {
        var all: [String] = []
        for mailbox in mailboxes {
            guard let address = text(mailbox.address) else { continue }
            if var last = all.popLast() {
                last += ","
                all.append(last)
            }
            let phrase = mailbox.displayName.map(EncodedWordWriter.phrase) ?? []
            all += phrase.isEmpty ? [address] : phrase + ["<\(address)>"]
        }
        return all
    }

    /// The addr-spec; nil when nothing of the address can be written.
    static func text(_ address: MailAddress) -> String? {
        let local = address.localPart.utf8.filter { $0 >= 0x20 && $0 != 0x7F }
        let domain = address.domain.utf8.filter { ASCII.isAlphanumeric($0) || $0 >= 0x80 || ".-:[]_".utf8.contains($0) }
        guard !local.isEmpty, !domain.isEmpty, local.count + domain.count <= 900 else { return nil }
        let localPart = String(decoding: local, as: UTF8.self)
        let isDotAtom =
            local.allSatisfy { EncodedWordWriter.isAtomText($0) || $0 >= 0x80 || $0 == 0x2E }
            && local.first != 0x2E && local.last != 0x2E && !ASCII.contains(Array(local), "..")
        return (isDotAtom ? localPart : EncodedWordWriter.quoted(localPart)) + "@"
            + String(decoding: domain, as: UTF8.self)
    }
}
