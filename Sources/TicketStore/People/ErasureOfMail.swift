import Foundation
import InternetMessage
import Ticketing

/// What an erasure takes out of the ledger and its bytes; the rows stay, for what counts them.
struct ErasureOfMail {
    let connection: any Connection
    let scope: ErasureScope
    let keepsWords: Bool
    let mark: MailAddress
    let now: Date

    private static let reason = "the person was erased"
    /// Summaries of many tickets; what stands in them cannot be told apart any more.
    private static let summaries = "('digest', 'report', 'status-answer')"

    /// Digests of bytes that perhaps nothing needs any more.
    func run() throws(StoreError) -> [[UInt8]] {
        try came() + went()
    }

    /// Theirs, and those of others on their tickets, which speak of them or quote them. On tickets that are not theirs,
    /// a mail that decided is another's proof and stays.
    private func came() throws(StoreError) -> [[UInt8]] {
        let others = """
            ticket IN (\(scope.own)) OR (state <> 'decided' AND ticket IN (\(scope.told)))
            """
        let digests = try connection.query(
            "SELECT DISTINCT raw FROM incoming WHERE raw_removed_at IS NULL AND state <> 'received' AND (\(scope.mails) OR \(others))",
            scope.values
        ).map { row throws(StoreError) in try row.blob(0) }
        try connection.execute(
            """
            UPDATE incoming SET raw_removed_at = COALESCE(raw_removed_at, $2), erased_at = COALESCE(erased_at, $2)
            WHERE state <> 'received' AND (\(scope.mails) OR \(others))
            """, scope.values + [SQLValue(now)])
        if !keepsWords {
            try connection.execute("UPDATE incoming SET subject = NULL WHERE ticket IN (\(scope.own))")
        }
        try forgetIdentifiers()
        // Where they stand as the author last: by that the rows are found.
        try connection.execute(
            """
            UPDATE incoming SET subject = NULL, message_id = NULL, trace = NULL, problems = NULL, aligned_by = NULL,
                reason = CASE WHEN state = 'parked' THEN $3 ELSE reason END,
                state = CASE WHEN state = 'parked' THEN 'ignored' ELSE state END,
                reverse_path = CASE WHEN reverse_path IS NULL THEN NULL ELSE $2 END, author = $2
            WHERE state <> 'received' AND \(scope.mails)
            """, scope.values + [.text(AddressText.encode(mark)), .text(Self.reason)])
        return digests
    }

    /// By which their mails were told, and what others of their tickets named; our own stay, so that an answer still
    /// finds the ticket.
    private func forgetIdentifiers() throws(StoreError) {
        try connection.execute(
            """
            DELETE FROM message_reference WHERE message_id IN (
                SELECT message_id FROM incoming WHERE message_id IS NOT NULL AND \(scope.mails))
            """, scope.values)
        try connection.execute(
            """
            DELETE FROM message_reference WHERE ticket IN (\(scope.own))
                AND NOT EXISTS (SELECT 1 FROM outgoing o WHERE o.message_id = message_reference.message_id)
            """)
    }

    private func went() throws(StoreError) -> [[UInt8]] {
        // Proof of what others were asked on tickets that are not theirs; but not where it tells their own words again.
        let isProof = "message_id IN (SELECT message_id FROM approval_invitation)"
        let summary = "template IN \(Self.summaries) AND created_at >= \(try first())"
        let bytes = """
            \(scope.messages) OR ticket IN (\(scope.own)) OR (ticket IN (\(scope.all)) AND NOT \(isProof))
                OR \(scope.retold) OR (\(summary))
            """
        let digests = try connection.query(
            "SELECT DISTINCT composed FROM outgoing WHERE composed IS NOT NULL AND (\(bytes))", scope.values
        ).map { row throws(StoreError) in try row.blob(0) }
        // Whoever is sending one just now must not write its bytes again.
        try connection.execute(
            """
            UPDATE outgoing SET erased_at = COALESCE(erased_at, $2), composed = NULL, claims = claims + 1
            WHERE composed IS NOT NULL AND (\(bytes))
            """, scope.values + [SQLValue(now)])
        let emptied =
            "\(scope.messages) OR (\(summary))" + (keepsWords ? "" : " OR ticket IN (\(scope.own)) OR \(scope.retold)")
        try connection.execute(
            """
            UPDATE outgoing SET parameters = '{}', destinations = NULL, claims = claims + 1, lease_until = NULL,
                last_reply = CASE WHEN state IN ('queued', 'deferred') THEN $2 ELSE last_reply END,
                settled_at = CASE WHEN state IN ('queued', 'deferred') THEN $3 ELSE settled_at END,
                state = CASE WHEN state IN ('queued', 'deferred') THEN 'not-sent' ELSE state END
            WHERE \(emptied)
            """, scope.values + [.text(Self.reason), SQLValue(now)])
        try connection.execute(
            "UPDATE outgoing_attempt SET reply = '' WHERE outgoing IN (SELECT id FROM outgoing WHERE \(scope.messages))",
            scope.values)
        // Last: by their address the rows are found.
        try connection.execute(
            """
            UPDATE outgoing SET recipient_key = $2, recipient_address = $3, recipient_name = $4, plain_key = $2,
                last_reply = CASE WHEN state = 'not-sent' THEN last_reply ELSE NULL END
            WHERE \(scope.messages)
            """,
            scope.values + [
                .text(mark.key), .text(AddressText.encode(mark)), .text(ErasedPerson.name),
            ])
        return digests
    }

    /// When anything of theirs could stand in a summary for the first time, in microseconds.
    private func first() throws(StoreError) -> Int64 {
        let row = try connection.first("SELECT MIN(created_at) FROM entry WHERE ticket IN (\(scope.told))", [])
        return try row?.optionalInteger(0) ?? Int64.max
    }
}
