import ArgumentParser

struct ConfigCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration file.",
        subcommands: [Check.self, Keys.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the configuration and name each error with file, line and the mend.")

        @OptionGroup var options: CommonOptions

        func run() async throws {
            do {
                let configuration = try options.load()
                _ = try TemplateFolder.catalog(configuration.templatesDirectory)
                for file in configuration.smtp.dkim {
                    if let warning = file.warning { StandardError.line("warning: \(warning)") }
                }
                StandardOutput.line("\(configuration.file): no errors")
            } catch let problems as ConfigurationProblems {
                StandardOutput.line(problems.description)
                throw ExitCode(1)
            }
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Every key of the file, one a line.")

        @OptionGroup var options: CommonOptions

        func run() async throws {
            for key in ConfigurationKeys.all { StandardOutput.line(key) }
        }
    }
}
