import NIOCore

/// Sends the question as one datagram and waits for the answer to it; anything else that comes is passed over.
final class DNSDatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let question: DNSQuestion
    private let promise: EventLoopPromise<DNSAnswer>
    private var strays = 0

    /// Somebody is guessing: the attempt is given up.
    private static let strayLimit = 20

    init(_ question: DNSQuestion, _ promise: EventLoopPromise<DNSAnswer>) {
        self.question = question
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        guard let resolver = context.channel.remoteAddress else { return promise.fail(DNSFailure.closed) }
        let datagram = AddressedEnvelope(
            remoteAddress: resolver, data: context.channel.allocator.buffer(bytes: question.bytes))
        context.writeAndFlush(wrapOutboundOut(datagram)).whenFailure { [promise] in promise.fail($0) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let datagram = unwrapInboundIn(data)
        if let answer = DNSAnswer(Array(datagram.data.readableBytesView), to: question) {
            return promise.succeed(answer)
        }
        strays += 1
        if strays > Self.strayLimit { promise.fail(DNSFailure.flooded) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { promise.fail(error) }

    func channelInactive(context: ChannelHandlerContext) { promise.fail(DNSFailure.closed) }
}

/// The same over TCP, where a length of two bytes stands before each message.
///
/// - Standard: RFC 1035 §4.2.2
final class DNSStreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let question: DNSQuestion
    private let promise: EventLoopPromise<DNSAnswer>
    private var received: [UInt8] = []

    init(_ question: DNSQuestion, _ promise: EventLoopPromise<DNSAnswer>) {
        self.question = question
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        let bytes = question.bytes
        var buffer = context.channel.allocator.buffer(capacity: bytes.count + 2)
        buffer.writeInteger(UInt16(truncatingIfNeeded: bytes.count))
        buffer.writeBytes(bytes)
        context.writeAndFlush(wrapOutboundOut(buffer)).whenFailure { [promise] in promise.fail($0) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.append(contentsOf: unwrapInboundIn(data).readableBytesView)
        guard received.count >= 2 else { return }
        let end = 2 + (Int(received[0]) << 8 | Int(received[1]))
        guard received.count >= end else { return }
        guard let answer = DNSAnswer(Array(received[2..<end]), to: question) else {
            return promise.fail(DNSFailure.closed)
        }
        promise.succeed(answer)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { promise.fail(error) }

    func channelInactive(context: ChannelHandlerContext) { promise.fail(DNSFailure.closed) }
}
