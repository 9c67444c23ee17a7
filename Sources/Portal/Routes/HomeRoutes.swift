import Hummingbird
import Ticketing

/// Home and a person's own lists.
struct HomeRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/") { request, context in try await home(PageRequest(request, context, portal)) }
        router.get("/requests") { request, context in try await requests(PageRequest(request, context, portal)) }
    }

    private func home(_ page: PageRequest) async throws -> Response {
        let reach = PersonReach(page.person)
        let counts =
            reach.seesDesks ? try await portal.ports.tickets.counts(desks: reach.desks, participant: nil) : nil
        let mailboxes =
            AccessPolicy.isAdministrator(page.person) ? try await portal.ports.mailboxes.list() : []
        let waiting = try await own(.waiting, page, limit: 10)
        let awaited = try await portal.awaited(waiting)
        return .page(
            HomePage(
                frame: page.frame, person: page.person,
                // What waits for somebody else's decision needs nothing of them.
                needsYou: waiting.filter { awaited[$0.id] == nil },
                underway: waiting.filter { awaited[$0.id] != nil } + (try await own(.open, page, limit: 10)),
                done: try await own(.done, page, limit: 5), deskCounts: counts,
                troubledMailboxes: mailboxes.count { $0.health(at: portal.now()).needsAttention },
                addresses: portal.desks.addresses, awaited: awaited
            ).html)
    }

    private func own(_ view: RequestsPage.View, _ page: PageRequest, limit: Int) async throws -> [Ticket] {
        var query = TicketQuery()
        query.participant = page.person.id
        query.states = view.states
        query.limit = limit
        return try await portal.ports.tickets.list(query).items
    }

    private func requests(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let view = fields.filled("view").flatMap(RequestsPage.View.init(rawValue:)) ?? .all
        var query = TicketQuery()
        query.participant = page.person.id
        query.states = view.states
        query.text = fields.filled("q").map { String($0.prefix(200)) }
        query.cursor = fields.filled("cursor")
        let list = try await portal.ports.tickets.list(query)
        return .page(
            RequestsPage(
                frame: page.frame, view: view, query: query.text, page: list,
                awaited: try await portal.awaited(list.items)
            ).html)
    }
}
