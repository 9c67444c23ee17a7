import Foundation
import InternetMessage
import Portal
import TemplateEngine
import TicketStore
import Ticketing

/// All that the desk keeps about one person as one JSON document, written piece by piece: one mail is in memory at once.
///
/// They see what they would see as a requester, and what they wrote. Notes are the desk's work, not data that they gave.
struct PersonExport {
    struct Counts: Sendable {
        var tickets = 0
        var approvals = 0
        var mails = 0
        var messages = 0
    }

    typealias Writer = (String) throws -> Void

    let store: Store
    let address: MailAddress
    let now: Date

    private static let batch = 50
    private static let leftOut = [
        "Notes that people of the desk wrote for each other, and what others wrote where this person does not take part.",
        "Secrets: passwords, and what tokens, sessions and links consist of; messages that hold a link for signing in.",
        "Mails of others, and those that retention removed; mails in copies of the database and logs of mail systems.",
    ]

    func write(to writer: @escaping Writer) async throws -> Counts {
        let data = store.personalData
        let profile = try await data.profile(of: address)
        var counts = Counts()
        let hasMail = try await !data.mails(from: address, after: 0, limit: 1).isEmpty
        let hasMessages = try await !data.messages(to: address, after: 0, limit: 1).isEmpty
        guard profile != nil || hasMail || hasMessages else {
            throw CommandFailure(ErasureRefusal.unknown.description)
        }
        try writer("{\n\"format\": \"martlet-person/1\",\n\"exported_at\": \(JSON.string(Timestamp.text(now)).text),\n")
        try writer("\"left_out\": \(JSON.strings(Self.leftOut).indented()),\n")
        try writer("\"person\": \((profile.map(person) ?? .null).indented()),\n")
        counts.tickets = try await list("tickets", writer) { last in
            guard let person = profile?.person else { return [] }
            return try await data.tickets(of: person.id, after: last, limit: Self.batch).map(\.rawValue)
        } item: { id in
            guard let person = profile?.person else { return nil }
            return try await ticket(TicketID(rawValue: id), person)
        }
        counts.approvals = try await list("approvals", writer) { last in
            guard let person = profile?.person else { return [] }
            return try await data.approvals(of: person.id, after: last, limit: Self.batch).map(\.rawValue)
        } item: { id in
            .written(ApprovalJSON.text(try await store.approvals.find(ApprovalID(rawValue: id), at: now)))
        }
        counts.mails = try await list("mails_from_them", writer) { last in
            try await data.mails(from: address, after: last, limit: Self.batch).map(\.rawValue)
        } item: { id in
            try await mail(MailID(rawValue: id))
        }
        counts.messages = try await list("messages_to_them", writer, isLast: true) { last in
            try await data.messages(to: address, after: last, limit: Self.batch).map(\.rawValue)
        } item: { id in
            try await message(OutgoingID(rawValue: id))
        }
        try writer("}\n")
        return counts
    }

    private func list(
        _ name: String, _ writer: Writer, isLast: Bool = false, next: (Int64) async throws -> [Int64],
        item: (Int64) async throws -> JSON?
    ) async throws -> Int {
        try writer("\"\(name)\": [")
        var (last, count): (Int64, Int) = (0, 0)
        while true {
            let ids = try await next(last)
            for id in ids {
                guard let json = try await item(id) else { continue }
                try writer((count == 0 ? "\n" : ",\n") + json.indented())
                count += 1
            }
            guard ids.count == Self.batch, let end = ids.last else { break }
            last = end
        }
        try writer("\n]\(isLast ? "" : ",")\n")
        return count
    }

    // Who they are.

    private func person(_ profile: PersonalProfile) -> JSON {
        let person = profile.person
        let quiet = person.quietHours.map {
            JSON.object([("from", .integer(Int64($0.from))), ("to", .integer(Int64($0.to)))])
        }
        return .object([
            ("address", .string("\(person.address)")), ("name", .string(person.name)),
            ("known_since", .string(Timestamp.text(profile.createdAt))), ("active", .bool(person.isActive)),
            ("language", .optional(person.language)), ("time_zone", .optional(person.timeZone)),
            ("quiet_minutes", quiet ?? .null),
            (
                "digest",
                person.digest.map {
                    .object([("days", .string($0.days.rawValue)), ("minute", .integer(Int64($0.minute)))])
                } ?? .null
            ),
            ("no_mail_because", .optional(person.suppression)), ("has_password", .bool(profile.hasPassword)),
            (
                "roles",
                .array(
                    person.memberships.map {
                        .object([("role", .string($0.role.rawValue)), ("desk", .optional($0.desk))])
                    })
            ),
            (
                "preferences",
                .array(
                    person.preferences.map {
                        .object([
                            ("kind", .string($0.kind.rawValue)), ("channel", .string($0.channel.rawValue)),
                            ("manner", .string($0.manner.rawValue)),
                        ])
                    })
            ),
            ("credentials", .array(profile.held.map(held))),
            ("delegations", .array(profile.delegations.map(delegation))),
            ("surveys", .array(profile.surveys.map(survey))),
        ])
    }

