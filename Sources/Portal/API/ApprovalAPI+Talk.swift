import Hummingbird
import Ticketing

/// What is asked, changed, opened and talked about through the API.
extension ApprovalAPI {
    func addTalk(to router: Router<PortalContext>) {
        router.post("/api/v1/approvals/:id/comments") { request, context in
            try await comment(APIRequest(request, context, portal))
        }
        router.post("/api/v1/approvals/:id/revise") { request, context in
            try await revise(APIRequest(request, context, portal))
        }
        router.get("/api/v1/approvals/:id/files/:number") { request, context in
            let call = try await APIRequest(request, context, portal)
            return try await portal.approvalFile(
                call.parameter("number"), of: try await portal.approval(call.parameter("id"), for: call.person),
                for: call.person)
        }
    }

    private func comment(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["text"])
        let text = try fields.required("text")
        let id = try await portal.approval(call.parameter("id"), for: call.person).approval.id
        return try await call.once(body) {
            let item = try await portal.ports.approving.comment(text, on: id, by: call.actor)
            let own = item.approval.comments.last { $0.author.id == call.person.id }
            guard let own else { throw PortalFailure.defect }
            return StoredAnswer(status: 201, body: ApprovalJSON.comment(own).bytes)
        }
    }

    /// What is left out stays as it is.
    private func revise(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["text", "fields", "files"])
        let item = try await portal.approval(call.parameter("id"), for: call.person)
        guard AccessPolicy.allows(.change, on: item.ticket, to: call.person) else { throw PortalFailure.forbidden }
        let record = try await portal.record(item.ticket.number.description, for: call.person)
        let text = fields.value("text") == nil ? nil : try fields.required("text")
        let content = try content(fields, record)
        guard text != nil || content.fields != nil || content.files != nil else {
            throw PortalFailure.badRequest("send text, fields or files")
        }
        return try await call.once(body) {
            let item = try await portal.ports.approving.revise(
                item.approval.id, text: text, fields: content.fields, files: content.files, by: call.actor)
            return StoredAnswer(status: 200, body: ApprovalJSON.value(item).bytes)
        }
    }

    /// Fields and files as they were sent; nil where they were not.
    func content(
        _ fields: APIFields, _ record: TicketRecord
    ) throws -> (fields: [ApprovalContent.Field]?, files: [ApprovalContent.File]?) {
        let asked = try fields.value("fields").map { value throws(PortalFailure) in try pairs(value) }
        guard let value = fields.value("files") else { return (asked, nil) }
        let chosen = try ids(value)
        do throws(ApprovalRefusal) {
            return (asked, try record.approvalFiles(chosen))
        } catch {
            throw PortalFailure(refusal: error)
        }
    }

    private func pairs(_ value: JSONValue) throws(PortalFailure) -> [ApprovalContent.Field] {
        guard case .array(let items) = value, items.count <= ApprovalContent.mostFields else {
            throw .invalid(field: "fields", "must be a list of at most \(ApprovalContent.mostFields) fields")
        }
        return try items.map { item throws(PortalFailure) in
            guard case .object(let members) = item else { throw .invalid(field: "fields", "must be objects") }
            let pair = try APIFields(members, allowed: ["label", "value"], inside: "fields.")
            return ApprovalContent.Field(label: try pair.required("label"), value: try pair.required("value"))
        }
    }

    private func ids(_ value: JSONValue) throws(PortalFailure) -> [AttachmentID] {
        guard case .array(let items) = value, items.count <= ApprovalContent.mostFiles else {
            throw .invalid(field: "files", "must be a list of at most \(ApprovalContent.mostFiles) attachments")
        }
        return try items.map { item throws(PortalFailure) in
            guard case .string(let text) = item, let id = AttachmentID(text: text) else {
                throw .invalid(field: "files", "must be numbers of attachments, as texts")
            }
            return id
        }
    }
}

extension Portal {
    /// A file that belongs to what is decided: only of that approval, and never shown by the browser itself.
    func approvalFile(_ number: String, of item: ApprovalCase, for person: Person) async throws -> Response {
        let files = item.approval.content.files
        guard let number = Int(number), files.indices.contains(number - 1),
            AccessPolicy.opensFiles(of: item, to: person)
        else { throw PortalFailure.notFound }
        let file = files[number - 1]
        do {
            return .download(try await ports.approvals.file(file.sha256, of: item.approval.id), name: file.name)
        } catch StoreError.notFound {
            throw PortalFailure.gone
        }
    }
}
