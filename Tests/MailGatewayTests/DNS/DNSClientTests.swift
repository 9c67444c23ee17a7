import InternetMessage
import NIOCore
import NIOPosix
import Testing

@testable import MailGateway

@Suite("Asking a resolver on the loopback") struct DNSClientTests {
    private let name = "s._domainkey.example.com"

    private func client(_ port: Int, _ change: (inout DNSClient.Configuration) -> Void = { _ in }) -> DNSClient {
        var configuration = DNSClient.Configuration(host: "127.0.0.1", port: port)
        // A busy machine is no silent resolver: only tests of silence wait for less.
        configuration.attemptTimeout = .seconds(60)
        configuration.total = .seconds(180)
        change(&configuration)
        return DNSClient(configuration, group: NIOSingletons.posixEventLoopGroup)
    }

    /// So many answers to nothing that the client gives the question up, at once.
    private static let noise = [[UInt8]](repeating: [1, 2, 3], count: 25)

    private static func isBelow(_ name: [UInt8], _ parent: String) -> Bool {
        let wanted = DNSMessage.name(parent)
        return name.suffix(wanted.count).elementsEqual(wanted)
    }

    @Test func `an answer comes, behind strays that do not fit, and is remembered`() async throws {
        let resolver = try await Resolver { id, _, _ in
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
        let resolver = try await Resolver { id, _, isStream in
            isStream
                ? [DNSMessage(id: id, records: (0..<10).map { _ in DNSMessage.text(long) }).bytes]
                : [DNSMessage(id: id, flags: 0x8380).bytes]
        }
        #expect(
            await client(resolver.port).text(of: name) == .found(Array(repeating: Array(long.utf8), count: 10)))
        await resolver.close()
    }

    @Test func `an alias is asked for, but not forever`() async throws {
        let resolver = try await Resolver { id, name, _ in
            let text = name == DNSMessage.name("k.example") ? [DNSMessage.text("key")] : nil
            let alias = DNSMessage.alias(name == DNSMessage.name("loop.example") ? "x.loop.example" : "loop.example")
            let records = text ?? [name == DNSMessage.name(self.name) ? DNSMessage.alias("k.example") : alias]
            return [DNSMessage(id: id, question: name, records: records).bytes]
        }
        let client = client(resolver.port)
        #expect(await client.text(of: name) == .found([Array("key".utf8)]))
        #expect(await client.text(of: "start.example") == .unknown("too many aliases"))
        await resolver.close()
    }

    @Test func `an answer about another name than was asked for is none`() async throws {
        let resolver = try await Resolver { id, _, _ in
            [DNSMessage(id: id, question: DNSMessage.name("evil.test"), records: [DNSMessage.text("forged")]).bytes]
        }
        let answer = await client(resolver.port) { $0.attemptTimeout = .milliseconds(50) }.text(of: name)
        #expect(answer == .unknown("the name service did not answer in time"))
        await resolver.close()
    }

    @Test func `failure and silence are unknown`() async throws {
        let failing = try await Resolver { id, _, _ in [DNSMessage(id: id, flags: 0x8182).bytes] }
        #expect(await client(failing.port).text(of: name) == .unknown("the name service answered with code 2"))
        await failing.close()
    }

    @Test func `a resolver that is silent about everything is left alone`() async throws {
        let silent = try await Resolver { _, _, _ in [] }
        let client = client(silent.port) { $0.attemptTimeout = .milliseconds(50) }
        for number in 0..<3 {
            #expect(
                await client.text(of: "a.n\(number).example") == .unknown("the name service did not answer in time"))
        }
        #expect(await client.text(of: name) == .unknown("the name service does not answer"))
        await silent.close()
    }

    /// Anybody can have name servers that never answer, and send mail that asks about them.
    @Test func `a domain that cannot be asked about does not keep others from being`() async throws {
        let resolver = try await Resolver { id, name, _ in
            Self.isBelow(name, "evil.test")
                ? Self.noise : [DNSMessage(id: id, question: name, records: [DNSMessage.text("key")]).bytes]
        }
        let client = client(resolver.port)
        for number in 0..<4 {
            let said = await client.text(of: "s\(number)._domainkey.n\(number).evil.test")
            let reason =
                number < 3 ? "the name service cannot be reached" : "the domain's name service does not answer"
            #expect(said == .unknown(reason))
            #expect(await client.text(of: "s\(number)._domainkey.good.test") == .found([Array("key".utf8)]))
        }
        await resolver.close()
    }

    @Test func `silence in a row is not the resolver's while it answers about the root`() async throws {
        let resolver = try await Resolver { id, name, _ in
            Self.isBelow(name, "evil.co.uk")
                ? Self.noise : [DNSMessage(id: id, question: name, records: [DNSMessage.text("key")]).bytes]
        }
        let client = client(resolver.port) { $0.suffixes = PublicSuffixList(Array("com\nuk\nco.uk\n".utf8)) }
        for number in 0..<3 { _ = await client.text(of: "n\(number).evil.co.uk") }
        #expect(await client.text(of: "x.evil.co.uk") == .unknown("the domain's name service does not answer"))
        #expect(await client.text(of: "x.good.co.uk") == .found([Array("key".utf8)]))
        await resolver.close()
    }

    @Test func `nobody there is unknown at once`() async throws {
        let gone = try await Resolver { _, _, _ in [] }
        await gone.close()
        #expect(await client(gone.port).text(of: name) == .unknown("the name service cannot be reached"))
        #expect(await client(gone.port).text(of: "no name") == .unknown("the name cannot be asked for"))
    }
}

/// Answers each question with what the test says, over UDP and TCP on one port.
private struct Resolver {
    let port: Int
    private let channels: [any Channel]

    /// The question's identifier, its name as it travels, and whether it came over TCP.
    typealias Answers = @Sendable (UInt16, [UInt8], Bool) -> [[UInt8]]

    init(_ answers: @escaping Answers) async throws {
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

    private static func question(_ bytes: some Collection<UInt8>) -> (id: UInt16, name: [UInt8])? {
        let bytes = Array(bytes)
        guard bytes.count > 12, let end = bytes[12...].firstIndex(of: 0) else { return nil }
        return (UInt16(bytes[0]) << 8 | UInt16(bytes[1]), Array(bytes[12...end]))
    }

    private final class Datagrams: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        typealias OutboundOut = AddressedEnvelope<ByteBuffer>

        let answers: Answers

        init(_ answers: @escaping Answers) { self.answers = answers }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let question = unwrapInboundIn(data)
            guard let (id, name) = Resolver.question(question.data.readableBytesView) else { return }
            for answer in answers(id, name, false) {
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

        let answers: Answers

        init(_ answers: @escaping Answers) { self.answers = answers }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let question = unwrapInboundIn(data)
            guard let (id, name) = Resolver.question(question.readableBytesView.dropFirst(2)) else { return }
            for answer in answers(id, name, true) {
                var buffer = context.channel.allocator.buffer(capacity: answer.count + 2)
                buffer.writeInteger(UInt16(answer.count))
                buffer.writeBytes(answer)
                context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            }
        }
    }
}
