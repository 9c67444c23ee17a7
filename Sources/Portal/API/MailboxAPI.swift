import Hummingbird
import Ticketing

import struct Foundation.Date

/// The mailboxes through the API, for administrators.
struct MailboxAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/mailboxes") { request, context in
            try await list(APIRequest(request, context, portal))
        }
    }

    /// All of them at once: as many as the configuration names.
    private func list(_ call: APIRequest) async throws -> Response {
        guard AccessPolicy.isAdministrator(call.person) else { throw PortalFailure.forbidden }
        let now = portal.now()
        let items = try await portal.ports.mailboxes.list().map { APIValues.mailbox($0, at: now) }
        return .json(APIValues.page(Page(items: items, nextCursor: nil)))
    }
}

extension APIValues {
    static func mailbox(_ record: MailboxRecord, at now: Date) -> JSONValue {
        let state = record.state
        let signIn: JSONValue =
            switch record.signIn {
            case .password: "password"
            case .consent: "consent"
            case .application: "application"
            }
        return [
            "id": .string(record.id), "name": .string(record.name), "protocol": .string(record.access.rawValue),
            "desk": .string(record.desk), "health": .string(record.health(at: now).rawValue),
            "last_success_at": .optional(state.succeededAt?.rfc3339),
            "failure": record.failure.map(failure) ?? .null, "taken": .integer(Int64(state.taken)),
            "taken_at": .optional(state.takenAt?.rfc3339), "remaining": .integer(Int64(state.remaining)),
            "left_too_large": .integer(Int64(state.leftTooLarge)),
            "left_unreadable": .integer(Int64(state.leftUnreadable)), "sign_in": signIn,
            "consent": record.consent.map { consent($0, isHere: record.consentOrigin != nil) } ?? .null,
        ]
    }

    private static func failure(_ failure: MailboxState.Failure) -> JSONValue {
        [
            "trouble": .string(failure.trouble.rawValue), "detail": .string(failure.words),
            "at": .string(failure.at.rfc3339), "since": .string(failure.since.rfc3339),
            "count": .integer(Int64(failure.count)),
        ]
    }

    private static func consent(_ consent: MailboxConsent, isHere: Bool) -> JSONValue {
        [
            "source": .string(consent.source.rawValue), "obtained_at": .optional(consent.obtainedAt?.rfc3339),
            "ends_at": .optional(consent.endsAt?.rfc3339), "refused_at": .optional(consent.refusedAt?.rfc3339),
            "in_portal": .bool(isHere),
        ]
    }
}
