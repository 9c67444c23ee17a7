import InternetMessage
public import Logging
public import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Takes mail from an MTA by LMTP and answers for each recipient only after `accept` has.
///
/// On a graceful shutdown the listeners close first, sessions at rest get 421, and mail transactions under way may
/// finish within `LMTPLimits.drain`; `run` returns when the last connection is gone.
///
/// Failure: `run` throws `LMTPServerError` when it cannot listen, before any connection is taken.
/// - Standard: RFC 2033
public struct LMTPServer: Service {
    public struct Configuration: Sendable {
        public var listen: [ListenAddress]
        /// Named in the greeting and in the answer to LHLO; the domain of a bare `<postmaster>`.
        public var hostName: String
        public var limits: LMTPLimits

        public init(listen: [ListenAddress], hostName: String, limits: LMTPLimits = LMTPLimits()) {
            self.listen = listen
            self.hostName = hostName
            self.limits = limits
        }
    }

    private let configuration: Configuration
    private let group: any EventLoopGroup
    private let logger: Logger
    private let recipientVerdict: RecipientQuestion
    private let accept: AcceptMessage
    private let onListening: @Sendable ([ListenAddress]) async -> Void

    /// - Parameter onListening: Told the bound addresses, in the order of the configuration, once all listen.
    public init(
        configuration: Configuration, group: any EventLoopGroup, logger: Logger,
        recipientVerdict: @escaping RecipientQuestion, accept: @escaping AcceptMessage,
        onListening: @escaping @Sendable ([ListenAddress]) async -> Void
    ) {
        self.configuration = configuration
        self.group = group
        self.logger = logger
        self.recipientVerdict = recipientVerdict
        self.accept = accept
        self.onListening = onListening
    }

    public func run() async throws {
        let (acceptances, intake) = AsyncStream<Acceptance>.makeStream()
        let connections = LMTPConnections(limit: configuration.limits.connections) { intake.finish() }
        let listeners = try await LMTPListeners(configuration.listen, bootstrap(connections, intake), group)
        await onListening(listeners.addresses)
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { tasks in
                for await acceptance in acceptances {
                    tasks.addTask { await acceptance.perform(accept) }
                }
                // Whoever still waits has lost its connection.
                tasks.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            listeners.close()
            connections.shutDown()
            _ = group.any().scheduleTask(in: TimeAmount(configuration.limits.drain)) { connections.closeAll() }
        }
        listeners.close()
        connections.closeAll()
    }

    private func bootstrap(
        _ connections: LMTPConnections, _ intake: AsyncStream<Acceptance>.Continuation
    ) -> ServerBootstrap {
        let configuration = configuration
        let verdict = recipientVerdict
        let logger = logger
        let limits = configuration.limits
        let budget = ContentBudget(bytes: max(limits.contentBytes, limits.messageBytes))
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4_096, initial: 16_384, maximum: 65_536)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let session = LMTPSession(
                        hostName: configuration.hostName, limits: limits, verdict: verdict)
                    let handler = LMTPChannelHandler(
                        session: session, input: LMTPInput(limits: limits, budget: budget), connections: connections,
                        logger: logger
                    ) { acceptance in
                        if case .terminated = intake.yield(acceptance) { acceptance.abandon() }
                    }
                    let idle = IdleStateHandler(readTimeout: TimeAmount(configuration.limits.idle))
                    try channel.pipeline.syncOperations.addHandlers([idle, handler])
                }
            }
    }
}

/// A message whose client waits for an answer.
struct Acceptance: Sendable {
    var envelope: Envelope
    var message: RawMessage
    var channel: any Channel

    func perform(_ accept: AcceptMessage) async {
        answer(await accept(envelope, message))
    }

    /// Nobody will store it: the client keeps it and tries again.
    func abandon() {
        answer([])
    }

    private func answer(_ outcomes: [AcceptanceOutcome]) {
        channel.pipeline.fireUserInboundEventTriggered(LMTPChannelHandler.Signal.accepted(outcomes))
    }
}
