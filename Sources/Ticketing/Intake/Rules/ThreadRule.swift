extension IntakeRule {
    /// An answer in a thread we know: to a Message-ID that we issued, or, from somebody on the ticket already, to any
    /// of its mails.
    ///
    /// Identifiers of other people's mails are no secret, so a stranger who cites one gets a ticket of their own.
    ///
    /// - Standard: RFC 5322 §3.6.4 (identification fields)
    static let thread = IntakeRule("thread") { intake in
        intake.threadKeys.lazy.compactMap { intake.append(by: $0) }.first
    }
}
