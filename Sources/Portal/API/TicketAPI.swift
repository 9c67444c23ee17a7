import Hummingbird
import InternetMessage
import Ticketing

/// Tickets through the API: the same commands as everywhere, under the token's permissions.
struct TicketAPI {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/api/v1/tickets") { request, context in try await list(APIRequest(request, context, portal)) }
        router.post("/api/v1/tickets") { request, context in try await open(APIRequest(request, context, portal)) }
        router.get("/api/v1/tickets/:number") { request, context in
            try await show(APIRequest(request, context, portal))
        }
        router.patch("/api/v1/tickets/:number") { request, context in
            try await change(APIRequest(request, context, portal))
        }
        router.post("/api/v1/tickets/:number/entries") { request, context in
            try await addEntry(APIRequest(request, context, portal))
        }
        router.get("/api/v1/tickets/:number/attachments/:id") { request, context in
            try await attachment(APIRequest(request, context, portal))
        }
    }

    private func list(_ call: APIRequest) async throws -> Response {
        let fields = try call.request.query
        var query = TicketQuery()
        query.text = fields.filled("query").map { String($0.prefix(200)) }
        query.states = try choices(fields, "status", TicketState.self)
        query.desks = fields.filled("desk").map { [$0] }
        switch fields.filled("late") {
        case nil, "false": break
        case "true" where call.reach.seesDesks: query.late = Lateness(portal.desks, at: portal.now())
        case "true": throw PortalFailure.invalid(field: "late", "is for those who see a desk's tickets")
        default: throw PortalFailure.invalid(field: "late", "must be true or false")
        }
        query.cursor = try pageCursor(fields)
        query.limit = try pageLimit(fields)
        if let assignee = fields.filled("assignee") {
            if assignee == "none" {
                query.isUnassigned = true
            } else {
                query.assignee = try await person(assignee, field: "assignee").id
            }
        }
        let page = try await portal.ports.tickets.list(call.reach.limited(query))
        return .json(
            APIValues.page(page.map { APIValues.ticket($0.shown(to: call.person), due: due($0, for: call.person)) }))
    }

    private func show(_ call: APIRequest) async throws -> Response {
        .json(value(try await portal.record(call.parameter("number"), for: call.person), for: call.person))
    }

    private func open(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object([
            "desk", "subject", "text", "requester", "kind", "priority",
        ])
        let desk = try fields.required("desk")
        let subject = try fields.required("subject")
        let text = try fields.required("text")
        let requester = try requester(fields, call.person)
        let kind = try fields.choice("kind", TicketKind.self) ?? .question
        let priority = try fields.choice("priority", Priority.self) ?? .normal
        guard subject.utf8.count <= Ticket.longestSubject else {
            throw PortalFailure.invalid(field: "subject", "has more than \(Ticket.longestSubject) bytes")
        }
        return try await call.once(body) {
            let record = try await portal.ports.desk.open(
                desk: desk, subject: subject, text: text, requester: requester, kind: kind, priority: priority,
                by: call.actor)
            return StoredAnswer(status: 201, body: value(record, for: call.person).bytes)
        }
    }

    private func change(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["status", "assignee", "priority", "version"])
        let ticket = try await portal.record(call.parameter("number"), for: call.person).ticket
        var commands: [TicketCommand] = []
        if let assignee = fields.value("assignee") { commands.append(.assign(try await self.assignee(assignee))) }
        if let priority = try fields.choice("priority", Priority.self) { commands.append(.setPriority(priority)) }
        if let state = try fields.choice("status", TicketState.self), state != ticket.state {
            commands.append(.setState(state))
        }
        let version = try fields.integer("version")
        let wanted = commands
        return try await call.once(body) {
            let record =
                wanted.isEmpty
                ? try await portal.record(ticket.number.description, for: call.person)
                : try await portal.ports.desk.perform(
                    wanted, on: ticket.number, expectedVersion: version, by: call.actor)
            return StoredAnswer(status: 200, body: value(record, for: call.person).bytes)
        }
    }

    private func addEntry(_ call: APIRequest) async throws -> Response {
        let (fields, body) = try await call.object(["kind", "text", "leave_out"])
        let text = try fields.required("text")
        let leftOut = try addresses(fields, "leave_out")
        let command: TicketCommand =
            switch try fields.required("kind") {
            case "reply": .reply(text: text, leavingOut: leftOut)
            case "note": .note(text: text)
            default: throw PortalFailure.invalid(field: "kind", "must be one of reply, note")
            }
        let ticket = try await portal.record(call.parameter("number"), for: call.person).ticket
        let kind: EntryKind = if case .note = command { .note } else { .message }
        return try await call.once(body) {
            let record = try await portal.ports.desk.perform([command], on: ticket.number, by: call.actor)
            // A reply may have changed the status too, which is an entry of its own.
            guard let entry = record.entries.last(where: { $0.kind == kind }) else { throw PortalFailure.defect }
            let isAnswer = entry.kind == .message && entry.direction == .outgoing
            let readers =
                isAnswer ? portal.ports.desk.audience(of: record.ticket, from: call.person, leavingOut: leftOut) : nil
            return StoredAnswer(status: 201, body: APIValues.newEntry(entry, readers: readers).bytes)
        }
    }

    private func attachment(_ call: APIRequest) async throws -> Response {
        let record = try await portal.record(call.parameter("number"), for: call.person)
        guard let id = AttachmentID(text: call.parameter("id")), record.holds(id) else {
            throw PortalFailure.notFound
        }
        let content = try await portal.ports.tickets.attachment(id)
        return .download(content.bytes, name: content.attachment.name)
    }

    /// The ticket with the entries this person may see.
    private func value(_ record: TicketRecord, for person: Person) -> JSONValue {
        let isAgent = AccessPolicy.works(person, on: record.ticket)
        return APIValues.ticket(
            record.ticket.shown(to: person), due: due(record.ticket, for: person),
            entries: record.shown(to: person).entries,
            readers: isAgent ? portal.ports.desk.audience(of: record.ticket, from: person) : nil)
    }

    /// Requesters are told by mail alone, where the desk's templates say it.
    private func due(_ ticket: Ticket, for person: Person) -> [JSONValue.Member] {
        guard AccessPolicy.allows(.readInternal, on: ticket, to: person) else { return [] }
        return APIValues.due(portal.desks.promise(of: ticket), at: portal.now())
    }

    private func addresses(_ fields: APIFields, _ name: String) throws(PortalFailure) -> [MailAddress] {
        guard let value = fields.value(name), value != .null else { return [] }
        guard case .array(let items) = value, items.count <= 200 else {
            throw .invalid(field: name, "must be a list of mail addresses")
        }
        return try items.map { item throws(PortalFailure) in
            guard case .string(let text) = item, let address = MailAddressInput.address(text) else {
                throw .invalid(field: name, "must be a list of mail addresses")
            }
            return address
        }
    }

    private func requester(_ fields: APIFields, _ person: Person) throws -> Mailbox {
        guard let value = fields.value("requester"), value != .null else { return person.mailbox }
        guard case .object(let members) = value else {
            throw PortalFailure.invalid(field: "requester", "must be an object with name and address")
        }
        let inner = try APIFields(members, allowed: ["name", "address"], inside: "requester.")
        guard let text = try inner.string("address"), let address = MailAddressInput.address(text) else {
            throw PortalFailure.invalid(field: "requester.address", "must be a mail address")
        }
        let name = try inner.string("name")?.trimmedOfBlanks ?? ""
        guard name.utf8.count <= 300 else { throw PortalFailure.invalid(field: "requester.name", "is too long") }
        return Mailbox(displayName: name.isEmpty ? nil : name, address: address)
    }

    /// null takes it from whoever has it; a person is an address, or an object with one.
    private func assignee(_ value: JSONValue) async throws -> Person? {
        switch value {
        case .null: return nil
        case .string(let text): return try await person(text, field: "assignee")
        case .object(let members):
            let fields = try APIFields(members, allowed: ["name", "address"])
            return try await person(try fields.required("address"), field: "assignee")
        default: throw PortalFailure.invalid(field: "assignee", "must be an address or null")
        }
    }

    private func person(_ text: String, field: String) async throws -> Person {
        guard let address = MailAddressInput.address(text),
            let person = try await portal.ports.people.person(address)
        else { throw PortalFailure.invalid(field: field, "is nobody's address here") }
        return person
    }
}

