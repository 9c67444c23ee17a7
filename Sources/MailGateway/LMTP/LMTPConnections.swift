import NIOCore
import Synchronization

/// The connections that are open: who may come in, and whom to tell when the daemon stops.
final class LMTPConnections: Sendable {
    enum Admission { case admitted, full, shuttingDown }

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isShuttingDown = false
    }

    private let state = Mutex(State())
    private let limit: Int
    private let onDrained: @Sendable () -> Void

    /// - Parameter onDrained: Called once no connection is left after `shutDown`; may be called more than once.
    init(limit: Int, onDrained: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onDrained = onDrained
    }

    func admit(_ channel: any Channel) -> Admission {
        state.withLock { state in
            if state.isShuttingDown { return .shuttingDown }
            guard state.channels.count < limit else { return .full }
            state.channels[ObjectIdentifier(channel)] = channel
            return .admitted
        }
    }

    func leave(_ channel: any Channel) {
        let isDrained = state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = nil
            return state.isShuttingDown && state.channels.isEmpty
        }
        if isDrained { onDrained() }
    }

    /// Tells every session; those in a mail transaction finish it first.
    func shutDown() {
        let channels = state.withLock { state in
            state.isShuttingDown = true
            return Array(state.channels.values)
        }
        guard !channels.isEmpty else { return onDrained() }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(LMTPChannelHandler.Signal.shutdown) }
    }

    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
    }
}
