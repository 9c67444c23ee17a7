import Foundation
import Hummingbird
import InternetMessage
import Ticketing

/// The outgoing queue through the API.
struct QueueAPI {
    let portal: Portal

    private var queue: any OutgoingQueue { portal.ports.outgoing }

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/queue") { request, context in try await list(APIRequest(request, context, portal)) }
        router.get("/api/v1/queue/:id") { request, context in
            let call = try await APIRequest(request, context, portal)
            return Response.json(
                APIValues.outgoing(try await portal.outgoing(call.parameter("id"), for: call.person)))
        }
        router.get("/api/v1/queue/:id/raw") { request, context in
            try await raw(APIRequest(request, context, portal))
        }
        router.post("/api/v1/queue/:id/retry") { request, context in
            try await retry(APIRequest(request, context, portal))
        }
        router.post("/api/v1/queue/:id/drop") { request, context in
            try await drop(APIRequest(request, context, portal))
        }
        router.get("/api/v1/suppressions") { request, context in
            try await suppressions(APIRequest(request, context, portal))
        }
        router.delete("/api/v1/suppressions/:address") { request, context in
            try await lift(APIRequest(request, context, portal))
        }
    }

    private func list(_ call: APIRequest) async throws -> Response {
        guard AccessPolicy.readsOutgoing(call.person) else { throw PortalFailure.forbidden }
        let fields = try call.request.query
        let page = try await queue.list(
            states: try choices(fields, "state", OutgoingState.self), cursor: try pageCursor(fields),
            limit: try pageLimit(fields))
        return .json(APIValues.page(page.map { APIValues.outgoing($0) }))
    }

    private func raw(_ call: APIRequest) async throws -> Response {
        let detail = try await portal.outgoing(call.parameter("id"), for: call.person)
        guard let raw = try await portal.sent(detail) else { throw PortalFailure.notFound }
        var response = Response.download(raw.bytes, name: "outgoing-\(detail.record.id).eml")
        response.headers[.contentType] = "message/rfc822"
        return response
    }

    private func retry(_ call: APIRequest) async throws -> Response {
        let id = try await worked(call)
        return try await call.once([]) {
            try await queue.retry(id, at: portal.now())
            return try await answer(id)
        }
    }

    private func drop(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["reason"])
        let reason = try fields.required("reason")
        let id = try await worked(call)
        return try await call.once(body) {
            try await queue.drop(id, reason: "\(reason.prefix(500)) (\(call.person.address))", at: portal.now())
            return try await answer(id)
        }
    }

    private func worked(_ call: APIRequest) async throws -> OutgoingID {
        let detail = try await portal.outgoing(call.parameter("id"), for: call.person)
        guard AccessPolicy.worksOutgoing(call.person) else { throw PortalFailure.forbidden }
        return detail.record.id
    }

    private func answer(_ id: OutgoingID) async throws -> StoredAnswer {
        StoredAnswer(status: 200, body: APIValues.outgoing(try await queue.detail(id)).bytes)
    }

    private func suppressions(_ call: APIRequest) async throws -> Response {
        guard AccessPolicy.readsOutgoing(call.person) else { throw PortalFailure.forbidden }
        let fields = try call.request.query
        let page = try await portal.ports.suppressions.list(
            cursor: try pageCursor(fields), limit: try pageLimit(fields))
        return .json(APIValues.page(page.map(APIValues.suppression)))
    }

    private func lift(_ call: APIRequest) async throws -> Response {
        guard AccessPolicy.liftsSuppressions(call.person) else { throw PortalFailure.forbidden }
        let typed = call.parameter("address").removingPercentEncoding ?? ""
        guard let address = AddressList(parsing: Array(typed.utf8), limit: 1).mailboxes.first?.address else {
            throw PortalFailure.notFound
        }
        try await portal.ports.suppressions.lift(address)
        return Response(status: .noContent)
    }
}
