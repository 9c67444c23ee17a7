import InternetMessage
import TemplateEngine

import struct Foundation.Data
import struct Foundation.Date
import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

/// The open tickets of one person, as an answer to a query carries them from plan to template.
struct StatusList: Sendable {
    static let template = "status-answer"
    /// Newest change first; what is beyond is on the portal.
    static let limit = 50
    private static let listKey = "query.tickets"

    struct Line: Codable, Sendable, Hashable {
        var number: String
        var subject: String
        var status: String
        /// Seconds since 1970.
        var created: Double
        var updated: Double
        /// Until when the next step is promised.
        var due: Double?
    }

    let lines: [Line]

    init(_ tickets: [Ticket], desks: DeskDirectory = DeskDirectory([])) {
        lines = tickets.filter { !$0.state.isSettled }.prefix(Self.limit).map { ticket in
            Line(
                number: ticket.number.description, subject: ticket.subject, status: ticket.state.rawValue,
                created: ticket.createdAt.timeIntervalSince1970,
                updated: ticket.updatedAt.timeIntervalSince1970,
                due: desks.promise(of: ticket)?.dueAt.timeIntervalSince1970)
        }
    }

    /// nil where a message carries no list.
    init?(_ notification: Notification) {
        guard let text = notification.values[Self.listKey] else { return nil }
        // Written by us; what cannot be read is no list.
        lines = (try? JSONDecoder().decode([Line].self, from: Data(text.utf8))) ?? []
    }

    func values(answering messageID: MessageID?) -> [String: String] {
        // Strings and finite numbers always encode.
        let data = (try? JSONEncoder().encode(lines)) ?? Data("[]".utf8)
        var values = [Self.listKey: String(decoding: data, as: UTF8.self)]
        if let messageID { values[Notification.answeredKey] = messageID.value }
        return values
    }

    /// Under the names that templates use.
    func values(publicURL: String, at now: Date) -> [String: TemplateValue] {
        [
            "answer": .object(["count": .number(lines.count)]),
            "portal": .object(["url": .string("\(publicURL)/requests")]),
            "tickets": .list(lines.map { .object(Self.values(of: $0, publicURL: publicURL, at: now)) }),
        ]
    }

    private static func values(of line: Line, publicURL: String, at now: Date) -> [String: TemplateValue] {
        var values: [String: TemplateValue] = [
            "number": .string(line.number), "subject": .string(line.subject),
            "status": .string(line.status), "days": .number(days(line.created, now)),
            "updated_at": .date(Date(timeIntervalSince1970: line.updated)),
            "url": .string("\(publicURL)/requests/\(line.number)"),
        ]
        if let due = line.due {
            values["due_at"] = .date(Date(timeIntervalSince1970: due))
            values["is_late"] = .bool(due < now.timeIntervalSince1970)
        }
        return values
    }

    static func days(_ created: Double, _ now: Date) -> Int {
        let days = ((now.timeIntervalSince1970 - created) / 86_400).rounded(.down)
        return Int(exactly: max(0, min(days, 100_000))) ?? 0
    }
}

extension Notification {
    static let answeredKey = "query.message_id"

    /// The mail that a message about no ticket answers.
    var answered: MessageID? { values[Self.answeredKey].map { MessageID($0) } }
}

extension TicketState {
    /// Nobody is expected to do anything any more.
    var isSettled: Bool { self == .resolved || isFinal }
}
