import Foundation
import Hummingbird
import InternetMessage
import Ticketing

/// Approvals through the API. Deciding takes the approver's own token: nobody decides for another.
struct ApprovalAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/approvals") { request, context in try await list(APIRequest(request, context, portal)) }
        router.get("/api/v1/approvals/:id") { request, context in
            let call = try await APIRequest(request, context, portal)
            return Response.json(ApprovalJSON.value(try await portal.approval(call.parameter("id"), for: call.person)))
        }
        router.get("/api/v1/approvals/:id/evidence") { request, context in
            try await evidence(APIRequest(request, context, portal))
        }
        router.post("/api/v1/tickets/:number/approvals") { request, context in
            try await ask(APIRequest(request, context, portal))
        }
        router.post("/api/v1/approvals/:id/decision") { request, context in
            try await decide(APIRequest(request, context, portal))
        }
        router.post("/api/v1/approvals/:id/withdraw") { request, context in
            try await withdraw(APIRequest(request, context, portal))
        }
        addTalk(to: router)
    }

    private func list(_ call: APIRequest) async throws -> Response {
        let fields = try call.request.query
        var query = ApprovalQuery()
        if let number = fields.filled("ticket") {
            query.ticket = try await portal.record(number, for: call.person).ticket.id
        }
        query.states = try choices(fields, "state", Approval.State.self)
        if fields.filled("waiting") == "me" { query.waitingFor = call.person.id }
        (query.cursor, query.limit) = (try pageCursor(fields), try pageLimit(fields))
        if query.ticket == nil, query.waitingFor == nil {
            guard call.reach.seesDesks else {
                throw PortalFailure.invalid(field: "ticket", "is required, or waiting=me")
            }
            query.desks = call.reach.desks
        }
        let page = try await portal.approvals(query, for: call.person)
        return .json(APIValues.page(page.map { ApprovalJSON.value($0) }))
    }

    private func ask(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object([
            "approvers", "rule", "text", "expires_at", "default", "steps", "due_after", "escalate_to", "fields",
            "files",
        ])
        let record = try await portal.record(call.parameter("number"), for: call.person)
        let content = try content(fields, record)
        let ticket = record.ticket
        let steps = try fields.value("steps").map { value throws(PortalFailure) in try ApprovalStepsJSON.steps(value) }
        let asked = try steps ?? [ApprovalStepsJSON.step(fields)]
        let text = try fields.required("text")
        let expiresAt = try moment(fields, "expires_at")
        let verdict = try fields.string("default").map { text throws(PortalFailure) in
            guard let verdict = ApprovalVerdict(command: text) else {
                throw .invalid(field: "default", "must be one of approve, reject")
            }
            return verdict
        }
        return try await call.once(body) {
            let item = try await portal.ports.approving.request(
                on: ticket, text: text, fields: content.fields ?? [], files: content.files ?? [], steps: asked,
                expiresAt: expiresAt, defaultVerdict: verdict, by: call.actor)
            return StoredAnswer(status: 201, body: ApprovalJSON.value(item).bytes)
        }
    }

    private func moment(_ fields: APIFields, _ name: String) throws(PortalFailure) -> Date? {
        guard let text = try fields.string(name) else { return nil }
        let formats = [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)]
        guard let date = formats.lazy.compactMap({ try? $0.parse(text) }).first else {
            throw .invalid(field: name, "must be a time such as 2026-12-31T18:00:00Z")
        }
        return date
    }

    private func decide(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["decision", "reason", "content_version"])
        guard let verdict = ApprovalVerdict(command: try fields.required("decision")) else {
            throw PortalFailure.invalid(field: "decision", "must be one of approve, reject")
        }
        let reason = try fields.string("reason") ?? ""
        let version = try fields.integer("content_version")
        let id = try await portal.approval(call.parameter("id"), for: call.person).approval.id
        return try await call.once(body) {
            let item = try await portal.ports.approving.decide(
                verdict, reason: reason, contentVersion: version, in: id, by: call.actor,
                authentication: "the token of \(call.person.address)")
            return StoredAnswer(status: 200, body: ApprovalJSON.value(item).bytes)
        }
    }

    private func withdraw(_ call: APIRequest) async throws -> Response {
        let id = try await portal.approval(call.parameter("id"), for: call.person).approval.id
        return try await call.once([]) {
            let item = try await portal.ports.approving.withdraw(id, by: call.actor)
            return StoredAnswer(status: 200, body: ApprovalJSON.value(item).bytes)
        }
    }

    private func evidence(_ call: APIRequest) async throws -> Response {
        let item = try await portal.approval(call.parameter("id"), for: call.person)
        guard AccessPolicy.allows(.readInternal, on: item.ticket, to: call.person) else {
            throw PortalFailure.forbidden
        }
        let records = try await portal.ports.approvals.evidence(of: item.approval.id)
        return .json(["items": .array(records.map(ApprovalJSON.evidence))])
    }
}

extension Portal {
    /// The approval for somebody who may read it; for others there is none.
    func approval(_ id: String, for person: Person) async throws -> ApprovalCase {
        guard let id = ApprovalID(text: id) else { throw PortalFailure.notFound }
        let item = try await ports.approvals.find(id, at: now()).knowing(desks)
        guard AccessPolicy.reads(item, person) else { throw PortalFailure.notFound }
        return item
    }

    /// Those of a query that somebody may read.
    func approvals(_ query: ApprovalQuery, for person: Person) async throws -> Page<ApprovalCase> {
        var page = try await ports.approvals.list(query, at: now())
        page.items = page.items.map { $0.knowing(desks) }.filter { AccessPolicy.reads($0, person) }
        return page
    }
}
