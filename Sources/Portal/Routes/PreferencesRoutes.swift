import HTTPTypes
import Hummingbird
import Ticketing

/// What a person settles about their mail, by the address that each notice carries.
///
/// The token is all of the authority: no cookie is read, nobody needs to sign in, no session comes of it. Nothing is
/// shown but the settings and the address that the mail went to. Opening the page changes nothing, since programs that
/// look at mails open links; a POST does.
///
/// Security: who gets a forwarded notice can settle its first reader's mail for 30 days. Each change is told to that
/// reader by a mail that no setting stops, and which stays in the ledger of what was sent; ten an hour and person.
struct PreferencesRoutes {
    static let prefix = "/preferences/"
    /// Bytes of a form: a few short fields.
    private static let longestForm = 16 << 10

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/preferences/:token") { request, context in
            guard let person = try await holder(context) else { return dead(context) }
            return page(of: person, FormState(), request, context)
        }
        router.post("/preferences/:token") { request, context in
            guard let person = try await holder(context) else { return dead(context) }
            return try await settle(person, request, context)
        }
    }

    /// Whose settings the address opens; nil for a token that is not ours, or has expired, or whose person is gone.
    private func holder(_ context: PortalContext) async throws -> Person? {
        if let token = portal.ports.desk.preferencesToken(context.parameters.get("token") ?? ""),
            let person = try await portal.ports.people.person(token.person), person.isActive
        {
            return person
        }
        if let seconds = await portal.throttle.admit([.badLinksOfClient(context.client)], at: portal.now()) {
            throw PortalFailure.tooMany(seconds: seconds)
        }
        return nil
    }

    private func settle(_ person: Person, _ request: Request, _ context: PortalContext) async throws -> Response {
        let fields = try await request.form(upTo: Self.longestForm)
        // A form with nothing in it says nothing; ours always has its fields.
        guard fields[MailSettingsForm.zone] != nil else { throw PortalFailure.badRequest("no settings") }
        let sent = SubmittedMailSettings(
            fields, of: person, portal.words(for: visitor(of: person, request, context)))
        if sent.state.isWrong { return page(of: person, sent.state, request, context) }
        let changes = sent.settings.changes(from: MailSettings(of: person))
        if !changes.isEmpty {
            let share: [SignInThrottle.Subject] = [.changesByLink(person.id.description)]
            if let seconds = await portal.throttle.admit(share, at: portal.now()) {
                throw PortalFailure.tooMany(seconds: seconds)
            }
            // Told first: what fails in between was told of and is not done, rather than done in silence.
            try await portal.ports.desk.sendPreferencesChanged(changes, to: person)
            try await portal.keep(sent.settings, of: person)
        }
        let settled = try await portal.ports.people.person(person.id) ?? person
        let own = portal.words(for: visitor(of: settled, request, context))
        let note = sent.takesUsualDigest ? own.digestChosen : own.saved
        return page(of: settled, FormState(), note: note, request, context)
    }

    private func page(
        of person: Person, _ state: FormState, note: String? = nil, _ request: Request, _ context: PortalContext
    ) -> Response {
        let page = PreferencesPage(
            frame: portal.frame(for: visitor(of: person, request, context)), person: person,
            path: Self.prefix + (context.parameters.get("token") ?? ""), state: state, note: note)
        return answer(page.html, state.isWrong ? .unprocessableContent : .ok)
    }

    private func dead(_ context: PortalContext) -> Response {
        answer(DeadPreferencesPage(frame: portal.frame(for: context.visitor)).html, .notFound)
    }

    /// The address is a key: nobody learns it from where a link on the page leads.
    private func answer(_ html: HTML, _ status: HTTPResponse.Status) -> Response {
        var response = Response.page(html, status: status)
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }

    /// In the language that the address asks for, else the person's own, else the browser's.
    private func visitor(of person: Person, _ request: Request, _ context: PortalContext) -> Visitor {
        var visitor = context.visitor
        let isAsked = request.uri.queryParameters["lang"].flatMap { PortalLanguage(tag: $0) } != nil
        if !isAsked, let own = person.language.flatMap({ PortalLanguage(tag: $0) }) { visitor.language = own }
        return visitor
    }
}
