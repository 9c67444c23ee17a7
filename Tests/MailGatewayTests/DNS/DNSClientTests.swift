import InternetMessage
import NIOCore
import NIOPosix
import Testing

@testable import MailGateway

@Suite("Asking a resolver on the loopback") struct DNSClientTests {
    private let name = "s._domainkey.example.com"

    private func client(_ port: Int, _ change: (inout DNSClient.Configuration) -> Void = { _ in }) -> DNSClient {
        var configuration = DNSClient.Configuration(host: "127.0.0.1", port: port)
        change(&configuration)
        return DNSClient(configuration, group: NIOSingletons.posixEventLoopGroup)
    }

    @Test func `an answer comes, behind strays that do not fit, and is remembered`() async throws {
        let resolver = try await Resolver { id, _ in
            [
                DNSMessage(id: id &+ 1, records: [DNSMessage.text("forged")]).bytes, [1, 2, 3],
                DNSMessage(id: id, records: [DNSMessage.text("v=DKIM1")]).bytes,
            ]
        }
        let client = client(resolver.port)
        #expect(await client.text(of: name) == .found([Array("v=DKIM1".utf8)]))
        await resolver.close()
        #expect(await client.text(of: name.uppercased()) == .found([Array("v=DKIM1".utf8)]))
    }

    @Test func `what does not fit is asked for over TCP`() async throws {
        let long = String(repeating: "x", count: 250)
        let resolver = try await Resolver { id, isStream in
            isStream
                ? [DNSMessage(id: id, records: (0..<10).map { _ in DNSMessage.text(long) }).bytes]
                : [DNSMessage(id: id, flags: 0x8380).bytes]
        }
        #expect(
            await client(resolver.port).text(of: name) == .found(Array(repeating: Array(long.utf8), count: 10)))
        await resolver.close()
    }

    @Test func `an alias is asked for, but not forever`() async throws {
        let resolver = try await Resolver { id, _ in
            [DNSMessage(id: id, records: [DNSMessage.alias("k.example")]).bytes]
        }
        // The second answer is about the first name again: it fits no question.
        let answer = await client(resolver.port) { $0.attemptTimeout = .milliseconds(100) }.text(of: name)
        #expect(answer == .unknown("the name service did not answer in time"))
        await resolver.close()
    }

    @Test func `failure and silence are unknown`() async throws {
        let failing = try await Resolver { id, _ in [DNSMessage(id: id, flags: 0x8182).bytes] }
        #expect(await client(failing.port).text(of: name) == .unknown("the name service answered with code 2"))
        await failing.close()
        let silent = try await Resolver { _, _ in [] }
        let client = client(silent.port) { $0.attemptTimeout = .milliseconds(50) }
        for _ in 0..<3 {
            #expect(await client.text(of: name) == .unknown("the name service did not answer in time"))
        }
        #expect(await client.text(of: name) == .unknown("the name service does not answer"))
        await silent.close()
    }

    @Test func `nobody there is unknown at once`() async throws {
        let gone = try await Resolver { _, _ in [] }
        await gone.close()
        #expect(await client(gone.port).text(of: name) == .unknown("the name service cannot be reached"))
        #expect(await client(gone.port).text(of: "no name") == .unknown("the name cannot be asked for"))
    }
}

/// Answers each question with what the test says, over UDP and TCP on one port.
private struct Resolver {
    let port: Int
    private let channels: [any Channel]

    init(_ answers: @escaping @Sendable (UInt16, Bool) -> [[UInt8]]) async throws {
        let group = NIOSingletons.posixEventLoopGroup
        let stream = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Stream(answers))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = stream.localAddress?.port ?? 0
        let datagrams = try await DatagramBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Datagrams(answers))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        channels = [stream, datagrams]
    }

    func close() async {
        // A test that has its answer does not care how the server ends.
        for channel in channels { try? await channel.close() }
    }

    private final class Datagrams: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        typealias OutboundOut = AddressedEnvelope<ByteBuffer>

        let answers: @Sendable (UInt16, Bool) -> [[UInt8]]

        init(_ answers: @escaping @Sendable (UInt16, Bool) -> [[UInt8]]) { self.answers = answers }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let question = unwrapInboundIn(data)
            guard let id = question.data.getInteger(at: question.data.readerIndex, as: UInt16.self) else { return }
            for answer in answers(id, false) {
                let buffer = context.channel.allocator.buffer(bytes: answer)
                context.writeAndFlush(
                    wrapOutboundOut(AddressedEnvelope(remoteAddress: question.remoteAddress, data: buffer)),
                    promise: nil)
            }
        }
    }

    private final class Stream: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        let answers: @Sendable (UInt16, Bool) -> [[UInt8]]

        init(_ answers: @escaping @Sendable (UInt16, Bool) -> [[UInt8]]) { self.answers = answers }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let question = unwrapInboundIn(data)
            guard let id = question.getInteger(at: question.readerIndex + 2, as: UInt16.self) else { return }
            for answer in answers(id, true) {
                var buffer = context.channel.allocator.buffer(capacity: answer.count + 2)
                buffer.writeInteger(UInt16(answer.count))
                buffer.writeBytes(answer)
                context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            }
        }
    }
}
