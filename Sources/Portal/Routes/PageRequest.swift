import Cryptography
import Hummingbird
import Ticketing

/// A request for a page by somebody who is signed in.
struct PageRequest: Sendable {
    let request: Request
    let context: PortalContext
    let portal: Portal
    let session: Session

    init(_ request: Request, _ context: PortalContext, _ portal: Portal) throws(PortalFailure) {
        guard let session = context.visitor.session else { throw .unauthenticated }
        self.init(request, context, portal, by: session)
    }

    /// By somebody whom something else than the session's cookie lets in.
    init(_ request: Request, _ context: PortalContext, _ portal: Portal, by session: Session) {
        self.request = request
        self.context = context
        self.portal = portal
        self.session = session
    }

    var person: Person { session.person }
    var actor: Actor { Actor(person: person, channel: .portal) }
    var frame: PageFrame { portal.frame(for: context.visitor) }
    var words: Words { frame.words }
    var form: PostForm { portal.form(of: session) }

    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// The form that was sent, if it is one of ours.
    func submitted() async throws(PortalFailure) -> FormFields {
        let fields = try await request.form()
        guard session.owns(formToken: fields["token"]) else { throw .forged }
        return fields
    }

    /// Does what a form asks once, however often it is sent: the second time leads where the first one led.
    ///
    /// `work` returns the path to go to. What it throws frees the key again.
    func once(_ fields: FormFields, _ work: () async throws -> (path: String, flash: Flash)) async throws -> Response {
        guard let key = fields.filled("key"), BearerSecret.isPlausible(key) else { throw PortalFailure.forged }
        let keys = portal.ports.idempotency
        let name = "form:" + key
        let request = SHA256.digest(of: Array(request.uri.path.utf8))
        do {
            let stored = try await keys.reserve(name, of: person.id, request: request, at: portal.now())
            if let stored { return .seeOther(String(decoding: stored.body, as: UTF8.self), flash: .duplicate) }
        } catch .conflict {
            return .seeOther("/requests", flash: .duplicate)
        }
        do {
            let done = try await work()
            try await keys.complete(
                name, of: person.id, answer: StoredAnswer(status: 303, body: Array(done.path.utf8)))
            return .seeOther(done.path, flash: done.flash)
        } catch {
            try await keys.abandon(name, of: person.id)
            throw error
        }
    }
}

/// Where to go after signing in: a path of ours and nothing else.
enum LocalPath {
    /// nil for anything that a browser could take for another site: `//host`, `/\host`, a scheme, controls.
    static func checked(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 2_000, text.utf8.first == UInt8(ascii: "/") else { return nil }
        let second = text.utf8.dropFirst().first
        guard second != UInt8(ascii: "/"), second != UInt8(ascii: "\\") else { return nil }
        guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }) else { return nil }
        let isSignIn = text.hasPrefix("/login") || text.hasPrefix("/logout")
        return isSignIn ? nil : text
    }
}
