import InternetMessage
import Ticketing

import struct Foundation.Date

/// A strip of words above the rest.
enum Banner {
    static func status(_ message: String, style: String) -> HTML {
        tag(
            "div", ["class": "banner " + style, "role": "status"], icon(style == "ok" ? "done" : "warn"),
            tag("div", [:], text(message)))
    }

    static func note(_ message: String, style: String = "") -> HTML {
        tag("div", ["class": "banner " + style], icon("warn"), tag("div", [:], text(message)))
    }
}

/// A moment: exact for machines, absolute in words, relative by the script.
func moment(_ date: Date, _ words: Words) -> HTML {
    tag("time", ["datetime": date.rfc3339, "data-rel": ""], text(words.moment(date)))
}

/// A status in a colored pill; the word says it, the color repeats it.
func stateTag(_ ticket: Ticket, _ words: Words, forRequester: Bool, isAwaited: Bool = false) -> HTML {
    let style =
        switch ticket.state {
        case .new: "tag info"
        case .inProgress: "tag pri"
        case .pending: "tag warn"
        case .resolved: "tag ok"
        case .closed, .cancelled: "tag"
        }
    let waiting =
        isAwaited ? words.standing(.pending) : forRequester ? words.waitingForYou : words.state(.pending)
    let label = ticket.state == .pending ? waiting : words.state(ticket.state)
    return tag("span", ["class": style], text(label))
}

func priorityTag(_ priority: Priority, _ words: Words) -> HTML {
    switch priority {
    case .low, .normal: .empty
    case .high: tag("span", ["class": "tag warn"], text(words.priority(priority)))
    case .urgent: tag("span", ["class": "tag bad"], text(words.priority(priority)))
    }
}

/// A person with the address: anybody may give themselves any name.
func personName(_ person: Person) -> HTML {
    guard !person.name.isEmpty else { return foreign(person.address.description) }
    return tag(
        "span", [:], foreign(person.name), text(" "), foreign(person.address.description, style: "mono muted"))
}

/// A ticket as a row of a list.
func ticketRow(
    _ ticket: Ticket, _ words: Words, forRequester: Bool, due: DueMark?, awaited: AwaitedDecision? = nil
) -> HTML {
    let people =
        forRequester
        ? HTML.empty
        : personName(ticket.requester)
            + tag("span", [:], text(ticket.assignee.map { "→ " + $0.label } ?? words.unassigned))
    return tag(
        "li", [:],
        tag(
            "a", ["class": "item", "data-item": "", "href": "/requests/\(ticket.number)"],
            tag("b", ["dir": "auto"], text(ticket.subject.isEmpty ? words.noSubject : ticket.subject)),
            tag(
                "span", ["class": "row tight"], due?.lateTag ?? .empty,
                forRequester ? .empty : priorityTag(ticket.priority, words),
                stateTag(ticket, words, forRequester: forRequester, isAwaited: awaited != nil)),
            tag(
                "span", ["class": "meta"], foreign(ticket.number.description, style: "mono"), people,
                due.map { tag("span", [:], $0.words) } ?? .empty,
                awaited.map { foreign($0.sentence(words)) } ?? .empty,
                tag("span", [:], moment(ticket.updatedAt, words)))))
}

/// - Parameter promises: What the desks owe on each, where the reader is to know.
func ticketList(
    _ tickets: [Ticket], _ words: Words, forRequester: Bool, promises: DueMark.Source? = nil,
    awaited: [TicketID: AwaitedDecision] = [:]
) -> HTML {
    tag(
        "ul", ["role": "list", "class": "list"],
        tickets.map {
            ticketRow(
                $0, words, forRequester: forRequester, due: promises?.mark(on: $0, words), awaited: awaited[$0.id])
        })
}

/// Nothing to list: why, and what next.
func emptyState(_ title: String, _ hint: String? = nil, action: HTML = .empty) -> HTML {
    div("empty", tag("p", ["class": "lead"], text(title)), hint.map { paragraph($0) } ?? .empty, action)
}

/// A link to the next part of a list.
func nextPage(_ target: String?, _ words: Words) -> HTML {
    guard let target else { return .empty }
    return tag("p", ["class": "more"], link(target, words.more, style: "btn"))
}

func backLink(_ target: String, _ label: String) -> HTML {
    tag("a", ["class": "back", "href": target], icon("back"), tag("span", [:], text(label)))
}

/// Facts in pairs; nil is left out.
func facts(_ pairs: [(String, HTML?)]) -> HTML {
    tag(
        "dl", ["class": "kv"],
        pairs.compactMap { label, value in
            value.map { tag("dt", [:], text(label)) + tag("dd", [:], $0) }
        })
}

/// One letter or two that stand for a person; never the only mark of one.
func avatar(_ name: String) -> HTML {
    let letter = name.unicodeScalars.first { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    let shown = letter.map { String(Character($0)).uppercased() } ?? "·"
    return tag("span", ["class": "av", "aria-hidden": "true"], text(shown))
}
