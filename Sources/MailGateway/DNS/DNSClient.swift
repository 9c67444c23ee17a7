public import InternetMessage
public import NIOCore
import NIOPosix
import Synchronization

/// Asks one recursive resolver for TXT records: UDP first, TCP where the answer did not fit.
///
/// Every question goes out from a socket and with an identifier of its own. Answers are remembered for as long as they
/// say, an hour at most. A resolver that stays silent three times in a row is left alone for half a minute.
///
/// Security: answers are believed as far as the way to the resolver is; it belongs on the same machine or network.
/// Failure: never throws; whatever goes wrong is `.unknown` with the reason, within `Configuration.total`.
///
/// - Standard: RFC 1035 §7; RFC 5452 §9.1 (identifiers and ports); RFC 7766 §5
public final class DNSClient: Sendable {
    public struct Configuration: Sendable {
        /// An address, not a name.
        public var host: String
        public var port: Int
        public var attempts = 2
        public var attemptTimeout = TimeAmount.seconds(2)
        public var total = TimeAmount.seconds(6)
        public var cacheEntries = 2_000

        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    private let configuration: Configuration
    private let group: any EventLoopGroup
    private let cache: Mutex<DNSCache>

    private static let aliasLimit = 3

    public init(_ configuration: Configuration, group: any EventLoopGroup) {
        self.configuration = configuration
        self.group = group
        cache = Mutex(DNSCache(entryLimit: configuration.cacheEntries))
    }

    public func text(of name: String) async -> TextRecords {
        guard let wanted = DNSName(name) else { return .unknown("the name cannot be asked for") }
        if let known = cache.withLock({ $0.records(of: wanted, at: .now()) }) { return known }
        let deadline = NIODeadline.now() + configuration.total
        var asked = wanted
        for _ in 0...Self.aliasLimit {
            switch await ask(asked, deadline) {
            case .alias(let target): asked = target
            case .records(let records, let seconds):
                cache.withLock { $0.keep(records, of: wanted, seconds: seconds, at: .now()) }
                return records
            case .truncated: return .unknown("the answer does not fit")
            }
        }
        return .unknown("too many aliases")
    }

    private func ask(_ name: DNSName, _ deadline: NIODeadline) async -> DNSAnswer {
        guard !cache.withLock({ $0.isPausing(at: .now()) }) else {
            return .records(.unknown("the name service does not answer"), seconds: 0)
        }
        var reason = "the name service did not answer in time"
        for _ in 0..<max(1, configuration.attempts) {
            do {
                let answer = try await ask(name, over: .datagram, deadline)
                cache.withLock { $0.heard() }
                return try await answer == .truncated ? ask(name, over: .stream, deadline) : answer
            } catch DNSFailure.timeout {
                continue
            } catch {
                reason = "the name service cannot be reached"
            }
        }
        cache.withLock { $0.heardNothing(at: .now()) }
        return .records(.unknown(reason), seconds: 0)
    }

    private enum Transport: Sendable { case datagram, stream }

    private func ask(_ name: DNSName, over transport: Transport, _ deadline: NIODeadline) async throws -> DNSAnswer {
        let question = DNSQuestion(id: .random(in: .min ... .max), name: name)
        let left = min(deadline - .now(), configuration.attemptTimeout)
        guard left > .zero else { throw DNSFailure.timeout }
        let loop = group.any()
        let promise = loop.makePromise(of: DNSAnswer.self)
        let timeout = loop.scheduleTask(in: left) { promise.fail(DNSFailure.timeout) }
        let connecting = connect(question, transport, on: loop, promise, timeout: left)
        connecting.whenFailure { promise.fail($0) }
        promise.futureResult.whenComplete { _ in
            timeout.cancel()
            connecting.whenSuccess { $0.close(promise: nil) }
        }
        return try await promise.futureResult.get()
    }

    private func connect(
        _ question: DNSQuestion, _ transport: Transport, on loop: any EventLoop,
        _ promise: EventLoopPromise<DNSAnswer>, timeout: TimeAmount
    ) -> EventLoopFuture<any Channel> {
        switch transport {
        case .datagram:
            // Connected, so that the kernel drops what comes from elsewhere; each socket has a port of its own.
            return DatagramBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(DNSDatagramHandler(question, promise))
                    }
                }
                .connect(host: configuration.host, port: configuration.port)
        case .stream:
            return ClientBootstrap(group: loop)
                .connectTimeout(timeout)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(DNSStreamHandler(question, promise))
                    }
                }
                .connect(host: configuration.host, port: configuration.port)
        }
    }
}

enum DNSFailure: Error { case timeout, closed, flooded }
