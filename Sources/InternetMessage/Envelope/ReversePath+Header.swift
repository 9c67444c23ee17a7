extension ReversePath {
    /// The reverse-path of a message whose envelope is gone, as in a mailbox: what the final delivery wrote on top.
    ///
    /// Where it wrote nothing, the author stands in: an absent field is not the empty path of a report, and a person
    /// is not to go without an answer.
    ///
    /// - Standard: RFC 5321 §4.4
    public init(writtenIn header: HeaderSection) {
        let body = header.first("return-path") ?? header.first("from") ?? []
        self = AddressList(parsing: body, limit: 1).mailboxes.first.map { .mailbox($0.address) } ?? .null
    }
}

extension HeaderSection {
    /// The header section of a message that nobody has parsed yet. Never fails.
    public init(scanning raw: RawMessage, limits: MessageLimits) {
        let terminator = LineScanner.terminator(of: raw.bytes)
        self =
            HeaderScan(raw.bytes, in: raw.bytes.indices, terminator: terminator, limits: limits, isMessage: true)
            .section
    }
}
