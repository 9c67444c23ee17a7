import Foundation
import InternetMessage
import MailGateway
import Ticketing

/// The parser's children as the core's port.
struct ChildParsing: MessageParsing {
    let pool: ChildPool

    /// The program that runs now, whatever became of its file.
    static let executable = "/proc/self/exe"

    static func pool(children: Int) -> ChildPool {
        var configuration = ChildPool.Configuration(program: .parser(executable: executable))
        configuration.children = children
        return ChildPool(configuration)
    }

    func structure(of raw: RawMessage) async -> MessageStructure? {
        do {
            return try await pool.structure(of: raw)
        } catch {
            // Whatever the child's reason, the plain scanner reads the message, which says so in its problems.
            return nil
        }
    }

    func htmlTree(of utf8: [UInt8]) async -> HTMLNode? {
        do {
            return try await pool.html(utf8)
        } catch {
            // The tags are stripped by plain rules instead.
            return nil
        }
    }
}

/// The mail route as the core's port.
struct RouteMail: OutgoingMail {
    let sender: MailSender

    func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome] {
        await sender.send(envelope, message)
    }
}
