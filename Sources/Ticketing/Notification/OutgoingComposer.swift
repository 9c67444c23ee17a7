public import InternetMessage
public import TemplateEngine

public import struct Foundation.Date

/// Turns a planned message into the bytes that are sent: template at its pinned version, header, envelope.
///
/// - Standard: RFC 5322 §3.6.4 (threading), RFC 3834 §3.1 (reverse-path of responses)
public struct OutgoingComposer: Sendable {
    public enum Fault: Error, Sendable, Equatable {
        case noDesk(String)
        case template(TemplateError)
    }

    let policy: NotificationPolicy
    /// Without a slash at its end.
    private let publicURL: String
    private let signer: DKIMSigner

    public init(policy: NotificationPolicy, publicURL: String, signer: DKIMSigner = DKIMSigner(keys: [])) {
        self.policy = policy
        self.publicURL = publicURL
        self.signer = signer
    }

    /// Where its templates come from.
    var published: any PublishedTemplates { policy.published }

    /// Failures come back to an address of the message's own; those of acknowledgements to nobody.
    public func envelope(of entry: OutgoingEntry) -> Envelope {
        let isAnswerable = entry.notification.nature != .acknowledgement
        let reversePath = isAnswerable ? returnAddress(of: entry).map(ReversePath.mailbox) ?? .null : .null
        return Envelope(
            reversePath: reversePath, forwardPaths: [ForwardPath(entry.notification.recipient.address)])
    }

    /// A message, and what its template could not be given or could not write; no problems when all is well.
    public struct Composition: Sendable {
        public var message: RawMessage
        public var problems: [TemplateError]
    }

    public func compose(_ entry: OutgoingEntry, at now: Date) -> Result<Composition, Fault> {
        guard let desk = policy.desks[entry.notification.desk] ?? policy.desks.desks.first,
            let address = desk.addresses.first
        else { return .failure(.noDesk(entry.notification.desk)) }
        do {
            let unsubscribe = unsubscribe(entry)
            var values = OutgoingValues(entry: entry, desk: desk, publicURL: publicURL, at: now).root
            values.merge(FeedbackValues(key: policy.key, publicURL: publicURL).values(of: entry, desk: desk)) {
                $0.overlaid(with: $1)
            }
            values["unsubscribe"] = unsubscribe.map { .object(["url": .string($0)]) }
            if let url = preferences(entry, at: now) { values["preferences"] = ["url": .string(url)] }
            let chart = ReportMail.chart(of: entry.notification)
            if let id = chart?.contentID {
                values["report"] = (values["report"] ?? [:]).overlaid(with: ["chart": .string("cid:\(id)")])
            }
            if let path = entry.notification.values[ReportMail.path] {
                values["report"] = (values["report"] ?? [:]).overlaid(with: ["url": .string(publicURL + path)])
            }
            let rendered = try policy.templates.rendered(
                entry.notification, values: values, timeZone: entry.recipient?.timeZone ?? policy.timeZone)
            var message = OutgoingMessage(
                from: Mailbox(displayName: senderName(of: entry, desk), address: address),
                to: entry.notification.destinations?.to ?? [entry.notification.recipient], subject: rendered.subject,
                messageID: entry.notification.headerID, date: now, text: rendered.text)
            message.cc = entry.notification.destinations?.cc ?? []
            message.html = rendered.html
            message.attachments = entry.files + [chart, logo(of: desk, in: rendered.html)].compactMap { $0 }
            message.replyTo = replyAddress(of: entry).map {
                Mailbox(displayName: desk.title(in: entry.notification.language), address: $0)
            }
            let thread = entry.thread + [entry.notification.answered].compactMap { $0 }
            message.inReplyTo = thread.last
            message.references = thread
            message.conversation = entry.ticket.map(conversation)
            message.autoSubmitted = entry.notification.nature.autoSubmitted
            message.unsubscribe = unsubscribe
            message.language = entry.notification.language
            return .success(
                Composition(
                    message: signer.signed(MessageComposer.compose(message), author: address.domain, at: now),
                    problems: rendered.problems))
        } catch {
            return .failure(.template(error))
        }
    }

