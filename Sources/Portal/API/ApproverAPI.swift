import Hummingbird
import Ticketing

/// Who is asked, changed through the API.
struct ApproverAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.post("/api/v1/approvals/:id/approvers") { request, context in
            try await replace(APIRequest(request, context, portal))
        }
    }

    private func replace(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["replace", "by"])
        let (old, new) = (try fields.required("replace"), try fields.required("by"))
        let id = try await portal.approval(call.parameter("id"), for: call.person).approval.id
        return try await call.once(body) {
            let item = try await portal.ports.approving.replace(old, by: new, in: id, by: call.actor)
            return StoredAnswer(status: 200, body: ApprovalJSON.value(item).bytes)
        }
    }
}

extension APIValues {
    static func seat(_ seat: ApprovalSeat) -> JSONValue {
        [
            "approver": mailbox(seat.person.mailbox), "as": .string(seat.standing?.description ?? "address"),
            "vacant_since": .optional(seat.vacantSince?.rfc3339),
        ]
    }
}
