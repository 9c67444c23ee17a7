import Hummingbird
import Ticketing

/// Asking for a decision on a ticket, asking anew, and asking no more: for those who work its desk.
struct TicketApprovalRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/requests/:number/approvals/new") { request, context in
            let page = try PageRequest(request, context, portal)
            return Response.page(try await askPage(page).html)
        }
        router.post("/requests/:number/approvals") { request, context in
            try await ask(PageRequest(request, context, portal))
        }
        for change in [ApprovalChangePage.Change.withdraw, .revise] {
            let path = RouterPath("/approvals/:id/\(change.rawValue)")
            router.get(path) { request, context in
                let page = try PageRequest(request, context, portal)
                return Response.page(try await changePage(change, page).html)
            }
            router.post(path) { request, context in
                try await self.change(change, PageRequest(request, context, portal))
            }
        }
    }

    private func askPage(_ page: PageRequest) async throws -> AskApprovalPage {
        let record = try await portal.record(page.parameter("number"), for: page.person)
        guard AccessPolicy.allows(.change, on: record.ticket, to: page.person) else { throw PortalFailure.notFound }
        return AskApprovalPage(
            frame: page.frame, form: page.form, record: record,
            groups: portal.desks[record.ticket.desk]?.groups.keys.sorted() ?? [])
    }

    private func ask(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        var view = try await askPage(page)
        let form = AskApprovalForm(fields, view.record, page.words)
        view.state = form.state
        guard !form.state.isWrong else { return Response.page(view.html, status: .unprocessableContent) }
        let ticket = view.ticket
        do {
            return try await page.once(fields) {
                _ = try await portal.ports.approving.request(
                    on: ticket, text: form.content.text, fields: form.content.fields, files: form.content.files,
                    steps: form.steps, expiresAt: form.until, defaultVerdict: form.defaultVerdict, by: page.actor)
                return ("/requests/\(ticket.number)", .asked)
            }
        } catch ApprovalError.refused(let refusal) where refusal != .notPermitted {
            view.state = form.refused(refusal)
            return Response.page(view.html, status: .unprocessableContent)
        }
    }

    private func changePage(
        _ change: ApprovalChangePage.Change, _ page: PageRequest
    ) async throws -> ApprovalChangePage {
        let item = try await portal.approval(page.parameter("id"), for: page.person)
        guard AccessPolicy.allows(.change, on: item.ticket, to: page.person) else { throw PortalFailure.notFound }
        let record = try await portal.record(item.ticket.number.description, for: page.person)
        return ApprovalChangePage(frame: page.frame, form: page.form, item: item, record: record, change: change)
    }

    private func change(_ change: ApprovalChangePage.Change, _ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        var view = try await changePage(change, page)
        let (id, ticket) = (view.item.approval.id, "/requests/\(view.item.ticket.number)")
        view.state.fields = fields
        let isCurrent = fields["revision"] == String(view.item.approval.revision)
        let form = ApprovalContentForm(fields, view.record, page.words)
        if change == .revise, isCurrent {
            view.state.problems = form.problems
            if !form.changes(view.item.approval.content) { view.state.problems = [("text", page.words.askedAlready)] }
            guard !view.state.isWrong else { return Response.page(view.html, status: .unprocessableContent) }
        }
        do {
            return try await page.once(fields) {
                // Somebody decided since the page was made: that is to be looked at first.
                guard isCurrent else { return (ticket, .changedMeanwhile) }
                switch change {
                case .withdraw: _ = try await portal.ports.approving.withdraw(id, by: page.actor)
                case .revise:
                    _ = try await portal.ports.approving.revise(
                        id, text: form.text, fields: form.fields, files: form.files, by: page.actor)
                }
                return (ticket, change == .withdraw ? .approvalWithdrawn : .asked)
            }
        } catch ApprovalError.refused(.isOver) {
            return Response.seeOther(ticket, flash: .refused)
        } catch ApprovalError.refused(let refusal) where refusal != .notPermitted {
            view.state.problems = [(form.place(of: refusal), page.words.askProblem(refusal))]
            return Response.page(view.html, status: .unprocessableContent)
        }
    }
}
