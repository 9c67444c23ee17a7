import Ticketing

/// Four steps that say how far it is; a screen reader hears which one is now.
struct StatusTracker {
    let ticket: Ticket
    let words: Words
    let forRequester: Bool
    /// Whose decision it waits for.
    var awaited: AwaitedDecision?

    private var current: Int {
        switch ticket.state {
        case .new: ticket.assignee == nil ? 0 : 1
        case .inProgress, .pending: 2
        case .resolved, .closed, .cancelled: 3
        }
    }

    private var steps: [(String, HTML)] {
        let waiting =
            awaited?.sentence(words) ?? (forRequester ? words.waitingForYou : words.state(.pending))
        let since = awaited.map { text(words.sinceMoment + " ") + moment($0.since, words) } ?? .empty
        let last = ticket.state.isFinal ? words.state(ticket.state) : words.state(.resolved)
        return [
            (words.received, moment(ticket.createdAt, words)),
            (words.assigned, ticket.assignee.map { foreign($0.label) } ?? .empty),
            (
                ticket.state == .pending ? waiting : words.state(.inProgress),
                ticket.state == .pending ? since : .empty
            ), (last, .empty),
        ]
    }

    var html: HTML {
        tag(
            "ol", ["role": "list", "class": "track", "aria-label": words.progressLabel],
            steps.enumerated().map { index, step in
                tag(
                    "li",
                    [
                        "class": index < current || (index == 3 && current == 3) ? "done" : nil,
                        "aria-current": index == current ? "step" : nil,
                    ], tag("span", [:], text(step.0)),
                    step.1.isEmpty ? .empty : tag("span", ["class": "sub"], step.1))
            })
    }
}
