public import InternetMessage

/// A message of ours that a mail came back to the return address of.
public struct ReturnedMessage: Sendable, Hashable {
    public var id: OutgoingID
    public var recipient: MailAddress
    public var ticket: TicketID?
    public var template: String
    /// Who wrote the words that it carried, or asked for the approval that it asked for; nil for a notice.
    public var author: Mailbox?

    public init(id: OutgoingID, recipient: MailAddress, ticket: TicketID?, template: String, author: Mailbox?) {
        self.id = id
        self.recipient = recipient
        self.ticket = ticket
        self.template = template
        self.author = author
    }
}

/// What a report says about one message of ours.
///
/// The message is known by the return address that the report came to, and so is its one recipient: what the report
/// says is taken for that recipient, under whatever name a forwarder knew it. A report that says nothing readable is
/// one of failure, with its first words for a reason; an address is given up only for a code that names it.
///
/// - Standard: RFC 3464 §2.3.3 (action), RFC 3461 §6
public struct ReportedDelivery: Sendable, Hashable {
    public var message: OutgoingID
    /// `5.1.1 …`, in the words of the report.
    public var reply: String
    /// nil where the report has none.
    public var status: String?
    /// False where another mail system still tries.
    public var isFailure: Bool
    /// The address itself is no good.
    public var isAboutAddress: Bool

    public init(message: OutgoingID, reply: String, status: String?, isFailure: Bool, isAboutAddress: Bool) {
        self.message = message
        self.reply = reply
        self.status = status
        self.isFailure = isFailure
        self.isAboutAddress = isAboutAddress
    }

    /// nil when the mail is no report to a return address of ours, or tells of success.
    init?(_ intake: IntakeCase) {
        guard intake.message.messageClass == .bounce, let returned = intake.context.returned.first else { return nil }
        let told = intake.message.deliveryStatus
        let own = told.filter { $0.recipient.lowercased() == returned.recipient.key }
        let relevant = own.isEmpty ? told : own
        guard let worst = relevant.first(where: { $0.action == .failed }) ?? relevant.first else {
            let words = PlainText.preview(intake.message.subject + " " + intake.message.text, scalars: 300)
            self.init(
                message: returned.id, reply: words.isEmpty ? "a delivery report without words" : words, status: nil,
                isFailure: true, isAboutAddress: false)
            return
        }
        guard worst.action == .failed || worst.action == .delayed else { return nil }
        let isFailure = worst.action == .failed
        let words = [worst.status, worst.diagnostic].compactMap { $0 }.joined(separator: " ")
        self.init(
            message: returned.id, reply: words.isEmpty ? "\(worst.action.rawValue): \(worst.recipient)" : words,
            status: worst.status, isFailure: isFailure,
            isAboutAddress: isFailure && AddressFault.isNamed(by: worst.status, diagnostic: worst.diagnostic))
    }
}
