import ArgumentParser
import InternetMessage
import TicketStore
import Ticketing

/// Whom somebody answers to.
struct PersonManagerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manager", abstract: "Say whom a person answers to, or show it.",
        discussion: "Approvals of the person's tickets can be asked of \"manager\".")

    @OptionGroup var options: CommonOptions
    @Argument(help: "Mail address of the person.") var address: AddressArgument
    @Argument(help: "Mail address of the manager; without it, who it is now is shown.") var manager: AddressArgument?
    @Flag(help: "Nobody.") var none = false

    func validate() throws {
        guard manager == nil || !none else { throw ValidationError("--none goes without a manager") }
    }

    func run() async throws {
        try await options.withInstallation { installation in
            let people = installation.store.people
            let person = try await PersonLookup.person(address.text, installation)
            guard manager != nil || none else {
                var known: Person?
                if let id = person.manager { known = try await people.person(id) }
                return StandardOutput.line(known.map { "\($0.address)" } ?? "nobody")
            }
            var chosen: Person?
            if let manager { chosen = try await PersonLookup.person(manager.text, installation) }
            guard chosen?.address.withoutDetail != person.address.withoutDetail else {
                throw CommandFailure("nobody is their own manager")
            }
            try await people.setManager(chosen?.id, of: person.id)
            StandardOutput.line(
                chosen.map { "\(person.address) answers to \($0.address)" } ?? "\(person.address) answers to nobody")
        }
    }
}

/// Ends what a person may do.
struct PersonDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Let a person in no more, and ask them for no decisions.",
        discussion: """
            Ends their sessions, links and tokens. What waits for their decision is put before somebody else; what they \
            decided stays. Mail from their address still opens tickets. The last administrator of all desks stays.
            """)

    @OptionGroup var options: CommonOptions
    @Argument(help: "Mail address.") var address: AddressArgument

    func run() async throws {
        try await options.withInstallation { installation in
            let person = try await PersonLookup.person(address.text, installation)
            try await installation.store.people.setActive(false, of: person.id)
            StandardOutput.line("\(person.address) is disabled")
        }
    }
}

struct PersonEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let a disabled person in again.",
        discussion: "They sign in anew: sessions and tokens that were ended stay so.")

    @OptionGroup var options: CommonOptions
    @Argument(help: "Mail address.") var address: AddressArgument

    func run() async throws {
        try await options.withInstallation { installation in
            let person = try await PersonLookup.person(address.text, installation)
            try await installation.store.people.setActive(true, of: person.id)
            StandardOutput.line("\(person.address) is enabled")
        }
    }
}

/// Addresses of the managers of a list, each looked up once.
enum ManagerNames {
    static func addresses(of people: [Person], _ installation: Installation) async throws -> [PersonID: MailAddress] {
        var known = Dictionary(people.map { ($0.id, $0.address) }, uniquingKeysWith: { first, _ in first })
        for id in Set(people.compactMap(\.manager)) where known[id] == nil {
            known[id] = try await installation.store.people.person(id)?.address
        }
        return known
    }
}
