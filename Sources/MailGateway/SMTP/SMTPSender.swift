public import InternetMessage
public import Logging
public import NIOCore
import NIOSSL

/// Sends mail to one relay over a few connections that are kept and used again.
///
/// A connection carries message after message, with RSET between them, until it has carried its share or nothing came
/// for a while. One that the relay has closed meanwhile costs the message nothing: it goes over another at once.
/// Whatever goes wrong with the connection is transient: the caller tries the same bytes later. A server that closes
/// after the final dot without a reply may have taken the message; SMTP cannot tell, so it is sent again.
/// - Standard: RFC 5321 §4.5.4.1 (sending strategy), RFC 1047 (why a message can arrive twice)
public actor SMTPSender {
    private let route: SMTPRoute
    private let tls: NIOSSLContext?
    private let group: any EventLoopGroup
    private let logger: Logger
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var idle: [Kept] = []

    private struct Kept {
        var connection: SMTPConnection
        /// Messages that it has carried.
        var uses = 0
    }

    /// - Parameter concurrency: How many connections at most.
    public init(
        route: SMTPRoute, concurrency: Int = 4, group: any EventLoopGroup, logger: Logger
    ) throws(MailRouteError) {
        self.route = route
        self.group = group
        self.logger = logger
        free = max(1, concurrency)
        tls = route.security == .off ? nil : try makeContext(trustRoots: route.trustRoots)
    }

    /// One outcome for each forward-path, in order.
    public func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome] {
        await acquire()
        defer { release() }
        let result = await attempt(envelope, message)
        logger.info("message sent", metadata: ["relay": "\(route.host)", "outcomes": "\(result.outcomes)"])
        return result.outcomes(for: envelope.forwardPaths)
    }

    /// Closes the connections that are at rest.
    public func close() async {
        while let kept = idle.popLast() { await kept.connection.close() }
    }

    private func attempt(_ envelope: Envelope, _ message: RawMessage) async -> SMTPResult {
        while !Task.isCancelled, let kept = idle.popLast() {
            guard kept.connection.isOpen else { continue }
            let result = await use(kept, envelope, message)
            // The server had closed it in the meantime: that is about the connection, not about the message.
            if !result.isStale { return result }
        }
        do {
            try Task.checkCancellation()
            let connection = try await SMTPConnection(route, tls: tls, group: group)
            return await use(Kept(connection: connection), envelope, message)
        } catch {
            logger.warning("relay unreachable", metadata: ["relay": "\(route.host)", "error": "\(error)"])
            let outcome = DeliveryOutcome.transientFailure(reply: "4.4.1 no connection to \(route.host): \(error)")
            return SMTPResult(outcomes: envelope.forwardPaths.map { _ in outcome }, wasAsked: false)
        }
    }

    private func use(_ kept: Kept, _ envelope: Envelope, _ message: RawMessage) async -> SMTPResult {
        let result = await kept.connection.send(envelope, message)
        guard kept.connection.isOpen else { return result }
        if kept.uses + 1 < route.messagesPerConnection {
            idle.append(Kept(connection: kept.connection, uses: kept.uses + 1))
        } else {
            kept.connection.quit()
        }
        return result
    }

    private func acquire() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the slot to whoever waits longest.
    private func release() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}

/// Chain and name are verified, TLS 1.2 at least; nothing turns that off.
///
/// - Standard: RFC 8314 §4.1, RFC 6125
func makeContext(trustRoots: String?) throws(MailRouteError) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .fullVerification
    configuration.minimumTLSVersion = .tlsv12
    if let trustRoots { configuration.trustRoots = .file(trustRoots) }
    do {
        return try NIOSSLContext(configuration: configuration)
    } catch {
        throw .trustRoots(reason: "\(error)")
    }
}
