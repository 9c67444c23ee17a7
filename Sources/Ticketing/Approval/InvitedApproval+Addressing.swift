import InternetMessage

extension InvitedApproval {
    /// The mail's To field names the key.
    ///
    /// The envelope is anybody's, while signers sign To: a mail of the approver's that is sent again to another approval's
    /// key stays about what it was about.
    ///
    /// - Standard: RFC 6376 §8.6 (replay)
    func isNamed(in message: InternetMessage) -> Bool {
        message.to.contains { mailbox in
            mailbox.address.detail.flatMap(ApprovalKey.init(detail:))?.digest == invitation.digest
        }
    }
}
