import Cryptography
import Hummingbird
import Ticketing

/// A request to the API by whoever holds its token.
struct APIRequest: Sendable {
    let request: Request
    let context: PortalContext
    let portal: Portal
    let person: Person

    /// - Standard: RFC 6750 §2.1
    init(_ request: Request, _ context: PortalContext, _ portal: Portal) async throws {
        self.request = request
        self.context = context
        self.portal = portal
        person = try await APIRequest.bearer(of: request, context, portal)
    }

    var actor: Actor { Actor(person: person, channel: .api) }
    var reach: PersonReach { PersonReach(person) }

    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    private static func bearer(of request: Request, _ context: PortalContext, _ portal: Portal) async throws -> Person {
        let now = portal.now()
        guard let field = request.headers[.authorization], field.utf8.count <= 300,
            field.prefix(7).lowercased() == "bearer "
        else { throw PortalFailure.unauthenticated }
        let secret = field.dropFirst(7).filter { $0 != " " }
        guard BearerSecret.isPlausible(secret) else { throw PortalFailure.unauthenticated }
        let hash = BearerSecret.hash(of: secret)
        let bad: [SignInThrottle.Subject] = [.badTokensOfClient(context.client)]
        if let seconds = await portal.throttle.wait(for: bad, at: now) { throw PortalFailure.tooMany(seconds: seconds) }
        guard let found = try await portal.ports.people.credential(.token, hash: hash, at: now), found.person.isActive
        else {
            await portal.throttle.count(bad, at: now)
            throw PortalFailure.unauthenticated
        }
        let share: [SignInThrottle.Subject] = [
            .requestsOfToken(Hex.encode(hash), limit: portal.configuration.apiRate)
        ]
        if let seconds = await portal.throttle.admit(share, at: now) { throw PortalFailure.tooMany(seconds: seconds) }
        return found.person
    }

    /// The JSON object that was sent, whose members are all among `allowed`.
    func object(_ allowed: [String]) async throws -> (fields: APIFields, bytes: [UInt8]) {
        if let type = request.headers[.contentType]?.lowercased(), !type.hasPrefix("application/json") {
            throw PortalFailure.unsupportedType
        }
        let bytes = try await request.bytes(upTo: RequestLimits.text)
        let value = try JSONReader.read(bytes)
        guard case .object(let members) = value else { throw PortalFailure.badRequest("send a JSON object") }
        return (try APIFields(members, allowed: allowed), bytes)
    }

    /// Answers a request that carries an `Idempotency-Key` once: a repeated one gets the first one's answer.
    func once(_ body: [UInt8], _ work: () async throws -> StoredAnswer) async throws -> Response {
        guard let key = request.headers[.idempotencyKey] else { return answer(try await work()) }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
            throw PortalFailure.badRequest("Idempotency-Key: 1 to 200 visible ASCII characters")
        }
        let keys = portal.ports.idempotency
        let digest = SHA256.digest(of: Array("\(request.method.rawValue) \(request.uri.path)\n".utf8) + body)
        if let stored = try await keys.reserve("api:" + key, of: person.id, request: digest, at: portal.now()) {
            var response = answer(stored)
            response.headers[.replayed] = "true"
            return response
        }
        do {
            let done = try await work()
            try await keys.complete("api:" + key, of: person.id, answer: done)
            return answer(done)
        } catch {
            try await keys.abandon("api:" + key, of: person.id)
            throw error
        }
    }

    private func answer(_ stored: StoredAnswer) -> Response {
        .json(bytes: stored.body, status: HTTPResponse.Status(code: stored.status))
    }
}

/// The members of an object that was sent, read by name; what does not fit names its field.
struct APIFields: Sendable {
    private let members: [JSONValue.Member]
    private let inside: String

    /// `inside` names the object these are members of, where it is itself a member.
    init(_ members: [JSONValue.Member], allowed: [String], inside: String = "") throws(PortalFailure) {
        for member in members where !allowed.contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
            throw .invalid(field: inside + String(member.name.prefix(60)), "is not a field here")
        }
        self.members = members
        self.inside = inside
    }

    /// The error of a member, under its whole name.
    func fault(_ name: String, _ words: String) -> PortalFailure { .invalid(field: inside + name, words) }

    func value(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }

    /// nil when it is absent or null.
    func string(_ name: String) throws(PortalFailure) -> String? {
        switch value(name) {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw fault(name, "must be a string")
        }
    }

    func required(_ name: String) throws(PortalFailure) -> String {
        guard let text = try string(name) else { throw fault(name, "is required") }
        guard !text.trimmedOfBlanks.isEmpty else { throw fault(name, "must not be empty") }
        return text
    }

    /// One of an enumeration's values; nil when it is absent. There is no null among them.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Value.Type
    ) throws(PortalFailure) -> Value? where Value.RawValue == String {
        guard value(name) != nil else { return nil }
        guard let value = try string(name).flatMap(Value.init) else {
            let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(name, "must be one of \(all)")
        }
        return value
    }

    func integer(_ name: String) throws(PortalFailure) -> Int64? {
        switch value(name) {
        case nil: return nil
        case .integer(let number): return number
        default: throw fault(name, "must be an integer")
        }
    }
}
