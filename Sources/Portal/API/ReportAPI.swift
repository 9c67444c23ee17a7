import Hummingbird
import Ticketing

/// Figures of desks through the API.
struct ReportAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/reports") { request, context in try await show(APIRequest(request, context, portal)) }
    }

    private func show(_ call: APIRequest) async throws -> Response {
        guard !portal.reportedDesks(for: call.person).isEmpty else { throw PortalFailure.forbidden }
        let fields = try call.request.query
        guard let name = fields.filled("desk") else { throw PortalFailure.invalid(field: "desk", "is required") }
        guard let desk = portal.reportedDesks(for: call.person).first(where: { $0.name == name }) else {
            throw PortalFailure.notFound
        }
        let period = try period(fields)
        return .json(ReportJSON.value(try await portal.ports.reports.report(of: desk.name, period), desk: desk.name))
    }

    private func period(_ fields: FormFields) throws(PortalFailure) -> ReportPeriod {
        guard let text = fields.filled("period") else { throw .invalid(field: "period", "is required") }
        guard let cycle = ReportCycle(rawValue: text) else {
            throw .invalid(field: "period", "must be week or month")
        }
        var day: CivilDay?
        if let text = fields.filled("on") {
            day = CivilDay(text)
            if day == nil { throw .invalid(field: "on", "must be a day such as 2026-11-23") }
        }
        guard let period = portal.ports.reports.period(cycle, on: day) else {
            throw .invalid(field: "on", "there is no such day")
        }
        guard period.start <= portal.now() else { throw .invalid(field: "on", "must not be in a period to come") }
        return period
    }
}
