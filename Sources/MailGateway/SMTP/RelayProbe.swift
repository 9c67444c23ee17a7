public import NIOCore
import NIOPosix
import NIOSSL

/// What a relay says about itself, without a message being sent.
public struct RelayStanding: Sendable, Hashable {
    public enum Protection: Sendable, Hashable {
        /// TLS is not offered, or was not tried.
        case none(isOffered: Bool)
        /// TLS stands, with a certificate that holds for the host.
        case verified
        case failed(String)
    }

    /// The name in its greeting.
    public var name: String?
    public var protection: Protection
}

/// Greets a relay as `SMTPSender` would, up to TLS, and leaves.
///
/// Failure: throws what the system or the relay says when there is no conversation at all.
///
/// - Standard: RFC 5321 §4.2 (greeting), RFC 3207 §4
public enum RelayProbe {
    public struct Trouble: Error, CustomStringConvertible {
        public var description: String
    }

    private static let patience = TimeAmount.seconds(10)

    public static func look(at route: SMTPRoute, group: any EventLoopGroup) async throws(Trouble) -> RelayStanding {
        let makeTLS = try maker(route)
        let promise = group.any().makePromise(of: RelayStanding.self)
        let connecting = ClientBootstrap(group: group).connectTimeout(patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if route.security == .implicit, let makeTLS {
                        try channel.pipeline.syncOperations.addHandler(makeTLS())
                    }
                    try channel.pipeline.syncOperations.addHandler(RelayProbeHandler(route, makeTLS, promise))
                }
            }
            .connect(host: route.host, port: route.port)
        connecting.whenFailure { promise.fail($0) }
        let timeout = group.any().scheduleTask(in: patience) { promise.fail(Trouble(description: "says nothing")) }
        promise.futureResult.whenComplete { _ in
            timeout.cancel()
            connecting.whenSuccess { $0.close(promise: nil) }
        }
        do {
            return try await promise.futureResult.get()
        } catch {
            throw error as? Trouble ?? Trouble(description: String("\(error)".prefix(300)))
        }
    }

    fileprivate typealias TLSMaker = @Sendable () throws -> NIOSSLClientHandler

    private static func maker(_ route: SMTPRoute) throws(Trouble) -> TLSMaker? {
        guard route.security != .off else { return nil }
        do throws(MailRouteError) {
            let context = try makeContext(trustRoots: route.trustRoots)
            let name = serverName(route.host)
            return { try NIOSSLClientHandler(context: context, serverHostname: name) }
        } catch {
            throw Trouble(description: "\(error)")
        }
    }

    /// The name to verify; nil for an address, which is then verified as such.
    private static func serverName(_ host: String) -> String? {
        (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }
}

/// 220, EHLO, 250, STARTTLS, 220, handshake, EHLO, 250: whatever comes after the first 250 has an answer.
private final class RelayProbeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State { case greeting, ehlo, startTLS, secured }

    private let route: SMTPRoute
    private let makeTLS: RelayProbe.TLSMaker?
    private let promise: EventLoopPromise<RelayStanding>
    private var state = State.greeting
    private var standing = RelayStanding(protection: .none(isOffered: false))
    private var input = ByteBuffer()
    private var parser = SMTPReplyParser()

    init(
        _ route: SMTPRoute, _ makeTLS: RelayProbe.TLSMaker?, _ promise: EventLoopPromise<RelayStanding>
    ) {
        self.route = route
        self.makeTLS = makeTLS
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        input.discardReadBytes()
        input.writeBuffer(&bytes)
        do {
            while let reply = try parser.next(&input) { try read(reply, context) }
        } catch {
            fail(error)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(RelayProbe.Trouble(description: "closed the connection"))
        context.fireChannelInactive()
    }

    private func read(_ reply: SMTPReply, _ context: ChannelHandlerContext) throws {
        switch state {
        case .greeting:
            guard reply.code == 220 else { throw RelayProbe.Trouble(description: "says \(reply.text)") }
            standing.name = reply.lines.first?.split(separator: " ").first.map(String.init)
            say("EHLO \(route.heloName)", context)
            state = .ehlo
        case .ehlo:
            let isOffered = reply.isPositive && SMTPExtensions(reply).startTLS
            standing.protection = route.security == .implicit ? .verified : .none(isOffered: isOffered)
            guard isOffered, route.security != .implicit, makeTLS != nil else { return finish(context) }
            say("STARTTLS", context)
            state = .startTLS
        case .startTLS:
            guard reply.code == 220, input.readableBytes == 0, let makeTLS else {
                throw RelayProbe.Trouble(description: "refuses STARTTLS: \(reply.text)")
            }
            state = .secured
            try context.pipeline.syncOperations.addHandler(makeTLS(), position: .first)
            say("EHLO \(route.heloName)", context)
        case .secured:
            standing.protection = .verified
            finish(context)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        promise.succeed(standing)
        say("QUIT", context)
    }

    /// Once the relay has been greeted, what goes wrong is about TLS.
    private func fail(_ error: any Error) {
        guard state == .startTLS || state == .secured else { return promise.fail(error) }
        standing.protection = .failed(String("\(error)".prefix(300)))
        promise.succeed(standing)
    }

    private func say(_ line: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }
}
