import TemplateEngine

import struct Foundation.Date

/// A digest under the names that templates use.
extension DigestMail {
    func values(publicURL: String, isAgent: Bool) -> [String: TemplateValue] {
        [
            "digest": figures,
            "portal": .object(["url": .string(publicURL + (isAgent ? "/a/inbox" : "/requests"))]),
            "tickets": .list(content.waiting.map { $0.value(publicURL, at: content.to) }),
            "news": .list(content.news.map { $0.value(publicURL) }),
        ]
    }

    private var figures: TemplateValue {
        var figures: [String: TemplateValue] = [
            "from": .date(Date(timeIntervalSince1970: content.from)),
            "to": .date(Date(timeIntervalSince1970: content.to)),
            "opened": .number(content.opened), "resolved": .number(content.resolved),
            "waiting": .number(content.waitingCount),
            "waiting_more": .number(max(0, content.waitingCount - content.waiting.count)),
            "news": .number(content.newsCount), "news_more": .number(max(0, content.newsCount - content.news.count)),
            "has_promises": .bool(content.overdue != nil),
        ]
        figures["overdue"] = content.overdue.map { .number($0) }
        return .object(figures)
    }
}

extension DigestMail.Waiting {
    fileprivate func value(_ publicURL: String, at now: Double) -> TemplateValue {
        var value: [String: TemplateValue] = [
            "number": .string(number), "subject": .string(subject), "status": .string(status),
            "url": .string("\(publicURL)/requests/\(number)"),
            "updated_at": .date(Date(timeIntervalSince1970: updated)), "is_late": .bool(isLate),
            "days": .number(StatusList.days(created, Date(timeIntervalSince1970: now))),
        ]
        value["due_at"] = due.map { .date(Date(timeIntervalSince1970: $0)) }
        return .object(value)
    }
}

extension DigestMail.News {
    fileprivate func value(_ publicURL: String) -> TemplateValue {
        .object([
            "number": .string(number), "subject": .string(subject),
            "url": .string("\(publicURL)/requests/\(number)"), "earlier": .number(earlier),
            "events": .list(events.map(\.value)),
        ])
    }
}

extension DigestMail.News.Event {
    fileprivate var value: TemplateValue {
        .object([
            "what": .string(what), "author": .string(author ?? ""), "text": .string(text ?? ""),
            "status": .string(status ?? ""),
        ])
    }
}
