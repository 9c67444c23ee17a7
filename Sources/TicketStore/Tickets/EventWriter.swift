import Foundation
import InternetMessage
import Ticketing

/// Applies one ticket event: the ticket's columns, its timeline, who is on it.
struct EventWriter {
    let connection: any Connection
    let blobs: PreparedBlobs
    let now: Date
    let ticket: Int64

    private var clock: ServiceClockRows { ServiceClockRows(connection: connection, now: now, ticket: ticket) }
    private var people: PersonRows { PersonRows(connection: connection) }
    private var timeline: TimelineWriter { TimelineWriter(connection: connection, now: now, ticket: ticket) }

    /// The entry that carries it on the timeline, if any.
    func write(_ event: TicketEvent) throws(StoreError) -> Int64? {
        switch event {
        case .entryAdded(let draft):
            if draft.kind == .message, draft.direction == .outgoing { try clock.answered() }
            return try timeline.add(draft, attachments: try blobs.blobs(of: draft))
        case .stateChanged(let from, let to, let author, let channel):
            try set("state", SQLValue(to))
            try clock.moved(to: to)
            let change = FieldChange(field: "status", from: from.rawValue, to: to.rawValue)
            return try timeline.add(change, by: author, via: channel)
        case .priorityChanged(let from, let to, let author, let channel):
            try set("priority", SQLValue(to))
            let change = FieldChange(field: "priority", from: from.rawValue, to: to.rawValue)
            return try timeline.add(change, by: author, via: channel)
        case .assigned(let from, let to, let author, let channel):
            try assign(to)
            let change = FieldChange(
                field: "assignee", from: from?.address.description, to: to?.address.description)
            return try timeline.add(change, by: author, via: channel)
        case .participantAdded(let mailbox):
            try connection.execute(
                "INSERT INTO participant (ticket, person, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                [.integer(ticket), .integer(try people.upsert(mailbox, at: now)), SQLValue(now)])
            return nil
        case .deskLinked(let desk): return try link(desk)
        case .flagged(let flag): return try add(flag)
        case .sentToNobody(let author, let channel):
            return try timeline.add(FieldChange(field: "recipients", from: nil, to: "nobody"), by: author, via: channel)
        case .approvalChanged(let from, let to, let author, let channel, let rule):
            let change = FieldChange(field: "approval", from: from?.rawValue, to: to.rawValue)
            return try timeline.add(change, text: rule ?? "", by: author, via: channel)
        case .decided(let decision): return try timeline.add(decision)
        }
    }

    func write(_ drafts: [OutgoingDraft]) throws(StoreError) {
        let joining = NoticeJoining(connection: connection, now: now)
        let digests = DigestRows(connection: connection)
        for draft in drafts {
            guard !draft.notification.isForDigest else {
                try digests.gather(draft, on: TicketID(rawValue: ticket), at: now)
                continue
            }
            let draft = try joining.join(draft)
            guard try draft.insert(connection, at: now) else { continue }
            try MessageReferences(connection: connection).add([draft.notification.headerID], ticket: ticket)
            // The first copy of a reply gives the entry its identifier; a notice about an entry is not the entry.
            guard let entry = draft.entry, draft.notification.nature == .personal else { continue }
            try connection.execute(
                "UPDATE entry SET message_id = $1 WHERE id = $2 AND message_id IS NULL",
                [.text(draft.notification.headerID.value), .integer(entry)])
        }
    }

    private func set(_ column: StaticString, _ value: SQLValue) throws(StoreError) {
        try connection.execute("UPDATE ticket SET \(column) = $1 WHERE id = $2", [value, .integer(ticket)])
    }

    private func assign(_ assignee: Mailbox?) throws(StoreError) {
        guard let assignee else { return try set("assignee", .null) }
        try set("assignee", .integer(try people.upsert(assignee, at: now)))
    }

    private func link(_ desk: String) throws(StoreError) -> Int64? {
        let count = try connection.execute(
            """
            INSERT INTO ticket_desk (ticket, desk)
            SELECT id, $1 FROM ticket WHERE id = $2 AND desk <> $1 ON CONFLICT DO NOTHING
            """, [.text(desk), .integer(ticket)])
        guard count > 0 else { return nil }
        let row = try connection.first(
            "SELECT p.address FROM ticket t JOIN person p ON p.id = t.requester WHERE t.id = $1", [.integer(ticket)])
        guard let row else { throw .notFound }
        // It was the requester's mail that named the desk too.
        return try timeline.add(
            FieldChange(field: "desk", from: nil, to: desk), by: Mailbox(address: try row.address(0)), via: .system)
    }

    private func add(_ flag: TicketFlag) throws(StoreError) -> Int64? {
        guard let row = try connection.first("SELECT flags FROM ticket WHERE id = $1", [.integer(ticket)]) else {
            throw .notFound
        }
        let flags = FlagText.decode(try row.text(0))
        if !flags.contains(flag) { try set("flags", .text(FlagText.encode(flags + [flag]))) }
        return nil
    }
}
