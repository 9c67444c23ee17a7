import CChildProcess
import CEtpan
import CVerifiedStream

/// A connection to a mailbox's server whose TLS is verified.
///
/// - Standard: RFC 8314 §3 (implicit TLS), RFC 9325 (TLS 1.2 at least), RFC 9525 §6 (host names)
struct VerifiedStream {
    let stream: UnsafeMutablePointer<mailstream>
    private let settings: MailboxSettings

    /// Connects; with TLS already where the settings say so.
    init(connecting settings: MailboxSettings) throws(MailboxFailure) {
        self.settings = settings
        var error: Int32 = 0
        var reason = [CChar](repeating: 0, count: 256)
        let opened = Self.withOptions(settings) { options in
            martlet_stream_open(options, &error, &reason, reason.count)
        }
        guard let opened else { throw Self.failure(error, reason) }
        stream = opened.assumingMemoryBound(to: mailstream.self)
    }

    /// Takes over a connected, non-blocking descriptor, in plain text.
    init(adopting descriptor: Int32, _ settings: MailboxSettings) throws(MailboxFailure) {
        self.settings = settings
        guard let adopted = martlet_stream_adopt(descriptor, settings.timeoutMilliseconds) else {
            throw MailboxFailure(code: MARTLET_MAILBOX_CONNECT, reason: "out of memory")
        }
        stream = adopted.assumingMemoryBound(to: mailstream.self)
    }

    /// Upgrades after the server agreed to STARTTLS.
    func startTLS() throws(MailboxFailure) {
        var reason = [CChar](repeating: 0, count: 256)
        let error = Self.withOptions(settings) { options in
            martlet_stream_start_tls(stream, options, &reason, reason.count)
        }
        guard error == Int32(MARTLET_STREAM_OK.rawValue) else { throw Self.failure(error, reason) }
    }

    var isLoopback: Bool { martlet_stream_is_loopback(stream) != 0 }

    /// Closes a stream that no session has taken over.
    func close() {
        martlet_stream_close(stream)
    }

    /// How many more bytes the server may send.
    func allow(_ bytes: Int) {
        martlet_stream_allow(stream, UInt64(clamping: bytes))
    }

    /// What the last broken read or write met.
    var lastError: UInt32 { UInt32(martlet_stream_last_error(stream)) }

    private static func withOptions<Result>(
        _ settings: MailboxSettings, _ body: (UnsafePointer<martlet_stream_options>) -> Result
    ) -> Result {
        settings.host.withCString { host in
            settings.authorities.withCString { authorities in
                var options = martlet_stream_options()
                options.host = host
                options.port = settings.port
                options.timeout_milliseconds = settings.timeoutMilliseconds
                options.authorities = settings.authorities.isEmpty ? nil : authorities
                options.implicit_tls = settings.security == MARTLET_SECURITY_TLS.rawValue ? 1 : 0
                return body(&options)
            }
        }
    }

    private static func failure(_ error: Int32, _ reason: [CChar]) -> MailboxFailure {
        let code =
            switch UInt32(error) {
            case MARTLET_STREAM_RESOLVE.rawValue: MARTLET_MAILBOX_RESOLVE
            case MARTLET_STREAM_CONNECT.rawValue: MARTLET_MAILBOX_CONNECT
            case MARTLET_STREAM_TIMEOUT.rawValue, MARTLET_STREAM_CANCELLED.rawValue: MARTLET_MAILBOX_TIMEOUT
            case MARTLET_STREAM_CERTIFICATE.rawValue: MARTLET_MAILBOX_CERTIFICATE
            default: MARTLET_MAILBOX_TLS
            }
        let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return MailboxFailure(code: code, reason: String(decoding: text, as: UTF8.self))
    }
}
