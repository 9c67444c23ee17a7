import InternetMessage
import Logging
import NIOCore

/// Joins one connection to its `LMTPSession`: bytes in, actions out, and no decision of its own.
///
/// Backpressure: nothing is read from the socket while a message is being stored or while the client does not take its
/// replies, so what is buffered stays below one read. Replies to pipelined commands leave in one write.
final class LMTPChannelHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What reaches a session from outside its connection.
    enum Signal: Sendable {
        case accepted([AcceptanceOutcome])
        case shutdown
    }

    private var session: LMTPSession
    private var input: LMTPInput
    private var output = ByteBuffer()
    private let connections: LMTPConnections
    private let submit: @Sendable (Acceptance) -> Void
    private let logger: Logger
    private var isStoring = false
    private var isClosing = false
    /// The client has said all it will; what it waits for is still answered.
    private var isInputClosed = false
    private var isReadHeld = false
    private var linger: Scheduled<Void>?

    init(
        session: LMTPSession, input: LMTPInput, connections: LMTPConnections, logger: Logger,
        submit: @escaping @Sendable (Acceptance) -> Void
    ) {
        self.session = session
        self.input = input
        self.connections = connections
        self.logger = logger
        self.submit = submit
    }

    func channelActive(context: ChannelHandlerContext) {
        switch connections.admit(context.channel) {
        case .admitted:
            perform(session.receive(.connected), context)
            flush(context)
        case .full: turnAway(.tooManyConnections, context)
        case .shuttingDown: turnAway(.shuttingDown, context)
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosing = true
        linger?.cancel()
        connections.leave(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        input.append(unwrapInboundIn(data))
        work(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        flush(context)
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case Signal.accepted(let outcomes):
            isStoring = false
            input.forgetContent()
            logger.debug("message taken", metadata: ["outcomes": "\(outcomes)"])
            perform(session.receive(.accepted(outcomes)), context)
            work(context)
            flush(context)
            releaseRead(context)
            closeWhenDone(context)
        case ChannelEvent.inputClosed:
            isInputClosed = true
            closeWhenDone(context)
        case Signal.shutdown:
            perform(session.receive(.shutdown), context)
            flush(context)
        case IdleStateHandler.IdleStateEvent.read:
            perform(session.receive(.idle), context)
            flush(context)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("connection failed", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    func read(context: ChannelHandlerContext) {
        isReadHeld = true
        releaseRead(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        releaseRead(context)
        context.fireChannelWritabilityChanged()
    }

    private func releaseRead(_ context: ChannelHandlerContext) {
        guard isReadHeld, !isStoring, context.channel.isWritable || isClosing else { return }
        isReadHeld = false
        context.read()
    }

    private func work(_ context: ChannelHandlerContext) {
        while !isStoring, !isClosing, let unit = input.next() {
            perform(session.receive(.input(unit)), context)
        }
    }

    private func perform(_ action: LMTPSession.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .nothing: break
        case .reply(let replies): write(replies)
        case .receiveContent(let reply, let declaredSize):
            write([reply])
            input.expectContent(declared: declaredSize)
        case .accept(let envelope, let message):
            isStoring = true
            submit(Acceptance(envelope: envelope, message: message, channel: context.channel))
        case .close(let replies):
            write(replies)
            flush(context)
            close(context)
        }
    }

    private func write(_ replies: [LMTPReply]) {
        for reply in replies { reply.write(to: &output) }
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard output.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
        output = ByteBuffer()
    }

    /// Closes our side and reads on for a moment: closing at once with input unread would reset the connection, and
    /// the last reply could be lost with it.
    private func close(_ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        context.close(mode: .output, promise: nil)
        linger = context.eventLoop.scheduleTask(in: .seconds(2)) { [channel = context.channel] in
            channel.close(promise: nil)
        }
        releaseRead(context)
    }

    private func closeWhenDone(_ context: ChannelHandlerContext) {
        if isInputClosed, !isStoring { context.close(promise: nil) }
    }

    private func turnAway(_ reply: LMTPReply, _ context: ChannelHandlerContext) {
        isClosing = true
        write([reply])
        flush(context)
        context.close(promise: nil)
    }
}
