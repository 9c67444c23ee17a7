import Ticketing

extension OpenAPI {
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/" + name)] }

    static func operation(
        _ id: String, _ tag: String, _ summary: String, parameters: [JSONValue] = [], body: String? = nil,
        responses: [(String, JSONValue)]
    ) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "operationId", value: .string(id)), .init(name: "tags", value: [.string(tag)]),
            .init(name: "summary", value: .string(summary)),
        ]
        if !parameters.isEmpty { members.append(.init(name: "parameters", value: .array(parameters))) }
        if let body {
            members.append(
                .init(
                    name: "requestBody",
                    value: [
                        "required": true,
                        "content": ["application/json": ["schema": reference("schemas/" + body)]],
                    ]))
        }
        members.append(
            .init(name: "responses", value: .object(responses.map { JSONValue.Member(name: $0.0, value: $0.1) })))
        return .object(members)
    }

    static func answer(_ schema: String) -> JSONValue {
        [
            "description": "Done",
            "content": ["application/json": ["schema": reference("schemas/" + schema)]],
        ]
    }

    static func binary(_ type: String) -> JSONValue {
        ["description": "Bytes", "content": .object([.init(name: type, value: [:])])]
    }

    static func errors(_ codes: String...) -> [(String, JSONValue)] {
        (codes + ["500", "503"]).map { ($0, reference("responses/problem")) }
    }

    static func query(_ name: String, _ schema: JSONValue, _ description: String) -> JSONValue {
        [
            "name": .string(name), "in": "query", "required": false, "schema": schema,
            "description": .string(description),
        ]
    }

    static var components: JSONValue {
        [
            "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            "parameters": [
                "number": [
                    "name": "number", "in": "path", "required": true,
                    "schema": ["type": "string", "examples": ["IT-1042"]],
                ],
                "id": ["name": "id", "in": "path", "required": true, "schema": ["type": "string"]],
                "cursor": query(
                    "cursor", ["type": "string", "pattern": "^([0-9]+([.][0-9]+)?)?$"],
                    "next_cursor of the part before"),
                "limit": query(
                    "limit", ["type": "integer", "minimum": 1, "maximum": 200, "default": 50], "Items in a part"),
                "idempotencyKey": [
                    "name": "Idempotency-Key", "in": "header", "required": false,
                    "schema": ["type": "string", "minLength": 1, "maxLength": 200],
                    "description": "A repeated request with the same key gets the first one's answer, for a day",
                ],
            ],
            "responses": [
                "problem": [
                    "description": "Not done, and why",
                    "content": ["application/problem+json": ["schema": reference("schemas/Problem")]],
                ]
            ],
            "schemas": schemas,
        ]
    }

    static func values<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type, nullable: Bool = false
    ) -> JSONValue where Value.RawValue == String {
        let all = Value.allCases.map { JSONValue.string($0.rawValue) }
        return nullable
            ? ["type": ["string", "null"], "enum": .array(all + [.null])] : ["type": "string", "enum": .array(all)]
    }

    /// One or more values with commas between them.
    static func several<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> JSONValue
    where Value.RawValue == String {
        let one = "(" + Value.allCases.map(\.rawValue).joined(separator: "|") + ")"
        return ["type": "string", "pattern": .string("^(\(one)(,\(one))*)?$")]
    }

    static func object(
        _ properties: [(String, JSONValue)], optional: [String] = [], isClosed: Bool = false
    ) -> JSONValue {
        let required = properties.map(\.0).filter { !optional.contains($0) }.map(JSONValue.string)
        var members: [JSONValue.Member] = [
            .init(name: "type", value: "object"), .init(name: "required", value: .array(required)),
            .init(
                name: "properties",
                value: .object(properties.map { JSONValue.Member(name: $0.0, value: $0.1) })),
        ]
        if isClosed { members.append(.init(name: "additionalProperties", value: false)) }
        return .object(members)
    }

    static func list(_ schema: String) -> JSONValue {
        ["type": "array", "items": reference("schemas/" + schema)]
    }

    static let text: JSONValue = ["type": "string"]
    static let textOrNull: JSONValue = ["type": ["string", "null"]]
    static let count: JSONValue = ["type": "integer"]
    static let time: JSONValue = ["type": "string", "format": "date-time"]
    static let timeOrNull: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]

    static func page(_ schema: String) -> JSONValue {
        object([("items", list(schema)), ("next_cursor", textOrNull)])
    }

    private static var ticketProperties: [(String, JSONValue)] {
        [
            ("number", text), ("subject", text), ("status", values(TicketState.self)),
            ("kind", values(TicketKind.self)), ("priority", values(Priority.self)), ("desk", text),
            ("requester", reference("schemas/Mailbox")), ("participants", list("Mailbox")),
            ("assignee", ["anyOf": [reference("schemas/Mailbox"), ["type": "null"]]]), ("created_at", time),
            ("updated_at", time), ("flags", texts), ("version", ["type": "integer"]),
            ("rating", ["anyOf": [ratingSchema, ["type": "null"]]]), ("due_at", timeOrNull),
            ("is_late", ["type": "boolean"]),
        ]
    }

    /// What the desk owes next; only those who see its inside get it.
    private static let due = ["due_at", "is_late"]

    /// What the requester says of it; for the requester and those who work the ticket.
    private static var ratingSchema: JSONValue {
        object([
            ("score", ["type": "integer", "minimum": 1, "maximum": 5]), ("comment", text), ("at", time),
        ])
    }

    /// Of an agent's answer; only those who work the ticket get it.
    private static let recipients: (String, JSONValue) = ("recipients", reference("schemas/Recipients"))

    private static var recipientsSchema: JSONValue {
        let bystander = object([
            ("name", text), ("address", text), ("reason", values(AnswerAudience.Reason.self)), ("detail", textOrNull),
        ])
        return object([
            ("to", list("Mailbox")), ("cc", list("Mailbox")), ("unnamed", list("Mailbox")),
            ("without", ["type": "array", "items": bystander]),
        ])
    }

    private static var entryProperties: [(String, JSONValue)] {
        [
            ("id", text), ("kind", values(EntryKind.self)), ("direction", values(EntryDirection.self, nullable: true)),
            ("channel", values(Channel.self)), ("author", reference("schemas/Mailbox")), ("text", text),
            ("html", textOrNull), ("new", textOrNull),
            ("change", ["anyOf": [reference("schemas/Change"), ["type": "null"]]]), ("flags", texts),
            ("created_at", time), ("mail", textOrNull), ("message_id", textOrNull),
            ("reply_to", texts), ("attachments", list("Attachment")), ("approval", textOrNull),
        ]
    }

    private static var mailProperties: [(String, JSONValue)] {
        [
            ("id", text), ("state", values(MailState.self)), ("reason", textOrNull), ("desk", text),
            ("sender", textOrNull), ("recipients", texts), ("transport", text), ("size", ["type": "integer"]),
            ("sha256", text), ("message_id", textOrNull), ("from", textOrNull), ("subject", textOrNull),
            ("ticket", textOrNull), ("trace", texts), ("problems", texts), ("failures", ["type": "integer"]),
            ("received_at", time), ("settled_at", timeOrNull), ("raw_removed_at", timeOrNull),
            ("left_in", textOrNull),
            ("copies", ["type": "integer"]), ("copied_at", timeOrNull), ("copied_by", textOrNull),
        ]
    }

    private static var mailboxSchemas: [(String, JSONValue)] {
        let failure = object([
            ("trouble", values(MailboxTrouble.self)), ("detail", text), ("at", time), ("since", time), ("count", count),
        ])
        let consent = object([
            ("source", values(MailboxConsent.Source.self)), ("obtained_at", timeOrNull), ("ends_at", timeOrNull),
            ("refused_at", timeOrNull), ("in_portal", ["type": "boolean"]),
        ])
        let mailbox = object([
            ("id", text), ("name", text), ("protocol", values(MailboxRecord.Access.self)), ("desk", text),
            ("health", values(MailboxHealth.self)), ("last_success_at", timeOrNull),
            ("failure", ["anyOf": [failure, ["type": "null"]]]), ("taken", count), ("taken_at", timeOrNull),
            ("remaining", count), ("left_too_large", count), ("left_unreadable", count),
            ("sign_in", ["type": "string", "enum": ["password", "consent", "application"]]),
            ("consent", ["anyOf": [consent, ["type": "null"]]]),
        ])
        return [("PolledMailbox", mailbox), ("MailboxPage", page("PolledMailbox"))]
    }

    private static var outgoingProperties: [(String, JSONValue)] {
        [
            ("id", text), ("state", values(OutgoingState.self)), ("template", text), ("version", ["type": "integer"]),
            ("language", text), ("recipient", reference("schemas/Mailbox")), ("ticket", textOrNull),
            ("message_id", text),
            ("priority", ["type": "string", "enum": .array(OutgoingPriority.allCases.map { .string($0.name) })]),
            ("attempts", ["type": "integer"]), ("last_reply", textOrNull), ("created_at", time),
            ("next_attempt_at", timeOrNull), ("settled_at", timeOrNull),
        ]
    }

    private static var requests: [(String, JSONValue)] {
        let written: JSONValue = ["type": "string", "minLength": 1]
        let address: JSONValue = ["type": "string", "format": "email"]
        let person: JSONValue = object(
            [("name", textOrNull), ("address", address)], optional: ["name"], isClosed: true)
        return [
            (
                "NewTicket",
                object(
                    [
                        ("desk", written), ("subject", written), ("text", written), ("requester", person),
                        ("kind", values(TicketKind.self)), ("priority", values(Priority.self)),
                    ], optional: ["requester", "kind", "priority"], isClosed: true)
            ),
            (
                "TicketChange",
                object(
                    [
                        ("status", values(TicketState.self)),
                        ("assignee", ["anyOf": [address, person, ["type": "null"]]]),
                        ("priority", values(Priority.self)), ("version", ["type": "integer"]),
                    ], optional: ["status", "assignee", "priority", "version"], isClosed: true)
            ),
            ("Drop", object([("reason", written)], isClosed: true)),
            (
                "NewEntry",
                object(
                    [
                        ("kind", ["type": "string", "enum": ["reply", "note"]]), ("text", written),
                        ("leave_out", texts),
                    ], optional: ["leave_out"], isClosed: true)
            ),
        ]
    }

    private static var schemas: JSONValue {
        let answers: [(String, JSONValue)] = [
            ("Mailbox", object([("name", text), ("address", text)])),
            (
                "Attachment",
                object([
                    ("id", text), ("name", text), ("type", text), ("size", ["type": "integer"]), ("sha256", text),
                ])
            ),
            ("Change", object([("field", text), ("from", textOrNull), ("to", textOrNull)])),
            ("Entry", object(entryProperties)),
            ("NewlyMadeEntry", object(entryProperties + [recipients], optional: ["recipients"])),
            ("Recipients", recipientsSchema), ("Ticket", object(ticketProperties, optional: due)),
            (
                "TicketWithEntries",
                object(
                    ticketProperties + [("entries", list("Entry")), recipients], optional: due + ["recipients"])
            ),
            ("TicketPage", page("Ticket")), ("Mail", object(mailProperties)), ("MailPage", page("Mail")),
            ("Outgoing", object(outgoingProperties)), ("OutgoingPage", page("Outgoing")),
            ("OutgoingWithHistory", object(outgoingProperties + [("history", list("Attempt"))])),
            (
                "Attempt",
                object([("at", time), ("outcome", values(OutgoingAttempt.Outcome.self)), ("reply", text)])
            ),
            (
                "Suppression",
                object([
                    ("address", text), ("reason", text), ("source", values(Suppression.Source.self)),
                    ("message", textOrNull), ("since", time),
                ])
            ), ("SuppressionPage", page("Suppression")),
            ("Event", object([("ticket", text), ("type", text), ("at", time)])),
            (
                "Problem",
                object(
                    [
                        ("type", text), ("title", text), ("status", ["type": "integer"]), ("detail", text),
                        ("request_id", text),
                        (
                            "errors",
                            ["type": "array", "items": object([("field", text), ("detail", text)])]
                        ),
                    ], optional: ["errors"])
            ),
        ]
        return .object(
            (answers + mailboxSchemas + ownSchemas + reportSchemas + approvalSchemas + requests + approvalRequests).map
            {
                JSONValue.Member(name: $0.0, value: $0.1)
            })
    }
}