    private func held(_ held: PersonalProfile.Held) -> JSON {
        .object([
            ("kind", .string(held.credential.kind.rawValue)), ("label", .string(held.credential.label)),
            ("created_at", .string(Timestamp.text(held.createdAt))),
            ("expires_at", .optional(held.credential.expiresAt.map(Timestamp.text))),
        ])
    }

    private func delegation(_ item: Delegation) -> JSON {
        .object([
            ("approver", .person(item.approver)), ("substitute", .person(item.substitute)),
            ("from", .string(Timestamp.text(item.from))), ("until", .string(Timestamp.text(item.until))),
            ("revoked_at", .optional(item.revokedAt.map(Timestamp.text))),
        ])
    }

    private func survey(_ survey: PersonalProfile.Asked) -> JSON {
        .object([
            ("ticket", .string("\(survey.ticket)")), ("asked_at", .string(Timestamp.text(survey.askedAt))),
            ("score", survey.rating.map { .integer(Int64($0.score)) } ?? .null),
            ("comment", .optional(survey.rating?.comment)),
            ("answered_at", .optional(survey.rating.map { Timestamp.text($0.at) })),
        ])
    }

    // What they wrote and got.

    /// Of a ticket that they only worked on, what they wrote there: the rest is about somebody else.
    private func ticket(_ id: TicketID, _ person: Person) async throws -> JSON? {
        let record = try await store.tickets.record(id)
        let reader = person.asRequester
        let takesPart = AccessPolicy.allows(.read, on: record.ticket, to: reader)
        let entries = record.entries.filter { entry in
            entry.author.address == person.address
                || (takesPart && AccessPolicy.shows(entry, of: record.ticket, to: reader))
        }
        guard !takesPart else {
            let shown = try await shown(entries, person)
            return JSON.ticket(record.ticket, promise: nil).adding([("entries", .array(shown))])
        }
        guard !entries.isEmpty else { return nil }
        return .object([
            ("number", .string("\(record.ticket.number)")), ("entries", .array(try await shown(entries, person))),
        ])
    }

    /// Files that they gave come with their bytes, unless these are in a mail of theirs.
    private func shown(_ entries: [Entry], _ person: Person) async throws -> [JSON] {
        var shown: [JSON] = []
        for entry in entries {
            var files: [JSON] = []
            if entry.mail == nil, entry.author.address == person.address {
                for file in entry.attachments {
                    let bytes = try await store.tickets.attachment(file.id).bytes
                    files.append(.object([("id", .string("\(file.id)")), ("base64", .string(Self.base64(bytes)))]))
                }
            }
            shown.append(JSON.entry(entry).adding(files.isEmpty ? [] : [("files", .array(files))]))
        }
        return shown
    }

    private func mail(_ id: MailID) async throws -> JSON {
        let mail = try await store.ledger.mail(id)
        let isKept = mail.rawRemovedAt == nil && mail.leftIn == nil
        let raw = isKept ? Self.base64(try await store.ledger.raw(id).bytes) : nil
        return JSON.mail(mail).adding([("raw_base64", .optional(raw))])
    }

    private func message(_ id: OutgoingID) async throws -> JSON {
        let detail = try await store.outgoing.detail(id)
        let key = TemplateKey(rawValue: detail.record.template)
        let holdsLink = key?.isPersonal == true || key == .survey
        let raw = holdsLink ? nil : try await store.outgoing.composed(id).map { Self.base64($0.bytes) }
        return JSON.outgoing(detail).adding([("raw_base64", .optional(raw))])
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}

extension Person {
    /// Somebody without a role, who is let in.
    fileprivate var asRequester: Person {
        var person = self
        (person.memberships, person.isActive) = ([], true)
        return person
    }
}

extension JSON {
    fileprivate func adding(_ more: [(String, JSON)]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + more)
    }

    /// For people: a line for each member and item.
    func indented(_ depth: Int = 1) -> String {
        let margin = String(repeating: "  ", count: depth)
        let end = String(repeating: "  ", count: depth - 1)
        switch self {
        case .array(let items) where !items.isEmpty:
            return "[\n" + items.map { margin + $0.indented(depth + 1) }.joined(separator: ",\n") + "\n\(end)]"
        case .object(let members) where !members.isEmpty:
            let lines = members.map { "\(margin)\(JSON.string($0.0).text): \($0.1.indented(depth + 1))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(end)}"
        default: return text
        }
    }
}
