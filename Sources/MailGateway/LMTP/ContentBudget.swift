import Synchronization

/// How much of unfinished and unstored messages all connections together may hold in memory.
///
/// Without it a thousand clients that send slowly would hold a thousand messages of the largest size.
final class ContentBudget: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    init(bytes: Int) {
        limit = bytes
    }

    var isUnused: Bool { used.load(ordering: .relaxed) == 0 }

    fileprivate func take(_ count: Int) -> Bool {
        let (_, now) = used.add(count, ordering: .relaxed)
        guard now <= limit else {
            used.subtract(count, ordering: .relaxed)
            return false
        }
        return true
    }

    fileprivate func give(_ count: Int) {
        used.subtract(count, ordering: .relaxed)
    }
}

/// One message's part of the budget; it is given back with the last reference.
final class ContentReservation {
    private let budget: ContentBudget
    private var held = 0

    init(_ budget: ContentBudget) {
        self.budget = budget
    }

    deinit {
        budget.give(held)
    }

    /// False when there is not so much left.
    func grow(by count: Int) -> Bool {
        guard budget.take(count) else { return false }
        held += count
        return true
    }

    func release() {
        budget.give(held)
        held = 0
    }
}
