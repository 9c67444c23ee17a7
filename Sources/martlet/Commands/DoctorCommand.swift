import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, database, disk, listeners, mailboxes, Postfix, relay and DNS, with the mend.",
        discussion: "Exit status 1 when something fails; warnings alone are no failure.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let findings = await Examination(file: options.configurationFile).findings()
        for finding in findings {
            switch format.format {
            case .json: StandardOutput.line(finding.json.text)
            case .text: StandardOutput.line(finding.text)
            }
        }
        if findings.contains(where: { $0.state == .failed }) { throw ExitCode(1) }
    }
}
