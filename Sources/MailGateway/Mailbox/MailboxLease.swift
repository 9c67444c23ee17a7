import Synchronization

/// The right to be the one that reads a mailbox, of all daemons on one database.
///
/// It is held by the store's word and by our own clock: where the store cannot be asked any more, or this process was
/// stopped, it ends here no later than there. Whoever has it may have lost it at any moment; so it is looked at before
/// each command to the mailbox, and the session is broken off when it goes.
final class MailboxLease: Sendable {
    /// A daemon that was killed keeps others away for so long.
    static let length: Duration = .seconds(60)
    /// How often it is made longer, and how often another daemon asks for it.
    static let renewal: Duration = .seconds(20)

    private let ports: LeasePorts
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    init(_ ports: LeasePorts) {
        self.ports = ports
    }

    var isHeld: Bool { end.withLock { $0.map { ports.now() < $0 } ?? false } }

    /// Takes it or makes it longer; false when another holds it.
    func take() async throws(PollerTrouble) -> Bool {
        let asked = ports.now()
        let isOurs: Bool
        do { isOurs = try await ports.hold(Self.length) } catch { throw .cursor }
        end.withLock { $0 = isOurs ? asked + Self.length : nil }
        return isOurs
    }

    /// Gives it back, so that nobody waits for its end.
    func release() async {
        end.withLock { $0 = nil }
        // Where the store is away, it ends by itself.
        try? await ports.release()
    }

    /// Runs `body` while the lease is made longer; `onLoss` is told when that fails, and `body` goes on to its end.
    func kept<Value: Sendable>(
        onLoss: @escaping @Sendable () -> Void, while body: () async -> Value
    ) async -> Value {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { if await self.isLost() { onLoss() } }
            let value = await body()
            group.cancelAll()
            return value
        }
    }

    /// Renews until that fails (true), or until it is cancelled.
    private func isLost() async -> Bool {
        while true {
            do { try await ports.wait(Self.renewal) } catch { return false }
            do throws(PollerTrouble) {
                guard try await take() else { return true }
            } catch {
                // The store is away: what we have still counts until its end.
                guard isHeld else { return true }
            }
        }
    }
}
