extension IntakeRule {
    /// An answer to an address that we signed for one person on one ticket.
    ///
    /// - Standard: RFC 5233 §4
    static let replyToken = IntakeRule("reply-token") { intake in
        intake.tokenKeys.lazy.compactMap { intake.append(by: $0) }.first
    }
}
