import Ticketing

// The operations of talking about approvals, of asking anew, and of their files.
extension OpenAPI {
    static var approvalTalkPaths: [(String, JSONValue)] {
        [
            (
                "/api/v1/approvals/{id}/comments",
                [
                    "parameters": [reference("parameters/id")],
                    "post": operation(
                        "commentOnApproval", "approvals",
                        "Asks or remarks without deciding; what approvers say is mailed to who asks, what others say to them",
                        parameters: [reference("parameters/idempotencyKey")], body: "NewApprovalComment",
                        responses: [("201", answer("ApprovalComment"))]
                            + errors("400", "401", "403", "404", "409", "413", "415", "422", "429")),
                ]
            ),
            (
                "/api/v1/approvals/{id}/revise",
                [
                    "parameters": [reference("parameters/id")],
                    "post": operation(
                        "reviseApproval", "approvals",
                        "Asks anew about something else, from the first step on; what is left out stays as it is",
                        parameters: [reference("parameters/idempotencyKey")], body: "RevisedApproval",
                        responses: [("200", answer("Approval"))]
                            + errors("400", "401", "403", "404", "409", "413", "415", "422", "429")),
                ]
            ),
            (
                "/api/v1/approvals/{id}/files/{number}",
                [
                    "parameters": [
                        reference("parameters/id"),
                        [
                            "name": "number", "in": "path", "required": true,
                            "schema": ["type": "integer", "minimum": 1],
                            "description": "Place in the approval's list of files; 1 is the first",
                        ],
                    ],
                    "get": operation(
                        "getApprovalFile", "approvals", "The bytes of a file that is to be decided about",
                        responses: [("200", binary("application/octet-stream"))] + errors("401", "404", "410", "429")),
                ]
            ),
        ]
    }

    static var approvalComment: JSONValue {
        object([
            ("id", text), ("author", reference("schemas/Mailbox")), ("text", text), ("channel", values(Channel.self)),
            ("content_version", count), ("created_at", time), ("mail", textOrNull),
        ])
    }

    /// What is asked beside the text; files are named by their attachments' numbers.
    static var approvalContent: [(String, JSONValue)] {
        let field = object(
            [("label", ["type": "string", "minLength": 1]), ("value", ["type": "string", "minLength": 1])],
            isClosed: true)
        return [
            (
                "fields",
                ["type": "array", "items": field, "maxItems": .integer(Int64(ApprovalContent.mostFields))]
            ),
            (
                "files",
                [
                    "type": "array", "items": ["type": "string"],
                    "maxItems": .integer(Int64(ApprovalContent.mostFiles)),
                ]
            ),
        ]
    }

    static var approvalTalkRequests: [(String, JSONValue)] {
        [
            ("NewApprovalComment", object([("text", ["type": "string", "minLength": 1])], isClosed: true)),
            (
                "RevisedApproval",
                object(
                    [("text", ["type": "string", "minLength": 1])] + approvalContent,
                    optional: ["text", "fields", "files"], isClosed: true)
            ),
        ]
    }
}
