import InternetMessage
import NIOCore
import NIOPosix
import NIOSSL

/// One open connection to the relay. It speaks from the first byte on its own; `send` may be called at once.
struct SMTPConnection: Sendable {
    private let channel: any Channel

    /// - Throws: What the system says when the relay cannot be reached.
    init(_ route: SMTPRoute, tls: NIOSSLContext?, group: any EventLoopGroup) async throws {
        let makeTLS: @Sendable () throws -> NIOSSLClientHandler = {
            guard let tls else { throw SMTPConnectionError.noTLS }
            return try NIOSSLClientHandler(context: tls, serverHostname: Self.serverName(route.host))
        }
        let connecting = ClientBootstrap(group: group)
            .connectTimeout(TimeAmount(route.timeouts.connect))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if route.security == .implicit { try channel.pipeline.syncOperations.addHandler(makeTLS()) }
                    try channel.pipeline.syncOperations.addHandler(SMTPChannelHandler(route: route, makeTLS: makeTLS))
                }
            }
            .connect(host: route.host, port: route.port)
        // A stopping daemon does not wait for a relay that does not answer.
        let connected = group.any().makePromise(of: (any Channel).self)
        connecting.cascade(to: connected)
        channel = try await withTaskCancellationHandler {
            try await connected.futureResult.get()
        } onCancel: {
            connected.fail(CancellationError())
            connecting.whenSuccess { $0.close(promise: nil) }
        }
    }

    var isOpen: Bool { channel.isActive }

    /// Sends one message; never two at a time. A cancelled task closes the connection.
    func send(_ envelope: Envelope, _ message: RawMessage) async -> SMTPResult {
        let promise = channel.eventLoop.makePromise(of: SMTPResult.self)
        // The handler takes the request over, or the channel is closed already and the write fails.
        channel.writeAndFlush(SMTPRequest(envelope: envelope, message: message, promise: promise))
            .whenFailure { promise.fail($0) }
        return await withTaskCancellationHandler {
            do {
                return try await promise.futureResult.get()
            } catch {
                let outcome = DeliveryOutcome.transientFailure(reply: "4.4.2 connection closed: \(error)")
                return SMTPResult(outcomes: envelope.forwardPaths.map { _ in outcome }, isStale: true)
            }
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// Says QUIT where the connection is at rest, and waits for nothing.
    func quit() {
        channel.triggerUserOutboundEvent(SMTPChannelHandler.Quit(), promise: nil)
    }

    /// Says QUIT where the connection is at rest, and waits a moment for the answer.
    func close() async {
        quit()
        // It never fails: whatever closed the connection closed it.
        try? await channel.closeFuture.get()
    }

    /// The name to verify; nil for an address, which is then verified as such.
    private static func serverName(_ host: String) -> String? {
        (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }
}

enum SMTPConnectionError: Error { case noTLS }
