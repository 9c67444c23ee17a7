import Hummingbird
import InternetMessage
import Ticketing

/// Opening a ticket from the portal.
struct NewRequestRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/requests/new") { request, context in
            let page = try PageRequest(request, context, portal)
            var state = FormState()
            state.fields = try request.query
            return Response.page(form(page, state))
        }
        router.post("/requests/new") { request, context in
            try await open(PageRequest(request, context, portal))
        }
    }

    private func form(_ page: PageRequest, _ state: FormState) -> HTML {
        NewRequestPage(
            frame: page.frame, form: page.form, state: state, desks: portal.desks.desks,
            canAskForOthers: AccessPolicy.isAgent(page.person)
        ).html
    }

    private func open(_ page: PageRequest) async throws -> Response {
        var state = FormState()
        state.fields = try await page.submitted()
        let requester = requester(page, &state)
        check(&state, page.words)
        if state.isWrong { return .page(form(page, state), status: .unprocessableContent) }
        let fields = state.fields
        do {
            return try await page.once(fields) {
                let record = try await portal.ports.desk.open(
                    desk: fields["desk"] ?? "", subject: fields["subject"] ?? "", text: fields["text"] ?? "",
                    requester: requester,
                    kind: fields["kind"].flatMap(TicketKind.init(rawValue:)) ?? .question, by: page.actor)
                return ("/requests/\(record.ticket.number)", .created)
            }
        } catch CommandError.refused(let refusal) where refusal != .notPermitted {
            state.problems.append((field: field(of: refusal), message: page.words.refusal(refusal)))
            return .page(form(page, state), status: .unprocessableContent)
        }
    }

    private func requester(_ page: PageRequest, _ state: inout FormState) -> Mailbox {
        guard AccessPolicy.isAgent(page.person), let other = state.fields.filled("requester") else {
            return page.person.mailbox
        }
        guard let address = MailAddressInput.address(other) else {
            state.problems.append((field: "requester", message: page.words.refusal(.invalidAddress(other))))
            return page.person.mailbox
        }
        return Mailbox(address: address)
    }

    private func check(_ state: inout FormState, _ words: Words) {
        let subject = state.fields["subject"] ?? ""
        if subject.isEmpty {
            state.problems.insert((field: "subject", message: words.subjectMissing), at: 0)
        } else if subject.utf8.count > Ticket.longestSubject {
            state.problems.insert((field: "subject", message: words.subjectTooLong), at: 0)
        }
        if state.fields["text"]?.isEmpty ?? true {
            state.problems.append((field: "text", message: words.descriptionMissing))
        }
    }

    private func field(of refusal: TicketRefusal) -> String {
        switch refusal {
        case .unknownDesk: "desk"
        case .invalidAddress: "requester"
        default: "text"
        }
    }
}
