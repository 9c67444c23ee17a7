import ArgumentParser
import TicketStore
import Ticketing

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "A consistent copy of everything in one file, while the daemon works.",
        discussion: "For SQLite. PostgreSQL is copied by pg_dump, with the blobs directory beside it.")

    @OptionGroup var options: CommonOptions
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    func run() async throws {
        let configuration = try options.load()
        do {
            try await Store.backup(StoreConfiguration(configuration, migrates: false), to: file)
        } catch {
            throw CommandFailure(CommandFailure.words(for: error))
        }
        StandardOutput.line("everything is in \(file)")
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a copy back where the configuration says; nothing may be there yet.")

    @OptionGroup var options: CommonOptions
    @Argument(help: "A file that martlet backup wrote.") var file: String

    func run() async throws {
        let configuration = try options.load()
        try Installation.makeFolders(configuration)
        do {
            try await Store.restore(file, to: StoreConfiguration(configuration, migrates: false))
        } catch {
            throw CommandFailure(CommandFailure.words(for: error))
        }
        StandardOutput.line("restored from \(file)")
    }
}
