import Hummingbird
import Ticketing

/// Asking somebody else instead: for those who work the ticket's desk.
struct ReplaceApproverRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/approvals/:id/replace") { request, context in
            let page = try PageRequest(request, context, portal)
            let view = try await view(page)
            guard view.item.approval.state == .pending else {
                return Response.seeOther("/requests/\(view.item.ticket.number)", flash: .refused)
            }
            return Response.page(view.html)
        }
        router.post("/approvals/:id/replace") { request, context in
            try await replace(PageRequest(request, context, portal))
        }
    }

    private func view(_ page: PageRequest) async throws -> ReplaceApproverPage {
        let item = try await portal.approval(page.parameter("id"), for: page.person)
        guard AccessPolicy.allows(.change, on: item.ticket, to: page.person) else { throw PortalFailure.notFound }
        return ReplaceApproverPage(frame: page.frame, form: page.form, item: item, groups: item.groups.keys.sorted())
    }

    private func replace(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        var view = try await view(page)
        let (id, ticket) = (view.item.approval.id, "/requests/\(view.item.ticket.number)")
        view.state.fields = fields
        do {
            return try await page.once(fields) {
                // Somebody decided since the page was made: that is to be looked at first.
                guard fields["revision"] == String(view.item.approval.revision) else {
                    return (ticket, .changedMeanwhile)
                }
                _ = try await portal.ports.approving.replace(
                    fields["replace"] ?? "", by: (fields["by"] ?? "").trimmedOfBlanks, in: id, by: page.actor)
                return (ticket, .asked)
            }
        } catch ApprovalError.refused(.isOver) {
            return .seeOther(ticket, flash: .refused)
        } catch ApprovalError.refused(let refusal) where refusal != .notPermitted {
            view.state.problems = [(refusal.isAboutOld ? "replace" : "by", page.words.replaceProblem(refusal))]
            return .page(view.html, status: .unprocessableContent)
        }
    }
}

extension ApprovalRefusal {
    /// Whoever is to be replaced cannot be.
    fileprivate var isAboutOld: Bool {
        switch self {
        case .notSeated, .alreadyDecided: true
        default: false
        }
    }
}
