import Ticketing

// The operation of reports.
extension OpenAPI {
    static var showReport: JSONValue {
        operation(
            "getReport", "reports",
            "What a desk did in a calendar week or month, beside the period before; for its leads, auditors and administrators",
            parameters: [
                required("desk", ["type": "string"], "Name of a desk"),
                required("period", cycles, "A week begins on Monday"),
                query(
                    "on", ["type": "string", "format": "date"],
                    "A day of the period; without it, the last one that is over"),
            ], responses: [("200", answer("Report"))] + errors("400", "401", "403", "404", "422", "429"))
    }

    static var reportSchemas: [(String, JSONValue)] {
        let spread: JSONValue = [
            "type": ["object", "null"], "required": ["median", "p90"], "properties": ["median": count, "p90": count],
        ]
        let figures = object([
            ("opened", count), ("resolved", count), ("reopened", count), ("backlog", count),
            ("first_response_seconds", spread), ("resolution_seconds", spread),
        ])
        let share: JSONValue = [
            "type": ["object", "null"], "required": ["kept", "due"], "properties": ["kept": count, "due": count],
        ]
        let shares: [(String, JSONValue)] = [("first_response", share), ("resolution", share)]
        let before: JSONValue = ["anyOf": [object(shares), ["type": "null"]]]
        let satisfaction: JSONValue = [
            "anyOf": [
                object([("answers", count), ("average", ["type": "number"]), ("satisfied", ["type": "number"])]),
                ["type": "null"],
            ]
        ]
        let counts: JSONValue = ["type": "array", "items": count]
        return [
            ("Figures", figures),
            (
                "Report",
                object([
                    ("desk", text), ("period", cycles), ("from", time), ("to", time),
                    ("figures", reference("schemas/Figures")),
                    ("before", ["oneOf": [reference("schemas/Figures"), ["type": "null"]]]),
                    ("channels", ["type": "object", "additionalProperties": reference("schemas/Figures")]),
                    ("promises", ["anyOf": [object(shares + [("before", before)]), ["type": "null"]]]),
                    ("satisfaction", satisfaction), ("satisfaction_before", satisfaction),
                    ("days", object([("opened", counts), ("resolved", counts)])),
                ])
            ),
        ]
    }

    private static var cycles: JSONValue {
        ["type": "string", "enum": .array(ReportCycle.allCases.map { .string($0.rawValue) })]
    }

    private static func required(_ name: String, _ schema: JSONValue, _ description: String) -> JSONValue {
        [
            "name": .string(name), "in": "query", "required": true, "schema": schema,
            "description": .string(description),
        ]
    }
}
