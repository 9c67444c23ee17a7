import Foundation
import Logging
import MailGateway
import Ticketing

/// The ports of one mailbox's poller.
struct MailboxPolling: Sendable {
    let mailbox: Configuration.PolledMailbox
    let desk: Desk
    let intake: MailIntake
    let cursors: any PollCursors
    let logger: Logger

    var poller: IMAPPoller {
        let name = mailbox.imap.name
        return IMAPPoller(
            mailbox.imap, program: .mailbox(executable: ChildParsing.executable),
            ports: IMAPPoller.Ports(
                loadCursor: { try await cursors.cursor(of: name).flatMap(Self.cursor) },
                saveCursor: { try await cursors.save("\($0.uidValidity):\($0.lastUID)", of: name) },
                accept: { try await intake.accept($0, $1, desk: desk) },
                report: { report($0, name) },
                wait: { try await Task.sleep(for: $0) }))
    }

    private static func cursor(_ text: String) -> IMAPCursor? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let validity = UInt32(parts[0]), let uid = UInt32(parts[1]) else { return nil }
        return IMAPCursor(uidValidity: validity, lastUID: uid)
    }

    private func report(_ report: IMAPPollerReport, _ name: String) {
        let mailbox: Logger.Metadata = ["mailbox": "\(name)"]
        switch report {
        case .connected: logger.debug("mailbox opened", metadata: mailbox)
        case .startedOver: logger.warning("mailbox has another UIDVALIDITY and is read again", metadata: mailbox)
        case .idle(let accepted) where accepted > 0:
            logger.info("mailbox read", metadata: mailbox.merging(["accepted": "\(accepted)"]) { $1 })
        case .idle: logger.debug("mailbox holds nothing new", metadata: mailbox)
        case .left(let uid, let size):
            logger.warning(
                "message left in the mailbox: it is too large",
                metadata: mailbox.merging(["uid": "\(uid)", "size": "\(size.map(String.init) ?? "unknown")"]) { $1 })
        case .unfinished(let uid, let words):
            logger.warning(
                "message is ours, but the server would not mark it",
                metadata: mailbox.merging(["uid": "\(uid)", "reply": "\(words)"]) { $1 })
        case .failed(let trouble):
            logger.error("mailbox cannot be read", metadata: mailbox.merging(["error": "\(trouble)"]) { $1 })
        }
    }
}
