import Foundation
import TemplateEngine

/// A plausible value for each variable of a key.
enum SampleValues {
    static func all(for key: TemplateKey) -> [String: TemplateValue] {
        values(for: key.variables)
    }

    static func required(for key: TemplateKey) -> [String: TemplateValue] {
        values(for: key.variables.filter { !$0.isOptional })
    }

    private static func values(for variables: [TemplateVariable]) -> [String: TemplateValue] {
        var groups: [String: [String: TemplateValue]] = [:]
        for variable in variables {
            let segments = variable.name.split(separator: ".").map { String($0) }
            guard segments.count == 2 else { continue }
            groups[segments[0], default: [:]][segments[1]] = value(of: variable)
        }
        return groups.mapValues { .object($0) }
    }

    private static func value(of variable: TemplateVariable) -> TemplateValue {
        switch variable.kind {
        case .url: "https://desk.example.com/requests/IT-1042"
        case .html: .safeHTML(SafeHTML(sanitized: "<p>请重启一次。</p>"))
        case .scalar: known[variable.name] ?? "sample"
        }
    }

    private static let date = TemplateValue.date(Date(timeIntervalSince1970: 1_795_577_760))

    private static let known: [String: TemplateValue] = [
        "desk.address": "support@example.com", "desk.title": "IT 服务台", "ticket.number": "IT-1042",
        "ticket.status": "new", "ticket.previous_status": "pending", "ticket.subject": "会议室投影无法连接",
        "ticket.assignee": "李四", "ticket.created_at": date, "entry.created_at": date, "link.expires": date,
        "failure.occurred_at": date, "answer.count": 2, "tickets.days": 3, "tickets.status": "pending",
        "tickets.updated_at": date, "ticket.priority": "high", "invitation.role": "agent",
    ]
}
