import InternetMessage

extension IntakeRule {
    /// Our own mail come back, or a mail that has been going round for too long.
    ///
    /// Our identifiers are signed: nobody else can make a mail that we take for ours.
    ///
    /// - Standard: RFC 5321 §6.3 (loop detection), RFC 3834 §2
    static let loop = IntakeRule("loop") { intake in
        if let identifier = intake.message.messageID, IssuedMessageID.isOurs(identifier, key: intake.policy.key) {
            return Answer(.ignore(reason: "our own mail came back"), "bears a Message-ID of ours")
        }
        // Some relays give what they send identifiers of their own; nobody else asks for answers at our signed address.
        if intake.claimsOwnAddress, intake.asksForAnswersAtOurs {
            return Answer(.ignore(reason: "our own mail came back"), "is from us, with a reply address that we signed")
        }
        let hops = intake.message.header.count(of: "received")
        guard hops > intake.policy.hopLimit else { return nil }
        return Answer(
            .ignore(reason: "\(hops) hops, \(intake.policy.hopLimit) are allowed"), "has been going round")
    }
}

extension IntakeCase {
    fileprivate var asksForAnswersAtOurs: Bool {
        message.replyTo.contains { mailbox in
            policy.desks.desk(owning: mailbox.address) != nil
                && mailbox.address.detail.flatMap { ReplyToken(detail: $0, key: policy.key) } != nil
        }
    }
}
