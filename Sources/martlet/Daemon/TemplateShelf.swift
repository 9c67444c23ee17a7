import Logging
import Synchronization
import TemplateEngine
import Ticketing

/// The templates that count, kept in memory and read anew when something was published: by this process or another.
final class TemplateShelf: PublishedTemplates {
    private struct Held {
        var revision: Int64
        var catalog: TemplateCatalog
    }

    /// Shipped templates, and those of the configured folder.
    private let base: TemplateCatalog
    private let library: any TemplateLibrary
    private let held: Mutex<Held>

    init(_ base: TemplateCatalog, library: any TemplateLibrary) {
        self.base = base
        self.library = library
        held = Mutex(Held(revision: 0, catalog: base))
    }

    var catalog: TemplateCatalog { held.withLock(\.catalog) }

    func refresh() async throws(StoreError) {
        let known = held.withLock(\.revision)
        guard try await library.revision() != known else { return }
        let contents = try await library.contents()
        let fresh = Held(
            revision: contents.revision,
            catalog: base.adding(contents.editions.flatMap(read), published: contents.published))
        held.withLock { if $0.revision < fresh.revision { $0 = fresh } }
    }

    /// Looks once a second until it is told to stop.
    func follow(logger: Logger, until isStopping: @Sendable () -> Bool) async {
        while !isStopping() {
            do {
                try await refresh()
            } catch {
                logger.debug("templates cannot be looked up", metadata: ["error": "\(error)"])
            }
            // A cancelled wait ends with the loop.
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// An edition that an older or newer program wrote, and this one cannot read, is left out; others are not.
    private func read(_ edition: TemplateEdition) -> [Template] {
        do {
            return try edition.templates()
        } catch {
            StandardError.line("martlet: \(edition.key)/\(edition.version) is left out: \(error)")
            return []
        }
    }
}
