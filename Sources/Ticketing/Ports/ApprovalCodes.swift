public import struct Foundation.Date

/// Codes that were mailed to approvers and not used yet.
public protocol ApprovalCodes: Sendable {
    /// Forgets those whose time is over, too.
    func keep(_ code: IssuedApprovalCode, at now: Date) async throws(StoreError)
    /// Counts a try; with the right digest, spends the code: of many at once, only the first gets the person.
    func redeem(
        browser: [UInt8], for approval: ApprovalID, digest: [UInt8], at now: Date
    ) async throws(StoreError) -> PersonID?
}
