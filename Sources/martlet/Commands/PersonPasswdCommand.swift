import ArgumentParser
import Cryptography
import Glibc
import TicketStore
import Ticketing

struct PersonPasswdCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwd", abstract: "Set a person's password; asks for it, or reads a line of standard input.",
        discussion: "Ends the person's sessions.")

    @OptionGroup var options: CommonOptions
    @Argument(help: "Mail address.") var address: String

    /// NIST's least for a password that is the only factor.
    private static let shortest = 8

    func run() async throws {
        let password = try StandardInput.isTerminal ? asked() : piped()
        guard password.unicodeScalars.count >= Self.shortest else {
            throw CommandFailure("the password must have at least \(Self.shortest) characters")
        }
        let hash: String
        do throws(CryptographyError) {
            hash = try PasswordHash.hash(password, salt: SecureRandom.bytes(16))
        } catch {
            throw CommandFailure("this password cannot be used: \(error)")
        }
        try await options.withInstallation { installation in
            let person = try await PersonLookup.person(address, installation)
            try await installation.store.people.setPasswordHash(hash, of: person.id)
            StandardOutput.line("the password of \(person.address) is set")
        }
    }

    private func piped() throws -> String {
        let text = try StandardInput.text(limit: 4_096)
        return String(text.split(separator: "\n", omittingEmptySubsequences: false).first ?? "")
    }

    private func asked() throws -> String {
        let first = try hidden("New password: ")
        guard try hidden("Once more: ") == first else { throw CommandFailure("the two are not the same") }
        return first
    }

    private func hidden(_ prompt: String) throws -> String {
        guard let text = getpass(prompt) else { throw CommandFailure("no terminal to ask at") }
        return String(cString: text)
    }
}
