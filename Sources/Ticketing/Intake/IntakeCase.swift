public import InternetMessage

/// A mail with everything that is known about it when it is decided upon.
public struct IntakeCase: Sendable {
    public var desk: String
    public var envelope: Envelope
    public var message: InternetMessage
    public var authentication: SenderAuthentication
    public var correlation: Correlation
    public var context: IntakeContext
    public var policy: IntakePolicy
    /// It was ignored, and somebody who looked at it says that a person wrote it.
    public var isVouchedFor: Bool
    /// The one mail that hangs on this one, where there is one.
    public var forwarded: InternetMessage?
    /// Seconds for which it lay in a mailbox before we came; nil where it came by itself, or nothing tells.
    public var wait: Double?

    /// Beyond so many seconds nobody waits any more for word that a mail has come.
    static let longestWait = 3 * 86_400.0

    public init(
        desk: String, envelope: Envelope, message: InternetMessage, authentication: SenderAuthentication,
        correlation: Correlation, context: IntakeContext, policy: IntakePolicy, isVouchedFor: Bool = false,
        forwarded: InternetMessage? = nil, wait: Double? = nil
    ) {
        self.desk = desk
        self.envelope = envelope
        self.message = message
        self.authentication = authentication
        self.correlation = correlation
        self.context = context
        self.policy = policy
        self.isVouchedFor = isVouchedFor
        self.forwarded = forwarded
        self.wait = wait
    }

    public var author: MailAddress? { message.author?.address }

    /// A person wrote it now; everything else gets no automatic answer.
    public var isFromPerson: Bool { message.messageClass == .person }

    /// It may take a waiting ticket up again: people write through lists, and what only reads like a report may be a
    /// person's words about one.
    public var wakes: Bool {
        if isFromPerson || isVouchedFor { return true }
        let isPossible = [.bounce, .list].contains(message.messageClass)
        return isPossible && !isByMachine && (AutoSubmitted(message.header) ?? .no) == .no
    }

    /// Somebody must look twice at this author or this reading.
    public var flags: [TicketFlag] {
        var flags: [TicketFlag] = []
        if message.author == nil { flags.append(.ambiguous) }
        if !authentication.isAligned || standIn != nil { flags.append(.unverified) }
        if let author, policy.desks.isLookalike(author) { flags.append(.lookalike) }
        if wantsReplyElsewhere { flags.append(.replyElsewhere) }
        if repeatedTicket != nil { flags.append(.repeated) }
        if message.wasReadByFallback { flags.append(.malformed) }
        if message.isTruncated { flags.append(.truncated) }
        if message.encryption != nil { flags.append(.encrypted) }
        return flags
    }

    /// The ticket of the author's that has a mail with the same Message-ID and other content.
    var repeatedTicket: Ticket? {
        guard let author, let ticket = context.repeated.flatMap({ context.ticket($0) }), ticket.isParticipant(author)
        else { return nil }
        return ticket
    }

    private var wantsReplyElsewhere: Bool {
        guard let author, !message.replyTo.isEmpty else { return false }
        return !message.replyTo.contains { $0.address == author }
    }

    /// The one person for whom a program wrote, as a web form or a scanner does: answers to the program reach nobody.
    /// Nobody vouches for the address.
    public var standIn: Mailbox? {
        guard let author, NotificationPlan.isRobot(author) || claimsOwnAddress, message.replyTo.count == 1,
            let person = message.replyTo.first, person.address.isComplete, !NotificationPlan.isRobot(person.address),
            policy.desks.desk(owning: person.address) == nil
        else { return nil }
        return person
    }

    /// The author claims an address of ours, which no sender from outside has.
    public var claimsOwnAddress: Bool {
        author.map { policy.desks.desk(owning: $0) != nil } ?? false
    }
}

/// What an installation has settled about incoming mail.
public struct IntakePolicy: Sendable {
    public var desks: DeskDirectory
    /// Our MTA in front of us verifies senders, or we check their signatures.
    public var verifiesSenders: Bool
    public var key: SigningKey
    /// Mail that goes on with a thread joins its ticket. A signed reply address always leads there.
    public var followsThreads = true
    /// Mail that names a ticket in brackets joins it, from whoever may.
    public var followsSubjectTags = true
    /// - Standard: RFC 5321 §6.3
    public var hopLimit = 50
    /// Automatic answers to one address within an hour.
    public var automaticAnswersPerHour = 5

    public init(desks: DeskDirectory, verifiesSenders: Bool, key: SigningKey) {
        self.desks = desks
        self.verifiesSenders = verifiesSenders
        self.key = key
    }
}
