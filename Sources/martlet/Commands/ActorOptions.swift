import ArgumentParser
import InternetMessage
import TicketStore
import Ticketing

/// Who does something to a ticket from the command line.
struct ActorOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "Address of the agent who does it; the desk itself by default.")
    var agent: AddressArgument?

    func actor(for number: TicketNumber, _ installation: Installation) async throws -> Actor {
        let record = try await installation.store.tickets.record(number)
        return try await actor(onDesk: record.ticket.desk, installation)
    }

    func actor(onDesk name: String, _ installation: Installation) async throws -> Actor {
        if let agent { return Actor(person: try await PersonLookup.person(agent.text, installation), channel: .system) }
        let desks = installation.configuration.directory
        guard let desk = desks[name] ?? desks.desks.first, let address = desk.addresses.first else {
            throw CommandFailure("there is no desk \"\(name)\"")
        }
        let person = Person(
            id: PersonID(rawValue: 0), address: address, name: desk.title(in: desk.language), language: nil,
            isActive: true, memberships: [Membership(role: .administrator)])
        return Actor(person: person, channel: .system)
    }
}

/// People by the address that an operator types.
enum PersonLookup {
    static func person(_ text: String, _ installation: Installation) async throws -> Person {
        guard let address = CommandAddress.address(text) else {
            throw CommandFailure("\"\(text.shortened)\" is not a mail address")
        }
        guard let person = try await installation.store.people.person(address) else {
            throw CommandFailure(
                "nobody has the address \(address): martlet person add \(address) --name NAME --role ROLE")
        }
        return person
    }
}
