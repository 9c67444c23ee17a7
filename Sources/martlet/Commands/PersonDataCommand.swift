import ArgumentParser
import Foundation
import Glibc
import InternetMessage
import TicketStore
import Ticketing

struct PersonExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all that the desk keeps about a person to one JSON file.",
        discussion: """
            Who they are, tickets with what they may see, approvals, mails from them and messages to them as they came \
            and went (base64). No secrets, no notes of the desk; docs/personal-data.md says what else is left out, and why.
            """)

    @OptionGroup var options: CommonOptions
    @Argument(help: "Mail address.") var address: AddressArgument
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    func run() async throws {
        let address = try address.parsed
        let counts = try await options.withInstallation { installation in
            let file = try ExportFile(file)
            do {
                let export = PersonExport(store: installation.store, address: address, now: Date())
                let counts = try await export.write { try file.write($0) }
                try file.close()
                return counts
            } catch {
                file.discard()
                throw error
            }
        }
        StandardOutput.line(
            "\(counts.tickets) tickets, \(counts.approvals) approvals, \(counts.mails) mails and \(counts.messages) messages are in \(file)"
        )
    }
}

struct PersonEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase what the desk keeps about a person, for good.",
        discussion: """
            Says what there is, and does nothing without --yes. What it does can be run again when it was interrupted. \
            Backups and the logs of mail systems are not touched: docs/personal-data.md says what to do about them.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "Mail address.") var address: AddressArgument
    @Flag(help: "Do it.") var yes = false
    @Flag(help: "Keep what was written on tickets, without the person's names and addresses.") var keepEntries = false

    func run() async throws {
        let address = try address.parsed
        guard yes else {
            let summary = try await options.withInstallation { try await $0.erasing.summary(of: address) }
            show(summary)
            StandardOutput.line("\nnothing was changed: with --yes all of it is erased, and cannot be brought back")
            return
        }
        let configuration = try options.load()
        let report = try await options.withInstallation { installation in
            var author: PersonID?
            if let agent = actor.agent { author = try await PersonLookup.person(agent.text, installation).id }
            return try await installation.erasing.erase(address, keepsWords: keepEntries, by: author)
        }
        show(report.summary)
        StandardOutput.line("\nerased; \(report.mark) stands in their place")
        try await finish(report, address, configuration)
    }

    private func show(_ summary: ErasureSummary) {
        let roles = summary.person?.memberships.map { $0.role.rawValue + ($0.desk.map { " of \($0)" } ?? "") } ?? []
        let who = summary.person.map { [["name", $0.name], ["roles", roles.joined(separator: ", ")]] } ?? []
        StandardOutput.line(Terminal.table(who + summary.counts.map { [$0.name, "\($0.count)"] }))
    }

    /// What is not in the database's tables, as far as it can be told from here.
    private func finish(_ report: ErasureDesk.Report, _ address: MailAddress, _ configuration: Configuration)
        async throws
    {
        let isEmptied: Bool
        do {
            isEmptied = try await Store.emptyLog(StoreConfiguration(configuration, migrates: false))
        } catch {
            throw CommandFailure("\(CommandFailure.words(for: error)); run this again")
        }
        if !isEmptied {
            StandardError.line("the write-ahead log still has older pages while somebody reads; run this again later")
        }
        if report.filesLeft > 0 {
            StandardError.line("\(report.filesLeft) files were used a moment ago: the daemon removes them within a day")
        }
        for key in configuration.directory.keys(naming: address) {
            StandardError.line("\(key) still names this address: take it out of \(configuration.file)")
        }
    }
}

extension AddressArgument {
    var parsed: MailAddress {
        get throws {
            guard let address = CommandAddress.address(text) else { throw ValidationError("ADDRESS") }
            return address
        }
    }
}

/// A file that was not there, readable by its owner alone; gone again when it does not become whole.
private struct ExportFile {
    let path: String
    private let handle: FileHandle

    init(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        self.path = path
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func write(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw CommandFailure("\(path) cannot be written: \(FileTrouble.system(error))")
        }
    }

    func close() throws {
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw CommandFailure("\(path) cannot be written: \(FileTrouble.system(error))")
        }
    }

    func discard() { unlink(path) }
}
