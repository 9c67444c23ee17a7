import Hummingbird
import Ticketing

/// Live events: for programs by token, for our own pages by their session.
struct EventAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/events") { request, context in
            try await EventStream(feed: portal.feed, person: listener(request, context)).response(to: request)
        }
        router.get("/api/v1/openapi.json") { _, _ in Response.json(OpenAPI.document) }
    }

    /// Reading by cookie is safe here: no other site's script can see the answer, and nothing changes.
    private func listener(_ request: Request, _ context: PortalContext) async throws -> Person {
        if request.headers[.authorization] == nil {
            let name = PortalCookie.sessionName(isSecure: portal.configuration.isSecure)
            let secret = PortalCookie.value(of: name, in: request.headers[values: .cookie])
            if let session = try await portal.sessions.session(holding: secret) { return session.person }
        }
        return try await APIRequest(request, context, portal).person
    }
}
