import ArgumentParser
import Foundation
import NIOCore
import NIOPosix
import TicketStore
import Ticketing

struct MailboxCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "mailbox", abstract: "Mailboxes that mail is fetched from, and how they are.",
        subcommands: [List.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the mailboxes with their last visits and consents.",
            discussion: "What the daemon has found; `martlet doctor` looks for itself.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption

        func run() async throws {
            let records = try await options.withInstallation {
                try await $0.mailboxes(NIOSingletons.posixEventLoopGroup).list()
            }
            let now = Date()
            format.printList(
                records,
                heads: ["MAILBOX", "DESK", "HEALTH", "LAST SUCCESS", "TAKEN", "LEFT", "CONSENT ENDS", "TROUBLE"],
                row: { Self.row($0, now) }, json: { JSON.polledMailbox($0, at: now) })
        }

        private static func row(_ record: MailboxRecord, _ now: Date) -> [String] {
            let state = record.state
            return [
                record.name, record.desk, record.health(at: now).rawValue,
                state.succeededAt.map(Timestamp.text) ?? "-", "\(state.taken)",
                "\(state.leftTooLarge + state.leftUnreadable)", record.consent?.endsAt.map(Timestamp.text) ?? "-",
                record.failure.map { "\($0.trouble.rawValue): \($0.words)" } ?? "",
            ]
        }
    }
}

extension JSON {
    /// As the API writes it.
    static func polledMailbox(_ record: MailboxRecord, at now: Date) -> JSON {
        let state = record.state
        let signIn =
            switch record.signIn {
            case .password: "password"
            case .consent: "consent"
            case .application: "application"
            }
        return .object([
            ("id", .string(record.id)), ("name", .string(record.name)), ("protocol", .string(record.access.rawValue)),
            ("desk", .string(record.desk)), ("health", .string(record.health(at: now).rawValue)),
            ("last_success_at", .optional(state.succeededAt.map(Timestamp.text))),
            ("failure", record.failure.map(failure) ?? .null), ("taken", .integer(Int64(state.taken))),
            ("taken_at", .optional(state.takenAt.map(Timestamp.text))), ("remaining", .integer(Int64(state.remaining))),
            ("left_too_large", .integer(Int64(state.leftTooLarge))),
            ("left_unreadable", .integer(Int64(state.leftUnreadable))), ("sign_in", .string(signIn)),
            ("consent", record.consent.map { consent($0, isHere: record.consentOrigin != nil) } ?? .null),
        ])
    }

    private static func failure(_ failure: MailboxState.Failure) -> JSON {
        .object([
            ("trouble", .string(failure.trouble.rawValue)), ("detail", .string(failure.words)),
            ("at", .string(Timestamp.text(failure.at))), ("since", .string(Timestamp.text(failure.since))),
            ("count", .integer(Int64(failure.count))),
        ])
    }

    private static func consent(_ consent: MailboxConsent, isHere: Bool) -> JSON {
        .object([
            ("source", .string(consent.source.rawValue)),
            ("obtained_at", .optional(consent.obtainedAt.map(Timestamp.text))),
            ("ends_at", .optional(consent.endsAt.map(Timestamp.text))),
            ("refused_at", .optional(consent.refusedAt.map(Timestamp.text))), ("in_portal", .bool(isHere)),
        ])
    }
}
