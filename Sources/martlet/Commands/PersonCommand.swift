import ArgumentParser
import Cryptography
import Foundation
import InternetMessage
import Portal
import TicketStore
import Ticketing

struct PersonCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "People, their roles and how they sign in.",
        subcommands: [
            List.self, Add.self, PersonPasswdCommand.self, Token.self, Link.self, PersonManagerCommand.self,
            PersonDisableCommand.self, PersonEnableCommand.self, PersonExportCommand.self, PersonEraseCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List people.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var page: PageOptions

        func run() async throws {
            let (people, managers) = try await options.withInstallation { installation in
                let people = try await page.gather { (cursor, limit) throws(StoreError) in
                    try await installation.store.people.list(cursor: cursor, limit: limit)
                }
                return (people, try await ManagerNames.addresses(of: people, installation))
            }
            format.printList(
                people, heads: ["ADDRESS", "NAME", "ACTIVE", "ROLES"],
                row: {
                    ["\($0.address)", $0.name, $0.isActive ? "yes" : "no", Self.roles($0).joined(separator: ", ")]
                },
                json: { person in
                    .object([
                        ("address", .string("\(person.address)")), ("name", .string(person.name)),
                        ("language", .optional(person.language)), ("active", .bool(person.isActive)),
                        ("manager", .optional(person.manager.flatMap { managers[$0] }?.description)),
                        (
                            "roles",
                            .array(
                                person.memberships.map {
                                    .object([("role", .string($0.role.rawValue)), ("desk", .optional($0.desk))])
                                })
                        ),
                    ])
                })
        }

        private static func roles(_ person: Person) -> [String] {
            person.memberships.isEmpty
                ? ["requester"] : person.memberships.map { $0.role.rawValue + ($0.desk.map { " of \($0)" } ?? "") }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person, or a role to one who is there.",
            discussion: "Without --desk the role holds for all desks.")

        @OptionGroup var options: CommonOptions
        @Argument(help: "Mail address.") var address: AddressArgument
        @Option(help: "Name.") var name: String
        @Option(help: "requester, approver, agent, lead, administrator or auditor.") var role: Role
        @Option(help: "Name of the one desk the role is for.") var desk: String?
        @Flag(help: "Mail them a link that signs them in once, within three days.") var invite = false
        @OptionGroup var actor: ActorOptions

        private static let days = 3.0

        func run() async throws {
            guard let address = CommandAddress.address(address.text) else { throw ValidationError("ADDRESS") }
            try await options.withInstallation { installation in
                if let desk, installation.configuration.directory[desk] == nil {
                    throw CommandFailure("there is no desk \"\(desk.shortened)\"")
                }
                let membership = role == .requester ? nil : Membership(role: role, desk: desk)
                let person = try await installation.store.people.add(
                    Mailbox(displayName: name, address: address), membership: membership, at: Date())
                StandardOutput.line("\(person.address) is \(role.rawValue)\(desk.map { " of \($0)" } ?? "")")
                if invite { try await invite(person, installation) }
            }
        }

        private func invite(_ person: Person, _ installation: Installation) async throws {
            let expires = Date().addingTimeInterval(Self.days * 86_400)
            let secret = try await PersonCommand.issue(
                .signInLink, for: person.address.description, label: "invitation", expiresAt: expires, installation)
            var author: Person?
            if let agent = actor.agent { author = try await PersonLookup.person(agent.text, installation) }
            try await installation.desk.invite(
                person, to: desk, as: role, url: "\(installation.configuration.http.publicURL)/login/link/\(secret)",
                expires: expires, by: author)
            StandardOutput.line("an invitation goes to \(person.address)")
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token and print it, alone on a line. It is shown this once.")

        @OptionGroup var options: CommonOptions
        @Argument(help: "Mail address.") var address: String
        @Option(help: "What its owner calls it.") var label = "command line"

        func run() async throws {
            let secret = try await options.withInstallation { installation in
                try await PersonCommand.issue(.token, for: address, label: label, expiresAt: nil, installation)
            }
            StandardOutput.line(secret)
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a one-time sign-in link and print it, alone on a line.")

        @OptionGroup var options: CommonOptions
        @Argument(help: "Mail address.") var address: String

        /// As long as a person at the terminal needs to open it.
        private static let seconds = 3_600.0

        func run() async throws {
            let url = try await options.withInstallation { installation in
                let secret = try await PersonCommand.issue(
                    .signInLink, for: address, label: "command line",
                    expiresAt: Date().addingTimeInterval(Self.seconds), installation)
                return "\(installation.configuration.http.publicURL)/login/link/\(secret)"
            }
            StandardOutput.line(url)
        }
    }

    fileprivate static func issue(
        _ kind: Credential.Kind, for address: String, label: String, expiresAt: Date?, _ installation: Installation
    ) async throws -> String {
        let person = try await PersonLookup.person(address, installation)
        let secret = BearerSecret.make(from: SystemTokens())
        try await installation.store.people.addCredential(
            Credential(kind: kind, person: person.id, label: label, expiresAt: expiresAt),
            hash: BearerSecret.hash(of: secret), at: Date())
        return secret
    }
}
