import Cryptography
import Foundation
import MailGateway
import NIOCore
import Ticketing

/// What opens the mailboxes, with the refresh tokens that are stored.
struct MailboxSignIn: Sendable {
    let refreshTokens: any RefreshTokens
    let group: any EventLoopGroup

    func credentials(of mailbox: Configuration.PolledMailbox) -> MailboxCredentials {
        guard let oauth = mailbox.access.oauth else { return .password(mailbox.access.password) }
        let (name, tokens, origin) = (mailbox.access.name, refreshTokens, mailbox.tokenOrigin)
        return .tokens(
            OAuthTokens(
                oauth, endpoint: TokenEndpoint(oauth, group: group),
                ports: OAuthTokens.Ports(
                    load: {
                        try await tokens.token(of: name, descendedFrom: origin).map { MailboxPassword($0.revealed) }
                    },
                    save: {
                        try await tokens.rotate(
                            RefreshGrant(token: Secret($0.token.revealed), obtainedAt: $0.at, endsAt: $0.endsAt),
                            replacing: $0.replaced.map { Secret($0.revealed) }, of: name, descendedFrom: origin)
                    },
                    note: { word, token in
                        let digest = SHA256.digest(of: Array(token.revealed.utf8))
                        // Only a page misses it, and the next word comes with the next visit.
                        try? await tokens.note(
                            RefreshTokenWord(word), on: digest, of: name, descendedFrom: origin)
                    },
                    now: { Date() })))
    }
}

extension RefreshTokenWord {
    fileprivate init(_ word: OAuthTokens.Word) {
        switch word {
        case .taken(let endsAt): self = .taken(endsAt: endsAt)
        case .refused(let at): self = .refused(at: at)
        }
    }
}

extension Configuration.PolledMailbox {
    /// A token that is configured anew takes the place of all that were stored under the old one.
    var tokenOrigin: [UInt8] {
        SHA256.digest(of: Array((access.oauth?.refreshToken?.revealed ?? "").utf8))
    }

    /// For addresses, where a name's signs would be in the way.
    var id: String { Hex.encode(Array(SHA256.digest(of: Array(access.name.utf8)).prefix(8))) }
}
