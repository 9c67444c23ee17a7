import MailGateway
import NIOCore
import NIOPosix

/// Looks whether somebody answers at an address.
enum Probe {
    struct Trouble: Error, CustomStringConvertible {
        var description: String
    }

    static func connects(_ address: ListenAddress) async -> Result<Void, Trouble> {
        do {
            try await connect(address) { $0.eventLoop.makeSucceededVoidFuture() }.close()
            return .success(())
        } catch {
            return .failure(words(error))
        }
    }

    /// The first line that a server says by itself.
    static func greeting(_ address: ListenAddress) async -> Result<String, Trouble> {
        do {
            let promise = NIOSingletons.posixEventLoopGroup.next().makePromise(of: String.self)
            let channel: any Channel
            do {
                channel = try await connect(address) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(FirstLine(promise: promise))
                    }
                }
            } catch {
                promise.fail(error)
                throw error
            }
            channel.eventLoop.scheduleTask(in: .seconds(5)) { promise.fail(Trouble(description: "says nothing")) }
            let line = try await promise.futureResult.get()
            channel.close(promise: nil)
            return .success(line)
        } catch {
            return .failure(words(error))
        }
    }

    private static func connect(
        _ address: ListenAddress, _ initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) async throws -> any Channel {
        let bootstrap = ClientBootstrap(group: NIOSingletons.posixEventLoopGroup).connectTimeout(.seconds(5))
            .channelInitializer(initializer)
        switch address {
        case .tcp(let host, let port): return try await bootstrap.connect(host: host, port: port).get()
        case .unix(let path): return try await bootstrap.connect(unixDomainSocketPath: path).get()
        }
    }

    private static func words(_ error: any Error) -> Trouble {
        switch error {
        case let error as Trouble: error
        case is NIOConnectionError: Trouble(description: "nobody answers")
        case let error as IOError: Trouble(description: "\(error)")
        default: Trouble(description: "nobody answers (\(error))")
        }
    }
}

private final class FirstLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<String>
    private var bytes: [UInt8] = []

    init(promise: EventLoopPromise<String>) {
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
        guard bytes.contains(0x0A) || bytes.count > 1_024 else { return }
        promise.succeed(String(decoding: bytes.prefix { $0 != 0x0D && $0 != 0x0A }.prefix(200), as: UTF8.self))
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(Probe.Trouble(description: "closed without a word"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }
}
