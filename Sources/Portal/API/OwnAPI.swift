import Hummingbird
import InternetMessage
import Ticketing

/// Who the token is, and what mail they get.
struct OwnAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/me") { request, context in
            Response.json(APIValues.me(try await APIRequest(request, context, portal).person))
        }
        router.get("/api/v1/me/preferences") { request, context in
            let person = try await APIRequest(request, context, portal).person
            return Response.json(APIValues.settings(MailSettings(of: person)))
        }
        router.patch("/api/v1/me/preferences") { request, context in
            try await change(APIRequest(request, context, portal))
        }
    }

    private func change(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["kinds", "digest", "quiet_hours", "time_zone", "language"])
        let wanted = try MailSettingsReading(fields, of: call.person).settings
        return try await call.once(body) {
            try await portal.keep(wanted, of: call.person)
            return StoredAnswer(status: 200, body: APIValues.settings(wanted).bytes)
        }
    }
}

/// Settings as a request changes them: what it does not name stays.
private struct MailSettingsReading {
    private(set) var settings: MailSettings

    init(_ fields: APIFields, of person: Person) throws(PortalFailure) {
        settings = MailSettings(of: person)
        try readKinds(fields)
        try readDigest(fields)
        try readQuietHours(fields)
        if fields.value("time_zone") != nil { settings.timeZone = try Self.zone(fields) }
        if fields.value("language") != nil { settings.language = try Self.language(fields, of: person) }
    }

    private mutating func readKinds(_ fields: APIFields) throws(PortalFailure) {
        guard let value = fields.value("kinds") else { return }
        guard case .object(let members) = value else { throw fields.fault("kinds", "must be an object") }
        let offered = NotificationKind.allCases.filter { settings.manners[$0] != nil }
        let inner = try APIFields(members, allowed: offered.map(\.rawValue), inside: "kinds.")
        for kind in offered {
            guard let manner = try inner.choice(kind.rawValue, NotificationPreference.Manner.self) else { continue }
            guard manner != .digest || kind.mayBeInDigest else {
                throw inner.fault(kind.rawValue, "must be one of at-once, never")
            }
            settings.manners[kind] = manner
        }
    }

    /// Something that is to come in the digest brings the usual one. Who ends it ends what came in it.
    private mutating func readDigest(_ fields: APIFields) throws(PortalFailure) {
        switch fields.value("digest") {
        case nil: if settings.lacksDigest { settings.digest = .usual }
        case .null:
            settings.digest = nil
            for (kind, manner) in settings.manners where manner == .digest { settings.manners[kind] = .never }
        case .object(let members):
            let inner = try APIFields(members, allowed: ["days", "time"], inside: "digest.")
            guard let days = try inner.choice("days", DigestSchedule.Days.self) else {
                throw inner.fault("days", "is required")
            }
            let schedule = DigestSchedule(days: days)
            settings.digest =
                inner.value("time") == nil
                ? schedule : DigestSchedule(days: days, minute: try Self.minute(inner, "time"))
        default: throw fields.fault("digest", "must be an object with days and time, or null")
        }
    }

    private mutating func readQuietHours(_ fields: APIFields) throws(PortalFailure) {
        switch fields.value("quiet_hours") {
        case nil: return
        case .null: settings.quietHours = nil
        case .object(let members):
            let inner = try APIFields(members, allowed: ["from", "to"], inside: "quiet_hours.")
            settings.quietHours = QuietHours(from: try Self.minute(inner, "from"), to: try Self.minute(inner, "to"))
            if settings.quietHours == nil { throw inner.fault("to", "must be another time than from") }
        default: throw fields.fault("quiet_hours", "must be an object with from and to, or null")
        }
    }

    private static func minute(_ fields: APIFields, _ name: String) throws(PortalFailure) -> Int {
        let text = try fields.required(name)
        guard text.utf8.count == 5, let minute = ClockTime.minute(text) else {
            throw fields.fault(name, "must be a time of the day, such as 22:30")
        }
        return minute
    }

    private static func zone(_ fields: APIFields) throws(PortalFailure) -> String? {
        guard let name = try fields.string("time_zone") else { return nil }
        guard ZoneName.zone(name) != nil else {
            throw fields.fault("time_zone", "must be the IANA name of a zone, such as Europe/Berlin")
        }
        return name
    }

    private static func language(_ fields: APIFields, of person: Person) throws(PortalFailure) -> String? {
        guard let tag = try fields.string("language") else { return nil }
        let offered = MailLanguage.offered(to: person).map(\.0)
        guard offered.contains(tag) else {
            throw fields.fault("language", "must be one of \(offered.joined(separator: ", "))")
        }
        return tag
    }
}

extension APIValues {
    static func me(_ person: Person) -> JSONValue {
        let roles = person.memberships.map { membership -> JSONValue in
            ["role": .string(membership.role.rawValue), "desk": .optional(membership.desk)]
        }
        return [
            "address": .string(person.address.description), "name": .string(person.name), "roles": .array(roles),
            "language": .optional(person.language), "time_zone": .optional(person.timeZone),
        ]
    }

    static func settings(_ settings: MailSettings) -> JSONValue {
        let kinds = NotificationKind.allCases.compactMap { kind in
            settings.manners[kind].map { JSONValue.Member(name: kind.rawValue, value: .string($0.rawValue)) }
        }
        let hours: JSONValue =
            settings.quietHours.map {
                ["from": .string(ClockTime.text($0.from)), "to": .string(ClockTime.text($0.to))]
            } ?? .null
        let digest: JSONValue =
            settings.digest.map {
                ["days": .string($0.days.rawValue), "time": .string(ClockTime.text($0.minute))]
            } ?? .null
        return [
            "kinds": .object(kinds), "digest": digest, "quiet_hours": hours, "time_zone": .optional(settings.timeZone),
            "language": .optional(settings.language),
        ]
    }
}
