public import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Asks a token endpoint by HTTPS, one connection for each question. Redirections are not followed.
///
/// Security: chain and name are verified; the answer has a limit in size and time.
/// - Standard: RFC 6749 §3.2, RFC 9110 §9.3.3 (POST)
public struct TokenEndpoint: Sendable {
    private let configuration: OAuthConfiguration
    private let group: any EventLoopGroup

    public init(_ configuration: OAuthConfiguration, group: any EventLoopGroup) {
        self.configuration = configuration
        self.group = group
    }

    func post(_ form: [(name: String, value: String)]) async throws(MailboxFailure) -> TokenAnswer {
        let answer: TokenExchange.Answer
        do {
            answer = try await exchange(Self.encoded(form))
        } catch {
            throw .token("the endpoint at \(configuration.host) cannot be asked: \(String("\(error)".prefix(200)))")
        }
        return try TokenAnswer(status: answer.status, body: answer.body)
    }

    private func exchange(_ body: String) async throws -> TokenExchange.Answer {
        let tls = try makeContext(trustRoots: configuration.tlsCAFile)
        let promise = group.any().makePromise(of: TokenExchange.Answer.self)
        let host = configuration.host
        let (head, isAddress) = (
            requestHead(bodyBytes: body.utf8.count), (try? SocketAddress(ipAddress: host, port: 0)) != nil
        )
        let connecting = ClientBootstrap(group: group)
            .connectTimeout(.seconds(20))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handlers = channel.pipeline.syncOperations
                    try handlers.addHandler(NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host))
                    try handlers.addHTTPClientHandlers()
                    try handlers.addHandler(TokenExchange(head: head, body: body, promise: promise))
                }
            }
            .connect(host: host, port: configuration.port)
        connecting.whenFailure { promise.fail($0) }
        defer { connecting.whenSuccess { $0.close(promise: nil) } }
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            promise.fail(CancellationError())
        }
    }

    private func requestHead(bodyBytes: Int) -> HTTPRequestHead {
        var headers = HTTPHeaders()
        headers.add(
            name: "Host",
            value: configuration.port == 443 ? configuration.host : "\(configuration.host):\(configuration.port)")
        headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        headers.add(name: "Content-Length", value: "\(bodyBytes)")
        headers.add(name: "Accept", value: "application/json")
        headers.add(name: "Connection", value: "close")
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: configuration.target, headers: headers)
    }

    /// Percent-encoded but for letters, digits and `-._~`.
    static func encoded(_ form: [(name: String, value: String)]) -> String {
        func escape(_ text: String) -> String {
            let digits = Array("0123456789ABCDEF".utf8)
            let bytes = text.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
                default: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        return form.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
    }
}

/// One question and its answer.
private final class TokenExchange: ChannelInboundHandler {
    struct Answer: Sendable {
        var status = 0
        var body: [UInt8] = []
    }

    enum Trouble: Error { case tooLong, silent, closed }

    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private static let bodyLimit = 64 << 10
    private static let patience = TimeAmount.seconds(30)

    private let head: HTTPRequestHead
    private let body: String
    private let promise: EventLoopPromise<Answer>
    private var answer = Answer()
    private var deadline: Scheduled<Void>?

    init(head: HTTPRequestHead, body: String, promise: EventLoopPromise<Answer>) {
        self.head = head
        self.body = body
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        let promise = promise
        deadline = context.eventLoop.scheduleTask(in: Self.patience) { promise.fail(Trouble.silent) }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): answer.status = Int(head.status.code)
        case .body(let bytes):
            guard answer.body.count + bytes.readableBytes <= Self.bodyLimit else {
                return promise.fail(Trouble.tooLong)
            }
            answer.body.append(contentsOf: bytes.readableBytesView)
        case .end: promise.succeed(answer)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A TLS end without its alert, after the answer was complete, changes nothing.
        promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        promise.fail(Trouble.closed)
        context.fireChannelInactive()
    }
}
