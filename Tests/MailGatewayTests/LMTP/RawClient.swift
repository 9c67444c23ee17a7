import NIOCore
import NIOPosix

/// A connection that sends bytes as they are and reads lines; it knows no protocol.
struct RawClient {
    private let channel: any Channel
    private var received: AsyncStream<ByteBuffer>.Iterator
    private var buffer = ByteBuffer()

    init(port: Int) async throws {
        try await self.init { try await $0.connect(host: "127.0.0.1", port: port).get() }
    }

    init(path: String) async throws {
        try await self.init { try await $0.connect(unixDomainSocketPath: path).get() }
    }

    private init(_ connect: (ClientBootstrap) async throws -> any Channel) async throws {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        received = stream.makeAsyncIterator()
        channel = try await connect(
            ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(continuation))
                }
            })
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// The next line without its CRLF; nil when the other side has closed.
    mutating func line() async -> String? {
        while true {
            if let feed = buffer.readableBytesView.firstIndex(of: 0x0A) {
                let line = buffer.readString(length: feed + 1 - buffer.readerIndex)
                // CRLF is one Character.
                return line.map { String($0.dropLast()) }
            }
            guard var more = await received.next() else { return nil }
            buffer.writeBuffer(&more)
        }
    }

    /// The next lines, without their CRLF.
    mutating func lines(_ count: Int) async -> [String] {
        var lines: [String] = []
        while lines.count < count, let line = await line() { lines.append(line) }
        return lines
    }

    /// Codes of the next replies, continuation lines left out.
    mutating func codes(_ count: Int) async -> [String] {
        var codes: [String] = []
        while codes.count < count, let line = await line() {
            if line.utf8.dropFirst(3).first != 0x2D { codes.append(String(line.prefix(3))) }
        }
        return codes
    }

    /// Nothing more will be said; replies are still read.
    func closeOutput() async throws {
        try await channel.close(mode: .output)
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<ByteBuffer>.Continuation

        init(_ continuation: AsyncStream<ByteBuffer>.Continuation) {
            self.continuation = continuation
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            continuation.yield(unwrapInboundIn(data))
        }

        func channelInactive(context: ChannelHandlerContext) {
            continuation.finish()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
