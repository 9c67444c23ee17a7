import Foundation
import TemplateEngine
import Ticketing

/// Rows of templates as values.
enum TemplateRows {
    static func editions(_ connection: any Connection) throws(StoreError) -> [TemplateEdition] {
        var editions: [TemplateEdition] = []
        let rows = try connection.query(
            """
            SELECT key, version, language, subject, body, html FROM template_edition ORDER BY key, version, language
            """)
        for row in rows {
            let (key, version) = (try key(row, 0), try version(row.integer(1)))
            if editions.last?.key != key || editions.last?.version != version {
                editions.append(TemplateEdition(key: key, version: version, writings: [:]))
            }
            editions[editions.count - 1].writings[try language(row.text(2))] = try writing(row, from: 3)
        }
        return editions
    }

    static func published(_ connection: any Connection) throws(StoreError) -> [TemplateSlot: TemplateVersion] {
        let rows = try connection.query(
            """
            SELECT key, desk, version FROM template_release
            WHERE id IN (SELECT max(id) FROM template_release GROUP BY key, desk) AND version IS NOT NULL
            """)
        var published: [TemplateSlot: TemplateVersion] = [:]
        for row in rows { published[try slot(row, 0)] = try version(row.integer(2)) }
        return published
    }

    static func insert(_ release: TemplateRelease, _ connection: any Connection) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO template_release (key, desk, kind, version, changed, author, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(release.slot.key.rawValue), .text(release.slot.desk ?? ""), SQLValue(release.kind),
                SQLValue(release.version.map { Int64($0.rawValue) }),
                .text(release.changed.map(\.description).joined(separator: " ")), .text(release.author.storable),
                SQLValue(release.at),
            ])
    }

    static func release(_ row: Row) throws(StoreError) -> TemplateRelease {
        TemplateRelease(
            slot: try slot(row, 0), kind: try row.word(2, TemplateRelease.Kind.self),
            version: try row.optionalInteger(3).map { number throws(StoreError) in try version(number) },
            changed: try row.text(4).split(separator: " ").map { tag throws(StoreError) in try language(String(tag)) },
            author: try row.text(5), at: try row.date(6))
    }

    static func draft(_ row: Row) throws(StoreError) -> TemplateDraft {
        TemplateDraft(
            slot: try slot(row, 0), language: try language(row.text(2)), writing: try writing(row, from: 3),
            author: try row.text(6), savedAt: try row.date(7))
    }

    static func values(_ writing: TemplateWriting) -> [SQLValue] {
        [.text(writing.subject.storable), .text(writing.text.storable), SQLValue(writing.html?.storable)]
    }

    private static func writing(_ row: Row, from index: Int) throws(StoreError) -> TemplateWriting {
        TemplateWriting(
            subject: try row.text(index), text: try row.text(index + 1), html: try row.optionalText(index + 2))
    }

    private static func slot(_ row: Row, _ index: Int) throws(StoreError) -> TemplateSlot {
        let desk = try row.text(index + 1)
        return TemplateSlot(try key(row, index), desk: desk.isEmpty ? nil : desk)
    }

    private static func key(_ row: Row, _ index: Int) throws(StoreError) -> TemplateKey {
        let text = try row.text(index)
        guard let key = TemplateKey(rawValue: text) else { throw .corrupt("'\(text)' is no key of a template") }
        return key
    }

    private static func version(_ number: Int64) throws(StoreError) -> TemplateVersion {
        guard let version = TemplateVersion(rawValue: Int(clamping: number)) else {
            throw .corrupt("\(number) is no version of a template")
        }
        return version
    }

    private static func language(_ text: String) throws(StoreError) -> LanguageTag {
        guard let tag = LanguageTag(text) else { throw .corrupt("'\(text)' is no language tag") }
        return tag
    }
}
