public import struct Foundation.Date

/// Takes out of the store what an operator no longer wants kept, and what a killed daemon left.
///
/// Mail that is `received` or `parked` is never touched, and tickets keep their entries and attachments. Each call is
/// one small transaction, so that intake waits for none of them.
public protocol Retention: Sendable {
    /// Removes the bytes of up to `limit` mails that were settled before `moment`; their rows stay, with trace and
    /// digest. Returns how many mails lost their bytes.
    func removeRaw(settledBefore moment: Date, limit: Int, at now: Date) async throws(StoreError) -> Int
    /// Removes up to `limit` ignored mails that were settled before `moment` from the ledger, with their bytes.
    func removeIgnored(settledBefore moment: Date, limit: Int) async throws(StoreError) -> Int
    /// Removes files that this store wrote and no row names, and drafts of files, where both are older than `moment`,
    /// until it is told to stop. Files that this store never knew are not touched: they may be another's.
    ///
    /// A writer has its file before its row: `moment` must lie further back than any write takes.
    func collectFiles(
        olderThan moment: Date, until isStopping: @Sendable () -> Bool
    ) async throws(StoreError) -> Int
}
