import InternetMessage
import TemplateEngine

import struct Foundation.Date

/// The questions of a message to a ticket's requester, with the links to their answers.
///
/// They are made when it is composed, so that the queue keeps no keys.
struct FeedbackValues {
    static let solvedPath = "/solved/"
    static let surveyPath = "/survey/"

    let key: SigningKey
    /// Without a slash at its end.
    let publicURL: String

    func values(of entry: OutgoingEntry, desk: Desk) -> [String: TemplateValue] {
        guard let ticket = entry.ticket, let reader = entry.recipient, ticket.requester.id == reader.id else {
            return [:]
        }
        switch TemplateKey(rawValue: entry.notification.template) {
        case .resolved?, .publicReply?: return resolution(of: entry, ticket, desk)
        case .survey?: return survey(of: entry, ticket)
        default: return [:]
        }
    }

    /// Of a message that tells that the ticket is solved, while it is.
    private func resolution(of entry: OutgoingEntry, _ ticket: Ticket, _ desk: Desk) -> [String: TemplateValue] {
        guard entry.notification.values["ticket.status"] == TicketState.resolved.rawValue, ticket.state == .resolved
        else { return [:] }
        let url = address(Self.solvedPath, .resolution, of: entry, ticket)
        var members: [String: TemplateValue] = [
            "confirm_url": .string(url), "reopen_url": .string("\(url)?answer=no"),
        ]
        members["closes_at"] = desk.closeAfter.map { .date(entry.createdAt.addingTimeInterval($0)) }
        if entry.notification.template == TemplateKey.resolved.rawValue, let answer = entry.entry,
            answer.kind == .message, answer.direction == .outgoing
        {
            members["text"] = .string((answer.fresh ?? answer.text).capped(Self.longestText))
        }
        return ["resolution": .object(members)]
    }

    private func survey(of entry: OutgoingEntry, _ ticket: Ticket) -> [String: TemplateValue] {
        let url = address(Self.surveyPath, .survey, of: entry, ticket)
        let link = TicketLink(.survey, ticket: ticket.id, person: ticket.requester.id, askedAt: entry.createdAt)
        return [
            "survey": ["url": .string(url), "expires": .date(link.expires)],
            "ratings": .list(
                Rating.scores.reversed().map { score in
                    ["score": .string("\(score)"), "url": .string("\(url)?score=\(score)")]
                }),
        ]
    }

    /// Bytes of what was done that are told again.
    private static let longestText = 2_000

    private func address(
        _ path: String, _ question: TicketLink.Question, of entry: OutgoingEntry, _ ticket: Ticket
    ) -> String {
        let link = TicketLink(question, ticket: ticket.id, person: ticket.requester.id, askedAt: entry.createdAt)
        return publicURL + path + link.encoded(key: key)
    }
}
