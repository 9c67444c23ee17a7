import ArgumentParser
import Foundation
import MailGateway

enum ExplainFormat: String, ExpressibleByArgument, Sendable {
    case json
}

struct MailExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "What the daemon would do with stored mails, and why; changes nothing.",
        discussion: """
            One JSON object a mail, in the order given. Works without configuration and database; where there are \
            some, desks and tickets are known. Exit status 1 when a file cannot be read.
            """)

    @OptionGroup var options: CommonOptions
    @Option(help: "json, the one there is: what is explained does not fit a table.") var format: ExplainFormat = .json
    @Argument(help: "Mails as files; - is standard input.") var file: [String]

    /// Larger files are not read: no transport would have brought them.
    static let fileLimit = 1 << 30

    func run() async throws {
        let surroundings = try await ExplainSurroundings.find(option: options.configurationFile)
        let workers = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))
        let pool = ChildParsing.pool(children: workers)
        let explanation = MailExplanation(surroundings: surroundings, parser: ChildParsing(pool: pool))
        let failures = await print(explanation, workers: workers * 2)
        await pool.shutdown()
        await surroundings.close()
        if failures > 0 { throw ExitCode(1) }
    }

    /// A few files at once, printed in the order given. The number of files that could not be read.
    private func print(_ explanation: MailExplanation, workers: Int) async -> Int {
        var failures = 0
        await withTaskGroup(of: (Int, Line).self) { group in
            var started = 0
            var printed = 0
            var waiting: [Int: Line] = [:]
            func start() {
                guard started < file.count else { return }
                let (index, name) = (started, file[started])
                started += 1
                group.addTask { (index, await Self.line(name, explanation)) }
            }
            for _ in 0..<workers { start() }
            while let (index, line) = await group.next() {
                waiting[index] = line
                while let next = waiting.removeValue(forKey: printed) {
                    StandardOutput.line(next.text)
                    if next.isFailure { failures += 1 }
                    printed += 1
                    // One more only for one printed: what waits is bounded.
                    start()
                }
            }
        }
        return failures
    }

    private struct Line: Sendable {
        var text: String
        var isFailure: Bool
    }

    private static func line(_ name: String, _ explanation: MailExplanation) async -> Line {
        do {
            let bytes = try read(name)
            return Line(text: await explanation.object(bytes, file: name).text, isFailure: false)
        } catch {
            let object = JSON.object([("file", .string(name)), ("error", .string("\(error)"))])
            return Line(text: object.text, isFailure: true)
        }
    }

    static func read(_ name: String) throws -> [UInt8] {
        if name == "-" {
            guard let bytes = try StandardInput.bytes(limit: fileLimit) else { throw CommandFailure("too large") }
            return bytes
        }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: name), options: .alwaysMapped))
        } catch {
            throw CommandFailure(FileTrouble.reason(error, path: name))
        }
    }
}
