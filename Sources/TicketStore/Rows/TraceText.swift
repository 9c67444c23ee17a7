import Ticketing

/// The trace of a mail in its column. What was written before a mail was taken through again stays before the rest.
enum TraceText {
    /// Steps that are kept; of more, the oldest go.
    private static let longest = 200

    static func encode(_ steps: [String]) throws(StoreError) -> String {
        try JSONText.encode(Array(steps.suffix(longest)))
    }

    /// - reason: Stands for the trace of a mail that was parked before there was one.
    static func decode(_ text: String?, or reason: String? = nil) throws(StoreError) -> [String] {
        let steps = try JSONText.decode(text, [String].self, or: [])
        return steps.isEmpty ? reason.map { [$0] } ?? [] : steps
    }
}
