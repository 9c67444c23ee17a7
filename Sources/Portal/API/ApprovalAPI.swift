import Foundation
import Hummingbird
import InternetMessage
import Ticketing

/// Approvals through the API. Deciding takes the approver's own token: nobody decides for another.
struct ApprovalAPI {
    let portal: Portal

    /// A year, in seconds.
    private static let longestWait: Int64 = 31_536_000

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/approvals") { request, context in try await list(APIRequest(request, context, portal)) }
        router.get("/api/v1/approvals/:id") { request, context in
            let call = try await APIRequest(request, context, portal)
            return Response.json(APIValues.approval(try await portal.approval(call.parameter("id"), for: call.person)))
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
            guard call.reach.seesDesks else { throw PortalFailure.invalid(field: "ticket", "is required") }
            query.desks = call.reach.desks
        }
        let page = try await portal.ports.approvals.list(query, at: portal.now())
        return .json(APIValues.page(page.map(APIValues.approval)))
    }

    private func ask(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object([
            "approvers", "rule", "text", "expires_at", "default", "steps", "due_after", "escalate_to",
        ])
        let ticket = try await portal.record(call.parameter("number"), for: call.person).ticket
        let steps = try fields.value("steps").map { value throws(PortalFailure) in try self.steps(value) }
        let asked = try steps ?? [step(fields)]
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
                on: ticket, text: text, steps: asked, expiresAt: expiresAt, defaultVerdict: verdict, by: call.actor)
            return StoredAnswer(status: 201, body: APIValues.approval(item).bytes)
        }
    }

    private func steps(_ value: JSONValue) throws(PortalFailure) -> [ApprovalDesk.StepDraft] {
        guard case .array(let items) = value, !items.isEmpty, items.count <= ApprovalRequest.mostSteps else {
            throw .invalid(field: "steps", "must be a list of 1 to \(ApprovalRequest.mostSteps) steps")
        }
        return try items.map { item throws(PortalFailure) in
            guard case .object(let members) = item else { throw .invalid(field: "steps", "must be objects") }
            return try step(
                try APIFields(
                    members, allowed: ["approvers", "rule", "passive", "due_after", "escalate_to"], inside: "steps."))
        }
    }

    private func step(_ fields: APIFields) throws(PortalFailure) -> ApprovalDesk.StepDraft {
        guard case .array(let items)? = fields.value("approvers"), !items.isEmpty,
            items.count <= ApprovalRequest.mostApprovers
        else {
            throw .invalid(field: "approvers", "must be a list of 1 to \(ApprovalRequest.mostApprovers) names")
        }
        let names = try items.map { item throws(PortalFailure) in
            guard case .string(let text) = item else {
                throw .invalid(
                    field: "approvers", "must be addresses, lead, manager, group:NAME or role:ROLE")
            }
            return text
        }
        let rule: ApprovalRule? =
            switch fields.value("rule") {
            case nil, .null: .all
            case .string(let text): ApprovalRule(text)
            case .integer(let number): ApprovalRule("\(number)")
            default: nil
            }
        guard let rule else {
            throw .invalid(field: "rule", "must be any, all, majority, first or a number")
        }
        let dueAfter = try fields.integer("due_after")
        guard dueAfter.map({ (1...Self.longestWait).contains($0) }) ?? true else {
            throw .invalid(field: "due_after", "must be 1 to \(Self.longestWait) seconds")
        }
        let escalatesTo = try fields.string("escalate_to")
        guard (escalatesTo == nil) == (dueAfter == nil) else {
            throw .invalid(field: "escalate_to", "goes with due_after")
        }
        return ApprovalDesk.StepDraft(
            rule: rule, approvers: names, isPassive: fields.value("passive") == .bool(true),
            dueAfter: dueAfter.map(Double.init), escalatesTo: escalatesTo)
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
            return StoredAnswer(status: 200, body: APIValues.approval(item).bytes)
        }
    }

    private func withdraw(_ call: APIRequest) async throws -> Response {
        let id = try await portal.approval(call.parameter("id"), for: call.person).approval.id
        return try await call.once([]) {
            let item = try await portal.ports.approving.withdraw(id, by: call.actor)
            return StoredAnswer(status: 200, body: APIValues.approval(item).bytes)
        }
    }

    private func evidence(_ call: APIRequest) async throws -> Response {
        let item = try await portal.approval(call.parameter("id"), for: call.person)
        guard AccessPolicy.allows(.readInternal, on: item.ticket, to: call.person) else {
            throw PortalFailure.forbidden
        }
        let records = try await portal.ports.approvals.evidence(of: item.approval.id)
        return .json(["items": .array(records.map(APIValues.evidence))])
    }
}

