import Ticketing

/// The description of the API that `/api/v1/openapi.json` serves.
///
/// - Standard: OpenAPI Specification 3.1.1; JSON Schema 2020-12
public enum OpenAPI {
    /// The document's bytes, for files beside the program.
    public static var bytes: [UInt8] { document.bytes }

    static let document: JSONValue = [
        "openapi": "3.1.1",
        "info": [
            "title": "Martlet", "version": "1.0.0",
            "description":
                "The support desk. Every operation obeys the same permissions as the portal. Requests with a body carry application/json; unknown fields are refused. Times are RFC 3339 in UTC. Errors are RFC 9457 problems.",
        ],
        "servers": [["url": "/"]], "security": [["token": []]],
        "tags": [
            ["name": "tickets"], ["name": "mail"], ["name": "queue"], ["name": "mailboxes"], ["name": "approvals"],
            ["name": "reports"], ["name": "me"], ["name": "events"], ["name": "meta"],
        ],
        "paths": paths, "components": components,
    ]

    static var paths: JSONValue {
        guard case .object(let members) = ticketAndMailPaths else { return ticketAndMailPaths }
        return .object(members + approvalPaths.map { JSONValue.Member(name: $0.0, value: $0.1) })
    }

    private static var ticketAndMailPaths: JSONValue {
        [
            "/api/v1/tickets": ["get": listTickets, "post": openTicket],
            "/api/v1/tickets/{number}": [
                "parameters": [reference("parameters/number")], "get": showTicket, "patch": changeTicket,
            ],
            "/api/v1/tickets/{number}/entries": [
                "parameters": [reference("parameters/number")], "post": addEntry,
            ],
            "/api/v1/tickets/{number}/attachments/{id}": [
                "parameters": [reference("parameters/number"), reference("parameters/id")],
                "get": operation(
                    "getAttachment", "tickets", "The bytes of an attachment",
                    responses: [("200", binary("application/octet-stream"))] + errors("401", "404", "429")),
            ],
            "/api/v1/mail": ["get": listMail],
            "/api/v1/mail/{id}": [
                "parameters": [reference("parameters/id")],
                "get": operation(
                    "getMail", "mail", "A mail of the ledger with its trace",
                    responses: [("200", answer("Mail"))] + errors("401", "404", "429")),
            ],
            "/api/v1/mail/{id}/raw": [
                "parameters": [reference("parameters/id")],
                "get": operation(
                    "getRawMail", "mail", "The bytes as they came",
                    responses: [("200", binary("message/rfc822"))] + errors("401", "404", "410", "429")),
            ],
            "/api/v1/mailboxes": [
                "get": operation(
                    "listMailboxes", "mailboxes",
                    "The mailboxes that mail is fetched from, and how they are; for administrators",
                    responses: [("200", answer("MailboxPage"))] + errors("401", "403", "429"))
            ],
            "/api/v1/queue": ["get": listQueue],
            "/api/v1/queue/{id}": [
                "parameters": [reference("parameters/id")],
                "get": operation(
                    "getOutgoing", "queue", "An outgoing message with what happened to it",
                    responses: [("200", answer("OutgoingWithHistory"))] + errors("401", "404", "429")),
            ],
            "/api/v1/queue/{id}/raw": [
                "parameters": [reference("parameters/id")],
                "get": operation(
                    "getRawOutgoing", "queue",
                    "The bytes as they are sent; none for a message that is not composed, or holds a personal link",
                    responses: [("200", binary("message/rfc822"))] + errors("401", "404", "429")),
            ],
            "/api/v1/queue/{id}/retry": ["parameters": [reference("parameters/id")], "post": retryOutgoing],
            "/api/v1/queue/{id}/drop": ["parameters": [reference("parameters/id")], "post": dropOutgoing],
            "/api/v1/suppressions": ["get": listSuppressions],
            "/api/v1/suppressions/{address}": [
                "parameters": [
                    ["name": "address", "in": "path", "required": true, "schema": ["type": "string"]]
                ], "delete": liftSuppression,
            ],
            "/api/v1/me": ["get": showMe],
            "/api/v1/me/preferences": ["get": showPreferences, "patch": changePreferences],
            "/api/v1/reports": ["get": showReport],
            "/api/v1/events": ["get": events],
            "/api/v1/openapi.json": [
                "get": [
                    "operationId": "getDescription", "tags": ["meta"], "summary": "This document", "security": [],
                    "responses": [
                        "200": [
                            "description": "OpenAPI 3.1",
                            "content": ["application/json": ["schema": ["type": "object"]]],
                        ]
                    ],
                ]
            ],
        ]
    }

