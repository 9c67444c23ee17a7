import Ticketing

/// The store's error that `body` ends with; nil when it does not fail, or with something else.
func failure(of body: () async throws -> Void) async -> StoreError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StoreError
    }
}

extension StoreError {
    /// The schema or the URL was refused, in words that hold `part`.
    func isConflict(naming part: String) -> Bool {
        if case .conflict(let words) = self { words.contains(part) } else { false }
    }
}
