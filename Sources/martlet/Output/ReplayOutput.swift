import Ticketing

/// `1042  attached IT-7 -> ticketed: closed since  Subject`
enum ReplayLine {
    static func text(_ mail: LedgerMail, _ outcome: MailReplay.Outcome) -> String {
        let then = words(mail.state, mail.ticket)
        let now =
            switch outcome {
            case .same: "= the same"
            case .differs(let plan, let ticket): "-> \(words(plan.state, ticket)): \(plan.verdict.reason)"
            case .skipped(let reason): "skipped: \(reason)"
            }
        return "\(mail.id)  \(then)  \(now)  \(mail.subject ?? "")"
    }

    private static func words(_ state: MailState, _ ticket: TicketNumber?) -> String {
        ticket.map { "\(state.rawValue) \($0)" } ?? state.rawValue
    }
}

extension JSON {
    static func replay(_ mail: LedgerMail, _ outcome: MailReplay.Outcome) -> JSON {
        var members: [(String, JSON)] = [
            ("id", .string("\(mail.id)")), ("from", .optional(mail.author)), ("subject", .optional(mail.subject)),
            ("received_at", .string(Timestamp.text(mail.receivedAt))),
            ("then", side(mail.state, mail.ticket, mail.reason ?? "", mail.trace)),
        ]
        switch outcome {
        case .same(let plan):
            let ticket = plan.state == .ticketed ? nil : mail.ticket
            members += [("now", side(plan.state, ticket, plan.verdict.reason, plan.trace)), ("changed", .bool(false))]
        case .differs(let plan, let ticket):
            members += [("now", side(plan.state, ticket, plan.verdict.reason, plan.trace)), ("changed", .bool(true))]
        case .skipped(let reason):
            members += [("now", .null), ("changed", .null), ("skipped", .string(reason))]
        }
        return .object(members)
    }

    private static func side(_ state: MailState, _ ticket: TicketNumber?, _ reason: String, _ trace: [String]) -> JSON {
        .object([
            ("state", .string(state.rawValue)), ("ticket", .optional(ticket?.description)),
            ("reason", .string(reason)), ("trace", .strings(trace)),
        ])
    }
}
