import CChildProcess
import CEtpan
import CVerifiedStream

/// An IMAP session through libetpan: signed in, one mailbox selected.
///
/// The password is sent only over verified TLS, or to a loopback address when the settings allow plain text.
///
/// Security: how much the server may send in answer to each command is bounded by the stream.
/// - Standard: RFC 9051, RFC 2971 (ID), RFC 4315 (UIDPLUS), RFC 6851 (MOVE), RFC 2177 (IDLE)
final class EtpanIMAP {
    private let session: UnsafeMutablePointer<mailimap>
    private let stream: VerifiedStream
    private(set) var uidValidity: UInt32 = 0
    private(set) var exists = 0
    private var knowsCapabilities = false
    /// Listed by the last search and not asked for yet, ascending.
    var pending: ArraySlice<UInt32> = []
    /// All messages behind this UID that the last search found are pending.
    var pendingStart: UInt32 = 0
    /// How many sizes are asked for at once: fewer after the server refused.
    var batch = EtpanIMAP.largestBatch
    /// How many messages there were when the last search was sent.
    var existedAtSearch: UInt32 = 0

    convenience init(_ settings: MailboxSettings) throws(MailboxFailure) {
        try self.init(settings, over: try VerifiedStream(connecting: settings))
    }

    /// - Parameter stream: Closed by this session, whatever becomes of it.
    init(_ settings: MailboxSettings, over stream: VerifiedStream) throws(MailboxFailure) {
        guard let session = mailimap_new(0, nil) else {
            stream.close()
            throw MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "out of memory")
        }
        self.session = session
        self.stream = stream
        let greeting = Int(mailimap_connect(session, stream.stream))
        knowsCapabilities = session.pointee.imap_connection_info?.pointee.imap_capability != nil
        let isAuthenticated = greeting == MAILIMAP_NO_ERROR_AUTHENTICATED
        guard isAuthenticated || greeting == MAILIMAP_NO_ERROR_NON_AUTHENTICATED || greeting == MAILIMAP_NO_ERROR
        else { throw failure(MARTLET_MAILBOX_CONNECT, code: greeting) }
        try secure(settings, isAuthenticated: isAuthenticated)
        if !isAuthenticated { try login(settings) }
        introduce()
        try select(settings.mailbox)
    }

    deinit {
        // Without a word to the server, which may be one that never answers.
        if session.pointee.imap_stream != nil {
            stream.close()
            session.pointee.imap_stream = nil
        }
        mailimap_free(session)
    }

    func logout() {
        // The answer changes nothing: the connection is dropped with the process.
        _ = mailimap_logout(session)
    }

    private func secure(_ settings: MailboxSettings, isAuthenticated: Bool) throws(MailboxFailure) {
        switch settings.security {
        case MARTLET_SECURITY_TLS.rawValue:
            return
        case MARTLET_SECURITY_STARTTLS.rawValue:
            // A greeting of PREAUTH before TLS is how an attacker in between avoids STARTTLS.
            guard !isAuthenticated, offers("STARTTLS") else {
                throw MailboxFailure(code: MARTLET_MAILBOX_NO_STARTTLS, reason: "STARTTLS is not offered")
            }
            try check(mailimap_starttls(session), MARTLET_MAILBOX_NO_STARTTLS)
            try stream.startTLS()
            forgetCapabilities()
        default:
            guard stream.isLoopback else {
                throw MailboxFailure(code: MARTLET_MAILBOX_TLS, reason: "plain text is for loopback addresses")
            }
        }
    }

    private func login(_ settings: MailboxSettings) throws(MailboxFailure) {
        if settings.isBearer { return try authenticate(settings) }
        guard !offers("LOGINDISABLED") else {
            throw MailboxFailure(code: MARTLET_MAILBOX_LOGIN, reason: "LOGINDISABLED")
        }
        forgetCapabilities()
        try check(mailimap_login(session, settings.user, settings.password), MARTLET_MAILBOX_LOGIN)
        learnCapabilities()
    }

    /// The library's own XOAUTH2 waits for a server's challenge that not every server sends.
    private func authenticate(_ settings: MailboxSettings) throws(MailboxFailure) {
        let lines = StreamLines(stream)
        let response = XOAUTH2.initialResponse(user: settings.user, token: settings.password)
        let sent = offers("SASL-IR") ? " " + response : ""
        try lines.send("auth AUTHENTICATE XOAUTH2\(sent)\r\n")
        var isSent = !sent.isEmpty
        var challenges = 0
        while true {
            let line = try lines.line()
            if line.starts(with: "+".utf8) {
                challenges += 1
                guard challenges <= XOAUTH2.challengeLimit else { throw XOAUTH2.noEnd }
                // A second challenge is the server's reason, to be answered with nothing.
                try lines.send(isSent ? "\r\n" : response + "\r\n")
                isSent = true
            } else if line.prefix(7).lowercasedASCII == Array("auth ok".utf8) {
                break
            } else if line.starts(with: "auth ".utf8) || line.starts(with: "* BYE".utf8) {
                throw MailboxFailure(code: MARTLET_MAILBOX_LOGIN, reason: String(decoding: line, as: UTF8.self))
            }
        }
        try lines.giveBack()
        forgetCapabilities()
        session.pointee.imap_state = Int32(MAILIMAP_STATE_AUTHENTICATED)
    }

    /// Some providers close sessions of clients that do not say who they are.
    private func introduce() {
        guard offers("ID") else { return }
        var name: UnsafeMutablePointer<CChar>?
        var version: UnsafeMutablePointer<CChar>?
        let own = ("martlet", "1")
        // Whether the server cares to answer changes nothing.
        _ = own.0.withCString { first in
            own.1.withCString { second in mailimap_id_basic(session, first, second, &name, &version) }
        }
    }

    private func select(_ mailbox: String) throws(MailboxFailure) {
        try check(mailimap_select(session, mailbox), MARTLET_MAILBOX_SELECT)
        guard let info = session.pointee.imap_selection_info, info.pointee.sel_uidvalidity != 0 else {
            throw MailboxFailure(code: MARTLET_MAILBOX_SELECT, reason: "no UIDVALIDITY")
        }
        uidValidity = info.pointee.sel_uidvalidity
        exists = Int(info.pointee.sel_exists)
    }

    func offers(_ capability: String) -> Bool {
        if !knowsCapabilities {
            // An empty list first: the library copies what the server sent without asking whether it sent any.
            forgetCapabilities()
            var data: UnsafeMutablePointer<mailimap_capability_data>?
            guard Int(mailimap_capability(session, &data)) == MAILIMAP_NO_ERROR else { return false }
            if let data { mailimap_capability_data_free(data) }
            knowsCapabilities = true
        }
        return capability.withCString { mailimap_has_extension(session, $0) } != 0
    }

    /// What was offered before TLS or sign-in may have been anybody's word.
    private func forgetCapabilities() {
        knowsCapabilities = false
        guard let info = session.pointee.imap_connection_info else { return }
        if let old = info.pointee.imap_capability { mailimap_capability_data_free(old) }
        info.pointee.imap_capability = clist_new().flatMap { mailimap_capability_data_new($0) }
    }

    /// Many servers say what they offer when they let somebody in.
    private func learnCapabilities() {
        knowsCapabilities =
            session.pointee.imap_connection_info?.pointee.imap_capability?.pointee.cap_list?.pointee.first != nil
    }

    /// Turns a code of the library into a failure: the stream's trouble first, then the server's no.
    func check(_ result: Int32, _ refusal: martlet_mailbox_failure) throws(MailboxFailure) {
        guard Int(result) != MAILIMAP_NO_ERROR else { return }
        throw failure(refusal, code: Int(result))
    }

    private func failure(_ refusal: martlet_mailbox_failure, code: Int) -> MailboxFailure {
        let words = session.pointee.imap_response.map { String(cString: $0) } ?? ""
        switch code {
        case MAILIMAP_ERROR_STREAM where stream.lastError == MARTLET_STREAM_FLOODED.rawValue:
            return MailboxFailure(code: MARTLET_MAILBOX_FLOODED, reason: "the server sends more than was asked for")
        case MAILIMAP_ERROR_STREAM:
            return stream.lastError == MARTLET_STREAM_TIMEOUT.rawValue
                ? MailboxFailure(code: MARTLET_MAILBOX_TIMEOUT, reason: "the server does not answer")
                : MailboxFailure(code: MARTLET_MAILBOX_CONNECT, reason: "the connection broke")
        case MAILIMAP_ERROR_PARSE, MAILIMAP_ERROR_PROTOCOL, MAILIMAP_ERROR_FATAL, MAILIMAP_ERROR_BAD_STATE,
            MAILIMAP_ERROR_MEMORY:
            let reason = words.isEmpty ? "answer not understood" : "answer not understood: \(words)"
            return MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: reason)
        default:
            return MailboxFailure(code: refusal, reason: words)
        }
    }
}

extension EtpanIMAP {
    var connection: UnsafeMutablePointer<mailimap> { session }
    var bytes: VerifiedStream { stream }

    /// How many messages the server last said there are.
    var existsNow: UInt32 { session.pointee.imap_selection_info?.pointee.sel_exists ?? 0 }
    /// The next UID, as the server said when the mailbox was selected; zero when it did not.
    var uidNext: UInt32 { session.pointee.imap_selection_info?.pointee.sel_uidnext ?? 0 }
}
