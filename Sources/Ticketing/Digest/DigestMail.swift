import TemplateEngine

import struct Foundation.Data
import struct Foundation.Date
import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

/// What one digest says, as it is carried from plan to template.
struct DigestMail: Sendable {
    /// Tickets that wait and are named; of more there is the number.
    static let mostWaiting = 20
    /// Tickets on which something happened and which are named, and the last happenings of each.
    static let mostNews = 50
    static let mostEvents = 3

    struct Waiting: Codable, Sendable, Hashable {
        var number: String
        var subject: String
        var status: String
        /// Seconds since 1970.
        var created: Double
        var updated: Double
        var due: Double?
        var isLate: Bool
    }

    struct News: Codable, Sendable, Hashable {
        struct Event: Codable, Sendable, Hashable {
            var what: String
            var author: String?
            var text: String?
            var status: String?
        }

        var number: String
        var subject: String
        var events: [Event]
        /// How many happened before these.
        var earlier: Int
    }

    let content: Content

    struct Content: Codable, Sendable, Hashable {
        var from: Double
        var to: Double
        var opened: Int
        var resolved: Int
        var waiting: [Waiting]
        var waitingCount: Int
        /// nil where nothing is promised about any of them.
        var overdue: Int?
        var news: [News]
        var newsCount: Int
    }

    /// - Parameter promise: When the next step on a ticket is promised; nil where it is not.
    init(_ material: DigestMaterial, for person: Person, promise: (Ticket) -> Date?) {
        let promises = material.waiting.map { ($0, promise($0)) }
        let news = Self.news(material, for: person)
        content = Content(
            from: material.from.timeIntervalSince1970, to: material.to.timeIntervalSince1970,
            opened: material.opened, resolved: material.resolved,
            waiting: promises.prefix(Self.mostWaiting).map { Waiting($0, due: $1, at: material.to) },
            waitingCount: material.waitingCount,
            overdue: promises.contains { $0.1 != nil }
                ? promises.count { $0.1.map { $0 < material.to } ?? false } : nil,
            news: Array(news.prefix(Self.mostNews)), newsCount: news.count)
    }

    /// By ticket, the last touched first; nothing about a ticket that the person may not see any more, and no note to
    /// whoever does not work on it.
    private static func news(_ material: DigestMaterial, for person: Person) -> [News] {
        var order: [TicketID] = []
        var events: [TicketID: [News.Event]] = [:]
        for happening in material.happenings.reversed() {
            guard let ticket = material.tickets[happening.ticket], AccessPolicy.allows(.read, on: ticket, to: person),
                happening.what != TemplateKey.note.rawValue
                    || AccessPolicy.allows(.readInternal, on: ticket, to: person)
            else { continue }
            if events[ticket.id] == nil { order.append(ticket.id) }
            events[ticket.id, default: []].append(News.Event(happening))
        }
        return order.compactMap { id in
            guard let ticket = material.tickets[id], let all = events[id] else { return nil }
            return News(
                number: ticket.number.description, subject: ticket.subject,
                events: all.prefix(mostEvents).reversed(), earlier: max(0, all.count - mostEvents))
        }
    }

    /// There is nothing to tell.
    var isEmpty: Bool {
        content.waitingCount == 0 && content.newsCount == 0 && content.opened == 0 && content.resolved == 0
    }

    // In the queue.

    private static let key = "gathered.digest"

    var values: [String: String] {
        // Strings and finite numbers always encode.
        let data = (try? JSONEncoder().encode(content)) ?? Data()
        return [Self.key: String(decoding: data, as: UTF8.self)]
    }

    /// nil for a message that is no digest.
    init?(_ notification: Notification) {
        guard let text = notification.values[Self.key],
            // Written by us; what cannot be read is no digest.
            let content = try? JSONDecoder().decode(Content.self, from: Data(text.utf8))
        else { return nil }
        self.content = content
    }
}

extension DigestMail.Waiting {
    fileprivate init(_ ticket: Ticket, due: Date?, at now: Date) {
        self.init(
            number: ticket.number.description, subject: ticket.subject, status: ticket.state.rawValue,
            created: ticket.createdAt.timeIntervalSince1970, updated: ticket.updatedAt.timeIntervalSince1970,
            due: due?.timeIntervalSince1970, isLate: due.map { $0 < now } ?? false)
    }
}

extension DigestMail.News.Event {
    fileprivate init(_ happening: DigestHappening) {
        self.init(
            what: happening.what, author: happening.author, text: happening.text, status: happening.status?.rawValue)
    }
}
