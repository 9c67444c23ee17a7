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
        let hops = intake.message.header.count(of: "received")
        guard hops > intake.policy.hopLimit else { return nil }
        return Answer(
            .ignore(reason: "\(hops) hops, \(intake.policy.hopLimit) are allowed"), "has been going round")
    }
}
