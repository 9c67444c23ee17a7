import Ticketing

extension ServiceTargets {
    /// What a desk promises. A warning that would come before every ticket is opened warns of nothing.
    init(_ section: ConfigurationSection<TargetsKey>) {
        let keys: [(Priority, TargetsKey)] = [
            (.low, .low), (.normal, .normal), (.high, .high), (.urgent, .urgent),
        ]
        self.init(
            usual: Target(
                response: Self.seconds(.firstResponse, section), resolution: Self.seconds(.resolution, section)),
            warnBefore: Self.seconds(.warnBefore, section))
        for (priority, key) in keys where section.has(key) {
            let own = section.section(key, TargetKey.self)
            byPriority[priority] = Target(
                response: Self.seconds(.firstResponse, own), resolution: Self.seconds(.resolution, own))
        }
        if let warnBefore, let shortest, warnBefore >= shortest {
            section.report(.warnBefore, "must be shorter than every target; the shortest is \(Int(shortest))s")
        }
    }

    /// A second to ten years.
    private static func seconds<Key: ConfigurationKey>(_ key: Key, _ section: ConfigurationSection<Key>) -> Double? {
        section.duration(key, in: 1...315_360_000).map(Double.init)
    }
}
