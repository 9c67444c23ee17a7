import Foundation
import InternetMessage
import Ticketing

/// A ticket with its timeline and what its desk owes on it.
struct ShownTicket: Sendable {
    let record: TicketRecord
    let promise: ServicePromise?

    init(_ record: TicketRecord, _ installation: Installation) {
        self.record = record
        promise = installation.configuration.directory.promise(of: record.ticket)
    }
}

/// A ticket with its timeline, for people or programs.
enum TicketOutput {
    static func show(_ shown: ShownTicket, _ format: FormatOption, readers: AnswerAudience? = nil) {
        let record = shown.record
        switch format.format {
        case .json:
            StandardOutput.line(
                JSON.ticket(record.ticket, promise: shown.promise, entries: record.entries, readers: readers).text)
        case .text:
            StandardOutput.line(text(record, shown.promise))
            if let readers { StandardOutput.line("\n" + text(readers)) }
        }
    }

    /// Until when what is owed, and whether that is over.
    static func due(_ promise: ServicePromise) -> String {
        let step =
            switch promise.step {
            case .response: "first response"
            case .resolution: "resolution"
            }
        return "\(Timestamp.text(promise.dueAt)) \(step)\(promise.isLate(at: Date()) ? ", late" : "")"
    }

    /// Who gets the answer.
    private static func text(_ readers: AnswerAudience) -> String {
        let lists = [("to", readers.to), ("cc", readers.cc), ("unnamed", readers.unnamed)].filter { !$0.1.isEmpty }
        var rows = lists.map { [$0.0, $0.1.map(label).joined(separator: ", ")] }
        rows += readers.bystanders.map { bystander in
            let detail = bystander.obstacle.detail.map { ": \($0)" } ?? ""
            return ["no mail", "\(label(bystander.person)) (\(bystander.obstacle.word)\(detail))"]
        }
        return rows.isEmpty ? "nobody is mailed" : Terminal.table(rows)
    }

    private static func text(_ record: TicketRecord, _ promise: ServicePromise?) -> String {
        let ticket = record.ticket
        var rows = [
            ["number", "\(ticket.number)"], ["subject", ticket.subject], ["status", ticket.state.rawValue],
            ["priority", ticket.priority.rawValue], ["kind", ticket.kind.rawValue], ["desk", ticket.desk],
            ["requester", label(ticket.requester)], ["assignee", ticket.assignee.map(label) ?? "-"],
            ["participants", ticket.participants.map(label).joined(separator: ", ")],
            ["created", Timestamp.text(ticket.createdAt)], ["updated", Timestamp.text(ticket.updatedAt)],
        ]
        if let promise { rows.append(["due", due(promise)]) }
        if let rating = ticket.rating { rows.append(["rating", "\(rating.score) of 5"]) }
        if !ticket.flags.isEmpty { rows.append(["flags", ticket.flags.map(\.description).joined(separator: ", ")]) }
        return ([Terminal.table(rows)] + record.entries.map(text)).joined(separator: "\n\n")
    }

    private static func text(_ entry: Entry) -> String {
        let author = entry.author.displayName.map { "\($0) <\(entry.author.address)>" } ?? "\(entry.author.address)"
        var head =
            "── \(Timestamp.text(entry.createdAt))  \(entry.kind.rawValue) by \(Terminal.line(author)) (\(entry.channel.rawValue))"
        if !entry.flags.isEmpty { head += "  [\(entry.flags.map(\.description).joined(separator: ", "))]" }
        var lines = [head]
        if let change = entry.change {
            lines.append(Terminal.line("\(change.field): \(change.from ?? "-") → \(change.to ?? "-")"))
        }
        if !entry.text.isEmpty { lines.append(Terminal.text(entry.text)) }
        lines += entry.attachments.map { Terminal.line("attachment: \($0.name) (\($0.type), \($0.size) bytes)") }
        return lines.joined(separator: "\n")
    }

    private static func label(_ person: Person) -> String {
        person.name.isEmpty ? "\(person.address)" : "\(person.name) <\(person.address)>"
    }
}
