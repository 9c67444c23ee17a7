import Cryptography
import Hummingbird
import Ticketing

/// A person's own digest: how it would look now, and sending it.
struct DigestRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/me/digest") { request, context in try await show(PageRequest(request, context, portal)) }
        router.get("/me/digest/html") { request, context in try await picture(PageRequest(request, context, portal)) }
        router.post("/me/digest") { request, context in try await send(PageRequest(request, context, portal)) }
    }

    private func show(_ page: PageRequest) async throws -> Response {
        let content: DigestPage.Content =
            switch try await portal.ports.digests.preview(of: page.person) {
            case .message(let raw): .message(SentMessage(raw))
            case .nothing: .nothing
            case .unwritable: .unwritable
            }
        return .page(DigestPage(frame: page.frame, form: page.form, content: content).html)
    }

    private func picture(_ page: PageRequest) async throws -> Response {
        guard case .message(let raw) = try await portal.ports.digests.preview(of: page.person),
            let html = SentMessage(raw).html
        else { throw PortalFailure.notFound }
        return .ownMail(html, nonce: Base32.encode(portal.tokens.bytes(15)))
    }

    private func send(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        return try await page.once(fields) {
            switch try await portal.ports.digests.send(to: page.person) {
            case .queued: ("/me", .digestSent)
            case .nothing: ("/me/digest", .digestEmpty)
            case .unwanted: ("/me/digest", .digestTooSoon)
            }
        }
    }
}
