import Foundation
import Logging
import MailGateway
import ServiceLifecycle
import Ticketing

/// The poller of one mailbox, with its ports.
struct MailboxPolling: Sendable {
    let mailbox: Configuration.PolledMailbox
    let desk: Desk
    let intake: MailIntake
    let cursors: any PollCursors
    let signIn: MailboxSignIn
    let leases: any MailboxLeases
    let left: any LeftMessages
    let bell: VisitBell
    let recorder: MailboxRecorder
    let logger: Logger

    var name: String { mailbox.access.name }

    var poller: any Service {
        MailboxPoller(
            access, program: .mailbox(executable: ChildParsing.executable),
            credentials: signIn.credentials(of: mailbox),
            ports: MailboxPorts(
                lease: leasePorts, memory: memoryPorts, left: leftPorts,
                accept: { try await intake.accept($0, $1, desk: desk) }, report: { report($0) },
                wait: { try await bell.wait(for: $0) }))
    }

    /// With the days from which on a mailbox is read that was never visited, or has another UIDVALIDITY.
    private var access: MailboxConfiguration {
        var access = mailbox.access
        let now = Date()
        if access.start == .recent, let day = MailboxStart.Day(days: MailboxStart.recentDays, before: now) {
            access.start = .since(day)
        }
        // Servers count days by a clock of their own.
        access.dayBefore = MailboxStart.Day(days: 1, before: now)
        return access
    }

    private func report(_ report: PollerReport) {
        recorder.record(report, of: name)
        switch report {
        case .connected: log(.debug, "mailbox opened")
        case .startedOver:
            log(.warning, "mailbox has another UIDVALIDITY and is read again")
        case .begins(let passed):
            let count: Logger.Metadata = passed.map { ["messages": "\($0)"] } ?? [:]
            log(
                .info, "older mail stays in the mailbox, unread: 'start: all' reads it",
                count)
        case .reopened: log(.info, "mailbox is read from its start, as 'start: all' says")
        case .counted(let count): tell(count)
        case .idle(let accepted) where accepted > 0: log(.info, "mailbox read", ["accepted": "\(accepted)"])
        case .idle: log(.debug, "mailbox holds nothing new")
        case .progress(let accepted, let remaining):
            log(.info, "mailbox is being read", ["accepted": "\(accepted)", "remaining": "\(remaining)"])
        case .idleRefused(let words):
            log(.warning, "mailbox's server does not wait with us: it is polled", ["reply": "\(words)"])
        case .heldElsewhere: log(.info, "mailbox is read by another daemon")
        case .left(let uid, let reason):
            log(.warning, "message left in the mailbox and parked", ["uid": "\(uid)", "reason": "\(reason)"])
        case .listingCut(let listed, let total):
            log(.warning, "mailbox holds more than is read", ["listed": "\(listed)", "messages": "\(total)"])
        case .uniqueIDsHashed(let count):
            log(.info, "unique-ids that are none by the standard are used as hashes", ["messages": "\(count)"])
        case .uniqueIDsMissing(let count):
            log(.warning, "messages without unique-id are fetched at each visit", ["messages": "\(count)"])
        case .unfinished(let uid, let words):
            log(.warning, "message is ours, but the server would not mark it", ["uid": "\(uid)", "reply": "\(words)"])
        case .failed(let trouble): log(.error, "mailbox cannot be read", ["error": "\(trouble)"])
        }
    }

    private func tell(_ count: VisitCount) {
        let numbers: Logger.Metadata = [
            "seen": "\(count.seen)", "new": "\(count.new)", "duplicate": "\(count.copies)",
            "parked": "\(count.parked)", "left": "\(count.left)", "gone": "\(count.gone)",
        ]
        log(.info, "messages of the visit", numbers)
        guard count.unaccounted != 0 else { return }
        log(
            .warning, "messages of the visit do not add up: look for what is missing in the mailbox and the ledger",
            numbers.merging(["unaccounted": "\(count.unaccounted)"]) { $1 })
    }

    private func log(_ level: Logger.Level, _ message: Logger.Message, _ metadata: Logger.Metadata = [:]) {
        logger.log(level: level, message, metadata: ["mailbox": "\(name)"].merging(metadata) { $1 })
    }
}
