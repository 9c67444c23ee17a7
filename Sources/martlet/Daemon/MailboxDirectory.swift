import Cryptography
import Foundation
import MailGateway
import NIOCore
import Ticketing

/// The configured mailboxes, how they are, and consents for them.
struct MailboxDirectory: Mailboxes {
    let mailboxes: [Configuration.PolledMailbox]
    let states: any MailboxStates
    let refreshTokens: any RefreshTokens
    let group: any EventLoopGroup
    /// Told of the name of a mailbox that has been consented to.
    var onConsent: @Sendable (String) async -> Void = { _ in }

    func list() async throws(StoreError) -> [MailboxRecord] {
        guard !mailboxes.isEmpty else { return [] }
        let states = try await states.states()
        var records: [MailboxRecord] = []
        for mailbox in mailboxes {
            let name = mailbox.access.name
            records.append(
                MailboxRecord(
                    id: mailbox.id, name: name, access: mailbox.access.access == .imap ? .imap : .pop3,
                    desk: mailbox.desk, signIn: try await signIn(mailbox),
                    consentOrigin: mailbox.access.oauth?.authorization?.origin,
                    state: states[name] ?? MailboxState()))
        }
        return records
    }

    func authorizationURL(of id: String, _ request: ConsentRequest) -> String? {
        guard let access = mailbox(id)?.access, let oauth = access.oauth else { return nil }
        return AuthorizationCodeGrant.url(
            oauth, user: access.user, redirectURI: request.redirectURI, state: request.state,
            challenge: request.codeChallenge)
    }

    func accepts(issuer: String?, of id: String) -> Bool {
        mailbox(id)?.access.oauth?.authorization?.accepts(issuer: issuer) ?? false
    }

    func redeem(_ code: ConsentCode, of id: String) async throws(ConsentError) {
        guard let mailbox = mailbox(id), let oauth = mailbox.access.oauth, oauth.authorization != nil else {
            throw .store(.notFound)
        }
        let asked = Date()
        let grant: AuthorizationCodeGrant.Grant?
        do throws(MailboxFailure) {
            grant = try await AuthorizationCodeGrant(oauth, endpoint: TokenEndpoint(oauth, group: group)).redeem(
                code: MailboxPassword(code.code.revealed), verifier: MailboxPassword(code.verifier.revealed),
                redirectURI: code.redirectURI)
        } catch {
            throw .refused("\(error)")
        }
        guard let grant else { throw .noRefreshToken }
        do throws(StoreError) {
            try await refreshTokens.replace(
                RefreshGrant(
                    token: Secret(grant.refreshToken.revealed), obtainedAt: asked,
                    endsAt: grant.refreshLifetime.map { asked + $0 }),
                of: mailbox.access.name, descendedFrom: mailbox.tokenOrigin)
        } catch {
            throw .store(error)
        }
        await onConsent(mailbox.access.name)
    }

    private func mailbox(_ id: String) -> Configuration.PolledMailbox? { mailboxes.first { $0.id == id } }

    private func signIn(_ mailbox: Configuration.PolledMailbox) async throws(StoreError) -> MailboxRecord.SignIn {
        guard let oauth = mailbox.access.oauth else { return .password }
        guard !oauth.speaksForItself else { return .application }
        var consent = try await refreshTokens.consent(of: mailbox.access.name, descendedFrom: mailbox.tokenOrigin)
        if consent.source == .configured, oauth.refreshToken == nil { consent = MailboxConsent(source: .none) }
        return .consent(consent)
    }
}
