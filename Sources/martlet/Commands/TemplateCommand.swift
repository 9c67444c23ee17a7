import ArgumentParser
import Foundation
import InternetMessage
import TemplateEngine
import Ticketing

struct TemplateCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "The templates of outgoing mail.",
        subcommands: [
            List.self, Show.self, Lint.self, TemplatePreviewCommand.self, Publish.self, Rollback.self, History.self,
            Diff.self, TemplateMeasureCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One line a template, with its published version.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Option(help: "Name of a desk that may have versions of its own.") var desk: String?

        func run() async throws {
            let catalog = try await TemplateSource.catalog(options)
            format.printList(
                catalog.keys, heads: ["KEY", "VERSION", "LANGUAGES", "STATE"],
                row: { key in
                    let version = catalog.published(key, desk: desk) ?? .first
                    let languages = catalog.languages(of: key, version: version).map(\.description)
                    return [key.description, "\(version)", languages.joined(separator: " "), "published"]
                },
                json: { key in
                    let version = catalog.published(key, desk: desk) ?? .first
                    return .object([
                        ("key", .string(key.description)), ("version", .integer(Int64(version.rawValue))),
                        ("languages", .strings(catalog.languages(of: key, version: version).map(\.description))),
                        ("state", .string("published")),
                    ])
                })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A template as it is written.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Option(help: "Version; the published one by default.") var version: Int?
        @Option(help: "Language; all by default.") var language: String?
        @Argument(help: "Key, such as acknowledgement.") var key: TemplateKey

        func run() async throws {
            let catalog = try await TemplateSource.catalog(options)
            let version = try TemplateSource.version(version, of: key, catalog)
            let templates = catalog.templates.filter {
                $0.key == key && $0.version == version && (language == nil || $0.language.description == language)
            }
            guard !templates.isEmpty else { throw CommandFailure("there is no such template") }
            for template in templates {
                switch format.format {
                case .json: StandardOutput.line(json(template).text)
                case .text: StandardOutput.line(text(template))
                }
            }
        }

        private func json(_ template: Template) -> JSON {
            .object([
                ("key", .string(template.key.description)), ("version", .integer(Int64(template.version.rawValue))),
                ("language", .string(template.language.description)), ("subject", .string(template.subject.text)),
                ("text", .string(template.text.text)), ("html", .optional(template.html?.text)),
            ])
        }

        private func text(_ template: Template) -> String {
            TemplatePart.allCases.compactMap { part in
                template.source(of: part).map {
                    "── \(template.key)/\(template.version)/\(template.language).\(part.rawValue)\n\($0.text)"
                }
            }.joined(separator: "\n")
        }
    }

    struct Lint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find what is wrong with templates before anybody gets a mail.",
            discussion: "Without a key all are checked. Exit status 1 on any fault; advice alone is no fault.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Argument(help: "Key, such as acknowledgement.") var key: TemplateKey?

        func run() async throws {
            let catalog = try await TemplateSource.catalog(options)
            let languages = LanguageTag.shipped
            let faults: [TemplateFault]
            if let key {
                let version = try TemplateSource.version(nil, of: key, catalog)
                faults = TemplateLint.faults(of: key, version: version, in: catalog, languages: languages)
            } else {
                faults = TemplateLint.faults(in: catalog, languages: languages)
            }
            for fault in faults {
                switch format.format {
                case .json:
                    StandardOutput.line(
                        JSON.object([
                            ("key", .string(fault.key.description)),
                            ("version", .integer(Int64(fault.version.rawValue))),
                            ("error", .bool(fault.isError)), ("text", .string(fault.description)),
                        ]).text)
                case .text: StandardOutput.line("\(fault.isError ? "error" : "advice"): \(fault)")
                }
            }
            if faults.contains(where: \.isError) { throw ExitCode(1) }
            if format.format == .text { StandardOutput.line("no faults") }
        }
    }
}

/// Where template commands find templates: they work without configuration.
enum TemplateSource {
    static func catalog(_ options: CommonOptions) async throws -> TemplateCatalog {
        guard ConfigurationFile.path(option: options.configurationFile) != nil else { return .shipped }
        return try await options.withInstallation { $0.shelf.catalog }
    }

    /// The version of this number; without one the published one.
    static func version(
        _ number: Int?, of key: TemplateKey, desk: String? = nil, _ catalog: TemplateCatalog
    ) throws -> TemplateVersion {
        let versions = catalog.versions(of: key)
        guard let published = catalog.published(key, desk: desk) else {
            let nearest = NearestName.of(key.rawValue, among: catalog.keys.map(\.rawValue))
            throw CommandFailure(
                "there is no template \"\(key)\"" + (nearest.map { " (did you mean \"\($0)\"?)" } ?? ""))
        }
        guard let number else { return published }
        guard let version = versions.first(where: { $0.rawValue == number }) else {
            throw CommandFailure(
                "\(key) has no version \(number): there are \(versions.map(\.description).joined(separator: ", "))")
        }
        return version
    }
}
