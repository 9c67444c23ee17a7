import Ticketing

/// Which report a page or form is about, for somebody who may see it.
struct ReportPlace: Sendable {
    let desk: Desk
    let period: ReportPeriod
    /// nil where nobody asked for a day: the last period that is over.
    let day: CivilDay?

    /// By the fields `desk`, `period` and `on`; the person's first desk and a week by default.
    init(_ page: PageRequest, _ fields: FormFields) throws(PortalFailure) {
        let desks = page.portal.reportedDesks(for: page.person)
        let name = fields.filled("desk")
        guard let desk = name.map({ name in desks.first { $0.name == name } }) ?? desks.first else { throw .notFound }
        guard let cycle = ReportCycle(rawValue: fields.filled("period") ?? ReportCycle.week.rawValue) else {
            throw .badRequest("period")
        }
        let on = fields.filled("on")
        day = on.flatMap { CivilDay($0) }
        guard on == nil || day != nil, let period = page.portal.ports.reports.period(cycle, on: day),
            period.start <= page.portal.now()
        else { throw .badRequest("on") }
        self.desk = desk
        self.period = period
    }

    /// `/a/reports…` with this place's fields.
    func path(_ rest: String = "", _ more: String = "") -> String {
        Self.path(rest, desk: desk.name, period.cycle, on: period.day) + more
    }

    /// The same of another desk; the day only where one was asked for.
    func path(of desk: Desk) -> String { Self.path(desk: desk.name, period.cycle, on: day) }

    func path(as cycle: ReportCycle) -> String { Self.path(desk: desk.name, cycle, on: day) }

    /// The period before or after; nil where none is.
    func path(to other: ReportPeriod?) -> String? {
        guard let day = other?.day, CivilDay.years.contains(day.year) else { return nil }
        return Self.path(desk: desk.name, period.cycle, on: day)
    }

    private static func path(
        _ rest: String = "", desk: String, _ cycle: ReportCycle, on day: CivilDay?
    ) -> String {
        "/a/reports\(rest)?desk=\(desk.queryEscaped)&period=\(cycle.rawValue)" + (day.map { "&on=\($0)" } ?? "")
    }
}

extension Portal {
    /// Desks whose reports somebody may see.
    func reportedDesks(for person: Person) -> [Desk] {
        desks.desks.filter { AccessPolicy.readsReports(person, desk: $0.name) }
    }
}
