import Cryptography
import Hummingbird
import InternetMessage
import Ticketing

/// A person's own page.
struct AccountRoutes {
    static let shortestPassword = 10

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/me") { request, context in
            let page = try PageRequest(request, context, portal)
            return Response.page(try await view(page, FormState()))
        }
        router.post("/me/notices") { request, context in
            try await setMail(PageRequest(request, context, portal))
        }
        router.post("/me/password") { request, context in
            try await setPassword(PageRequest(request, context, portal))
        }
    }

    private func view(_ page: PageRequest, _ state: FormState) async throws -> HTML {
        AccountPage(
            frame: page.frame, form: page.form, person: page.person,
            hasPassword: try await portal.ports.people.passwordHash(of: page.person.id) != nil, state: state,
            desks: portal.desks
        ).html
    }

    private func setMail(_ page: PageRequest) async throws -> Response {
        let sent = SubmittedMailSettings(try await page.submitted(), of: page.person, page.words)
        if sent.state.isWrong { return .page(try await view(page, sent.state), status: .unprocessableContent) }
        try await portal.keep(sent.settings, of: page.person)
        return .seeOther("/me", flash: sent.takesUsualDigest ? .digestChosen : .saved)
    }

    /// Ends all sessions, this one too, and opens a new one here.
    private func setPassword(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        var state = FormState()
        state.problems = try await problems(with: fields, page)
        if state.isWrong { return .page(try await view(page, state), status: .unprocessableContent) }
        let hash = try await portal.passwords.hash(fields.exactly("new") ?? "")
        try await portal.ports.people.setPasswordHash(hash, of: page.person.id)
        try await portal.sessions.closeAll(of: page.person.id)
        let secret = try await portal.sessions.open(for: page.person, label: page.session.credential.label)
        var response = Response.seeOther("/me", flash: .saved)
        response.add(
            .session(
                secret, isSecure: portal.configuration.isSecure, maxAge: portal.configuration.sessionAbsolute))
        return response
    }

    private func problems(
        with fields: FormFields, _ page: PageRequest
    ) async throws -> [(field: String, message: String)] {
        let words = page.words
        let new = fields.exactly("new") ?? ""
        if let hash = try await portal.ports.people.passwordHash(of: page.person.id) {
            let guesses: [SignInThrottle.Subject] = [
                .passwordOfAddress(page.person.address.key, client: page.context.client)
            ]
            if let seconds = await portal.throttle.admit(guesses, at: portal.now()) {
                throw PortalFailure.tooMany(seconds: seconds)
            }
            guard try await portal.passwords.verify(fields.exactly("current") ?? "", encoded: hash) else {
                return [(field: "current", message: words.passwordWrong)]
            }
            await portal.throttle.forget(guesses)
        }
        if new.unicodeScalars.count < AccountRoutes.shortestPassword {
            return [(field: "new", message: words.passwordShort)]
        }
        if new.utf8.count > PasswordHash.limit { return [(field: "new", message: words.passwordLong)] }
        let again = fields.exactly("again") ?? ""
        guard again.utf8.elementsEqual(new.utf8) else { return [(field: "again", message: words.passwordsDiffer)] }
        return []
    }
}
