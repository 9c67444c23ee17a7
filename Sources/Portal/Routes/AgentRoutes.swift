import Hummingbird
import InternetMessage
import Ticketing

/// The pages of those who work or watch desks: inbox and ledger.
struct AgentRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/a") { _, _ in Response.seeOther("/a/inbox") }
        router.get("/a/inbox") { request, context in try await inbox(PageRequest(request, context, portal)) }
        router.get("/a/mail") { request, context in try await mails(PageRequest(request, context, portal)) }
        router.get("/a/mail/:id") { request, context in try await mail(PageRequest(request, context, portal)) }
        router.get("/a/mail/:id/raw") { request, context in try await raw(PageRequest(request, context, portal)) }
        router.post("/a/mail/:id/retry") { request, context in
            try await retryMail(PageRequest(request, context, portal))
        }
    }

    private func reach(_ page: PageRequest) throws(PortalFailure) -> PersonReach {
        let reach = PersonReach(page.person)
        guard reach.seesDesks else { throw .notFound }
        return reach
    }

    private func inbox(_ page: PageRequest) async throws -> Response {
        let reach = try reach(page)
        let filter = InboxFilter(try page.request.query)
        let late = Lateness(portal.desks, at: portal.now())
        let list = try await portal.ports.tickets.list(reach.limited(filter.ticketQuery(for: page.person, late: late)))
        let counts = try await portal.ports.tickets.counts(desks: reach.desks, participant: nil)
        return .page(
            InboxPage(
                frame: page.frame, filter: filter, page: list, counts: counts,
                desks: portal.desks.desks.filter { reach.sees(desk: $0.name) },
                parked: try await portal.ports.ledger.counts(desks: reach.desks)[.parked] ?? 0,
                promises: DueMark.Source(desks: portal.desks, now: portal.now()),
                awaited: try await portal.awaited(list.items)
            ).html)
    }

    private func mails(_ page: PageRequest) async throws -> Response {
        let reach = try reach(page)
        let fields = try page.request.query
        let state = fields.filled("state").flatMap(MailState.init(rawValue:))
        let list = try await portal.ports.ledger.list(
            states: state.map { [$0] } ?? [], desks: reach.desks, cursor: fields.filled("cursor"), limit: 50)
        // The counts are of all desks, so only those who see all of them get them.
        let counts = reach.desks == nil ? try await portal.ports.ledger.counts() : [:]
        return .page(
            MailListPage(frame: page.frame, state: state, page: list, counts: counts).html)
    }

    private func mail(_ page: PageRequest) async throws -> Response {
        let mail = try await portal.mail(page.parameter("id"), for: page.person)
        return .page(
            MailPage(
                frame: page.frame, form: page.form, mail: mail, mayRetry: portal.mayRetry(mail, page.person)
            ).html)
    }

    private func raw(_ page: PageRequest) async throws -> Response {
        try await portal.rawMail(page.parameter("id"), for: page.person)
    }

    private func retryMail(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let mail = try await portal.mail(page.parameter("id"), for: page.person)
        guard portal.mayRetry(mail, page.person) else { throw PortalFailure.forbidden }
        return try await page.once(fields) {
            try await portal.ports.ledger.retry(
                mail.id, by: page.person.address.description, at: portal.now())
            return ("/a/mail/\(mail.id)", mail.leftIn == nil ? .retried : .wanted)
        }
    }

}
