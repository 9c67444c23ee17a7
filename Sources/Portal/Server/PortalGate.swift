import HTTPTypes
import Hummingbird
import Logging
import Ticketing

/// The outermost layer: says who asks and in which language, turns every error into an answer, and puts the security
/// fields on all of them.
struct PortalGate: RouterMiddleware {
    typealias Context = PortalContext

    let portal: Portal
    let addresses: ClientAddress
    let headers: SecurityHeaders
    let counts: RequestCounts

    func handle(
        _ request: Request, context: PortalContext,
        next: (Request, PortalContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = addresses.client(peer: context.peer, forwarded: request.headers[values: .forwardedFor])
        context.visitor.language = language(of: request, person: nil)
        var response: Response
        do {
            try await admit(request, &context)
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
        }
        finish(&response, request, context)
        return response
    }

    /// Session, language and the check that changes come from our own pages. The API has its own ways.
    private func admit(_ request: Request, _ context: inout PortalContext) async throws {
        guard RequestKind(request) == .page else { return }
        let cookies = request.headers[values: .cookie]
        context.visitor.flash = PortalCookie.value(of: PortalCookie.flashName, in: cookies).flatMap(Flash.init)
        let name = PortalCookie.sessionName(isSecure: portal.configuration.isSecure)
        context.visitor.session = try await portal.sessions.session(
            holding: PortalCookie.value(of: name, in: cookies))
        context.visitor.language = language(of: request, person: context.visitor.session?.person)
        if let asked = asked(request) { context.visitor.languageToRemember = asked }
        if let session = context.visitor.session {
            context.visitor.waitingApprovals = try await portal.waitingApprovals(for: session.person)
        }
        let isSafe = request.method == .get || request.method == .head
        guard isSafe || OriginCheck.passes(request, origin: portal.configuration.origin) else {
            throw PortalFailure.forged
        }
    }

    private func asked(_ request: Request) -> PortalLanguage? {
        request.uri.queryParameters["lang"].flatMap { PortalLanguage(tag: $0) }
    }

    /// What the address asks for, else the person's own choice, else the browser's, else the desk's.
    private func language(of request: Request, person: Person?) -> PortalLanguage {
        let remembered = PortalCookie.value(of: PortalCookie.languageName, in: request.headers[values: .cookie])
        return asked(request) ?? person?.language.flatMap { PortalLanguage(tag: $0) }
            ?? remembered.flatMap { PortalLanguage(tag: $0) }
            ?? PortalLanguage.accepted(by: request.headers[.acceptLanguage])
            ?? portal.desks.desks.first.flatMap { PortalLanguage(tag: $0.language) } ?? .english
    }

    private func answer(to error: any Error, _ request: Request, _ context: PortalContext) -> Response {
        let failure = refined(PortalFailure(error), request)
        log(error, as: failure, request, context)
        switch RequestKind(request) {
        case .api, .machine: return Problem(failure, requestID: context.id).response
        case .page, .token:
            if failure == .unauthenticated, request.method == .get || request.method == .head {
                return .seeOther("/login?next=" + request.uri.description.queryEscaped)
            }
            var context = context
            context.visitor.flash = nil
            let page = FailurePage(
                frame: portal.frame(for: context.visitor), failure: failure, requestID: context.id)
            var response = Response.page(page.html, status: failure.status)
            if case .tooMany(let seconds) = failure { response.headers[.retryAfter] = String(seconds) }
            return response
        }
    }

    /// A path of the API that has other methods than the one asked for.
    ///
    /// - Standard: RFC 9110 §15.5.6
    private func refined(_ failure: PortalFailure, _ request: Request) -> PortalFailure {
        guard failure == .notFound, let allowed = OpenAPI.methods(at: request.uri.path),
            !allowed.contains(request.method.rawValue)
        else { return failure }
        return .methodNotAllowed(allow: allowed.joined(separator: ", "))
    }

    private func log(_ error: any Error, as failure: PortalFailure, _ request: Request, _ context: PortalContext) {
        guard failure.status.code >= 500 else { return }
        // The path only: a query may hold what somebody searched for, and a link's path is itself a secret.
        context.logger.error(
            "request failed",
            metadata: [
                "status": "\(failure.status.code)", "route": "\(context.endpointPath ?? "-")", "error": "\(error)",
            ])
    }

    private func finish(_ response: inout Response, _ request: Request, _ context: PortalContext) {
        if let language = context.visitor.languageToRemember { response.add(.language(language)) }
        if context.visitor.flash != nil, response.headers[.contentType]?.hasPrefix("text/html") == true {
            response.add(.noFlash)
        }
        headers.apply(to: &response.headers, requestID: context.id)
        counts.count(status: Int(response.status.code), kind: RequestKind(request))
    }
}

/// Which way of answering a path has.
enum RequestKind: String, Sendable, CaseIterable {
    case page, api
    /// A page out of a mail, which the token in its address opens: no session is looked up for it.
    case token
    /// Health, metrics and the style sheets: no session is looked up for them.
    case machine

    init(_ request: Request) {
        let path = request.uri.path
        if path.hasPrefix("/api/") {
            self = .api
        } else if path == "/healthz" || path == "/readyz" || path == "/metrics" || path.hasPrefix("/static/") {
            self = .machine
        } else if ([UnsubscribeRoutes.prefix, PreferencesRoutes.prefix] + FeedbackRoutes.prefixes).contains(
            where: path.hasPrefix)
        {
            self = .token
        } else {
            self = .page
        }
    }
}
