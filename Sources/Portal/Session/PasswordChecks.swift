import Cryptography
import Foundation
import Ticketing

/// Runs argon2 off the cooperative pool, two at a time: each takes 64 MiB and a good part of a second.
///
/// Failure: throws `PortalFailure.tooMany` when too many wait already; whoever asks then should come again.
actor PasswordChecks {
    private static let longestQueue = 32
    private let queue: OperationQueue
    private let tokens: any TokenSource
    private var waiting = 0
    /// A hash nobody's password made, so that an unknown person costs the same time.
    private var decoy: String?

    init(tokens: any TokenSource) {
        self.tokens = tokens
        queue = OperationQueue()
        queue.name = "passwords"
        queue.maxConcurrentOperationCount = 2
        queue.qualityOfService = .userInitiated
    }

    /// Whether the password made this hash; with nil, hashes all the same and says no.
    func verify(_ password: String, encoded: String?) async throws(PortalFailure) -> Bool {
        if let encoded { return try await run { PasswordHash.verify(password, encoded: encoded) } }
        if decoy == nil {
            let salt = tokens.bytes(16)
            // A decoy that cannot be made leaves no trace but time.
            decoy = try await run { try? PasswordHash.hash("decoy", salt: salt) }
        }
        guard let decoy else { return false }
        _ = try await run { PasswordHash.verify(password, encoded: decoy) }
        return false
    }

    func hash(_ password: String) async throws(PortalFailure) -> String {
        let salt = tokens.bytes(16)
        // The caller has checked the length; what is left is want of memory.
        guard let encoded = try await run({ try? PasswordHash.hash(password, salt: salt) }) else { throw .unavailable }
        return encoded
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(PortalFailure) -> Value {
        guard waiting < PasswordChecks.longestQueue else { throw .tooMany(seconds: 10) }
        waiting += 1
        defer { waiting -= 1 }
        let queue = queue
        return await withCheckedContinuation { continuation in
            queue.addOperation { continuation.resume(returning: work()) }
        }
    }
}
