import Cryptography
import Hummingbird
import InternetMessage
import Ticketing

/// What goes out, and which addresses get nothing: for those who see all desks.
struct QueueRoutes {
    let portal: Portal

    private var queue: any OutgoingQueue { portal.ports.outgoing }

    func add(to router: Router<PortalContext>) {
        router.get("/a/queue") { request, context in try await list(PageRequest(request, context, portal)) }
        router.get("/a/queue/:id") { request, context in try await show(PageRequest(request, context, portal)) }
        router.get("/a/queue/:id/html") { request, context in
            try await formatted(PageRequest(request, context, portal))
        }
        router.get("/a/queue/:id/raw") { request, context in try await raw(PageRequest(request, context, portal)) }
        router.post("/a/queue/:id/retry") { request, context in
            try await retry(PageRequest(request, context, portal))
        }
        router.post("/a/queue/:id/drop") { request, context in
            try await drop(PageRequest(request, context, portal))
        }
        router.get("/a/suppressed") { request, context in
            try await suppressed(PageRequest(request, context, portal))
        }
        router.post("/a/suppressed/lift") { request, context in
            try await lift(PageRequest(request, context, portal))
        }
    }

    private func check(_ page: PageRequest) throws(PortalFailure) {
        guard AccessPolicy.readsOutgoing(page.person) else { throw .notFound }
    }

    private func list(_ page: PageRequest) async throws -> Response {
        try check(page)
        let fields = try page.request.query
        let state = fields.filled("state").flatMap(OutgoingState.init(rawValue:))
        let list = try await queue.list(
            states: state.map { [$0] } ?? [], cursor: fields.filled("cursor"), limit: 50)
        let census = try await queue.census(at: portal.now())
        return .page(QueuePage(frame: page.frame, state: state, page: list, census: census).html)
    }

    private func show(_ page: PageRequest) async throws -> Response {
        let detail = try await portal.outgoing(page.parameter("id"), for: page.person)
        let raw = try await portal.sent(detail)
        return .page(
            QueueMessagePage(
                frame: page.frame, form: page.form, detail: detail, sent: raw.map(SentMessage.init),
                suppression: try await portal.ports.suppressions.find(detail.record.recipient.address),
                mayWork: AccessPolicy.worksOutgoing(page.person),
                mayLift: AccessPolicy.liftsSuppressions(page.person)
            ).html)
    }

    private func formatted(_ page: PageRequest) async throws -> Response {
        let detail = try await portal.outgoing(page.parameter("id"), for: page.person)
        guard let raw = try await portal.sent(detail), let html = SentMessage(raw).html else {
            throw PortalFailure.notFound
        }
        return .ownMail(html, nonce: Base32.encode(portal.tokens.bytes(15)))
    }

    private func raw(_ page: PageRequest) async throws -> Response {
        let detail = try await portal.outgoing(page.parameter("id"), for: page.person)
        guard let raw = try await portal.sent(detail) else { throw PortalFailure.notFound }
        return .download(raw.bytes, name: "outgoing-\(detail.record.id).eml")
    }

    private func retry(_ page: PageRequest) async throws -> Response {
        let (fields, id) = try await worked(page)
        return try await page.once(fields) {
            try await queue.retry(id, at: portal.now())
            return ("/a/queue/\(id)", .due)
        }
    }

    private func drop(_ page: PageRequest) async throws -> Response {
        let (fields, id) = try await worked(page)
        guard let reason = fields.filled("reason") else { return .seeOther("/a/queue/\(id)", flash: .empty) }
        return try await page.once(fields) {
            let words = "\(reason.prefix(500)) (\(page.person.address))"
            try await queue.drop(id, reason: words, at: portal.now())
            return ("/a/queue/\(id)", .saved)
        }
    }

    private func worked(_ page: PageRequest) async throws -> (FormFields, OutgoingID) {
        let fields = try await page.submitted()
        guard AccessPolicy.readsOutgoing(page.person), AccessPolicy.worksOutgoing(page.person),
            let id = OutgoingID(text: page.parameter("id"))
        else { throw PortalFailure.notFound }
        return (fields, id)
    }

    private func suppressed(_ page: PageRequest) async throws -> Response {
        try check(page)
        let list = try await portal.ports.suppressions.list(
            cursor: try page.request.query.filled("cursor"), limit: 50)
        return .page(
            SuppressionPage(
                frame: page.frame, form: page.form, page: list, mayLift: AccessPolicy.liftsSuppressions(page.person)
            ).html)
    }

    private func lift(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        guard AccessPolicy.liftsSuppressions(page.person) else { throw PortalFailure.notFound }
        let typed = AddressList(parsing: Array((fields.filled("address") ?? "").utf8), limit: 1)
        guard let address = typed.mailboxes.first?.address else { throw PortalFailure.badRequest("address") }
        return try await page.once(fields) {
            try await portal.ports.suppressions.lift(address)
            return ("/a/suppressed", .saved)
        }
    }
}

extension Portal {
    /// The message for somebody who may see what goes out; for others there is none.
    func outgoing(_ id: String, for person: Person) async throws -> OutgoingDetail {
        guard AccessPolicy.readsOutgoing(person), let id = OutgoingID(text: id) else { throw PortalFailure.notFound }
        return try await ports.outgoing.detail(id)
    }

    /// What was sent, unless it is for nobody but its reader.
    func sent(_ detail: OutgoingDetail) async throws -> RawMessage? {
        guard detail.isComposed, !SentMessage.personal.contains(detail.record.template) else { return nil }
        return try await ports.outgoing.composed(detail.record.id)
    }
}
