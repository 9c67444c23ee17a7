import Hummingbird
import InternetMessage
import Ticketing

import struct Foundation.Date

/// Signing in and out.
///
/// Security: unknown addresses get the same answers at the same cost as known ones; a link is redeemed by POST only,
/// once, within fifteen minutes; each sign-in has a new session.
struct SignInRoutes {
    static let linkLifetime: Double = 15 * 60

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/login") { request, context in
            let next = LocalPath.checked(try request.query["next"])
            if context.visitor.session != nil { return Response.seeOther(next ?? "/") }
            return Response.page(page(context, next: next))
        }
        router.post("/login") { request, context in try await byPassword(request, context) }
        router.post("/login/link") { request, context in try await sendLink(request, context) }
        router.get("/login/link") { _, _ in Response.seeOther("/login") }
        router.get("/login/link/:token") { request, context in
            Response.page(
                RedeemPage(frame: portal.frame(for: context.visitor), path: redeemPath(request, context)).html)
        }
        router.post("/login/link/:token") { request, context in try await redeem(request, context) }
        router.get("/logout") { _, _ in Response.seeOther("/me") }
        router.post("/logout") { request, context in try await signOut(PageRequest(request, context, portal)) }
    }

    private func page(_ context: PortalContext, next: String?, _ state: FormState = FormState()) -> HTML {
        SignInPage(frame: portal.frame(for: context.visitor), next: next, state: state).html
    }

    private func byPassword(_ request: Request, _ context: PortalContext) async throws -> Response {
        let fields = try await request.form()
        let words = portal.words(for: context.visitor)
        var state = FormState()
        state.fields = fields
        guard let address = MailAddressInput.address(fields["username"] ?? "") else {
            state.problems = [(field: "username", message: words.addressMissing)]
            return .page(
                page(context, next: LocalPath.checked(fields["next"]), state), status: .unprocessableContent)
        }
        let guesses: [SignInThrottle.Subject] = [
            .passwordOfAddress(address.key, client: context.client), .passwordsOfClient(context.client),
            .passwordFlood(address.key),
        ]
        if let seconds = await portal.throttle.admit(guesses, at: portal.now()) {
            throw PortalFailure.tooMany(seconds: seconds)
        }
        let person = try await portal.ports.people.person(address)
        let hash = if let person { try await portal.ports.people.passwordHash(of: person.id) } else { String?.none }
        let isRight = try await portal.passwords.verify(fields.exactly("password") ?? "", encoded: hash)
        guard isRight, let person, person.isActive else {
            state.problems = [(field: "password", message: words.badCredentials)]
            return .page(
                page(context, next: LocalPath.checked(fields["next"]), state), status: .unprocessableContent)
        }
        await portal.throttle.takeBack(guesses)
        await portal.throttle.forget([.passwordOfAddress(address.key, client: context.client)])
        return try await enter(person, context, next: fields["next"], label: request.headers[.userAgent])
    }

    private func sendLink(_ request: Request, _ context: PortalContext) async throws -> Response {
        let fields = try await request.form()
        guard let address = MailAddressInput.address(fields["address"] ?? "") else {
            var state = FormState()
            state.fields = fields
            let message = portal.words(for: context.visitor).addressMissing
            state.problems = [(field: "address", message: message)]
            return .page(
                page(context, next: LocalPath.checked(fields["next"]), state), status: .unprocessableContent)
        }
        let deadline = ContinuousClock.now + portal.configuration.linkAnswerTime
        let now = portal.now()
        if let seconds = await portal.throttle.admit([.linksOfClient(context.client)], at: now) {
            throw PortalFailure.tooMany(seconds: seconds)
        }
        // Beyond an address's share nothing is sent, and nothing says so: the answer must not tell who is known.
        if await portal.throttle.admit([.linksToAddress(address.key)], at: now) == nil {
            try await mailLink(to: address, next: LocalPath.checked(fields["next"]), context)
        }
        try await Task.sleep(until: deadline, clock: .continuous)
        return .page(LinkSentPage(frame: portal.frame(for: context.visitor)).html)
    }

    private func mailLink(to address: MailAddress, next: String?, _ context: PortalContext) async throws {
        guard let person = try await portal.ports.people.person(address), person.isActive else { return }
        let now = portal.now()
        let expires = now.addingTimeInterval(SignInRoutes.linkLifetime)
        let secret = BearerSecret.make(from: portal.tokens)
        try await portal.ports.people.addCredential(
            Credential(kind: .signInLink, person: person.id, label: "", expiresAt: expires),
            hash: BearerSecret.hash(of: secret), at: now)
        let suffix = next.map { "?next=" + $0.queryEscaped } ?? ""
        try await portal.ports.desk.sendSignInLink(
            to: person.address, url: portal.configuration.publicURL + "/login/link/" + secret + suffix,
            expires: expires, language: person.language ?? context.visitor.language.rawValue)
    }

    /// The form's own address, of checked parts only.
    private func redeemPath(_ request: Request, _ context: PortalContext) -> String {
        let token = context.parameters.get("token") ?? ""
        let next = LocalPath.checked((try? request.query)?["next"])
        return "/login/link/" + (BearerSecret.isPlausible(token) ? token : "-")
            + (next.map { "?next=" + $0.queryEscaped } ?? "")
    }

    private func redeem(_ request: Request, _ context: PortalContext) async throws -> Response {
        let now = portal.now()
        if let seconds = await portal.throttle.admit([.redemptionsOfClient(context.client)], at: now) {
            throw PortalFailure.tooMany(seconds: seconds)
        }
        let token = context.parameters.get("token") ?? ""
        let person =
            BearerSecret.isPlausible(token)
            ? try await portal.ports.people.redeem(.signInLink, hash: BearerSecret.hash(of: token), at: now) : nil
        guard let person, person.isActive else {
            var state = FormState()
            state.problems = [(field: "address", message: portal.words(for: context.visitor).linkDead)]
            return .page(page(context, next: nil, state), status: .unprocessableContent)
        }
        return try await enter(
            person, context, next: try request.query["next"], label: request.headers[.userAgent])
    }

    /// A new session whatever the browser held before.
    private func enter(
        _ person: Person, _ context: PortalContext, next: String?, label: String?
    ) async throws -> Response {
        if let old = context.visitor.session { try await portal.sessions.close(old) }
        let secret = try await portal.sessions.open(for: person, label: String((label ?? "").prefix(120)))
        var response = Response.seeOther(LocalPath.checked(next) ?? "/", flash: .signedIn)
        response.add(
            .session(
                secret, isSecure: portal.configuration.isSecure, maxAge: portal.configuration.sessionAbsolute))
        return response
    }

    private func signOut(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        if fields.filled("everywhere") == nil {
            try await portal.sessions.close(page.session)
        } else {
            try await portal.sessions.closeAll(of: page.person.id)
        }
        var response = Response.seeOther("/login", flash: .signedOut)
        response.add(.endSession(isSecure: portal.configuration.isSecure))
        response.headers[.clearSiteData] = "\"cache\", \"storage\""
        return response
    }
}
