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
    let bell: VisitBell
    let recorder: MailboxRecorder
    let logger: Logger

    private var name: String { mailbox.access.name }

    var poller: any Service {
        switch mailbox.access.access {
        case .imap: imap
        case .pop3: pop3
        }
    }

    private var imap: IMAPPoller {
        let name = name
        return IMAPPoller(
            mailbox.access, program: .mailbox(executable: ChildParsing.executable),
            credentials: signIn.credentials(of: mailbox),
            ports: IMAPPoller.Ports(
                loadCursor: { try await cursors.cursor(of: name).flatMap(Self.cursor) },
                saveCursor: { try await cursors.save("\($0.uidValidity):\($0.lastUID)", of: name) },
                accept: { try await intake.accept($0, $1, desk: desk) },
                report: { report($0) },
                wait: { try await bell.wait(for: $0) }))
    }

    private var pop3: POP3Poller {
        let name = name
        return POP3Poller(
            mailbox.access, program: .mailbox(executable: ChildParsing.executable),
            credentials: signIn.credentials(of: mailbox),
            ports: POP3Poller.Ports(
                loadSeen: { try await cursors.seen(in: name) },
                remember: { try await cursors.remember($0, in: name) },
                forget: { try await cursors.forget($0, in: name) },
                accept: { try await intake.accept($0, $1, desk: desk) },
                report: { report($0) },
                wait: { try await bell.wait(for: $0) }))
    }

    private static func cursor(_ text: String) -> IMAPCursor? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let validity = UInt32(parts[0]), let uid = UInt32(parts[1]) else { return nil }
        return IMAPCursor(uidValidity: validity, lastUID: uid)
    }

    private func report(_ report: PollerReport) {
        recorder.record(report, of: name)
        switch report {
        case .connected: log(.debug, "mailbox opened")
        case .startedOver: log(.warning, "mailbox has another UIDVALIDITY and is read again")
        case .idle(let accepted) where accepted > 0: log(.info, "mailbox read", ["accepted": "\(accepted)"])
        case .idle: log(.debug, "mailbox holds nothing new")
        case .progress(let accepted, let remaining):
            log(.info, "mailbox is being read", ["accepted": "\(accepted)", "remaining": "\(remaining)"])
        case .idleRefused(let words):
            log(.warning, "mailbox's server does not wait with us: it is polled", ["reply": "\(words)"])
        case .left(let uid, let size):
            log(
                .warning, "message left in the mailbox: it is too large",
                ["uid": "\(uid)", "size": "\(size.map(String.init) ?? "unknown")"])
        case .unreadable(let uid):
            log(.error, "message left in the mailbox: it could not be fetched", ["uid": "\(uid)"])
        case .unfinished(let uid, let words):
            log(.warning, "message is ours, but the server would not mark it", ["uid": "\(uid)", "reply": "\(words)"])
        case .failed(let trouble): log(.error, "mailbox cannot be read", ["error": "\(trouble)"])
        }
    }

    private func log(_ level: Logger.Level, _ message: Logger.Message, _ metadata: Logger.Metadata = [:]) {
        logger.log(level: level, message, metadata: ["mailbox": "\(name)"].merging(metadata) { $1 })
    }
}
