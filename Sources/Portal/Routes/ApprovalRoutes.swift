import HTTPTypes
import Hummingbird
import Ticketing

/// An approver's lists, and one approval with the form that decides it.
///
/// Security: looking changes nothing, however often; a decision takes a session or a code's visit, the form's token and
/// the version of the content that was on the page.
struct ApprovalRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/approvals") { request, context in try await list(PageRequest(request, context, portal)) }
        router.get("/approvals/:id") { request, context in
            guard let page = try await visitor(request, context) else { return try door(context) }
            let item = try await portal.approval(page.parameter("id"), for: page.person)
            return .page(view(page, item))
        }
        router.get("/approvals/:id/files/:number") { request, context in
            guard let page = try await visitor(request, context) else { return try door(context) }
            return try await portal.approvalFile(
                page.parameter("number"), of: try await portal.approval(page.parameter("id"), for: page.person),
                for: page.person)
        }
        router.post("/approvals/:id/decision") { request, context in
            guard let page = try await visitor(request, context) else { throw PortalFailure.forged }
            return try await decide(page)
        }
        router.post("/approvals/:id/comments") { request, context in
            guard let page = try await visitor(request, context) else { throw PortalFailure.forged }
            return try await comment(page)
        }
    }

    /// Whoever is signed in, else whoever a code let in to this approval.
    private func visitor(_ request: Request, _ context: PortalContext) async throws -> PageRequest? {
        if let session = context.visitor.session { return PageRequest(request, context, portal, by: session) }
        guard let id = ApprovalID(text: context.parameters.get("id") ?? "") else { return nil }
        let name = PortalCookie.visitName(isSecure: portal.configuration.isSecure)
        let secret = PortalCookie.value(of: name, in: request.headers[values: .cookie])
        guard let session = try await portal.visits.session(holding: secret, of: id) else { return nil }
        var context = context
        let own = session.person.language.flatMap { PortalLanguage(tag: $0) }
        if let own, context.visitor.languageToRemember == nil { context.visitor.language = own }
        return PageRequest(request, context, portal, by: session)
    }

    /// The same for every number, so that nobody learns which there are.
    private func door(_ context: PortalContext) throws(PortalFailure) -> Response {
        guard let id = ApprovalID(text: context.parameters.get("id") ?? "") else { throw .notFound }
        return .page(ApprovalDoorPage(frame: portal.frame(for: context.visitor), id: id, state: FormState()).html)
    }

    private func list(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let view = fields.filled("view").flatMap(ApprovalListPage.View.init(rawValue:)) ?? .waiting
        var query = view.query(for: page.person)
        query.cursor = fields.filled("cursor")
        let items = try await portal.approvals(query, for: page.person)
        return .page(
            ApprovalListPage(
                frame: page.frame, person: page.person, view: view, page: items, chosen: fields.filled("choose")
            ).html)
    }

    private func view(
        _ page: PageRequest, _ item: ApprovalCase, _ state: FormState = FormState(), notice: String? = nil
    ) -> HTML {
        ApprovalPage(
            frame: page.frame, form: page.form, item: item, person: page.person, state: state, notice: notice
        ).html
    }

    private func decide(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let item = try await portal.approval(page.parameter("id"), for: page.person)
        guard let verdict = fields["decision"].flatMap(ApprovalVerdict.init(command:)),
            let version = fields["version"].flatMap({ ShownVersion($0) })
        else { throw PortalFailure.badRequest("no decision") }
        let path = "/approvals/\(item.approval.id)"
        let (frame, form, program) = (page.frame(in: version.language), page.form, portal.configuration.program)
        do {
            return try await page.once(fields) {
                _ = try await portal.ports.approving.decide(
                    verdict, reason: fields["reason"] ?? "", for: fields.filled("place").flatMap { PersonID(text: $0) },
                    contentVersion: version.content, in: item.approval.id, by: page.actor,
                    authentication: page.authentication,
                    showing: { [person = page.person] item in
                        let shown = ApprovalPage(frame: frame, form: form, item: item, person: person).shown
                        return version.page(shown, by: program)
                    })
                return (path, .decided)
            }
        } catch ApprovalError.refused(let refusal) {
            return try await refused(refusal, page, fields)
        }
    }

    /// The page as it is now, with why nothing was decided and what was typed.
    private func refused(_ refusal: ApprovalRefusal, _ page: PageRequest, _ fields: FormFields) async throws -> Response
    {
        let failure = PortalFailure(refusal: refusal)
        guard failure != .forbidden else { throw failure }
        let item = try await portal.approval(page.parameter("id"), for: page.person)
        var state = FormState()
        state.fields = fields
        let words = page.words.refusal(refusal)
        if failure.status == .conflict { return .page(view(page, item, state, notice: words), status: .conflict) }
        state.problems = [(field: "reason", message: words)]
        return .page(view(page, item, state), status: .unprocessableContent)
    }

    /// What somebody asks back or remarks: nothing is decided by it.
    private func comment(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let item = try await portal.approval(page.parameter("id"), for: page.person)
        let path = "/approvals/\(item.approval.id)"
        do {
            return try await page.once(fields) {
                _ = try await portal.ports.approving.comment(
                    fields.lines("comment") ?? "", on: item.approval.id, by: page.actor)
                return (path + "#talk", .commented)
            }
        } catch ApprovalError.refused(let refusal) {
            guard refusal != .notPermitted else { throw PortalFailure.forbidden }
            var state = FormState()
            state.fields = fields
            state.problems = [(field: "comment", message: page.words.commentProblem(refusal))]
            let now = try await portal.approval(page.parameter("id"), for: page.person)
            return .page(view(page, now, state), status: PortalFailure(refusal: refusal).status)
        }
    }
}

extension PageRequest {
    /// What vouches for whoever sent it, as evidence has it.
    var authentication: String {
        switch session.credential.kind {
        case .approvalVisit: "a code mailed to \(person.address)"
        case .session, .signInLink, .token: "a session of \(person.address)"
        }
    }
}
