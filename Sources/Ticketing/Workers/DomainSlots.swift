/// How many messages may be on their way to one domain at a time.
///
/// All mail goes through one relay, which usually answers at once whatever the domain. But a relay that asks the
/// domain's own server before it answers, or that slows down mail for a provider, would else have all its connections
/// taken by a large mailing, with everybody else's answers behind it. So the first few go, some wait their turn in
/// memory, and the rest are put back into the queue for a moment, where they make room for other domains.
struct DomainSlots<Item> {
    enum Admission: Equatable {
        /// There was a slot, and it is taken now.
        case go
        /// `leave` gives it out when its turn comes.
        case wait
        /// Too many wait already.
        case putBack
    }

    /// On their way at a time.
    let limit: Int
    /// Waiting at most.
    let waiting: Int

    private var active: [String: Int] = [:]
    private var queues: [String: [Item]] = [:]

    init(limit: Int, waiting: Int) {
        self.limit = max(1, limit)
        self.waiting = max(0, waiting)
    }

    mutating func enter(_ domain: String, _ item: Item) -> Admission {
        let count = active[domain, default: 0]
        if count < limit {
            active[domain] = count + 1
            return .go
        }
        guard queues[domain, default: []].count < waiting else { return .putBack }
        queues[domain, default: []].append(item)
        return .wait
    }

    /// Frees a slot; who waits longest takes it over at once, and is given back to be sent.
    mutating func leave(_ domain: String) -> Item? {
        if var queue = queues[domain], !queue.isEmpty {
            let next = queue.removeFirst()
            queues[domain] = queue.isEmpty ? nil : queue
            return next
        }
        let count = active[domain, default: 0] - 1
        active[domain] = count > 0 ? count : nil
        return nil
    }
}
