import Hummingbird
import Ticketing

/// Ending and resuming one kind of notice, by the address that each of them carries.
///
/// The token is all of the authority: no cookie is read, nobody needs to sign in, and nothing about the person is shown.
/// Opening the page does nothing, since programs that look at mails open links. A POST acts at once and answers with the
/// page, never with a redirect, as mail services that do it for their users ask.
///
/// Security: who gets a forwarded notice can end that kind of notice for its first reader, who can take it back by the
/// same address.
///
/// - Standard: RFC 8058 §3.1, §3.2
struct UnsubscribeRoutes {
    static let prefix = "/unsubscribe/"
    /// Bytes of a form: one field, in either way of writing it.
    private static let longestForm = 16 << 10

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/unsubscribe/:token") { _, context in
            let token = try token(context)
            guard let person = try await portal.ports.people.person(token.person) else { throw PortalFailure.notFound }
            return page(token, isWanted: person.wants(token.kind), isDone: false, context)
        }
        router.post("/unsubscribe/:token") { request, context in
            let token = try token(context)
            let isWanted = try await self.isWanted(request)
            try await settle(token, isWanted: isWanted)
            return page(token, isWanted: isWanted, isDone: true, context)
        }
    }

    /// A digest that comes already keeps its time.
    private func settle(_ token: UnsubscribeToken, isWanted: Bool) async throws {
        let preferences = portal.ports.preferences
        guard token.kind == .digest else {
            return try await preferences.keep(
                NotificationPreference(token.kind, isWanted ? .atOnce : .never), of: token.person, at: portal.now())
        }
        let known = try await portal.ports.people.person(token.person)?.digest
        try await preferences.keep(digest: isWanted ? known ?? .usual : nil, of: token.person, at: portal.now())
    }

    private func token(_ context: PortalContext) throws(PortalFailure) -> UnsubscribeToken {
        guard let token = portal.ports.desk.unsubscribeToken(context.parameters.get("token") ?? "") else {
            throw .notFound
        }
        return token
    }

    private func page(
        _ token: UnsubscribeToken, isWanted: Bool, isDone: Bool, _ context: PortalContext
    ) -> Response {
        let path = Self.prefix + (context.parameters.get("token") ?? "")
        return .page(
            UnsubscribePage(
                frame: portal.frame(for: context.visitor), kind: token.kind, path: path, isWanted: isWanted,
                isDone: isDone
            ).html)
    }

    /// False for a mail service's one click, in a form of either kind; what the button says else.
    private func isWanted(_ request: Request) async throws(PortalFailure) -> Bool {
        let bytes = try await request.bytes(upTo: Self.longestForm)
        let type = request.headers[.contentType]?.lowercased() ?? ""
        if type.hasPrefix("multipart/form-data") {
            guard OneClick.isAsked(bytes) else { throw .badRequest("no one-click form") }
            return false
        }
        guard type.hasPrefix("application/x-www-form-urlencoded") else { throw .unsupportedType }
        let fields = try FormFields(parsing: bytes)
        if fields["List-Unsubscribe"] == "One-Click" { return false }
        switch fields["wanted"] {
        case "no": return false
        case "yes": return true
        default: throw .badRequest("neither one click nor a choice")
        }
    }
}

/// The one-click form as `multipart/form-data`, of which one field counts.
///
/// - Standard: RFC 8058 §3.2, RFC 7578 §4.2
enum OneClick {
    static func isAsked(_ form: [UInt8]) -> Bool {
        let lines = form.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
        guard let head = lines.firstIndex(where: names), let blank = lines[head...].firstIndex(of: ""),
            blank + 1 < lines.count
        else { return false }
        return lines[blank + 1] == "One-Click"
    }

    private static func names(_ line: String) -> Bool {
        let line = line.lowercased()
        return line.hasPrefix("content-disposition:")
            && (line.contains("name=\"list-unsubscribe\"") || line.hasSuffix("name=list-unsubscribe"))
    }
}
