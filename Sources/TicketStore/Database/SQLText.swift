import Ticketing

/// A statement that grows with its parameters.
struct SQLText {
    private(set) var text: String
    private(set) var values: [SQLValue] = []

    init(_ text: String) {
        self.text = text
    }

    mutating func add(_ text: String) {
        self.text += text
    }

    /// Adds the value and returns its placeholder.
    mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    /// `($3, $4, …)`. The list is filled up to a power of two with its last value, so that few texts are prepared.
    mutating func list(_ items: [SQLValue]) -> String {
        guard let last = items.last else { return "(NULL)" }
        var size = 1
        while size < items.count { size *= 2 }
        let padded = items + Array(repeating: last, count: size - items.count)
        return "(" + padded.map { bind($0) }.joined(separator: ", ") + ")"
    }
}

extension Connection {
    func query(_ statement: SQLText) throws(StoreError) -> [Row] {
        try query(statement.text, statement.values)
    }

    @discardableResult
    func execute(_ statement: SQLText) throws(StoreError) -> Int {
        try execute(statement.text, statement.values)
    }
}
