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
        router.post("/me/language") { request, context in
            try await setLanguage(PageRequest(request, context, portal))
        }
        router.post("/me/notices") { request, context in
            try await setNotices(PageRequest(request, context, portal))
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

    private func setLanguage(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let language = fields.filled("language").flatMap { PortalLanguage(tag: $0) }
        try await portal.ports.people.setLanguage(language?.rawValue, of: page.person.id)
        return .seeOther("/me", flash: .saved)
    }

    /// Whatever was offered and is not wanted any more has been ended.
    private func setNotices(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let wanted = fields.all(AccountPage.wanted)
        let rhythm = Rhythm(fields, page.words)
        if rhythm.isWrong { return .page(try await view(page, rhythm.state), status: .unprocessableContent) }
        try await portal.ports.preferences.keep(
            timeZone: rhythm.timeZone, quietHours: rhythm.quietHours, of: page.person.id)
        for kind in NotificationKind.offered(to: page.person) {
            let isWanted = wanted.contains(kind.rawValue)
            guard isWanted != page.person.wants(kind) else { continue }
            try await portal.ports.preferences.keep(
                NotificationPreference(kind, isWanted ? .atOnce : .never), of: page.person.id, at: portal.now())
        }
        return .seeOther("/me", flash: .saved)
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

/// By which clock a person lives, as a form says it.
private struct Rhythm {
    private(set) var timeZone: String?
    private(set) var quietHours: QuietHours?
    private(set) var state = FormState()

    var isWrong: Bool { state.isWrong }

    init(_ fields: FormFields, _ words: Words) {
        state.fields = fields
        timeZone = fields.filled(AccountPage.zone)
        if let name = timeZone, ZoneName.zone(name) == nil {
            state.problems.append((field: AccountPage.zone, message: words.timeZoneUnknown))
        }
        let (from, to) = (fields.filled(AccountPage.quietFrom), fields.filled(AccountPage.quietTo))
        guard from != nil || to != nil else { return }
        let minutes = [from, to].map { $0.flatMap(Rhythm.minute) }
        for (field, minute) in zip([AccountPage.quietFrom, AccountPage.quietTo], minutes) where minute == nil {
            state.problems.append((field: field, message: words.quietTimeWrong))
        }
        guard let begin = minutes[0], let end = minutes[1] else { return }
        quietHours = QuietHours(from: begin, to: end)
        if quietHours == nil { state.problems.append((field: AccountPage.quietTo, message: words.quietTimesEqual)) }
    }

    /// Minute of the day of `22:30`; browsers may add seconds.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
