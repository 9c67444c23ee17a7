import InternetMessage

/// One message for several events: a notice waits for a moment, and what happens meanwhile joins it.
extension Notification {
    /// Whether it may wait: it is a notice that nobody asked for.
    var mayWait: Bool { nature == .notice && NotificationKind(template: template) != nil }
    /// Whether it may be told together with others of its ticket. What time causes tells of no event, and stays by itself.
    public var mayJoin: Bool { mayWait && NotificationKind(template: template)?.isOfTime == false }

    /// Earlier events that one message tells of at most; another message begins after that.
    public static let mostJoined = 20
    /// Bytes of an earlier entry's words.
    private static let longestText = 2_000
    private static let previousStatus = "ticket.previous_status"

    /// This message, telling of an earlier one that does not go out by itself; nil when it would hold too much.
    /// - Parameter entry: What the earlier one was to carry.
    public func telling(of earlier: Notification, entry: Entry?) -> Notification? {
        var joined = self
        var items = earlier.also
        let isSameChange = earlier.template == template && entry == nil
        if !isSameChange { items.append(earlier.event(entry)) }
        guard items.count <= Self.mostJoined else { return nil }
        // Of a status that changed twice, what it was at first and what it is now count.
        if let first = earlier.values[Self.previousStatus], values[Self.previousStatus] != nil {
            joined.values[Self.previousStatus] = first
        }
        for (index, item) in items.enumerated() {
            for (name, text) in item { joined.values["also.\(index).\(name)"] = text }
        }
        return joined
    }

    private func event(_ entry: Entry?) -> [String: String] {
        var item = ["what": String(template.map { $0 == "-" ? "_" : $0 })]
        if let entry {
            item["author"] = entry.author.displayName ?? entry.author.address.description
            item["text"] = (entry.fresh ?? entry.text).capped(Self.longestText)
        } else {
            item["author"] = values["assignment.author"] ?? values["change.author"]
        }
        return item
    }

    /// The events that it tells of besides its own, by the names of their values.
    private var also: [[String: String]] {
        var items: [Int: [String: String]] = [:]
        for (name, text) in values {
            let path = name.split(separator: ".")
            guard path.count == 3, path[0] == "also", let index = Int(path[1]) else { continue }
            items[index, default: [:]][String(path[2])] = text
        }
        return items.sorted { $0.key < $1.key }.map(\.value)
    }
}
