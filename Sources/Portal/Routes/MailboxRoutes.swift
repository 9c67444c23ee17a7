import Cryptography
import Hummingbird
import Ticketing

/// The administrators' page of mailboxes, and consents in a browser.
///
/// Security: a consent begins with a form of ours and ends only in the session that began it, once, within fifteen
/// minutes; the redirection URI is our public address, whatever a request claims.
///
/// - Standard: RFC 6749 §4.1, RFC 9700 §2.1, RFC 9207 §2.4
struct MailboxRoutes {
    static let callback = "/callbacks/mailbox"

    /// Bytes of a provider's words that are shown, and of a code that is passed on.
    static let wordsLimit = 300
    static let codeLimit = 8 << 10

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/a/mailboxes") { request, context in try await list(PageRequest(request, context, portal)) }
        router.post("/a/mailboxes/:id/consent") { request, context in
            try await begin(PageRequest(request, context, portal))
        }
        router.get("/callbacks/mailbox") { request, context in
            // Whoever was signed out meanwhile begins again: the answer is of no use to another session.
            guard context.visitor.session != nil else {
                return Response.seeOther("/login?next=" + "/a/mailboxes".queryEscaped)
            }
            return try await end(PageRequest(request, context, portal))
        }
    }

    private func admit(_ page: PageRequest) throws(PortalFailure) {
        guard AccessPolicy.isAdministrator(page.person) else { throw .notFound }
    }

    private func list(_ page: PageRequest) async throws -> Response {
        try admit(page)
        return .page(
            MailboxesPage(
                frame: page.frame, form: page.form, records: try await portal.ports.mailboxes.list(),
                desks: portal.desks, now: portal.now()
            ).html)
    }

    /// A page that moves on by itself: a redirection would have to be allowed for forms, wherever it leads.
    private func begin(_ page: PageRequest) async throws -> Response {
        try admit(page)
        _ = try await page.submitted()
        let id = page.parameter("id")
        guard let record = try await portal.ports.mailboxes.list().first(where: { $0.id == id }),
            let origin = record.consentOrigin
        else { throw PortalFailure.notFound }
        let state = ConsentState(
            nonce: Base32.encode(portal.tokens.bytes(15)), mailbox: record.id, at: portal.now())
        let request = ConsentRequest(
            redirectURI: redirectURI, state: state.text(for: page.session),
            codeChallenge: ConsentState.challenge(of: state.verifier(for: page.session)))
        guard let url = portal.ports.mailboxes.authorizationURL(of: record.id, request) else {
            throw PortalFailure.notFound
        }
        return .page(LeavingPage(frame: page.frame, url: url, origin: origin).html)
    }

    private var redirectURI: String { portal.configuration.publicURL + Self.callback }

    private func end(_ page: PageRequest) async throws -> Response {
        try admit(page)
        let fields = try page.request.query
        guard let state = ConsentState(fields["state"], of: page.session, at: portal.now()),
            try await isFirst(state, page)
        else { return failure(.stale, page) }
        guard portal.ports.mailboxes.accepts(issuer: fields["iss"], of: state.mailbox) else {
            return failure(.otherIssuer, page)
        }
        guard let code = fields.exactly("code"), (1...Self.codeLimit).contains(code.utf8.count) else {
            return failure(
                .provider(
                    code: Self.shortened(fields["error"] ?? "?"),
                    words: Self.shortened(fields["error_description"] ?? "")), page)
        }
        do throws(ConsentError) {
            try await portal.ports.mailboxes.redeem(
                ConsentCode(code: Secret(code), redirectURI: redirectURI, verifier: state.verifier(for: page.session)),
                of: state.mailbox)
        } catch {
            switch error {
            case .refused(let words): return failure(.exchange(words), page)
            case .noRefreshToken: return failure(.noRefreshToken, page)
            case .store(let error): throw error
            }
        }
        return .seeOther("/a/mailboxes", flash: .consented)
    }

    /// A state that comes a second time is refused, whatever became of the first.
    private func isFirst(_ state: ConsentState, _ page: PageRequest) async throws(StoreError) -> Bool {
        let keys = portal.ports.idempotency
        let (name, request) = ("consent:" + state.nonce, SHA256.digest(of: Array(state.mailbox.utf8)))
        do {
            return try await keys.reserve(name, of: page.person.id, request: request, at: portal.now()) == nil
        } catch .conflict {
            return false
        }
    }

    private func failure(_ failure: ConsentFailure, _ page: PageRequest) -> Response {
        .page(ConsentFailurePage(frame: page.frame, failure: failure).html, status: .unprocessableContent)
    }

    private static func shortened(_ text: String) -> String {
        String(decoding: text.utf8.prefix(wordsLimit), as: UTF8.self)
    }
}