/// `limit` of a list: 50 unless said, 1 to 200.
func pageLimit(_ fields: FormFields) throws(PortalFailure) -> Int {
    guard let text = fields.filled("limit") else { return 50 }
    guard let limit = Int(text), (1...200).contains(limit) else {
        throw .invalid(field: "limit", "must be 1 to 200")
    }
    return limit
}

/// Where a list goes on. What no list gave out is refused: from the beginning again, a reader would never end.
func pageCursor(_ fields: FormFields) throws(PortalFailure) -> String? {
    guard let cursor = fields.filled("cursor") else { return nil }
    guard cursor.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ Int64($0) != nil }) else {
        throw .invalid(field: "cursor", "must be next_cursor of the part before")
    }
    return cursor
}

/// Values of an enumeration, separated by commas.
func choices<Value: RawRepresentable & CaseIterable>(
    _ fields: FormFields, _ name: String, _ type: Value.Type
) throws(PortalFailure) -> [Value] where Value.RawValue == String {
    var chosen: [Value] = []
    for text in (fields.filled(name) ?? "").split(separator: ",").prefix(20) {
        guard let value = Value(rawValue: String(text)) else {
            throw .invalid(field: name, "must be of " + Value.allCases.map(\.rawValue).joined(separator: ", "))
        }
        chosen.append(value)
    }
    return chosen
}
