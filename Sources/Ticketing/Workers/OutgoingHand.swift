import InternetMessage

import struct Foundation.Date

/// A message that is ready to be sent.
struct PreparedMessage: Sendable {
    var entry: OutgoingEntry
    var envelope: Envelope
    var content: RawMessage

    var domain: String { entry.notification.recipient.address.domain.lowercased() }
}

/// What has come to an end.
enum OutgoingStep: Sendable {
    /// Something may be due.
    case woken
    case renewed
    case prepared(PreparedMessage)
    /// There is nothing to send: the message is settled as it is.
    case decided(OutgoingEntry, OutgoingSettlement)
    case answered(PreparedMessage, OutgoingSettlement)
    /// The next hop could not be asked: that is about the others too.
    case unreached(PreparedMessage, OutgoingSettlement)
    /// Settled, put back or lost: out of hand.
    case done(OutgoingClaim)
}

/// What is to be done next.
enum OutgoingAction: Sendable {
    case send(PreparedMessage)
    case settle(OutgoingEntry, OutgoingSettlement)
    case putBack(OutgoingEntry)
    case renew([OutgoingClaim])
}

/// The messages that a worker has in hand: a machine of steps and actions, without a task or a clock of its own.
///
/// When the next hop cannot be reached, nothing more is claimed for a while, and then one message asks for all: a relay
/// that is away does not take every message of the queue through its retries.
struct OutgoingHand {
    private let limits: OutgoingLimits
    private var held: [OutgoingID: OutgoingClaim] = [:]
    private var slots: DomainSlots<PreparedMessage>
    private var renewedAt: Date
    /// The last claim got all it asked for.
    private var mayHaveMore = true
    /// The next hop is left alone until then.
    private var pausedUntil: Date?
    /// The next hop did not answer the last time.
    private var isProbing = false
    /// Somebody waits for the queue's signal.
    var isWatching = false

    init(_ limits: OutgoingLimits, at now: Date) {
        self.limits = limits
        slots = DomainSlots(limit: limits.perDomain, waiting: limits.waitingPerDomain)
        renewedAt = now
    }

    var count: Int { held.count }
    var room: Int { isProbing ? 1 : max(1, limits.inHand - held.count) }
    var wantsMore: Bool {
        if isProbing { return mayHaveMore && pausedUntil == nil && held.isEmpty }
        return mayHaveMore && limits.inHand - held.count >= limits.leastRoom
    }

    mutating func took(_ entries: [OutgoingEntry], of limit: Int) {
        for entry in entries { held[entry.id] = entry.claim }
        mayHaveMore = entries.count == limit
    }

    mutating func next(after step: OutgoingStep, at now: Date) -> [OutgoingAction] {
        var actions = renewal(at: now)
        // A clock that was set back lengthens no pause.
        if let moment = pausedUntil, !(0...limits.pauseOfRelay).contains(moment.timeIntervalSince(now)) {
            pausedUntil = nil
        }
        switch step {
        case .woken:
            isWatching = false
            mayHaveMore = true
        case .renewed: break
        case .prepared(let message):
            switch slots.enter(message.domain, message) {
            case .go: actions.append(.send(message))
            case .wait: break
            case .putBack: actions.append(.putBack(message.entry))
            }
        case .decided(let entry, let settlement): actions.append(.settle(entry, settlement))
        case .answered(let message, let settlement):
            isProbing = false
            pausedUntil = nil
            actions += settled(message, settlement)
        case .unreached(let message, let settlement):
            isProbing = true
            pausedUntil = now.addingTimeInterval(limits.pauseOfRelay)
            actions += settled(message, settlement)
        case .done(let claim): held[claim.id] = nil
        }
        return actions
    }

    private mutating func settled(
        _ message: PreparedMessage, _ settlement: OutgoingSettlement
    ) -> [OutgoingAction] {
        let settle = OutgoingAction.settle(message.entry, settlement)
        guard let next = slots.leave(message.domain) else { return [settle] }
        return [settle, .send(next)]
    }

    /// Leases are kept by the wall clock; one that was set, either way, renews them too.
    private mutating func renewal(at now: Date) -> [OutgoingAction] {
        guard abs(now.timeIntervalSince(renewedAt)) >= limits.renewal else { return [] }
        renewedAt = now
        guard !held.isEmpty else { return [] }
        return [.renew(held.values.sorted { $0.id.rawValue < $1.id.rawValue })]
    }
}
