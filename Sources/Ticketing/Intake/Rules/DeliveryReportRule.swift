import InternetMessage

extension IntakeRule {
    /// A report about a mail of ours, known by a token of ours and nothing else. The return address names the message,
    /// and only such a report changes what the ledger says of it.
    ///
    /// Any other report is ignored only where nobody waits for an answer: people write about bounces, and pass them on,
    /// in words that no program can tell from a bounce.
    ///
    /// - Standard: RFC 3464, RFC 3461 §6, RFC 5321 §4.5.5
    static let deliveryReport = IntakeRule("delivery-report") { intake in
        guard intake.message.messageClass == .bounce else { return nil }
        if let returned = intake.context.returned.first {
            return Answer(
                .record(returned.ticket, reason: intake.reportSummary(of: returned)),
                "a report to the return address of message \(returned.id)")
        }
        guard intake.isByMachine || intake.isByRobot else { return nil }
        if let token = intake.correlation.tokens.first(where: { intake.context.ticket($0.ticket) != nil }) {
            return Answer(.record(token.ticket, reason: intake.reportSummary), "a report to our signed return address")
        }
        if let identifier = intake.message.reportedMessageID,
            IssuedMessageID.isOurs(identifier, key: intake.policy.key)
        {
            let ticket = intake.context.ticketsByMessageID[identifier]?.first
            return Answer(.record(ticket, reason: intake.reportSummary), "a report about a Message-ID of ours")
        }
        guard intake.isByMachine else { return nil }
        return Answer(.ignore(reason: "a report about mail that we did not send"), "bears no token of ours")
    }
}

extension IntakeCase {
    /// No person can have written it: it has nobody to go back to, or a mail system's own name.
    var isByMachine: Bool {
        if envelope.reversePath == .null { return true }
        return message.from.first.map { NotificationPlan.isMailSystem($0.address) } ?? false
    }

    fileprivate var isByRobot: Bool { message.from.first.map { NotificationPlan.isRobot($0.address) } ?? false }

    /// As `reportSummary`, for a recipient that is known whatever the report says.
    fileprivate func reportSummary(of returned: ReturnedMessage) -> String {
        guard let report = ReportedDelivery(self) else { return reportSummary }
        let action: DeliveryAction = report.isFailure ? .failed : .delayed
        return "\(action.rawValue): \(returned.recipient) \(report.reply)"
    }

    /// `failed: li@example.cn 5.1.1; …`, at most five recipients.
    fileprivate var reportSummary: String {
        let lines = message.deliveryStatus.prefix(5).map { status in
            [status.action.rawValue + ":", status.recipient, status.status ?? ""].joined(separator: " ")
                .trimmingASCIISpace()
        }
        return lines.isEmpty ? "a delivery report" : lines.joined(separator: "; ")
    }
}
