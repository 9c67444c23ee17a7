import Foundation
import TemplateEngine
import Ticketing

/// Published editions, releases and drafts of templates.
struct SQLTemplateLibrary: TemplateLibrary {
    let core: StoreCore

    func revision() async throws(StoreError) -> Int64 {
        try await core.database.read { connection throws(StoreError) in try Self.revision(connection) }
    }

    func contents() async throws(StoreError) -> TemplateContents {
        try await core.database.read { connection throws(StoreError) in
            TemplateContents(
                revision: try Self.revision(connection), editions: try TemplateRows.editions(connection),
                published: try TemplateRows.published(connection))
        }
    }

    func publish(
        _ edition: TemplateEdition, in slot: TemplateSlot, changed: [LanguageTag], by author: String, at now: Date
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            for (language, writing) in edition.writings {
                let count = try connection.execute(
                    """
                    INSERT INTO template_edition (key, version, language, subject, body, html)
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
                    """,
                    [
                        .text(edition.key.rawValue), SQLValue(edition.version.rawValue), .text(language.description),
                    ] + TemplateRows.values(writing))
                guard count == 1 else {
                    throw .conflict("version \(edition.version) of \(edition.key) was published meanwhile")
                }
            }
            for language in changed { try Self.discard(slot, language, connection) }
            let release = TemplateRelease(
                slot: slot, kind: .published, version: edition.version, changed: changed, author: author, at: now)
            try TemplateRows.insert(release, connection)
        }
    }

    func rollBack(
        _ slot: TemplateSlot, to version: TemplateVersion?, by author: String, at now: Date
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let release = TemplateRelease(
                slot: slot, kind: .rolledBack, version: version, changed: [], author: author, at: now)
            try TemplateRows.insert(release, connection)
        }
    }

    func releases(of key: TemplateKey) async throws(StoreError) -> [TemplateRelease] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                """
                SELECT key, desk, kind, version, changed, author, at FROM template_release
                WHERE key = $1 ORDER BY id DESC LIMIT 1000
                """, [.text(key.rawValue)]
            ).map(TemplateRows.release)
        }
    }

    func drafts(of key: TemplateKey?) async throws(StoreError) -> [TemplateDraft] {
        try await core.database.read { connection throws(StoreError) in
            var statement = SQLText(
                "SELECT key, desk, language, subject, body, html, author, saved_at FROM template_draft")
            if let key { statement.add(" WHERE key = " + statement.bind(.text(key.rawValue))) }
            statement.add(" ORDER BY key, desk, language")
            return try connection.query(statement).map(TemplateRows.draft)
        }
    }

    func save(_ draft: TemplateDraft, replacing previous: Date?) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let place: [SQLValue] = Self.place(draft.slot, draft.language)
            let stored = try connection.first(
                "SELECT saved_at FROM template_draft WHERE key = $1 AND desk = $2 AND language = $3"
                    + connection.dialect.forUpdate, place)
            guard try stored?.date(0).microseconds == previous?.microseconds else {
                throw .conflict("somebody else saved this draft meanwhile")
            }
            try connection.execute(
                """
                INSERT INTO template_draft (key, desk, language, subject, body, html, author, saved_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (key, desk, language) DO UPDATE SET subject = excluded.subject, body = excluded.body,
                    html = excluded.html, author = excluded.author, saved_at = excluded.saved_at
                """,
                place + TemplateRows.values(draft.writing) + [.text(draft.author.storable), SQLValue(draft.savedAt)])
        }
    }

    func discardDraft(of slot: TemplateSlot, language: LanguageTag) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try Self.discard(slot, language, connection)
        }
    }

    private static func discard(
        _ slot: TemplateSlot, _ language: LanguageTag, _ connection: any Connection
    ) throws(StoreError) {
        try connection.execute(
            "DELETE FROM template_draft WHERE key = $1 AND desk = $2 AND language = $3", place(slot, language))
    }

    private static func place(_ slot: TemplateSlot, _ language: LanguageTag) -> [SQLValue] {
        [.text(slot.key.rawValue), .text(slot.desk ?? ""), .text(language.description)]
    }

    /// Rows are only ever added, and counted once they are committed: the highest number may be there before a lower one.
    private static func revision(_ connection: any Connection) throws(StoreError) -> Int64 {
        try connection.first("SELECT count(*) FROM template_release", [])?.integer(0) ?? 0
    }
}