extension Portal {
    /// The approval for somebody who has to do with it, or may read its ticket; for others there is none.
    func approval(_ id: String, for person: Person) async throws -> ApprovalCase {
        guard let id = ApprovalID(text: id) else { throw PortalFailure.notFound }
        let item = try await ports.approvals.find(id, at: now()).knowing(desks)
        guard item.involves(person) || AccessPolicy.allows(.read, on: item.ticket, to: person) else {
            throw PortalFailure.notFound
        }
        return item
    }
}

extension APIValues {
    static func approval(_ item: ApprovalCase) -> JSONValue {
        let approval = item.approval
        return [
            "id": .string(approval.id.description), "ticket": .string(item.ticket.number.description),
            "state": .string(approval.state.rawValue),
            "rule": .string(approval.steps.first?.rule.description ?? "all"), "text": .string(approval.content.text),
            "fields": .array(
                approval.content.fields.map { ["label": .string($0.label), "value": .string($0.value)] }),
            "content_version": .integer(approval.content.version), "content_sha256": .string(approval.content.digest),
            "requested_by": mailbox(approval.author.mailbox), "created_at": .string(approval.createdAt.rfc3339),
            "desk_rule": .optional(approval.deskRule),
            "expires_at": .optional(approval.expiresAt?.rfc3339),
            "default": .optional(approval.defaultVerdict?.command),
            "settled_at": .optional(approval.settledAt?.rfc3339),
            "waiting_for": .array(approval.waitingFor.map { mailbox($0.mailbox) }),
            "steps": .array(approval.steps.map(step)),
            "decisions": .array(approval.decisions.map(decision)),
        ]
    }

    private static func step(_ step: ApprovalStep) -> JSONValue {
        [
            "position": .integer(step.position), "rule": .string(step.rule.description),
            "passive": .bool(step.isPassive), "state": .string(step.state.rawValue),
            "approvers": .array(step.approvers.map { mailbox($0.mailbox) }), "seats": .array(step.seats.map(seat)),
            "opened_at": .optional(step.openedAt?.rfc3339), "due_at": .optional(step.dueAt?.rfc3339),
            "escalates_to": step.escalatesTo.map { mailbox($0.mailbox) } ?? .null,
            "escalated_at": .optional(step.escalatedAt?.rfc3339),
        ]
    }

    private static func decision(_ decision: ApprovalDecision) -> JSONValue {
        [
            "approver": mailbox(decision.approver.mailbox), "decided_by": mailbox(decision.author.mailbox),
            "decision": .string(decision.verdict.command), "reason": .string(decision.reason),
            "channel": .string(decision.channel.rawValue), "decided_at": .string(decision.at.rfc3339),
            "mail": .optional(decision.mail?.description),
        ]
    }

    static func evidence(_ record: EvidenceRecord) -> JSONValue {
        [
            "sequence": .integer(record.sequence), "record": .string(record.record), "sha256": .string(record.digest),
            "facts": .array(
                record.facts.map {
                    ["name": .string($0.name), "value": .optional($0.value), "salt": .optional($0.salt)]
                }),
        ]
    }
}
