import Ticketing

import struct Foundation.Date

/// What a desk owes on a ticket, and whether it is late: in words, which the color repeats.
struct DueMark {
    /// Where marks come from.
    struct Source: Sendable {
        let desks: DeskDirectory
        let now: Date

        /// nil where nothing is owed.
        func mark(on ticket: Ticket, _ words: Words) -> DueMark? {
            desks.promise(of: ticket).map {
                DueMark(promise: $0, isLate: $0.isLate(at: now), language: words)
            }
        }
    }

    let promise: ServicePromise
    let isLate: Bool
    let language: Words

    var lateTag: HTML { isLate ? tag("span", ["class": "tag bad"], text(language.late)) : .empty }

    /// The step, and the moment.
    var words: HTML { text(language.owed(promise.step) + " ") + moment(promise.dueAt, language) }
}
