import ArgumentParser
import TicketStore
import Ticketing

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's schema up to date.",
        discussion: "`martlet serve` does it by itself where its database role may.")

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let configuration = try options.load()
        try Installation.makeFolders(configuration)
        do {
            let store = try await Installation.open(configuration, migrates: true)
            await store.close()
        } catch {
            throw CommandFailure(CommandFailure.words(for: error))
        }
        StandardOutput.line("the schema is up to date")
    }
}
