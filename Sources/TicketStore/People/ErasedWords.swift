import Foundation
import Ticketing

/// Puts the mark where words were, in the language of each ticket.
struct ErasedWords {
    let connection: any Connection
    let now: Date

    /// - Parameters:
    ///   - column: That gets the mark; others that are set with it may stand before it.
    ///   - ticket: Of a row, an expression.
    func replace(
        _ column: String, of table: String, where condition: String, ticket: String
    ) throws(StoreError) {
        let day = String(now.formatted(.iso8601).prefix(10))
        for (language, spoken) in [("zh", "LIKE 'zh%'"), ("en", "NOT LIKE 'zh%'")] {
            try connection.execute(
                """
                UPDATE \(table) SET \(column) = $1 WHERE (\(condition))
                    AND \(ticket) IN (SELECT id FROM ticket WHERE lower(COALESCE(language, '')) \(spoken))
                """, [.text(ErasedPerson.mark(on: day, in: language))])
        }
    }
}