    /// What Outlook keeps a ticket's mails together by: the conversation that its opening mail began, else one of the
    /// ticket's own. The identifier is keyed, so that nobody else's mail can be made to join.
    private func conversation(of ticket: Ticket) -> OutgoingMessage.Conversation {
        let identifier = policy.key.signature(of: Array("\(ticket.id)".utf8), purpose: "thread-index")
        return OutgoingMessage.Conversation(
            index: ticket.threadIndex ?? ThreadIndex(begun: ticket.createdAt, identifier: identifier),
            topic: SubjectLine.base(of: ticket.subject))
    }

    private func returnAddress(of entry: OutgoingEntry) -> MailAddress? {
        guard let address = (policy.desks[entry.notification.desk] ?? policy.desks.desks.first)?.addresses.first
        else { return nil }
        let token = ReturnToken(message: entry.id).encoded(key: policy.key)
        return MailAddress(localPart: "\(address.localPart)+\(token)", domain: address.domain)
    }

    /// The desk's address with the recipient's own key to the ticket; nil for mail about no ticket, and for what is
    /// between the desk and its reader: without the key an answer reaches nobody outside.
    private func replyAddress(of entry: OutgoingEntry) -> MailAddress? {
        let isInternal = [TemplateKey.deliveryFailure, .note].contains { $0.rawValue == entry.notification.template }
        guard !isInternal, let ticket = entry.ticket,
            let person = entry.recipient,
            let address = policy.desks[entry.notification.desk]?.addresses.first
        else { return nil }
        if let key = entry.notification.values["approval.key"].flatMap(ApprovalKey.init(detail:)) {
            return key.address(at: address)
        }
        let token = ReplyToken(ticket: ticket.id, person: person.id).encoded(key: policy.key)
        return MailAddress(localPart: "\(address.localPart)+\(token)", domain: address.domain)
    }

    /// Notices that a person can stop say where. Answers, links that were asked for and decisions are none.
    ///
    /// - Standard: RFC 8058 §3.1
    private func unsubscribe(_ entry: OutgoingEntry) -> String? {
        guard entry.notification.nature == .notice, let person = entry.recipient,
            let kind = NotificationKind(template: entry.notification.template)
        else { return nil }
        return "\(publicURL)/unsubscribe/" + UnsubscribeToken(person: person.id, kind: kind).encoded(key: policy.key)
    }

    /// Notices lead to what their reader settles about mail. Most readers never sign in, so the address itself is the
    /// key to that, for a while.
    private func preferences(_ entry: OutgoingEntry, at now: Date) -> String? {
        guard entry.notification.nature == .notice, let person = entry.recipient else { return nil }
        let token = PreferencesToken(person: person.id, issued: now)
        return "\(publicURL)/preferences/" + token.encoded(key: policy.key)
    }

    /// The desk's picture, where the message shows it.
    ///
    /// - Standard: RFC 2392 §2
    private func logo(of desk: Desk, in html: String?) -> Attachment? {
        guard let picture = desk.brand.picture, let html, html.contains(picture.address) else { return nil }
        return Attachment(
            name: "logo.png", type: "image/png", bytes: picture.png, disposition: .inline, contentID: picture.contentID)
    }

    /// A person's own words come under their name.
    private func senderName(of entry: OutgoingEntry, _ desk: Desk) -> String {
        let language = entry.notification.language
        let title = desk.brand.sender(in: language) ?? desk.title(in: language)
        guard entry.notification.nature == .personal, let name = entry.entry?.author.displayName else { return title }
        return "\(name) (\(title))"
    }
}

extension Notification.Nature {
    /// - Standard: RFC 3834 §5
    var autoSubmitted: OutgoingMessage.AutoSubmitted {
        switch self {
        case .personal: .no
        case .acknowledgement: .autoReplied
        case .notice: .autoGenerated
        }
    }
}
