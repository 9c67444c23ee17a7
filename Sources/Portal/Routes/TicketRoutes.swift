import Hummingbird
import InternetMessage
import Ticketing

/// A ticket's page and what its buttons do.
struct TicketRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/requests/:number") { request, context in
            let page = try PageRequest(request, context, portal)
            return Response.page(try await view(page, FormState()))
        }
        router.post("/requests/:number/reply") { request, context in
            try await reply(PageRequest(request, context, portal))
        }
        router.post("/requests/:number/participants") { request, context in
            try await addParticipant(PageRequest(request, context, portal))
        }
        router.post("/requests/:number/note") { request, context in
            try await note(PageRequest(request, context, portal))
        }
        router.post("/requests/:number/state") { request, context in
            try await setState(PageRequest(request, context, portal))
        }
        router.post("/requests/:number/handle") { request, context in
            try await handle(PageRequest(request, context, portal))
        }
    }

    private func view(_ page: PageRequest, _ state: FormState) async throws -> HTML {
        let record = try await portal.record(page.parameter("number"), for: page.person)
        let worksIt = AccessPolicy.allows(.change, on: record.ticket, to: page.person)
        let agents =
            worksIt
            ? try await portal.ports.people.agents(desk: record.ticket.desk)
                .filter { AccessPolicy.works($0, on: record.ticket) } : []
        return TicketPage(
            frame: page.frame, form: page.form, record: record, person: page.person, desks: portal.desks,
            agents: agents,
            audience: worksIt ? portal.ports.desk.audience(of: record.ticket, from: page.person) : nil,
            now: portal.now(), approvals: try await portal.approvals(of: record.ticket, for: page.person),
            state: state
        ).html
    }

    private func reply(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let then = fields.filled("then").flatMap(TicketState.init(rawValue:))
        let ticket = try await portal.record(page.parameter("number"), for: page.person).ticket
        let audience = ShownAudience(fields)
        var commands: [TicketCommand] = [
            .reply(text: fields["text"] ?? "", leavingOut: audience.leftOut(of: ticket).map(\.address))
        ]
        if let then, then == .pending || then == .resolved, then != ticket.state { commands.append(.setState(then)) }
        return try await perform(
            commands, page, fields, shown: audience.shown, field: "text", flash: then == .resolved ? .solved : .sent)
    }

    private func addParticipant(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        guard let address = MailAddressInput.address(fields["address"] ?? "") else {
            return try await refused(.invalidAddress(fields["address"] ?? ""), page, fields, field: "address")
        }
        return try await perform(
            [.addParticipant(Mailbox(address: address))], page, fields, field: "address", flash: .participantAdded)
    }

    private func note(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        return try await perform([.note(text: fields["note"] ?? "")], page, fields, field: "note", flash: .noted)
    }

    private func setState(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        guard let state = fields["state"].flatMap(TicketState.init(rawValue:)) else {
            throw PortalFailure.badRequest("no such status")
        }
        return try await perform(
            [.setState(state)], page, fields, field: "state", flash: state == .resolved ? .solved : .reopened)
    }

    /// Status, assignee and priority as the form says; what it leaves out stays.
    private func handle(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let ticket = try await portal.record(page.parameter("number"), for: page.person).ticket
        var commands: [TicketCommand] = []
        if let assignee = fields["assignee"], assignee != ticket.assignee?.id.description ?? "" {
            commands.append(.assign(try await agent(assignee)))
        }
        if let priority = fields["priority"].flatMap(Priority.init(rawValue:)), priority != ticket.priority {
            commands.append(.setPriority(priority))
        }
        if let state = fields["state"].flatMap(TicketState.init(rawValue:)), state != ticket.state {
            commands.append(.setState(state))
        }
        if commands.isEmpty { return .seeOther("/requests/\(ticket.number)", flash: .saved) }
        return try await perform(commands, page, fields, field: "state", flash: .saved)
    }

    private func agent(_ id: String) async throws -> Person? {
        if id.isEmpty { return nil }
        guard let id = PersonID(text: id), let person = try await portal.ports.people.person(id) else {
            throw PortalFailure.badRequest("no such person")
        }
        return person
    }

    /// Carries out the commands and goes back to the ticket; a refusal shows the form again as it was filled.
    private func perform(
        _ commands: [TicketCommand], _ page: PageRequest, _ fields: FormFields, shown: [PersonID]? = nil, field: String,
        flash: Flash
    ) async throws -> Response {
        let ticket = try await portal.record(page.parameter("number"), for: page.person).ticket
        do {
            return try await page.once(fields) {
                _ = try await portal.ports.desk.perform(
                    commands, on: ticket.number, expectedVersion: fields.filled("version").flatMap { Int64($0) },
                    shown: shown, by: page.actor)
                return ("/requests/\(ticket.number)", flash)
            }
        } catch CommandError.refused(let refusal) where refusal != .notPermitted {
            return try await refused(refusal, page, fields, field: field)
        }
    }

    private func refused(
        _ refusal: TicketRefusal, _ page: PageRequest, _ fields: FormFields, field: String
    ) async throws -> Response {
        var state = FormState()
        state.fields = fields
        let place = refusal == .readersChanged ? AudienceField.copy : field
        state.problems = [(field: place, message: page.words.refusal(refusal))]
        let status: HTTPResponse.Status =
            switch refusal {
            case .changedMeanwhile, .readersChanged: .conflict
            default: .unprocessableContent
            }
        return .page(try await view(page, state), status: status)
    }
}
