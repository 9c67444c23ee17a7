import ArgumentParser
import Foundation
import TemplateEngine

/// Writes each shipped template over and over and says how often in a second: what `script/bench renders` measures.
struct TemplateMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "How fast the shipped templates are filled in.", shouldDisplay: false)

    @Option(help: "How often each template is filled in, after one time that warms up.") var count = 200
    @Option(help: "Language tag.") var language = "en"

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count must be more than 0") }
        guard LanguageTag(language) != nil else { throw ValidationError("--language must be a language tag") }
    }

    func run() async throws {
        let catalog = TemplateCatalog.shipped
        let languages = LanguageTag(language).map { [$0] } ?? []
        let renderer = TemplateRenderer(catalog: catalog, timeZone: "UTC", mode: .lenient)
        StandardOutput.line(JSON.object([("build", .string(Self.build))]).text)
        for key in catalog.keys {
            let version = catalog.published(key) ?? .first
            let template = try catalog.template(key: key, version: version, languages: languages)
            let values = TemplateSample.values(for: key, at: Date(timeIntervalSince1970: 1_790_000_000))
            _ = try renderer.render(template, values)
            let start = ContinuousClock.now
            for _ in 0..<count { _ = try renderer.render(template, values) }
            let spent = (ContinuousClock.now - start).components
            let microseconds = spent.seconds * 1_000_000 + spent.attoseconds / 1_000_000_000_000
            StandardOutput.line(
                JSON.object([
                    ("key", .string(key.description)), ("count", .integer(Int64(count))),
                    ("microseconds", .integer(microseconds)),
                ]).text)
        }
    }

    /// How this program was built: only a release is a measure.
    private static var build: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }
}
