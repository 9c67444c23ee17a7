import ArgumentParser
import TemplateEngine
import TicketStore
import Ticketing

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("config"), help: ArgumentHelp("Configuration file.", valueName: "file"))
    var configurationFile: String?

    func load() throws -> Configuration {
        try ConfigurationFile.load(option: configurationFile)
    }

    /// Opens the store for the time of `body`.
    func withInstallation<Value: Sendable>(_ body: (Installation) async throws -> Value) async throws -> Value {
        let installation = try await Installation.open(try load())
        do {
            let value = try await body(installation)
            await installation.store.close()
            return value
        } catch {
            await installation.store.close()
            throw CommandFailure.readable(error)
        }
    }
}

/// Commands that list or show.
struct FormatOption: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "text for people, json for programs (one object a line for lists).")
    var format: Format = .text

    /// A list: a table with these column heads, or a JSON object a line.
    func printList<Item>(_ items: [Item], heads: [String], row: (Item) -> [String], json: (Item) -> JSON) {
        printList(items, heads: heads, row: row, line: { json($0).text })
    }

    /// The same, of objects that somebody else has written.
    func printList<Item>(_ items: [Item], heads: [String], row: (Item) -> [String], line: (Item) -> String) {
        switch format {
        case .json: for item in items { StandardOutput.line(line(item)) }
        case .text: StandardOutput.line(Terminal.table([heads] + items.map(row)))
        }
    }
}

/// Part of a long list.
struct PageOptions: ParsableArguments {
    @Option(help: "How many at most.")
    var limit = 50

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000") }
    }

    /// Follows the store's pages up to the limit.
    func gather<Item: Sendable>(
        _ page: (_ cursor: String?, _ limit: Int) async throws(StoreError) -> Page<Item>
    ) async throws(StoreError) -> [Item] {
        var items: [Item] = []
        var cursor: String?
        repeat {
            let part = try await page(cursor, min(200, limit - items.count))
            items += part.items
            cursor = part.nextCursor
        } while cursor != nil && items.count < limit
        return items
    }
}

extension CommandFailure {
    /// Errors of the core in words for an operator.
    static func readable(_ error: any Error) -> any Error {
        switch error {
        case let error as StoreError: CommandFailure(words(for: error))
        case let error as CommandError:
            switch error {
            case .refused(let refusal): CommandFailure(words(for: refusal))
            case .store(let error): CommandFailure(words(for: error))
            }
        case ApprovalError.refused(let refusal): CommandFailure(refusal.description)
        case let refusal as ApprovalRefusal: CommandFailure(refusal.description)
        case ApprovalError.store(let error): CommandFailure(words(for: error))
        case ErasureError.refused(let refusal): CommandFailure(refusal.description)
        case ErasureError.approval(let refusal): CommandFailure(refusal.description)
        case ErasureError.store(let error): CommandFailure(words(for: error))
        case let error as TicketRefusal: CommandFailure(words(for: error))
        case let error as TemplateRefusal: CommandFailure(words(for: error))
        default: error
        }
    }

    static func words(for error: StoreError) -> String {
        switch error {
        case .unavailable(let reason): "the database is not available: \(reason)"
        case .notFound: "there is no such thing"
        case .conflict(let reason): reason
        case .corrupt(let reason): "the database is damaged: \(reason)"
        }
    }

    static func words(for refusal: TicketRefusal) -> String {
        switch refusal {
        case .notPermitted: "this person may not do that"
        case .unknownDesk(let name): "there is no desk \"\(name)\""
        case .isFinal(let state): "the ticket is \(state.rawValue) and does not change any more"
        case .sameState(let state): "the ticket is \(state.rawValue) already"
        case .noScore: "a rating is 1 to 5"
        case .emptyText: "there is no text"
        case .textTooLong(let limit, let actual): "the text has \(actual) bytes, more than \(limit)"
        case .changedMeanwhile: "the ticket changed meanwhile: try again"
        case .notAnAgent(let address): "\(address) is no agent of this desk"
        case .invalidAddress(let text): "\"\(text)\" is not a mail address"
        case .readersChanged: "somebody would get the answer who was not shown: try again"
        case .isNoCopy(let address): "\(address) is no participant besides the requester"
        case .tooManyParticipants(let limit): "the ticket has \(limit) participants already, the limit"
        }
    }
}

extension CommandFailure {
    static func words(for refusal: TemplateRefusal) -> String {
        switch refusal {
        case .unknownKey(let key): "there is no template \"\(key)\""
        case .unknownDesk(let name): "there is no desk \"\(name)\""
        case .notForDesks(let key): "\(key) carries links into accounts: it is the same for all desks"
        case .unknownVersion(let version, let known):
            "there is no version \(version): there are \(known.map(\.description).joined(separator: ", "))"
        case .unchanged(let version): "nothing changes: version \(version) says the same and counts already"
        case .incomplete(let language):
            "there is no template in \(language) yet: it needs --subject and --text at least"
        case .syntax(let error): "\(error)"
        case .faults(let faults): faults.map(\.description).joined(separator: "\n")
        case .store(let error): words(for: error)
        }
    }
}

/// A mail address as an argument.
struct AddressArgument: ExpressibleByArgument {
    var text: String

    init?(argument: String) {
        guard CommandAddress.address(argument) != nil else { return nil }
        text = argument
    }
}
