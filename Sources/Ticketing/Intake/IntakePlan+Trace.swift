import InternetMessage

extension IntakePlan {
    /// Step by step: what was read, which rules were asked, who decided, and what follows from it.
    static func trace(_ intake: IntakeCase, _ verdict: IntakeVerdict, _ ticket: TicketPlan?) -> [String] {
        [
            "class: \(intake.message.messageClass.rawValue)",
            "authentication: \(intake.authentication.level.rawValue) – \(intake.authentication.detail)",
            "correlation: \(correlation(intake))",
        ] + verdict.passed.map { "\($0): nothing to say" } + ["\(verdict.decidedBy): \(verdict.reason)"]
            + consequences(intake, verdict, ticket) + participants(ticket)
    }

    private static func participants(_ ticket: TicketPlan?) -> [String] {
        let added = (ticket?.events ?? []).compactMap { event -> String? in
            if case .participantAdded(let mailbox) = event { mailbox.address.description } else { nil }
        }
        return added.isEmpty ? [] : ["participants: \(added.joined(separator: ", "))"]
    }

    private static func correlation(_ intake: IntakeCase) -> String {
        let correlation = intake.correlation
        let known = correlation.references.count { intake.context.ticketsByMessageID[$0] != nil }
        let tags = correlation.tags.map { tag in
            "[\(tag)]\(intake.context.ticket(tag) == nil ? " (no such ticket)" : "")"
        }
        var parts: [String] = []
        if !correlation.returned.isEmpty { parts.append("return addresses of ours: \(correlation.returned.count)") }
        if !correlation.tokens.isEmpty { parts.append("reply addresses of ours: \(correlation.tokens.count)") }
        if !correlation.references.isEmpty {
            parts.append("references: \(correlation.references.count), known: \(known)")
        }
        if !tags.isEmpty { parts.append("subject tags: \(tags.joined(separator: ", "))") }
        return parts.isEmpty ? "names no conversation" : parts.joined(separator: "; ")
    }

    private static func consequences(
        _ intake: IntakeCase, _ verdict: IntakeVerdict, _ ticket: TicketPlan?
    ) -> [String] {
        switch verdict.decision {
        case .open(let flags):
            let answer = ticket?.notifications.first.map { "to \($0.recipient.address) in \($0.language)" }
            let silence = NotificationPlan.silence(intake) ?? "the address is one of ours, or there is no template"
            return [
                "then: a new ticket of desk \(intake.desk)\(listed(flags))",
                "acknowledgement: \(answer ?? "none, \(silence)")",
            ] + rule(intake, ticket)
        case .append(let id, let flags):
            let changes = (ticket?.events ?? []).compactMap { event -> String? in
                guard case .stateChanged(let from, let to, _, _) = event else { return nil }
                return "status: \(from.rawValue) becomes \(to.rawValue)"
            }
            return ["then: a message on \(name(id, intake))\(listed(flags))"] + changes
        case .answer(let id, let flags):
            let count = ticket?.notifications.count ?? 0
            return ["then: a public answer on \(name(id, intake)), which goes to \(count)\(listed(flags))"]
        case .note(let id, let flags): return ["then: a work note on \(name(id, intake))\(listed(flags))"]
        case .link(let id): return ["then: desk \(intake.desk) is linked to \(name(id, intake))"]
        case .record(let id, let reason):
            let place = id.map { " on " + name($0, intake) } ?? " in the ledger alone"
            return ["then: recorded\(place), \(reason)"] + (ReportedDelivery(intake).map(delivery) ?? [])
        case .query:
            return [
                "then: answered with \(StatusList(intake.context.ownTickets).lines.count) open tickets of the author"
            ]
        case .decide(let verdict, _): return ["then: \(verdict.rawValue), as an approver's decision"]
        case .undecided(let id, let obstacle, let flags):
            let isTold = ticket?.notifications.contains { $0.template == "approval-unclear" } ?? false
            let told = isTold ? "its author is told why" : "its author is not told why"
            let answer = obstacle.map { "; \(told): \($0.rawValue)" } ?? ""
            return ["then: decides nothing, a work note on \(name(id, intake))\(listed(flags))\(answer)"]
        case .comment(let id, _, let obstacle, let flags):
            let answer = obstacle.map { "; its author is told why: \($0.rawValue)" } ?? ""
            return ["then: decides nothing, a comment on the approval of \(name(id, intake))\(listed(flags))\(answer)"]
        case .ignore(let reason): return ["then: ignored, \(reason)"]
        case .park(let reason): return ["then: parked for a person to look at, \(reason)"]
        }
    }

    /// The desk's rule that holds, and whether it asks.
    private static func rule(_ intake: IntakeCase, _ ticket: TicketPlan?) -> [String] {
        guard case .new(let draft) = ticket?.target, let answer = intake.ruleAnswer(for: draft) else { return [] }
        guard case .unvouched(let reason) = answer.obstacle else {
            return ["rule \(answer.rule.name): asks for approval"]
        }
        return ["rule \(answer.rule.name): would ask for approval, but \(reason); a work note says so"]
    }

    private static func delivery(_ report: ReportedDelivery) -> [String] {
        guard report.isFailure else { return ["delivery: message \(report.message) is still tried elsewhere"] }
        let address = report.isAboutAddress ? "its address gets no more mail" : "that says nothing about its address"
        return ["delivery: message \(report.message) did not arrive, and \(address)"]
    }

    private static func name(_ id: TicketID, _ intake: IntakeCase) -> String {
        intake.context.ticket(id).map { "ticket \($0.number)" } ?? "a ticket that is not there"
    }

    private static func listed(_ flags: [TicketFlag]) -> String {
        flags.isEmpty ? "" : ", flagged \(flags.map(\.description).joined(separator: ", "))"
    }
}
