public import InternetMessage

/// Answers questions for TXT records, as our own check of signatures needs them.
public protocol NameService: Sendable {
    /// Always answers, and within a few seconds: `.unknown` where nobody knows.
    func text(of name: String) async -> TextRecords
}
