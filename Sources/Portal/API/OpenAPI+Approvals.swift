import Ticketing

// The operations of approvals.
extension OpenAPI {
    static var approvalPaths: [(String, JSONValue)] {
        [
            (
                "/api/v1/tickets/{number}/approvals",
                [
                    "parameters": [reference("parameters/number")],
                    "post": operation(
                        "requestApproval", "approvals",
                        "Asks for a decision: of approvers under one rule, or of steps that follow each other",
                        parameters: [reference("parameters/idempotencyKey")], body: "NewApproval",
                        responses: [("201", answer("Approval"))]
                            + errors("400", "401", "403", "404", "409", "413", "415", "422", "429")),
                ]
            ),
            (
                "/api/v1/approvals",
                [
                    "get": operation(
                        "listApprovals", "approvals",
                        "Approvals, newest first: of a ticket, those that wait for the token's person, or of its desks",
                        parameters: [
                            query("ticket", ["type": "string"], "Number of a ticket"),
                            query("state", several(Approval.State.self), "One or more states, separated by commas"),
                            query(
                                "waiting", ["type": "string", "enum": ["me"]], "Only what the person can decide now"),
                            reference("parameters/cursor"), reference("parameters/limit"),
                        ],
                        responses: [("200", answer("ApprovalPage"))] + errors("400", "401", "404", "422", "429"))
                ]
            ),
            (
                "/api/v1/approvals/{id}",
                [
                    "parameters": [reference("parameters/id")],
                    "get": operation(
                        "getApproval", "approvals", "An approval with its steps and decisions",
                        responses: [("200", answer("Approval"))] + errors("401", "404", "429")),
                ]
            ),
            (
                "/api/v1/approvals/{id}/evidence",
                [
                    "parameters": [reference("parameters/id")],
                    "get": operation(
                        "getEvidence", "approvals", "The chained records that prove what was decided; for agents",
                        responses: [("200", answer("EvidencePage"))] + errors("401", "403", "404", "429")),
                ]
            ),
            (
                "/api/v1/approvals/{id}/decision",
                [
                    "parameters": [reference("parameters/id")],
                    "post": operation(
                        "decide", "approvals", "Decides, with the approver's own token; a refusal needs a reason",
                        parameters: [reference("parameters/idempotencyKey")], body: "NewDecision",
                        responses: [("200", answer("Approval"))]
                            + errors("400", "401", "403", "404", "409", "413", "415", "422", "429")),
                ]
            ),
            (
                "/api/v1/approvals/{id}/withdraw",
                [
                    "parameters": [reference("parameters/id")],
                    "post": operation(
                        "withdrawApproval", "approvals", "Asks no more",
                        parameters: [reference("parameters/idempotencyKey")],
                        responses: [("200", answer("Approval"))]
                            + errors("400", "401", "403", "404", "409", "413", "415", "422", "429")),
                ]
            ),
            (
                "/api/v1/approvals/{id}/approvers",
                [
                    "parameters": [reference("parameters/id")],
                    "post": operation(
                        "replaceApprover", "approvals",
                        "Asks somebody else in the place of an approver who has not decided",
                        parameters: [reference("parameters/idempotencyKey")], body: "NewApprover",
                        responses: [("200", answer("Approval"))]
                            + errors("400", "401", "403", "404", "409", "413", "415", "422", "429")),
                ]
            ),
        ] + approvalTalkPaths
    }

    static var approvalSchemas: [(String, JSONValue)] {
        let seat = object([
            ("approver", reference("schemas/Mailbox")), ("as", text), ("vacant_since", timeOrNull),
        ])
        let step = object([
            ("position", count), ("rule", text), ("passive", ["type": "boolean"]),
            ("state", values(ApprovalStep.State.self)),
            ("approvers", list("Mailbox")), ("seats", ["type": "array", "items": seat]), ("opened_at", timeOrNull),
            ("due_at", timeOrNull),
            ("escalates_to", ["anyOf": [reference("schemas/Mailbox"), ["type": "null"]]]), ("escalated_at", timeOrNull),
        ])
        let decision = object([
            ("approver", reference("schemas/Mailbox")), ("decided_by", reference("schemas/Mailbox")),
            ("decision", verdict), ("reason", text), ("channel", values(Channel.self)), ("decided_at", time),
            ("mail", textOrNull),
        ])
        let field = object([("label", text), ("value", text)])
        let file = object([("name", text), ("type", text), ("size", count), ("sha256", text)])
        let approval = object([
            ("id", text), ("ticket", text), ("state", values(Approval.State.self)), ("rule", text), ("text", text),
            ("fields", ["type": "array", "items": field]), ("files", ["type": "array", "items": file]),
            ("content_version", count), ("content_sha256", text),
            ("requested_by", reference("schemas/Mailbox")), ("desk_rule", textOrNull), ("created_at", time),
            ("expires_at", timeOrNull),
            ("default", ["type": ["string", "null"], "enum": ["approve", "reject", .null]]),
            ("settled_at", timeOrNull), ("waiting_for", list("Mailbox")),
            ("steps", ["type": "array", "items": step]), ("decisions", ["type": "array", "items": decision]),
            ("comments", list("ApprovalComment")),
        ])
        let fact = object([("name", text), ("value", textOrNull), ("salt", textOrNull)])
        let evidence = object([
            ("sequence", count), ("record", text), ("sha256", text), ("facts", ["type": "array", "items": fact]),
        ])
        return [
            ("Approval", approval), ("ApprovalComment", approvalComment), ("ApprovalPage", page("Approval")),
            ("Evidence", evidence),
            ("EvidencePage", object([("items", list("Evidence"))])),
        ]
    }

    static var approvalRequests: [(String, JSONValue)] {
        let rule: JSONValue = [
            "anyOf": [
                ["type": "string", "pattern": "^(any|all|majority|first|[1-9][0-9]?)$"],
                ["type": "integer", "minimum": 1],
            ]
        ]
        let approvers: JSONValue = [
            "type": "array", "items": ["type": "string"], "minItems": 1,
            "maxItems": .integer(Int64(ApprovalRequest.mostApprovers)),
        ]
        let lateness: [(String, JSONValue)] = [
            ("due_after", ["type": "integer", "minimum": 1, "maximum": 31_536_000]), ("escalate_to", text),
        ]
        let step = object(
            [("approvers", approvers), ("rule", rule), ("passive", ["type": "boolean"])] + lateness,
            optional: ["rule", "passive", "due_after", "escalate_to"], isClosed: true)
        return [
            (
                "NewApproval",
                object(
                    [
                        ("approvers", approvers), ("rule", rule), ("text", ["type": "string", "minLength": 1]),
                        ("expires_at", timeOrNull), ("default", verdict), ("steps", ["type": "array", "items": step]),
                    ] + lateness + approvalContent,
                    optional: [
                        "approvers", "rule", "expires_at", "default", "steps", "due_after", "escalate_to", "fields",
                        "files",
                    ], isClosed: true)
            ),
            ("NewApprover", object([("replace", text), ("by", text)], isClosed: true)),
            (
                "NewDecision",
                object(
                    [("decision", verdict), ("reason", textOrNull), ("content_version", count)],
                    optional: ["reason", "content_version"], isClosed: true)
            ),
        ] + approvalTalkRequests
    }

    private static let verdict: JSONValue = ["type": "string", "enum": ["approve", "reject"]]
}
