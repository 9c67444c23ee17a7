public import InternetMessage

public import struct Foundation.Date

/// Mails codes to approvers, and knows them by what they type.
public struct ApprovalCodeDesk: Sendable {
    private let approvals: any Approvals
    private let codes: any ApprovalCodes
    private let people: any People
    private let outgoing: any OutgoingQueue
    private let policy: NotificationPolicy
    private let now: @Sendable () -> Date

    public init(
        approvals: any Approvals, codes: any ApprovalCodes, people: any People, outgoing: any OutgoingQueue,
        policy: NotificationPolicy, now: @escaping @Sendable () -> Date
    ) {
        self.approvals = approvals
        self.codes = codes
        self.people = people
        self.outgoing = outgoing
        self.policy = policy
        self.now = now
    }

    /// Mails a new code, if the address is of somebody who can decide this approval now. Nothing comes back: whoever
    /// asks does not learn who is known, nor what there is to decide.
    ///
    /// - Parameter browser: What the browser holds that asks.
    public func send(
        to address: MailAddress, for id: ApprovalID, browser: String, language: String
    ) async throws(StoreError) {
        let moment = now()
        guard let person = try await people.person(address), let item = try await find(id, at: moment),
            item.isOpen(to: person)
        else { return }
        let code = ApprovalCode.make(policy.tokens)
        let expires = moment.addingTimeInterval(ApprovalCode.lifetime)
        let message = policy.notification(
            "approval-code", to: person.mailbox, desk: item.ticket.desk, languages: [person.language, language],
            values: [
                "code.text": code, "code.expires": "\(Int64(expires.timeIntervalSince1970))",
                "code.ticket": item.ticket.number.description,
            ])
        guard let message else { return }
        try await codes.keep(
            IssuedApprovalCode(
                browser: ApprovalCode.digest(ofBrowser: browser), approval: id, person: person.id,
                digest: ApprovalCode.digest(of: code, browser: browser), expiresAt: expires), at: moment)
        try await outgoing.enqueue([message], at: moment)
    }

    /// Whose code it is, once; nil for a wrong one, and for one that is over, spent, or was asked for elsewhere.
    public func redeem(
        _ typed: String, for id: ApprovalID, browser: String
    ) async throws(StoreError) -> Person? {
        let moment = now()
        let found = try await codes.redeem(
            browser: ApprovalCode.digest(ofBrowser: browser), for: id,
            digest: ApprovalCode.digest(of: ApprovalCode.typed(typed) ?? "", browser: browser), at: moment)
        guard let found, let person = try await people.person(found), person.isActive else { return nil }
        return person
    }

    private func find(_ id: ApprovalID, at moment: Date) async throws(StoreError) -> ApprovalCase? {
        do {
            return try await approvals.find(id, at: moment).knowing(policy.desks)
        } catch .notFound {
            return nil
        }
    }
}
