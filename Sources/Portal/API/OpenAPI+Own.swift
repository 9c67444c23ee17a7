import TemplateEngine
import Ticketing

// The operations on the token's own person.
extension OpenAPI {
    static var showMe: JSONValue {
        operation(
            "getMe", "me", "The person of the token; role and desk of each membership, null for all desks",
            responses: [("200", answer("Me"))] + errors("401", "429"))
    }

    static var showPreferences: JSONValue {
        operation(
            "getPreferences", "me", "What mail the person gets: of the kinds of notices that concern them",
            responses: [("200", answer("Preferences"))] + errors("401", "429"))
    }

    static var changePreferences: JSONValue {
        operation(
            "changePreferences", "me",
            "Changes what is given, and of the kinds those that are given; null is the default",
            parameters: [reference("parameters/idempotencyKey")], body: "PreferencesChange",
            responses: [("200", answer("Preferences"))]
                + errors("400", "401", "409", "413", "415", "422", "429"))
    }

    static var ownSchemas: [(String, JSONValue)] {
        let kinds = NotificationKind.allCases.filter { $0 != .digest }.map {
            ($0.rawValue, values(NotificationPreference.Manner.self))
        }
        let time: JSONValue = ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"]
        let hours: JSONValue = object([("from", time), ("to", time)], isClosed: true)
        let digest = object([("days", values(DigestSchedule.Days.self)), ("time", time)], isClosed: true)
        let wanted = object(
            [("days", values(DigestSchedule.Days.self)), ("time", time)], optional: ["time"], isClosed: true)
        func orNull(_ schema: JSONValue) -> JSONValue { ["anyOf": [schema, ["type": "null"]]] }
        let rest: [(String, JSONValue)] = [
            ("quiet_hours", orNull(hours)),
            ("time_zone", ["type": ["string", "null"], "examples": ["Europe/Berlin"]]),
        ]
        let membership = object([("role", values(Role.self)), ("desk", textOrNull)])
        let languages: [JSONValue] = LanguageTag.shipped.map { .string($0.description) } + [.null]
        return [
            (
                "Me",
                object([
                    ("address", text), ("name", text), ("roles", ["type": "array", "items": membership]),
                    ("language", textOrNull), ("time_zone", textOrNull),
                ])
            ),
            (
                "Preferences",
                object(
                    [("kinds", object(kinds, optional: kinds.map(\.0))), ("digest", orNull(digest))] + rest
                        + [("language", textOrNull)])
            ),
            (
                "PreferencesChange",
                object(
                    [("kinds", object(kinds, optional: kinds.map(\.0), isClosed: true)), ("digest", orNull(wanted))]
                        + rest
                        + [("language", ["type": ["string", "null"], "enum": .array(languages)])],
                    optional: ["kinds", "digest", "quiet_hours", "time_zone", "language"], isClosed: true)
            ),
        ]
    }
}
