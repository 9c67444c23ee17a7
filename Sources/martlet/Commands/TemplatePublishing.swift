import ArgumentParser
import Foundation
import TemplateEngine
import TicketStore
import Ticketing

extension TemplateCommand {
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish the next version of a template.",
            discussion: """
                Parts and languages that are not given stay as they are in the published version. A template with a \
                fault is not published; `lint` says what is wrong. From then on messages are written by it; those that \
                are queued already keep the version they were planned with.
                """)

        @OptionGroup var options: CommonOptions
        @OptionGroup var slot: SlotOptions
        @Option(help: "Language tag of the parts.") var language: LanguageTag
        @Option(help: "File with the subject; - for standard input.") var subject: String?
        @Option(help: "File with the text part; - for standard input.") var text: String?
        @Option(help: "File with the HTML part; - for standard input.") var html: String?

        func validate() throws {
            let files = [subject, text, html].compactMap { $0 }
            guard !files.isEmpty else { throw ValidationError("name at least one of --subject, --text, --html") }
            guard files.count(where: { $0 == "-" }) <= 1 else {
                throw ValidationError("standard input can be one part only")
            }
        }

        func run() async throws {
            let subject = try subject.map { try PartFile.read($0) }
            let (text, html) = (try text.map { try PartFile.read($0) }, try html.map { try PartFile.read($0) })
            try await options.withInstallation { installation in
                let desk = installation.templates
                guard let writing = desk.writing(slot.slot, language, subject: subject, text: text, html: html) else {
                    throw TemplateRefusal.incomplete(language)
                }
                let author = try await slot.author(installation)
                let version = try await desk.publish([language: writing], in: slot.slot, by: author)
                StandardOutput.line("\(slot.key) is at version \(version)")
            }
        }
    }

    struct Rollback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an older version count again.",
            discussion: "Nothing is lost: the newer version stays and can be rolled forward to.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var slot: SlotOptions
        @Option(help: "The version; without it a desk gets what all desks have.") var to: Int?

        func validate() throws {
            guard to != nil || slot.desk != nil else { throw ValidationError("name the version with --to") }
        }

        func run() async throws {
            try await options.withInstallation { installation in
                let catalog = installation.shelf.catalog
                let version = try to.map { try TemplateSource.version($0, of: slot.key, catalog) }
                let author = try await slot.author(installation)
                try await installation.templates.rollBack(slot.slot, to: version, by: author)
                let counts = installation.shelf.catalog.published(slot.key, desk: slot.desk)
                StandardOutput.line("\(slot.key) is at version \(counts.map(\.description) ?? "none")")
            }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Who published what, newest first.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Argument(help: "Key, such as acknowledgement.") var key: TemplateKey

        func run() async throws {
            let releases = try await options.withInstallation { try await $0.store.templates.releases(of: key) }
            format.printList(
                releases, heads: ["AT", "DID", "VERSION", "DESK", "LANGUAGES", "WHO"],
                row: {
                    [
                        Timestamp.text($0.at), $0.kind.rawValue, $0.version?.description ?? "-", $0.slot.desk ?? "all",
                        $0.changed.map(\.description).joined(separator: " "), $0.author,
                    ]
                },
                json: {
                    .object([
                        ("at", .string(Timestamp.text($0.at))), ("kind", .string($0.kind.rawValue)),
                        ("version", $0.version.map { .integer(Int64($0.rawValue)) } ?? .null),
                        ("desk", .optional($0.slot.desk)), ("languages", .strings($0.changed.map(\.description))),
                        ("author", .string($0.author)),
                    ])
                })
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What two versions say differently, line by line.",
            discussion: "Without versions: the published one against the one before it.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var slot: SlotOptions
        @Option(help: "The older version.") var from: Int?
        @Option(help: "The newer version; the published one by default.") var to: Int?
        @Option(help: "Language; all by default.") var language: LanguageTag?

        func run() async throws {
            let catalog = try await TemplateSource.catalog(options)
            let newer = try TemplateSource.version(to, of: slot.key, desk: slot.desk, catalog)
            let older =
                try from.map { try TemplateSource.version($0, of: slot.key, catalog) }
                ?? catalog.versions(of: slot.key).last { $0 < newer }
            guard let older else { throw CommandFailure("\(slot.key) has no version before \(newer)") }
            let comparison = TemplateComparison(slot.key, from: older, to: newer, in: catalog)
            for change in comparison.changes where language == nil || change.language == language {
                StandardOutput.line(
                    "--- \(slot.key)/\(older)/\(change.language).\(change.part.rawValue)\n"
                        + "+++ \(slot.key)/\(newer)/\(change.language).\(change.part.rawValue)")
                for line in change.difference.lines { StandardOutput.line(Self.text(line)) }
            }
        }

        private static func text(_ line: TextDifference.Line) -> String {
            switch line {
            case .same(let text): "  \(text)"
            case .removed(let text): "- \(text)"
            case .added(let text): "+ \(text)"
            case .skipped(let count): "… \(count)"
            }
        }
    }
}

/// Which template is meant, and who acts.
struct SlotOptions: ParsableArguments {
    @Argument(help: "Key, such as acknowledgement.") var key: TemplateKey
    @Option(help: "Name of the desk; all desks that have none of their own by default.") var desk: String?
    @Option(name: .customLong("as"), help: "Address of the person who does it; the command line by default.")
    var person: AddressArgument?

    var slot: TemplateSlot { TemplateSlot(key, desk: desk) }

    func author(_ installation: Installation) async throws -> String {
        guard let person else { return "command line" }
        return "\(try await PersonLookup.person(person.text, installation).address)"
    }
}

/// A part of a template as a file.
private enum PartFile {
    static func read(_ name: String) throws -> String {
        let limit = TemplateLimit.sourceBytes.rawValue
        let data: Data
        do {
            data =
                name == "-"
                ? try FileHandle.standardInput.read(upToCount: limit + 1) ?? Data()
                : try Data(contentsOf: URL(filePath: name))
        } catch {
            throw CommandFailure("\(name) cannot be read: \(FileTrouble.reason(error, path: name))")
        }
        guard data.count <= limit else {
            throw CommandFailure("\(name) has \(data.count) bytes, more than the limit of \(limit)")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw CommandFailure("\(name) is not UTF-8") }
        return text
    }
}
