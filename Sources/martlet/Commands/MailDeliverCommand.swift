import ArgumentParser
import Foundation
import InternetMessage
import TicketStore
import Ticketing

struct MailDeliverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "Accept one message on standard input, as LMTP would.",
        discussion: """
            For Postfix's pipe(8), and for trying. Exit status 0: it is on disk. 75: not now, keep it. \
            67: one of the recipients is no desk's address. 65: the message is too large.
            """)

    @OptionGroup var options: CommonOptions
    // pipe(8) makes one argument of each recipient after a single option.
    @Option(parsing: .upToNextOption, help: "Addresses it is for; may be repeated.") var recipient: [AddressArgument]
    @Option(help: "Where failures go; empty, <> or MAILER-DAEMON for nowhere.") var sender = ""

    /// What stands for the null reverse-path; the last is what pipe(8) writes.
    private static let nobody = ["", "<>", "MAILER-DAEMON"]

    func validate() throws {
        guard !recipient.isEmpty else { throw ValidationError("name at least one --recipient") }
        guard Self.nobody.contains(sender) || CommandAddress.address(sender) != nil else {
            throw ValidationError("--sender \"\(sender.shortened)\" is not a mail address")
        }
    }

    func run() async throws {
        do {
            try await deliver()
        } catch let code as ExitCode {
            throw code
        } catch {
            // Whatever is wrong here is ours, not the message's: the MTA keeps it.
            StandardError.line("martlet mail deliver: \(CommandFailure.readable(error))")
            throw ExitCode(75)
        }
    }

    private func deliver() async throws {
        let configuration = try options.load()
        let recipients = recipient.compactMap { CommandAddress.address($0.text) }
        var desks: [String] = []
        for address in recipients {
            guard let desk = configuration.directory.desk(owning: address) else {
                StandardError.line("martlet mail deliver: \(address) is no desk's address")
                throw ExitCode(67)
            }
            desks.append(desk.name)
        }
        guard let bytes = try StandardInput.bytes(limit: configuration.lmtp.maxMessageBytes) else {
            StandardError.line("martlet mail deliver: more than \(configuration.lmtp.maxMessageBytes) bytes")
            throw ExitCode(65)
        }
        let envelope = Envelope(
            reversePath: CommandAddress.address(sender).map(ReversePath.mailbox) ?? .null,
            forwardPaths: recipients.map { ForwardPath($0) })
        let raw = RawMessage(bytes)
        let arrival = Arrival(
            envelope: envelope, raw: raw, provenance: .standardInput,
            digest: ContentDigest.sha256(of: raw, reversePath: envelope.reversePath), desks: desks, receivedAt: Date())
        let ids = try await options.withInstallation { try await $0.store.incoming.enqueue(arrival) }
        StandardError.line("accepted as \(ids.map(\.description).joined(separator: ", "))")
    }
}
