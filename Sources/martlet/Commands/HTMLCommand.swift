import ArgumentParser
import InternetMessage
import MailGateway

struct HTMLCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "html", abstract: "HTML as mails bring it.", subcommands: [Sanitize.self])

    struct Sanitize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "HTML on standard input, the safe HTML that the portal would show on standard output.")

        @OptionGroup var options: CommonOptions

        func run() async throws {
            guard let bytes = try StandardInput.bytes(limit: MessageLimits().decodedBytes) else {
                throw CommandFailure("standard input is longer than \(MessageLimits().decodedBytes) bytes")
            }
            let html = String(decoding: bytes, as: UTF8.self)
            let pool = ChildParsing.pool(children: 1)
            var tree: HTMLNode?
            if html.utf8.count <= MessageLimits().htmlBytes {
                tree = await ChildParsing(pool: pool).htmlTree(of: Array(html.utf8))
            } else {
                StandardError.line("more than \(MessageLimits().htmlBytes) bytes: read as text")
            }
            await pool.shutdown()
            let safe = tree.map { SafeHTML.sanitize($0) } ?? escaped(HTMLText.strippingTags(html))
            StandardOutput.write(Array(safe.utf8))
        }

        private func escaped(_ text: String) -> String {
            var result: [UInt8] = []
            result.reserveCapacity(text.utf8.count)
            for unit in text.utf8 {
                switch unit {
                case UInt8(ascii: "&"): result += Array("&amp;".utf8)
                case UInt8(ascii: "<"): result += Array("&lt;".utf8)
                case UInt8(ascii: ">"): result += Array("&gt;".utf8)
                default: result.append(unit)
                }
            }
            return String(decoding: result, as: UTF8.self)
        }
    }
}
