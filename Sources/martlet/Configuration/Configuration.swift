import Cryptography
import InternetMessage
import Logging
import MailGateway
import Ticketing

/// What the file says, as plain values. Relative paths are relative to the working directory.
struct Configuration: Sendable {
    var file: String
    /// `sqlite:PATH` or `postgres://…`.
    var databaseURL: Secret
    var blobsDirectory: String
    var desks: [Desk]
    var lmtp: LMTP
    var mailboxes: [PolledMailbox]
    var smtp: SMTP
    var http: HTTP
    var identity: Identity
    /// The installation's secret, where the operator keeps it outside the database.
    var secret: [UInt8]?
    /// How long bytes of mail and ignored mail are kept.
    var retention: RetentionPeriods
    /// A folder laid out like `Templates/`, whose templates come beside or in place of the shipped ones.
    var templatesDirectory: String?
    var logLevel: Logger.Level

    struct LMTP: Sendable, Equatable {
        var listen: [ListenAddress]
        var maxMessageBytes: Int
    }

    struct PolledMailbox: Sendable {
        var access: MailboxConfiguration
        var desk: String
    }

    struct SMTP: Sendable {
        var route: MailRoute
        var connections: Int
        var perDomain: Int
        /// Seconds that a notice waits for what else happens to its ticket.
        var noticeWindow: Int
        var retry: RetrySchedule
        /// Keys that sign what is sent.
        var dkim: [SigningKeyFile]

        var signer: DKIMSigner { DKIMSigner(keys: dkim.map(\.key)) }
    }

    struct HTTP: Sendable, Equatable {
        var listen: ListenAddress
        /// Without a slash at its end.
        var publicURL: String
        var trustedProxies: [String]
    }

    struct Identity: Sendable, Equatable {
        var authservID: String?
        /// Named in greetings and EHLO.
        var hostname: String
        /// IANA name.
        var timeZone: String
        /// Asked for the keys of signatures; nil leaves our own check out.
        var resolver: Resolver?
        /// Whether threads, and tags in subjects, lead mail to its ticket.
        var followsThreads = true
        var followsSubjectTags = true

        /// Whether anything tells a genuine sender from a forged one.
        var verifiesSenders: Bool { authservID != nil || resolver != nil }

        struct Resolver: Sendable, Equatable {
            /// An address, not a name.
            var host: String
            var port: Int
        }
    }

    var directory: DeskDirectory { DeskDirectory(desks) }

    /// The path of the SQLite file; nil for PostgreSQL.
    var sqlitePath: String? {
        databaseURL.revealed.hasPrefix("sqlite:") ? String(databaseURL.revealed.dropFirst(7)) : nil
    }
}
