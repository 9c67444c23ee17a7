import Foundation
import Hummingbird
import InternetMessage
import Ticketing

/// Who stands in for whom: a person's own, and all of them for those who see desks.
struct SubstituteRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/approvals/substitutes") { request, context in
            Response.page(try await view(PageRequest(request, context, portal), FormState()))
        }
        router.post("/approvals/substitutes") { request, context in
            try await delegate(signedIn(request, context))
        }
        router.post("/approvals/substitutes/:id/revoke") { request, context in
            try await revoke(signedIn(request, context))
        }
        router.get("/a/substitutes") { request, context in try await all(PageRequest(request, context, portal)) }
    }

    private func signedIn(_ request: Request, _ context: PortalContext) throws(PortalFailure) -> PageRequest {
        guard context.visitor.session != nil else { throw .forged }
        return try PageRequest(request, context, portal)
    }

    private func zone(of person: Person) -> TimeZone {
        person.timeZone.flatMap(ZoneName.zone) ?? portal.configuration.zone
    }

    private func view(_ page: PageRequest, _ state: FormState) async throws -> HTML {
        let now = portal.now()
        return SubstitutesPage(
            frame: page.frame, form: page.form, person: page.person,
            delegations: try await portal.ports.approvals.delegations(of: page.person.id, at: now),
            zone: zone(of: page.person), now: now, seesAll: PersonReach(page.person).seesDesks, state: state
        ).html
    }

    private func all(_ page: PageRequest) async throws -> Response {
        guard PersonReach(page.person).seesDesks else { throw PortalFailure.notFound }
        let now = portal.now()
        return .page(
            SubstituteListPage(
                frame: page.frame, delegations: try await portal.ports.approvals.delegations(of: nil, at: now),
                zone: zone(of: page.person), now: now
            ).html)
    }

    private func delegate(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let asked = AskedDelegation(fields, zone: zone(of: page.person), page.words)
        guard let address = asked.address, let start = asked.from, let end = asked.until else {
            return .page(try await view(page, asked.state), status: .unprocessableContent)
        }
        do {
            return try await page.once(fields) {
                try await portal.ports.approving.delegate(to: address, from: start, until: end, by: page.person)
                return ("/approvals/substitutes", .delegated)
            }
        } catch DelegationError.refused(let refusal) {
            var state = asked.state
            state.problems = [(field: refusal.field, message: page.words.refusal(refusal))]
            return .page(try await view(page, state), status: .unprocessableContent)
        } catch DelegationError.store(let error) {
            throw error
        }
    }

    private func revoke(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        guard let id = DelegationID(text: page.parameter("id")) else { throw PortalFailure.notFound }
        return try await page.once(fields) {
            try await portal.ports.approving.revoke(id, of: page.person)
            return ("/approvals/substitutes", .revoked)
        }
    }
}

/// A delegation as the form asks for it, in days of the person's zone. The last day counts whole.
struct AskedDelegation {
    let address: MailAddress?
    let from: Date?
    let until: Date?
    private(set) var state = FormState()

    init(_ fields: FormFields, zone: TimeZone, _ words: Words) {
        address = MailAddressInput.address(fields["address"] ?? "")
        from = CalendarDay(fields["from"] ?? "")?.start(in: zone)
        until = CalendarDay(fields["until"] ?? "")?.end(in: zone)
        state.fields = fields
        if address == nil { state.problems.append((field: "address", message: words.addressMissing)) }
        if from == nil { state.problems.append((field: "from", message: words.dayWrong)) }
        if until == nil { state.problems.append((field: "until", message: words.dayWrong)) }
    }
}

extension DelegationRefusal {
    var field: String {
        switch self {
        case .oneself, .unknown, .tooMany: "address"
        case .endsBeforeItBegins, .isOver, .tooLong: "until"
        }
    }
}
