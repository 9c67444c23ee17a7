import Logging
import ServiceLifecycle
import Ticketing

import struct Foundation.Date

/// Follows the event table for everybody who listens: one reader, however many pages are open.
///
/// It reads only while somebody listens. Each event's ticket is read once, and each listener gets those its person may
/// read.
actor EventFeed: Service {
    enum Item: Sendable {
        case event(RecordedEvent)
        /// Shows both ends that the connection lives.
        case heartbeat
    }

    private struct Listener {
        let person: Person
        let continuation: AsyncStream<Item>.Continuation
        /// The beat it ends at; whoever listens on comes back, and shows again who they are and what they may see.
        let lastBeat: Int
    }

    private static let mostListeners = 500
    private static let mostPerPerson = 8
    private static let batch = 200
    private static let beatsPerHeartbeat = 15
    private static let beatsPerListener = 600

    private let tickets: any Tickets
    private let logger: Logger
    private var listeners: [Int: Listener] = [:]
    private var nextListener = 0
    private var position: Int64?
    private var beats = 0

    init(tickets: any Tickets, logger: Logger) {
        self.tickets = tickets
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { await self.follow() }
        for listener in listeners.values { listener.continuation.finish() }
    }

    private func follow() async {
        while !Task.isCancelled {
            // Cancelled in its sleep, it ends on the next round.
            try? await Task.sleep(for: .seconds(1))
            if listeners.isEmpty {
                position = nil
            } else {
                await beat()
            }
        }
    }

    private func beat() async {
        beats += 1
        if beats % EventFeed.beatsPerHeartbeat == 0 {
            for listener in listeners.values { listener.continuation.yield(.heartbeat) }
        }
        for listener in listeners.values where listener.lastBeat <= beats { listener.continuation.finish() }
        do {
            let start = try await startingPosition()
            let events = try await tickets.events(after: start, limit: EventFeed.batch)
            for event in events { try await publish(event) }
            position = events.last?.sequence ?? start
        } catch {
            logger.warning("events could not be read", metadata: ["error": "\(error)"])
        }
    }

    private func publish(_ event: RecordedEvent) async throws(StoreError) {
        let ticket = try await tickets.record(event.ticket).ticket
        for listener in listeners.values where AccessPolicy.allows(.read, on: ticket, to: listener.person) {
            listener.continuation.yield(.event(event))
        }
    }

    /// What the person missed since `sequence`, oldest first, at most a thousand.
    func missed(since sequence: Int64, by person: Person) async throws(StoreError) -> [RecordedEvent] {
        var visible: [RecordedEvent] = []
        var seen: [TicketNumber: Bool] = [:]
        for event in try await tickets.events(after: sequence, limit: 1_000) {
            let isVisible: Bool
            if let known = seen[event.ticket] {
                isVisible = known
            } else {
                let ticket = try await tickets.record(event.ticket).ticket
                isVisible = AccessPolicy.allows(.read, on: ticket, to: person)
                seen[event.ticket] = isVisible
            }
            if isVisible { visible.append(event) }
        }
        return visible
    }

    /// A stream of what happens from now on. Throws when too many listen.
    func listen(as person: Person) async throws -> AsyncStream<Item> {
        let own = listeners.values.filter { $0.person.id == person.id }.count
        guard listeners.count < EventFeed.mostListeners, own < EventFeed.mostPerPerson else {
            throw PortalFailure.tooMany(seconds: 30)
        }
        position = try await startingPosition()
        nextListener += 1
        let id = nextListener
        let (stream, continuation) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingNewest(500))
        continuation.onTermination = { [weak self] _ in
            Task { await self?.forget(id) }
        }
        listeners[id] = Listener(
            person: person, continuation: continuation, lastBeat: beats + EventFeed.beatsPerListener)
        return stream
    }

    private func forget(_ id: Int) {
        listeners[id] = nil
    }

    /// The newest sequence. The port tells only whether there is something after a number: doubling, then halving, finds
    /// the last in some forty questions, once.
    private func startingPosition() async throws(StoreError) -> Int64 {
        if let position { return position }
        var high: Int64 = 1
        while try await hasEvent(after: high), high < Int64.max / 4 { high *= 2 }
        var low: Int64 = 0
        while low < high {
            let middle = low + (high - low) / 2
            if try await hasEvent(after: middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func hasEvent(after sequence: Int64) async throws(StoreError) -> Bool {
        try await !tickets.events(after: sequence, limit: 1).isEmpty
    }
}
