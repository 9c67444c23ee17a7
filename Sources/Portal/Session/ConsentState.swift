import Cryptography

import struct Foundation.Data
import struct Foundation.Date

/// What goes to an authorization server and comes back: who asked, for which mailbox, and when.
///
/// Nothing is kept for it. It is sealed with the session's secret, so that only the browser that began can end it, and
/// the verifier of PKCE is made from the two, so that it never leaves the desk.
///
/// - Standard: RFC 6749 §10.12 (state), RFC 9700 §4.7 (bound to the user agent), RFC 7636 §4.1 (verifier)
struct ConsentState: Sendable, Equatable {
    /// Seconds from the press of the button to the answer.
    static let lifetime: Int64 = 15 * 60
    /// Bytes of the text that are looked at.
    static let limit = 200

    /// Once.
    let nonce: String
    let mailbox: String
    let startedAt: Int64

    /// `nonce` and `mailbox` are letters and digits.
    init(nonce: String, mailbox: String, at now: Date) {
        self.nonce = nonce
        self.mailbox = mailbox
        startedAt = Int64(now.timeIntervalSince1970)
    }

    /// Nil unless it was made for this session, and not long ago.
    init?(_ text: String?, of session: Session, at now: Date) {
        guard let text, text.utf8.count <= Self.limit else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let startedAt = Int64(parts[2]) else { return nil }
        let state = ConsentState(nonce: parts[0], mailbox: parts[1], startedAt: startedAt)
        guard constantTimeEqual(Array(state.text(for: session).utf8), Array(text.utf8)) else { return nil }
        let (age, overflow) = Int64(now.timeIntervalSince1970).subtractingReportingOverflow(startedAt)
        guard !overflow, (0...Self.lifetime).contains(age) else { return nil }
        self = state
    }

    private init(nonce: String, mailbox: String, startedAt: Int64) {
        self.nonce = nonce
        self.mailbox = mailbox
        self.startedAt = startedAt
    }

    private var body: String { "\(nonce).\(mailbox).\(startedAt)" }

    func text(for session: Session) -> String {
        "\(body).\(Self.code("martlet consent \(body)", session))"
    }

    /// 64 characters of 256 bits.
    func verifier(for session: Session) -> Secret { Secret(Self.code("martlet verifier \(body)", session)) }

    /// The verifier by S256.
    ///
    /// - Standard: RFC 7636 §4.2; RFC 4648 §5
    static func challenge(of verifier: Secret) -> String {
        Data(SHA256.digest(of: Array(verifier.revealed.utf8))).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func code(_ text: String, _ session: Session) -> String {
        Hex.encode(HMACSHA256.code(for: Array(text.utf8), key: Array(session.secret.utf8)))
    }
}

/// Why a consent did not come about, for its page.
enum ConsentFailure: Sendable, Hashable {
    /// Not from this browser, too late, or a second time.
    case stale
    case otherIssuer
    /// The provider's own code and words.
    case provider(code: String, words: String)
    /// The token endpoint's words.
    case exchange(String)
    case noRefreshToken

    /// What somebody else said, to be shown as theirs.
    var quotation: String? {
        switch self {
        case .provider(let code, let words): words.isEmpty ? code : "\(code): \(words)"
        case .exchange(let words): words
        case .stale, .otherIssuer, .noRefreshToken: nil
        }
    }
}
