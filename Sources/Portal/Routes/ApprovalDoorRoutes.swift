import Hummingbird
import InternetMessage
import Ticketing

/// In to one approval without a session: by a code that is mailed to whoever may decide it.
///
/// Security: the link in a mail shows nothing, since it travels with the mail. Whoever asks for a code gets the same
/// answer at the same cost whether the address may decide or not; a code works once, for ten minutes, five tries, and in
/// the browser that asked.
struct ApprovalDoorRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/approvals/:id/code") { _, context in Response.seeOther(try path(context)) }
        router.get("/approvals/:id/visit") { _, context in Response.seeOther(try path(context)) }
        router.post("/approvals/:id/code") { request, context in try await sendCode(request, context) }
        router.post("/approvals/:id/visit") { request, context in try await enter(request, context) }
    }

    private func id(_ context: PortalContext) throws(PortalFailure) -> ApprovalID {
        guard let id = ApprovalID(text: context.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func path(_ context: PortalContext) throws(PortalFailure) -> String { "/approvals/\(try id(context))" }

    private func sendCode(_ request: Request, _ context: PortalContext) async throws -> Response {
        let id = try id(context)
        let fields = try await request.form()
        let frame = portal.frame(for: context.visitor)
        guard let address = MailAddressInput.address(fields["address"] ?? "") else {
            var state = FormState()
            state.fields = fields
            state.problems = [(field: "address", message: frame.words.addressMissing)]
            return .page(ApprovalDoorPage(frame: frame, id: id, state: state).html, status: .unprocessableContent)
        }
        let deadline = ContinuousClock.now + portal.configuration.linkAnswerTime
        let now = portal.now()
        if let seconds = await portal.throttle.admit([.linksOfClient(context.client)], at: now) {
            throw PortalFailure.tooMany(seconds: seconds)
        }
        let browser = BearerSecret.make(from: portal.tokens)
        // Beyond an address's share nothing is sent, and nothing says so: the answer must not tell who is asked.
        if await portal.throttle.admit([.codesToAddress(address.key)], at: now) == nil {
            try await portal.ports.codes.send(
                to: address, for: id, browser: browser, language: context.visitor.language.rawValue)
        }
        try await Task.sleep(until: deadline, clock: .continuous)
        return .page(ApprovalCodePage(frame: frame, id: id, browser: browser, state: FormState()).html)
    }

    private func enter(_ request: Request, _ context: PortalContext) async throws -> Response {
        let id = try id(context)
        let fields = try await request.form()
        let now = portal.now()
        if let seconds = await portal.throttle.admit([.redemptionsOfClient(context.client)], at: now) {
            throw PortalFailure.tooMany(seconds: seconds)
        }
        let browser = fields["browser"] ?? ""
        guard BearerSecret.isPlausible(browser) else { throw PortalFailure.forged }
        guard let person = try await portal.ports.codes.redeem(fields["code"] ?? "", for: id, browser: browser) else {
            let frame = portal.frame(for: context.visitor)
            var state = FormState()
            state.problems = [(field: "code", message: frame.words.codeWrong)]
            return .page(
                ApprovalCodePage(frame: frame, id: id, browser: browser, state: state).html,
                status: .unprocessableContent)
        }
        var response = Response.seeOther("/approvals/\(id)")
        response.add(
            .visit(try await portal.visits.open(for: person, of: id), isSecure: portal.configuration.isSecure))
        return response
    }
}
