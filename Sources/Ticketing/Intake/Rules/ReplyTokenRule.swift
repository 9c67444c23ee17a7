extension IntakeRule {
    /// An answer to an address that we signed for one person on one ticket.
    ///
    /// - Standard: RFC 5233 §4
    static let replyToken = IntakeRule("reply-token") { intake in
        intake.correlation.tokens.lazy.compactMap {
            intake.append(to: $0.ticket, "was sent to a reply address that we signed")
        }.first
    }
}
