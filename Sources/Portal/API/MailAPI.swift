import Hummingbird
import InternetMessage
import Ticketing

/// The ledger through the API.
struct MailAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/mail") { request, context in try await list(APIRequest(request, context, portal)) }
        router.get("/api/v1/mail/:id") { request, context in
            let call = try await APIRequest(request, context, portal)
            return Response.json(APIValues.mail(try await portal.mail(call.parameter("id"), for: call.person)))
        }
        router.get("/api/v1/mail/:id/raw") { request, context in
            try await raw(APIRequest(request, context, portal))
        }
    }

    private func list(_ call: APIRequest) async throws -> Response {
        guard call.reach.seesDesks else { throw PortalFailure.forbidden }
        let fields = try call.request.query
        let states = try choices(fields, "state", MailState.self)
        let page = try await portal.ports.ledger.list(
            states: states, desks: call.reach.desks, cursor: try pageCursor(fields), limit: try pageLimit(fields))
        return .json(APIValues.page(page.map(APIValues.mail)))
    }

    private func raw(_ call: APIRequest) async throws -> Response {
        var response = try await portal.rawMail(call.parameter("id"), for: call.person)
        response.headers[.contentType] = "message/rfc822"
        return response
    }
}
