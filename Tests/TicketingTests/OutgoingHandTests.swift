import Foundation
import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("What a worker has in hand")
struct OutgoingHandTests {
    private static func entry(_ id: Int64, domain: String = "a.example") -> OutgoingEntry {
        let notification = Notification(
            template: "status-change", version: 1, language: "en",
            recipient: Mailbox(address: MailAddress(localPart: "p\(id)", domain: domain)), nature: .notice,
            messageID: MessageID("\(id)@desk.example"), desk: "it")
        return OutgoingEntry(
            id: OutgoingID(rawValue: id), notification: notification, ticket: nil, entry: nil, thread: [],
            recipient: nil, composed: nil, attempts: 0, createdAt: Fixtures.now)
    }

    private static func prepared(_ entry: OutgoingEntry) -> PreparedMessage {
        PreparedMessage(
            entry: entry, envelope: Envelope(reversePath: .null, forwardPaths: []), content: RawMessage([]))
    }

    private static func words(_ actions: [OutgoingAction]) -> [String] {
        actions.map { action in
            switch action {
            case .send(let message): "send \(message.entry.id)"
            case .settle(let entry, let settlement): "settle \(entry.id) \(settlement)"
            case .putBack(let entry): "put back \(entry.id)"
            case .renew(let claims): "renew \(claims.map(\.id.description).joined(separator: " "))"
            }
        }
    }

    private static var limits: OutgoingLimits {
        var limits = OutgoingLimits()
        limits.inHand = 4
        limits.perDomain = 1
        return limits
    }

    @Test func `one goes to a domain at a time, some wait, the rest are put back`() {
        var hand = OutgoingHand(Self.limits, at: Fixtures.now)
        let entries = (1...4).map { Self.entry($0, domain: $0 == 4 ? "A.EXAMPLE" : "a.example") }
        hand.took(entries, of: 4)
        var said: [String] = []
        for entry in entries { said += Self.words(hand.next(after: .prepared(Self.prepared(entry)), at: Fixtures.now)) }
        #expect(said == ["send 1", "put back 4"])
        let answer = OutgoingStep.answered(Self.prepared(entries[0]), .sent(reply: "250 ok"))
        #expect(Self.words(hand.next(after: answer, at: Fixtures.now)).last == "send 2")
        let other = Self.entry(9, domain: "b.example")
        #expect(Self.words(hand.next(after: .prepared(Self.prepared(other)), at: Fixtures.now)) == ["send 9"])
    }

    @Test func `a slot that nobody waits for is free again`() {
        var slots = DomainSlots<Int>(limit: 2, waiting: 1)
        #expect([1, 2, 3, 4].map { slots.enter("a", $0) } == [.go, .go, .wait, .putBack])
        #expect(slots.leave("a") == 3)
        #expect(slots.leave("a") == nil)
        #expect(slots.enter("a", 5) == .go)
        #expect(slots.enter("a", 6) == .wait)
    }

    @Test func `more is claimed while there is room and there was enough`() {
        var hand = OutgoingHand(Self.limits, at: Fixtures.now)
        #expect(hand.wantsMore && hand.room == 4)
        let entries = (1...4).map { Self.entry($0) }
        hand.took(entries, of: 4)
        #expect(!hand.wantsMore)
        _ = hand.next(after: .done(entries[0].claim), at: Fixtures.now)
        #expect(hand.wantsMore && hand.count == 3)
        hand.took([], of: 1)
        #expect(!hand.wantsMore, "nothing was due")
        _ = hand.next(after: .woken, at: Fixtures.now)
        #expect(hand.wantsMore)
    }

    @Test(arguments: [
        (19.0, 0), (20, 1), (59, 1), (-19, 0), (-3_600, 1), (31_536_000, 1),
    ])
    func `leases are renewed in time, and when the clock was set`(later: Double, renewals: Int) {
        var hand = OutgoingHand(Self.limits, at: Fixtures.now)
        hand.took([Self.entry(1), Self.entry(2)], of: 4)
        let actions = Self.words(hand.next(after: .woken, at: Fixtures.now + later))
        #expect(actions == Array(repeating: "renew 1 2", count: renewals))
        #expect(Self.words(hand.next(after: .renewed, at: Fixtures.now + later)) == [])
    }

    @Test func `a next hop that cannot be reached is asked again with one message`() {
        var hand = OutgoingHand(Self.limits, at: Fixtures.now)
        let entries = (1...4).map { Self.entry($0) }
        hand.took(entries, of: 4)
        for entry in entries {
            let step = OutgoingStep.unreached(Self.prepared(entry), .retry(at: Fixtures.now + 60, reply: "4.4.1"))
            _ = hand.next(after: step, at: Fixtures.now)
            _ = hand.next(after: .done(entry.claim), at: Fixtures.now)
        }
        for seconds in [0.0, 29, 30] {
            _ = hand.next(after: .woken, at: Fixtures.now + seconds)
            #expect(!hand.wantsMore, "after \(seconds) s")
        }
        _ = hand.next(after: .woken, at: Fixtures.now + 31)
        #expect(hand.wantsMore && hand.room == 1)
        hand.took([Self.entry(5)], of: 1)
        #expect(!hand.wantsMore, "one message asks for all")
        _ = hand.next(after: .answered(Self.prepared(Self.entry(5)), .sent(reply: "250")), at: Fixtures.now + 31)
        #expect(hand.wantsMore && hand.room == 3)
    }

    @Test func `a clock that was set back ends the pause`() {
        var hand = OutgoingHand(Self.limits, at: Fixtures.now)
        _ = hand.next(after: .unreached(Self.prepared(Self.entry(1)), .failed(reply: "x")), at: Fixtures.now)
        _ = hand.next(after: .woken, at: Fixtures.now - 3_600)
        #expect(hand.wantsMore)
    }

    @Test func `nothing in hand renews nothing`() {
        var hand = OutgoingHand(Self.limits, at: Fixtures.now)
        #expect(Self.words(hand.next(after: .woken, at: Fixtures.now + 100)) == [])
    }
}
