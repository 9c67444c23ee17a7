import InternetMessage
import NIOCore
import NIOSSL

/// One message for a connection, and who waits for what becomes of it.
struct SMTPRequest: Sendable {
    var envelope: Envelope
    var message: RawMessage
    var promise: EventLoopPromise<SMTPResult>
}

/// Joins one connection to its `SMTPSession`. It takes one `SMTPRequest` at a time, and closes when idle.
///
/// Nothing is read before the first request, so that whatever goes wrong has somebody to be told to.
final class SMTPChannelHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = SMTPRequest
    typealias OutboundOut = ByteBuffer

    private var session: SMTPSession
    private let route: SMTPRoute
    private let makeTLS: @Sendable () throws -> NIOSSLClientHandler
    private var input = ByteBuffer()
    private var parser = SMTPReplyParser()
    private var request: SMTPRequest?
    private var content: DotEncoder?
    private var isPumping = false
    private var isStarted = false
    private var deadline: Scheduled<Void>?

    init(route: SMTPRoute, makeTLS: @escaping @Sendable () throws -> NIOSSLClientHandler) {
        self.route = route
        self.makeTLS = makeTLS
        session = SMTPSession(route: route)
    }

    func channelInactive(context: ChannelHandlerContext) {
        perform(.failed("4.4.2 the server closed the connection"), context)
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        perform(.failed("4.4.2 connection failed: \(String("\(error)".prefix(300)))"), context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = unwrapOutboundIn(data)
        promise?.succeed()
        self.request = request
        // The clock runs from the first request, not from the connection: until then nobody listens to the relay.
        if session.isReady || !isStarted { wait(route.timeouts.command, context) }
        perform(.begin(request.envelope, request.message), context)
        guard !isStarted else { return }
        isStarted = true
        context.read()
    }

    func read(context: ChannelHandlerContext) {
        if isStarted { context.read() }
    }

    /// Says QUIT when the connection is at rest.
    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Quit else { return context.triggerUserOutboundEvent(event, promise: promise) }
        promise?.succeed()
        quit(context)
    }

    struct Quit: Sendable {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        input.discardReadBytes()
        input.writeBuffer(&bytes)
        do {
            while let reply = try parser.next(&input) {
                wait(route.timeouts.command, context)
                perform(.reply(reply, buffered: input.readableBytes), context)
            }
        } catch {
            perform(.failed("4.5.0 unreadable reply: \(error)"), context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pump(context)
        context.fireChannelWritabilityChanged()
    }

    private func perform(_ event: SMTPSession.Event, _ context: ChannelHandlerContext) {
        for action in session.receive(event) {
            switch action {
            case .send(let lines): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: lines)), promise: nil)
            case .startTLS: secure(context)
            case .sendContent:
                content = request.map { DotEncoder($0.message.bytes) }
                pump(context)
            case .finish(let result):
                content = nil
                request?.promise.succeed(result)
                request = nil
            case .close: context.close(promise: nil)
            }
        }
        if session.isReady, request == nil { waitForNext(context) }
    }

    private func secure(_ context: ChannelHandlerContext) {
        do {
            try context.pipeline.syncOperations.addHandler(makeTLS(), position: .first)
            perform(.secured, context)
        } catch {
            perform(.failed("4.7.5 TLS: \(error)"), context)
        }
    }

    /// Writes content for as long as the channel takes it; goes on when it becomes writable again.
    private func pump(_ context: ChannelHandlerContext) {
        guard !isPumping else { return }
        isPumping = true
        defer { isPumping = false }
        while content != nil, context.channel.isWritable {
            wait(route.timeouts.content, context)
            if let piece = content?.next(context.channel.allocator) {
                context.writeAndFlush(wrapOutboundOut(piece), promise: nil)
            } else {
                content = nil
                wait(route.timeouts.final, context)
                perform(.contentSent, context)
            }
        }
    }

    private func wait(_ duration: Duration, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { [self] in
            perform(.failed("4.4.2 the server did not answer in time"), context)
        }
    }

    private func waitForNext(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(route.timeouts.idle)) { [self] in
            quit(context)
        }
    }

    private func quit(_ context: ChannelHandlerContext) {
        guard session.isReady else { return }
        perform(.quit, context)
        wait(.seconds(2), context)
    }
}
