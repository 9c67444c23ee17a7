public import InternetMessage

public import struct Foundation.Date

/// People's digests: those that are due, one that somebody asks for now, and how it would look.
public struct DigestDesk: Sendable {
    /// A digest with nothing sent.
    public enum Preview: Sendable {
        case message(RawMessage)
        case nothing
        /// Its template cannot be filled in.
        case unwritable
    }

    private let digests: any Digests
    private let people: any People
    private let composer: OutgoingComposer
    private let now: @Sendable () -> Date

    private var policy: NotificationPolicy { composer.policy }

    public init(
        digests: any Digests, people: any People, composer: OutgoingComposer, now: @escaping @Sendable () -> Date
    ) {
        self.digests = digests
        self.people = people
        self.composer = composer
        self.now = now
    }

    /// Makes all that are due; how many were queued. Several daemons on one database may do so at once.
    public func sendDue(until isStopping: @Sendable () -> Bool = { false }) async throws(StoreError) -> Int {
        let policy = policy
        let moment = now()
        let isDue: @Sendable (DigestStanding) -> Bool = {
            DigestPlan.isDue($0, at: moment, timeZone: policy.timeZone)
        }
        var count = 0
        for standing in try await digests.standings() where isDue(standing) && !isStopping() {
            guard let person = try await people.person(standing.person) else { continue }
            let outcome = try await digests.settle(
                person, desks: policy.desks(of: person), at: moment,
                DigestMaking(isWanted: isDue) { policy.digest(for: person, $0) })
            if outcome == .queued { count += 1 }
        }
        return count
    }

    /// The digest of this moment, at once and at any hour. It is the day's: the next one comes on another.
    public func send(to person: Person) async throws(StoreError) -> DigestOutcome {
        let policy = policy
        let moment = now()
        return try await digests.settle(
            person, desks: policy.desks(of: person), at: moment,
            DigestMaking(isWanted: { DigestPlan.isAllowed($0, at: moment) }) {
                var message = policy.digest(for: person, $0)
                message?.hold = NotificationHold()
                return message
            })
    }

    /// The bytes that would be sent now.
    public func preview(of person: Person) async throws(StoreError) -> Preview {
        let moment = now()
        let material = try await digests.material(for: person, desks: policy.desks(of: person), at: moment)
        guard let message = policy.digest(for: person, material) else { return .nothing }
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 0), notification: message, ticket: nil, entry: nil, thread: [], recipient: person,
            composed: nil, attempts: 0, createdAt: moment)
        switch composer.compose(entry, at: moment) {
        case .success(let composition): return .message(composition.message)
        case .failure: return .unwritable
        }
    }
}
