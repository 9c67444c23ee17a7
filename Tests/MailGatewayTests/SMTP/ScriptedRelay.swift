import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that plays one script for each connection, and notes what it was told.
struct ScriptedRelay: Sendable {
    enum Step: Sendable {
        case say(String)
        /// Waits for a line with this start.
        case hear(String)
        /// Waits for CRLF.CRLF.
        case content
        case secure
        case close
    }

    let port: Int
    private let channel: any Channel
    private let record: Record

    final class Record: Sendable {
        fileprivate let scripts: Mutex<[[Step]]>
        fileprivate let heard = Mutex<[String]>([])

        init(_ scripts: [[Step]]) {
            self.scripts = Mutex(scripts)
        }
    }

    init(_ scripts: [[Step]], tls: NIOSSLContext? = nil, isImplicit: Bool = false) async throws {
        let record = Record(scripts)
        self.record = record
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let script = record.scripts.withLock { $0.isEmpty ? [] : $0.removeFirst() }
                    if isImplicit, let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(Player(script, record, tls))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    /// Lines and contents, over all connections.
    var heard: [String] { record.heard.withLock { $0 } }

    func close() async throws {
        try await channel.close()
    }

    private final class Player: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private var script: ArraySlice<Step>
        private var input = ""
        private let record: Record
        private let tls: NIOSSLContext?

        init(_ script: [Step], _ record: Record, _ tls: NIOSSLContext?) {
            self.script = script[...]
            self.record = record
            self.tls = tls
        }

        func channelActive(context: ChannelHandlerContext) {
            play(context)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            input += String(buffer: unwrapInboundIn(data))
            play(context)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private func play(_ context: ChannelHandlerContext) {
            while let step = script.first {
                switch step {
                case .say(let text):
                    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
                case .hear(let start):
                    guard let line = take(until: "\r\n") else { return }
                    note(line)
                    if !line.hasPrefix(start) { return context.close(promise: nil) }
                case .content:
                    guard let content = take(until: "\r\n.\r\n") else { return }
                    note(content)
                case .secure:
                    guard let tls else { return }
                    let handler = NIOSSLServerHandler(context: tls)
                    do {
                        try context.pipeline.syncOperations.addHandler(handler, position: .first)
                    } catch {
                        return context.close(promise: nil)
                    }
                case .close: return context.close(promise: nil)
                }
                script = script.dropFirst()
            }
        }

        private func take(until end: String) -> String? {
            guard let range = input.firstRange(of: end) else { return nil }
            defer { input = String(input[range.upperBound...]) }
            return String(input[..<range.lowerBound])
        }

        private func note(_ text: String) {
            record.heard.withLock { $0.append(text) }
        }
    }
}
