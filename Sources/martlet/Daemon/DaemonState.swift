import Glibc
import Portal
import Synchronization
import Ticketing

/// What of the daemon accepts, for `/readyz` and for the word `ready`.
final class DaemonState: Sendable {
    enum Listener: String, Sendable, CaseIterable { case lmtp, http }

    private let listening = Mutex<Set<Listener>>([])
    private let onReady: @Sendable () -> Void

    init(onReady: @escaping @Sendable () -> Void) {
        self.onReady = onReady
    }

    func listens(_ listener: Listener) {
        let isComplete = listening.withLock { listening in
            listening.insert(listener).inserted && listening.count == Listener.allCases.count
        }
        if isComplete { onReady() }
    }

    func isListening(_ listener: Listener) -> Bool { listening.withLock { $0.contains(listener) } }
}

/// What has to work before mail can be taken.
struct Readiness: Sendable {
    let state: DaemonState
    let instance: any Instance
    let directories: [String]

    /// Less than this free, and nothing is accepted any more that might not fit.
    static let freeBytes: UInt64 = 64 << 20

    func checks() async -> [ReadinessCheck] {
        var checks = [
            ReadinessCheck(
                name: "lmtp", isReady: state.isListening(.lmtp),
                reason: state.isListening(.lmtp) ? nil : "does not listen")
        ]
        do throws(StoreError) {
            try await instance.check()
            checks.append(ReadinessCheck(name: "database", isReady: true))
        } catch {
            checks.append(
                ReadinessCheck(name: "database", isReady: false, reason: CommandFailure.words(for: error)))
        }
        let reason = directories.lazy.compactMap(DiskSpace.trouble).first
        checks.append(ReadinessCheck(name: "disk", isReady: reason == nil, reason: reason))
        return checks
    }
}

/// Room on the disks that hold data.
enum DiskSpace {
    /// What is wrong with the disk under this directory; nil when there is room.
    static func trouble(_ directory: String) -> String? {
        let path = directory.isEmpty ? "." : directory
        guard let free = free(path) else { return "\(path) cannot be looked at" }
        return free < Readiness.freeBytes ? "\(path) has \(free >> 20) MiB left" : nil
    }

    /// Bytes that this user may still write.
    static func free(_ path: String) -> UInt64? {
        var information = statvfs()
        guard statvfs(path, &information) == 0 else { return nil }
        return UInt64(information.f_bavail).multipliedReportingOverflow(by: UInt64(information.f_frsize)).partialValue
    }
}
