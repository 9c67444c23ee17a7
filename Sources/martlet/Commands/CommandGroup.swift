import ArgumentParser

/// A command that does nothing itself: without one of its commands it is a wrong call, not a request for help.
protocol CommandGroup: AsyncParsableCommand {}

extension CommandGroup {
    func run() async throws {
        let names = Self.configuration.subcommands.map { $0._commandName }.joined(separator: ", ")
        throw ValidationError("name one of its commands: \(names)")
    }
}
