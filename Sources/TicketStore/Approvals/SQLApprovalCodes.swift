import Foundation
import Ticketing

/// Codes for approvers in the database.
struct SQLApprovalCodes: ApprovalCodes {
    let core: StoreCore

    func keep(_ code: IssuedApprovalCode, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try connection.execute("DELETE FROM approval_code WHERE expires_at <= $1", [SQLValue(now)])
            try connection.execute(
                """
                INSERT INTO approval_code (browser, approval, person, digest, tries, expires_at)
                VALUES ($1, $2, $3, $4, 0, $5)
                """,
                [
                    .blob(code.browser), SQLValue(code.approval), SQLValue(code.person), .blob(code.digest),
                    SQLValue(code.expiresAt),
                ])
        }
    }

    /// Whoever deletes the row has it. The try is counted first, so that many at once are not more than are allowed.
    func redeem(
        browser: [UInt8], for approval: ApprovalID, digest: [UInt8], at now: Date
    ) async throws(StoreError) -> PersonID? {
        try await core.database.write { connection throws(StoreError) in
            let row = try connection.first(
                """
                UPDATE approval_code SET tries = tries + 1
                WHERE browser = $1 AND approval = $2 AND expires_at > $3 AND tries < $4 RETURNING person
                """, [.blob(browser), SQLValue(approval), SQLValue(now), .integer(ApprovalCode.mostTries)])
            guard let row else { return nil }
            let count = try connection.execute(
                "DELETE FROM approval_code WHERE browser = $1 AND digest = $2", [.blob(browser), .blob(digest)])
            return count == 1 ? try row.id(0, PersonID.self) : nil
        }
    }
}
