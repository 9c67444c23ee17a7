import ArgumentParser
import Foundation
import InternetMessage
import TicketStore
import Ticketing

struct QueueSuppressedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppressed", abstract: "List the addresses that get no mail, newest first.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var page: PageOptions

    func run() async throws {
        let items = try await options.withInstallation { installation in
            try await page.gather { (cursor, limit) throws(StoreError) in
                try await installation.store.suppressions.list(cursor: cursor, limit: limit)
            }
        }
        format.printList(
            items, heads: ["ADDRESS", "SINCE", "SOURCE", "MESSAGE", "REASON"],
            row: {
                [
                    "\($0.address)", Timestamp.text($0.since), $0.source.rawValue, $0.message?.description ?? "-",
                    $0.reason,
                ]
            }, json: JSON.suppression)
    }
}

struct QueueSuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppress", abstract: "Send no more mail to these addresses.")

    @OptionGroup var options: CommonOptions
    @Argument var address: [AddressArgument]
    @Option(help: "Why; each message that is not sent says so.") var reason = "suppressed from the command line"

    func run() async throws {
        try await options.withInstallation { installation in
            for address in address.compactMap({ CommandAddress.address($0.text) }) {
                try await installation.store.suppressions.suppress(address, reason: reason, at: Date())
                StandardOutput.line("\(address) gets no more mail")
            }
        }
    }
}

struct QueueUnsuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unsuppress",
        abstract: "Send mail to these addresses again; `queue retry` sends what was held back.")

    @OptionGroup var options: CommonOptions
    @Argument var address: [AddressArgument]

    func run() async throws {
        try await options.withInstallation { installation in
            for address in address.compactMap({ CommandAddress.address($0.text) }) {
                do {
                    try await installation.store.suppressions.lift(address)
                } catch StoreError.notFound {
                    throw CommandFailure("\(address) is not suppressed")
                }
                StandardOutput.line("\(address) gets mail again")
            }
        }
    }
}
