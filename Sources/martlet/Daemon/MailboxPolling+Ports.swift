import Foundation
import MailGateway
import Ticketing

/// What the poller asks of the store.
extension MailboxPolling {
    /// The holder is this poller and no other, also of the same process: a mailbox that is configured twice is read once.
    var leasePorts: LeasePorts {
        let (name, leases, holder) = (name, leases, "\(ProcessInfo.processInfo.hostName) \(UUID().uuidString)")
        return LeasePorts(
            hold: { length in
                let now = Date()
                let end = now.addingTimeInterval(Double(length.components.seconds))
                return try await leases.hold(name, by: holder, until: end, at: now)
            },
            release: { try await leases.release(name, by: holder) },
            wait: { try await Task.sleep(for: $0, clock: .continuous) }, now: { .now })
    }

    var memoryPorts: MemoryPorts {
        let (name, cursors) = (name, cursors)
        return MemoryPorts(
            loadCursor: { try await cursors.cursor(of: name).flatMap { IMAPCursor($0) } },
            saveCursor: { try await cursors.save($0.description, of: name) },
            loadSeen: { try await cursors.seen(in: name) }, remember: { try await cursors.remember($0, in: name) },
            forget: { try await cursors.forget($0, in: name) })
    }

    var leftPorts: LeftPorts {
        let (name, left, intake, desk) = (name, left, intake, desk)
        return LeftPorts(
            leave: { try await left.leave(try intake.notice(of: $0, desk: desk)) },
            wanted: { try await left.wanted(in: name) },
            settle: { place, outcome in
                let (state, reason) = Self.ledger(outcome, name)
                try await left.settle(place, in: name, as: state, reason: reason, at: Date())
            })
    }

    private static func ledger(_ outcome: LeftOutcome, _ mailbox: String) -> (MailState, String) {
        switch outcome {
        case .fetched: (.ignored, "a notice of a mail that was fetched after all")
        case .gone: (.ignored, "a notice of a mail that is no longer in the mailbox \(mailbox)")
        case .leftAgain(let reason): (.parked, "still lies in the mailbox \(mailbox) and was not fetched: \(reason)")
        }
    }
}
