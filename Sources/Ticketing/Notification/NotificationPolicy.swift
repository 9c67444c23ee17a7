import InternetMessage
public import TemplateEngine

/// What an installation has settled about what it sends: templates, languages, identifiers.
public struct NotificationPolicy: Sendable {
    public var desks: DeskDirectory
    public var published: any PublishedTemplates
    public var key: SigningKey
    /// Chance for Message-IDs.
    public var tokens: any TokenSource
    /// Seconds that a notice waits for what else happens to its ticket.
    public var noticeWindow = 0.0
    /// IANA name of the zone that times are written in.
    public var timeZone = "UTC"

    public init(desks: DeskDirectory, published: any PublishedTemplates, key: SigningKey, tokens: any TokenSource) {
        self.desks = desks
        self.published = published
        self.key = key
        self.tokens = tokens
    }

    /// With templates that nobody changes meanwhile.
    public init(desks: DeskDirectory, templates: TemplateCatalog, key: SigningKey, tokens: any TokenSource) {
        self.init(desks: desks, published: templates, key: key, tokens: tokens)
    }

    /// The templates of this moment; whoever works with them twice takes them once.
    public var templates: TemplateCatalog { published.catalog }

    /// A message from this template at its published version, in the first of these languages that it speaks. nil
    /// when there is no such template: the caller's event stands, and nothing is sent. How it answers for itself says its
    /// key; a notice keeps to its reader's quiet hours, or to their digest.
    func notification(
        _ template: String, to recipient: Mailbox, desk name: String, languages: [String?],
        entryEvent: Int? = nil, values: [String: String] = [:],
        reader person: Person? = nil
    ) -> Notification? {
        guard let desk = desks[name] ?? desks.desks.first,
            let choice = templates.variant(
                of: template, desk: desk.name, languages: languages.compactMap { $0 } + [desk.language])
        else { return nil }
        let domain = desk.addresses.first?.domain ?? "localhost"
        var notification = Notification(
            template: template, version: choice.version, language: choice.language, recipient: recipient,
            nature: TemplateKey(rawValue: template)?.nature ?? .notice,
            messageID: IssuedMessageID.make(random: tokens.bytes(10), domain: domain, key: key),
            desk: desk.name, entryEvent: entryEvent, values: values)
        if notification.mayWait {
            let kind = NotificationKind(template: template)
            notification.isForDigest = kind.flatMap { person?.manner(of: $0) } == .digest
            notification.hold = NotificationHold(
                window: notification.mayJoin ? noticeWindow : 0, quietHours: person?.quietHours,
                timeZone: person?.timeZone ?? timeZone)
        }
        return notification
    }

    /// One of our own addresses never gets mail from us.
    func isOurs(_ address: MailAddress) -> Bool { desks.desk(owning: address) != nil }
}
