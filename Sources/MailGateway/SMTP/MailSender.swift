public import InternetMessage

/// The live end of a `MailRoute`.
public enum MailSender: Sendable {
    case smtp(SMTPSender)
    case file(FileRoute)

    /// One outcome for each forward-path, in order.
    public func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome] {
        switch self {
        case .smtp(let sender): await sender.send(envelope, message)
        case .file(let route): await route.send(envelope, message)
        }
    }

    /// Closes connections at rest; call it when nothing is sent any more.
    public func close() async {
        if case .smtp(let sender) = self { await sender.close() }
    }
}
