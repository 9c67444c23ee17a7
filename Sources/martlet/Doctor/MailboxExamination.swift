import Foundation
import MailGateway
import NIOCore
import NIOPosix
import Portal
import TicketStore
import Ticketing

/// Signs in to each mailbox of the configuration, and looks at its consent.
struct MailboxExamination: Sendable {
    let configuration: Configuration

    /// For each wait on a server: an operator stands by.
    private static let patience: Duration = .seconds(10)

    func findings() async -> [Finding] {
        guard !configuration.mailboxes.isEmpty else { return [] }
        let store: Store
        do throws(StoreError) {
            store = try await Installation.open(configuration, migrates: false)
        } catch {
            return [
                Finding(
                    "mailbox", .warning, "not looked at: \(CommandFailure.words(for: error))",
                    mend: "start martlet serve or run martlet migrate")
            ]
        }
        let findings = await findings(store)
        await store.close()
        return findings
    }

    private func findings(_ store: Store) async -> [Finding] {
        let group = NIOSingletons.posixEventLoopGroup
        let signIn = MailboxSignIn(refreshTokens: store.refreshTokens, group: group)
        var found: [Int: Finding] = [:]
        await withTaskGroup(of: (Int, Finding).self) { tasks in
            for (index, mailbox) in configuration.mailboxes.enumerated() {
                tasks.addTask { (index, await look(at: mailbox, signIn)) }
            }
            for await (index, finding) in tasks { found[index] = finding }
        }
        let directory = MailboxDirectory(
            mailboxes: configuration.mailboxes, states: store.mailboxStates, refreshTokens: store.refreshTokens,
            group: group)
        let visits = configuration.mailboxes.indices.compactMap { found[$0] }
        do throws(StoreError) {
            return visits + (try await directory.list()).compactMap { Self.consent($0, at: Date()) }
        } catch {
            return visits + [Finding("consent", .warning, "not looked at: \(CommandFailure.words(for: error))")]
        }
    }

    private func look(at mailbox: Configuration.PolledMailbox, _ signIn: MailboxSignIn) async -> Finding {
        var access = mailbox.access
        access.timeout = min(access.timeout, Self.patience)
        let name = access.name
        do throws(MailboxFailure) {
            try await MailboxProbe.look(
                at: access, program: .mailbox(executable: ChildParsing.executable),
                credentials: signIn.credentials(of: mailbox))
            return Finding("mailbox", .ok, "\(name) opens")
        } catch {
            return Finding(
                "mailbox", .failed, "\(name): \(error)",
                mend: MailboxMend.text(for: MailboxTrouble(error), language: "en"))
        }
    }

    private static func consent(_ record: MailboxRecord, at now: Date) -> Finding? {
        guard let consent = record.consent else { return nil }
        let mend =
            record.consentOrigin == nil
            ? "consent with the provider's own page, put the refresh token into the configuration, and restart"
            : "consent on the portal's page Mailboxes"
        if consent.source == .none {
            return Finding("consent", .failed, "\(record.name): nobody has consented", mend: mend)
        }
        if let ended = consent.ended(by: now) {
            return Finding("consent", .failed, "\(record.name): ended on \(Timestamp.text(ended))", mend: mend)
        }
        return consent.ending(by: now).map {
            Finding("consent", .warning, "\(record.name): ends on \(Timestamp.text($0))", mend: mend)
        }
    }
}
