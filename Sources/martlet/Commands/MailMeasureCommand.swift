import ArgumentParser
import InternetMessage
import MailGateway
import Ticketing

/// Reads mails over and over and says how long each round took: what `script/bench mime` measures.
struct MailMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "How fast stored mails are taken apart by one child of the parser.",
        shouldDisplay: false)

    @Option(help: "How often; one round before these warms up.") var rounds = 1
    @Argument(help: "Mails as files.") var file: [String]

    func run() async throws {
        let mails = try file.map { RawMessage(try MailExplainCommand.read($0)) }
        let pool = ChildParsing.pool(children: 1)
        let reader = MailReader(parser: ChildParsing(pool: pool))
        var round = await Round(reader, mails)
        var spent: [JSON] = []
        for _ in 0..<max(1, rounds) {
            let start = ContinuousClock.now
            round = await Round(reader, mails)
            let (seconds, attoseconds) = (ContinuousClock.now - start).components
            spent.append(.integer(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
        }
        await pool.shutdown()
        let result = JSON.object([
            ("microseconds", .array(spent)), ("parts", .integer(round.parts)), ("attached", .integer(round.attached)),
            ("fallbacks", .integer(round.fallbacks)),
        ])
        StandardOutput.line(result.text)
    }

    /// What one reading of all mails found.
    private struct Round {
        var parts: Int64 = 0
        var attached: Int64 = 0
        var fallbacks: Int64 = 0

        init(_ reader: MailReader, _ mails: [RawMessage]) async {
            for mail in mails {
                let message = await reader.structured(mail)
                parts += message.text.isEmpty ? 0 : 1
                parts += message.unsafeHTML == nil ? 0 : 1
                parts += Int64(message.attachments.count)
                attached += message.attachments.reduce(0) { $0 + Int64($1.bytes.count) }
                fallbacks += message.wasReadByFallback ? 1 : 0
            }
        }
    }
}
