public import InternetMessage

public import struct Foundation.Date

/// A request that a desk's rule is to make about a new ticket.
public struct RuleRequest: Sendable, Hashable {
    public var ticket: TicketID
    public var rule: String

    public init(ticket: TicketID, rule: String) {
        self.ticket = ticket
        self.rule = rule
    }
}

/// Requests that desks' rules are still to make: noted in the transaction that opened the ticket, and crossed out in the
/// one that writes the request, or says why there is none.
public protocol RuleRequests: Sendable {
    /// Oldest first.
    func due(limit: Int) async throws(StoreError) -> [RuleRequest]
    func due(on ticket: TicketID) async throws(StoreError) -> RuleRequest?
    /// How many requests this rule of the desk has made since then, and all rules for this requester, by whichever
    /// detail of their address.
    ///
    /// - Standard: RFC 5233 §4 (detail)
    func made(
        by rule: String, of desk: String, for requester: MailAddress, since moment: Date
    ) async throws(StoreError) -> (byRule: Int, forRequester: Int)
}
