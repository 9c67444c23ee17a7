import Ticketing

/// Where a list goes on: the sort key of the last item shown. To callers it is text without meaning.
struct Cursor: Sendable, Hashable {
    let first: Int64
    let second: Int64

    init(_ first: Int64, _ second: Int64 = 0) {
        self.first = first
        self.second = second
    }

    /// nil when the caller made it up: the list then begins anew.
    init?(_ text: String?) {
        let numbers = (text ?? "").split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 2, let first = numbers[0], let second = numbers[1] else { return nil }
        self.init(first, second)
    }

    var text: String { "\(first).\(second)" }

    /// Longest part of any list.
    static func limit(_ wanted: Int) -> Int { min(max(wanted, 1), 500) }
}

extension Page {
    /// From rows that were asked for with one more than `limit`.
    init(_ rows: [Item], limit: Int, key: (Item) -> Cursor) {
        let items = Array(rows.prefix(limit))
        let isLast = rows.count <= limit
        self.init(items: items, nextCursor: isLast ? nil : items.last.map { key($0).text })
    }
}
