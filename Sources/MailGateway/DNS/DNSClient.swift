public import InternetMessage
public import NIOCore
import NIOPosix
import Synchronization

/// Asks one recursive resolver, for TXT records above all: UDP first, TCP where the answer did not fit.
///
/// Every question goes out from a socket and with an identifier of its own. Answers are remembered for as long as they
/// say, an hour at most. A domain about which three questions stay unanswered is left alone for half a minute; so is
/// the resolver, when it then answers no question about the root either. While many questions stay unanswered, about
/// whatever domains, each is waited for but briefly.
///
/// Security: answers are believed as far as the way to the resolver is; it belongs on the same machine or network.
/// Failure: never throws; whatever goes wrong is `.unknown` with the reason, within `Configuration.total` and one
/// `attemptTimeout` more.
///
/// - Standard: RFC 1035 §7; RFC 5452 §9.1 (identifiers and ports); RFC 7766 §5; RFC 9520 §3.2 (failures)
public final class DNSClient: Sendable {
    public struct Configuration: Sendable {
        /// An address, not a name.
        public var host: String
        public var port: Int
        public var attempts = 2
        public var attemptTimeout = TimeAmount.seconds(2)
        public var total = TimeAmount.seconds(4)
        /// In place of `total` while many questions stay unanswered.
        public var hurriedTotal = TimeAmount.milliseconds(250)
        public var cacheEntries = 2_000
        /// Says which names belong to one domain; without it those do that share two labels.
        public var suffixes: PublicSuffixList?

        public init(host: String, port: Int, suffixes: PublicSuffixList? = nil) {
            self.host = host
            self.port = port
            self.suffixes = suffixes
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
        let domain = domain(of: name, wanted)
        if let known = known(wanted, domain) { return known }
        let isHurried = cache.withLock { $0.isHurried(at: .now()) }
        let deadline = NIODeadline.now() + (isHurried ? configuration.hurriedTotal : configuration.total)
        var asked = wanted
        for _ in 0...Self.aliasLimit {
            do throws(DNSFailure) {
                switch try await answer(about: asked, .text, deadline) {
                case .alias(let target): asked = target
                case .records(let records, let seconds):
                    // How long an alias holds that was answered before is not known any more.
                    let seconds = asked == wanted ? seconds : min(seconds, DNSAnswer.absence)
                    cache.withLock {
                        $0.heard(about: domain)
                        $0.keep(records, of: wanted, seconds: seconds, at: .now())
                    }
                    return records
                case .truncated: return .unknown("the answer does not fit")
                }
            } catch {
                await noteSilence(about: domain)
                return .unknown(error.words)
            }
        }
        return .unknown("too many aliases")
    }

    /// Records of any kind, asked for anew: for an operator who wants to know what holds now.
    public func records(_ kind: DNSRecordKind, of name: String) async -> TextRecords {
        guard var asked = DNSName(name) else { return .unknown("the name cannot be asked for") }
        let deadline = NIODeadline.now() + configuration.total
        for _ in 0...Self.aliasLimit {
            do throws(DNSFailure) {
                switch try await answer(about: asked, kind, deadline) {
                case .alias(let target): asked = target
                case .records(let records, _): return records
                case .truncated: return .unknown("the answer does not fit")
                }
            } catch {
                return .unknown(error.words)
            }
        }
        return .unknown("too many aliases")
    }

    /// What can be said without asking.
    private func known(_ name: DNSName, _ domain: DNSName) -> TextRecords? {
        cache.withLock { cache in
            if let records = cache.records(of: name, at: .now()) { return records }
            if cache.isPausing(at: .now()) { return .unknown("the name service does not answer") }
            if cache.isPausing(domain, at: .now()) { return .unknown("the domain's name service does not answer") }
            return nil
        }
    }

    private func domain(of name: String, _ wanted: DNSName) -> DNSName {
        configuration.suffixes?.organizationalDomain(of: name).flatMap { DNSName($0) } ?? wanted.lastLabels(2)
    }

    /// It may be the resolver that is silent, or the name servers behind it of which only this domain knows.
    private func noteSilence(about domain: DNSName) async {
        guard cache.withLock({ $0.heardNothing(about: domain, at: .now()) }) else { return }
        let deadline = NIODeadline.now() + configuration.attemptTimeout
        do throws(DNSFailure) {
            _ = try await ask(.root, .text, over: .datagram, deadline)
            cache.withLock { $0.heard() }
        } catch {
            cache.withLock { $0.leaveAlone(at: .now()) }
        }
    }

    private func answer(
        about name: DNSName, _ kind: DNSRecordKind, _ deadline: NIODeadline
    ) async throws(DNSFailure) -> DNSAnswer {
        var failure = DNSFailure.timeout
        for _ in 0..<max(1, configuration.attempts) {
            do throws(DNSFailure) {
                let answer = try await ask(name, kind, over: .datagram, deadline)
                return answer == .truncated ? try await ask(name, kind, over: .stream, deadline) : answer
            } catch {
                if error != .timeout { failure = error }
            }
        }
        throw failure
    }

    private enum Transport: Sendable { case datagram, stream }

    private func ask(
        _ name: DNSName, _ kind: DNSRecordKind, over transport: Transport, _ deadline: NIODeadline
    ) async throws(DNSFailure) -> DNSAnswer {
        let question = DNSQuestion(id: .random(in: .min ... .max), name: name, kind: kind)
        let left = min(deadline - .now(), configuration.attemptTimeout)
        guard left > .zero else { throw .timeout }
        let loop = group.any()
        let promise = loop.makePromise(of: DNSAnswer.self)
        let timeout = loop.scheduleTask(in: left) { promise.fail(DNSFailure.timeout) }
        let connecting = connect(question, transport, on: loop, promise, timeout: left)
        connecting.whenFailure { promise.fail($0) }
        promise.futureResult.whenComplete { _ in
            timeout.cancel()
            connecting.whenSuccess { $0.close(promise: nil) }
        }
        do {
            return try await promise.futureResult.get()
        } catch {
            throw error as? DNSFailure ?? .unreachable
        }
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

enum DNSFailure: Error {
    case timeout, unreachable, closed, flooded

    var words: String {
        self == .timeout ? "the name service did not answer in time" : "the name service cannot be reached"
    }
}