    private static var listTickets: JSONValue {
        operation(
            "listTickets", "tickets", "Tickets the token may read, newest change first",
            parameters: [
                query("query", ["type": "string"], "Words that must occur; what follows 200 characters is left out"),
                query("status", several(TicketState.self), "One or more status values, separated by commas"),
                query("desk", ["type": "string"], "Name of a desk"),
                query("assignee", ["type": "string"], "An address, or none for unassigned"),
                query(
                    "late", ["type": "boolean"],
                    "Only tickets of which a promise is missed; for those who see a desk's tickets"),
                reference("parameters/cursor"), reference("parameters/limit"),
            ], responses: [("200", answer("TicketPage"))] + errors("400", "401", "422", "429"))
    }

    private static var openTicket: JSONValue {
        operation(
            "openTicket", "tickets",
            "Opens a ticket: for oneself, or with an agent's token for anybody. Without requester, for oneself.",
            parameters: [reference("parameters/idempotencyKey")], body: "NewTicket",
            responses: [("201", answer("TicketWithEntries"))]
                + errors("400", "401", "403", "409", "413", "415", "422", "429"))
    }

    private static var showTicket: JSONValue {
        operation(
            "getTicket", "tickets", "A ticket with its entries, oldest first; notes for agents only",
            responses: [("200", answer("TicketWithEntries"))] + errors("401", "404", "429"))
    }

    private static var changeTicket: JSONValue {
        operation(
            "changeTicket", "tickets", "Changes what is given, all or nothing; version refuses it when outdated",
            parameters: [reference("parameters/idempotencyKey")], body: "TicketChange",
            responses: [("200", answer("TicketWithEntries"))]
                + errors("400", "401", "403", "404", "409", "413", "415", "422", "429"))
    }

    private static var addEntry: JSONValue {
        operation(
            "addEntry", "tickets", "Adds a public reply, or a note that only agents see",
            parameters: [reference("parameters/idempotencyKey")], body: "NewEntry",
            responses: [("201", answer("NewlyMadeEntry"))]
                + errors("400", "401", "403", "404", "409", "413", "415", "422", "429"))
    }

    private static var listMail: JSONValue {
        operation(
            "listMail", "mail", "The ledger of incoming mail, newest first",
            parameters: [
                query("state", several(MailState.self), "One or more states, separated by commas"),
                reference("parameters/cursor"), reference("parameters/limit"),
            ], responses: [("200", answer("MailPage"))] + errors("400", "401", "403", "422", "429"))
    }

    private static var events: JSONValue {
        operation(
            "followEvents", "events",
            "Server-sent events ticket.opened, ticket.entry, ticket.changed, ticket.approval and ticket.rated of tickets the token may read; data is an Event. Last-Event-ID resumes.",
            parameters: [
                [
                    "name": "Last-Event-ID", "in": "header", "required": false,
                    "schema": ["type": "integer", "minimum": 0],
                    "description": "Sequence of the last event seen",
                ]
            ],
            responses: [
                (
                    "200",
                    [
                        "description": "A stream that stays open",
                        "content": ["text/event-stream": ["schema": ["type": "string"]]],
                    ]
                )
            ] + errors("401", "429"))
    }
}
