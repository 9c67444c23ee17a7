/// What kind of trouble keeps a mailbox from being read: each has its own mend.
public enum MailboxTrouble: String, Sendable, Hashable, CaseIterable {
    /// The server's name is not found.
    case resolve
    case connect
    case timeout
    case tls
    /// Chain, host name or dates of the certificate.
    case certificate
    case startTLS = "starttls"
    /// User, password or access token is refused by the mail server.
    case login
    /// The folder cannot be selected.
    case folder
    /// The server says no to a command, or something that is not understood.
    case server
    /// A POP3 server without unique-ids, and messages that are to stay there.
    case uniqueIDs = "unique-ids"
    /// The authorization server refuses the refresh token: nobody but the mailbox's owner can mend that.
    case consent
    /// The authorization server gives no access token for another reason.
    case token
    /// Our own side could not store a message, or what was read.
    case storage
    /// The child process that talks to the server failed.
    case process
}
