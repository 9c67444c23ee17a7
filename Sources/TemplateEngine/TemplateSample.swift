public import struct Foundation.Date

/// A plausible value for each variable, for previews and for trying a template before it is published.
public enum TemplateSample {
    /// The values as a queue would keep them. `now` is when the message would go out.
    public static func flat(for key: TemplateKey, at now: Date) -> [String: String] {
        let lists = key.variables.filter { $0.kind == .list }.map(\.name)
        var values: [String: String] = [:]
        for variable in key.variables where variable.kind != .list && variable.kind != .html {
            for name in names(of: variable.name, within: lists) {
                values[name] = text(of: variable, under: name, at: now)
            }
        }
        return values
    }

    /// The values as templates are given them; without what is optional, if that is wanted.
    public static func values(
        for key: TemplateKey, at now: Date, withOptional: Bool = true
    ) -> [String: TemplateValue] {
        let optional = key.variables.filter(\.isOptional).map(\.name)
        let isLeftOut: (String) -> Bool = { name in
            let plain = name.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
            return optional.contains { plain == $0 || plain.hasPrefix($0 + ".") }
        }
        var values = FlatValues.values(flat(for: key, at: now).filter { withOptional || !isLeftOut($0.key) }, of: key)
        for variable in key.variables where variable.kind == .html {
            let segments = variable.name.split(separator: ".").map { String($0) }
            let html = TemplateValue.safeHTML(SafeHTML(sanitized: "<p>\(known[variable.name] ?? "…")</p>"))
            values[segments[0], default: .object([:])] = (values[segments[0]] ?? .object([:]))
                .overlaid(with: .object([segments[1]: html]))
        }
        return values
    }

    /// The name with each list's items numbered: two of each.
    private static func names(of name: String, within lists: [String]) -> [String] {
        var stem = ""
        return name.split(separator: ".").reduce([""]) { names, segment in
            stem += stem.isEmpty ? "\(segment)" : ".\(segment)"
            let suffixes = lists.contains(stem) ? ["\(segment).0", "\(segment).1"] : ["\(segment)"]
            return names.flatMap { start in suffixes.map { start.isEmpty ? $0 : "\(start).\($0)" } }
        }
    }

    private static func text(of variable: TemplateVariable, under name: String, at now: Date) -> String {
        let isSecond = name.contains(".1")
        switch variable.kind {
        case .choice(let words): return known[variable.name] ?? words[isSecond ? min(1, words.count - 1) : 0]
        case .number: return known[variable.name] ?? "3"
        case .date: return String(Int64(now.timeIntervalSince1970) + (hours[variable.name] ?? 24) * 3600)
        case .url: return urls[variable.name] ?? "https://desk.example.com/requests/IT-1042"
        case .image: return "cid:\(variable.name)@desk.example.com"
        case .color: return variable.name == "brand.color" ? "#1d5fd1" : "#fdfdfe"
        case .flag: return seconds.contains(variable.name) ? "\(isSecond)" : "true"
        case .text, .html, .list: return (isSecond ? second[variable.name] : nil) ?? known[variable.name] ?? "…"
        }
    }

    /// From now; what is to come lies a day ahead where nothing else is said.
    private static let hours: [String: Int64] = [
        "ticket.created_at": -50, "entry.created_at": -2, "reminder.since": -72, "approval.requested_at": -48,
        "approval.decided_at": -1, "approval.expired_at": -1, "decisions.decided_at": -1, "failure.occurred_at": -1,
        "digest.from": -24, "digest.to": 0, "report.from": -168, "report.to": 0, "tickets.updated_at": -5,
        "reminder.closes_at": 72, "link.expires": 1, "code.expires": 1, "substitute.from": 24, "substitute.until": 192,
        "settings.changed_at": 0,
    ]

    private static let urls = [
        "approval.approve_mail": "mailto:support@example.com?body=APPROVE",
        "approval.reject_mail": "mailto:support@example.com?body=REJECT",
        "substitute.url": "https://desk.example.com/approvals/substitutes",
        "preferences.url": "https://desk.example.com/me", "portal.url": "https://desk.example.com/",
        "unsubscribe.url": "https://desk.example.com/unsubscribe",
    ]

    private static let known = [
        "desk.address": "support@example.com", "desk.title": "IT Support", "brand.footer": "Example Ltd.",
        "ticket.number": "IT-1042", "ticket.subject": "VPN", "ticket.assignee": "Li Na", "ticket.priority": "high",
        "ticket.status": "in_progress", "ticket.previous_status": "new", "recipient.name": "Wang Wei",
        "requester.name": "Wang Wei", "requester.address": "wang@example.com", "entry.author": "Li Na",
        "entry.text": "OK?", "entry.preview": "OK?", "entry.html": "OK?", "approval.author": "Wang Wei",
        "approval.desk_rule": "IT",
        "approval.text": "Laptop", "fields.label": "SKU", "fields.value": "T14", "approval.approve_word": "APPROVE",
        "approval.reject_word": "REJECT", "decisions.approver": "Zhang San", "waiting.approver": "Zhang San",
        "others.approver": "Zhang San", "approval.place": "Zhang San",
        "assignment.author": "Zhang San", "change.author": "Wang Wei", "escalation.author": "Zhang San",
        "failure.recipient": "wang@example.com", "failure.status": "5.1.1",
        "failure.diagnostic": "550 5.1.1 no such user",
        "invitation.author": "Zhang San", "invitation.role": "agent", "tickets.number": "IT-1042",
        "tickets.subject": "VPN", "report.title": "SLA", "report.chart_text": "SLA 98.4 %", "figures.label": "SLA",
        "figures.value": "98.4 %", "figures.before": "97.1 %", "tables.title": "Top 2", "tables.columns.text": "A",
        "tables.rows.cells.text": "12", "also.author": "Zhang San", "also.text": "Is it on?",
        "comment.author": "Chen", "comment.text": "OK?", "comments.author": "Zhang San", "comments.text": "Is it on?",
        "files.name": "T14.pdf", "files.size": "1.2 MB", "substitute.author": "Zhang San",
        "code.text": "042195", "code.ticket": "IT-1042",
        "news.number": "IT-1044", "news.subject": "Mouse", "news.events.author": "Zhang San",
        "news.events.text": "Is it on?",
    ]

    /// Flags of the second in a list alone.
    private static let seconds: Set = ["tickets.is_late", "others.is_later"]

    private static let second = [
        "tickets.number": "IT-1043", "tickets.subject": "PDF", "decisions.approver": "Li Na",
        "waiting.approver": "Li Na", "others.approver": "Li Na",
        "fields.label": "CPU", "fields.value": "8", "also.author": "Li Na", "also.text": "It is.",
    ]
}
