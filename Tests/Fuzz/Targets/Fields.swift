@testable import InternetMessage

/// Single header fields.
enum Fields {
    static func address(_ bytes: [UInt8]) {
        let list = AddressList(parsing: bytes, limit: 100)
        precondition(list.mailboxes.count <= 100, "addresses are counted")
        for mailbox in list.mailboxes {
            let texts = [mailbox.displayName ?? "", "\(mailbox.address)"]
            precondition(texts.allSatisfy { !$0.utf8.contains { $0 < 0x20 || $0 == 0x7F } }, "no control gets out")
        }
    }

    /// The field's bytes as each kind of field that is read.
    static func header(_ bytes: [UInt8]) {
        _ = DateField.date(bytes)
        _ = IdentificationFields.references([bytes])
        _ = AuthenticationResults(parsing: bytes)
        let value = MIMEFieldValue(parsing: bytes)
        for name in ["boundary", "charset", "filename", "name"] { _ = value.parameter(name) }
        _ = TransferEncoding(parsing: bytes)
        let decoded = HeaderText.decode(bytes, hint: "gb18030").text
        precondition(!decoded.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "a decoded field is one line")
        precondition(decoded.unicodeScalars.count <= HeaderText.subjectScalars, "a decoded field is bounded")
        precondition(AttachmentName.clean(decoded).utf8.count <= AttachmentName.maximumBytes, "a name is bounded")
        let section = HeaderSection([HeaderField(name: "authentication-results", body: bytes)])
        let author = MailAddress(localPart: "a", domain: "b.example")
        _ = SenderAuthentication(header: section, author: author, authservID: "mx.b.example")
    }
}
