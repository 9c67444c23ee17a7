/// Why a mail decides nothing.
public enum ApprovalDoubt: String, Sendable, Hashable, CaseIterable {
    /// A program, a list or a mail system sent it.
    case notPersonal = "not-personal"
    /// Its subject says that it passes another mail on.
    case forwarded
    /// It was cut, encrypted, or read by the plain scanner alone.
    case unreadable
    /// What the author wrote now cannot be told from what they quote or pass on.
    case notWrittenNow = "not-written-now"
    case tooLong = "too-long"
    case nothingWritten = "nothing-written"
    /// The first own line is no deciding word.
    case noWord = "no-word"
    /// It asks.
    case question
    /// It denies one of the words.
    case negation
    /// Another own line is a word of the other kind.
    case opposite
}

extension ApprovalDoubt {
    /// About a first own line that decides nothing; a word to whoever must be told how.
    init(of line: ApprovalLine) {
        if line.asks || line.phrases.last.map(Self.endsAsking) ?? false {
            self = .question
        } else {
            self = Self.denies(line.phrases.joined(separator: " ")) ? .negation : .noWord
        }
    }

    private static func endsAsking(_ phrase: String) -> Bool {
        ["吗", "嗎", "么", "麼", "か", "까", "까요", "나요"].contains {
            phrase.utf8.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    private static func denies(_ words: String) -> Bool {
        let tokens = words.unicodeScalars.split(separator: " ").map { String($0) }
        guard tokens.contains(where: negations.contains) || inner.contains(where: { holds(words, $0) }) else {
            return false
        }
        return ApprovalVocabulary.words.keys.contains { holds(words, $0) }
    }

    private static let negations: Set<String> = [
        "not", "no", "never", "don't", "cannot", "can't", "won't", "nicht", "kein", "keine", "nie", "pas", "non",
        "jamais",
        "nunca", "não", "nao", "не", "нет", "لا", "غير", "لم", "لن", "ليس", "안",
    ]
    /// In scripts that put no blanks between words.
    private static let inner = ["不", "没", "沒", "未", "非", "别", "勿", "無", "无", "ません", "ない", "않", "못", "미승인"]

    private static func holds(_ phrase: String, _ word: String) -> Bool {
        let units = Array(phrase.utf8)
        let sought = Array(word.utf8)
        guard units.count >= sought.count else { return false }
        return (0...(units.count - sought.count)).contains { units[$0...].starts(with: sought) }
    }
}

extension ApprovalDoubt {
    /// Whether what the author wrote now is known, and is worth passing on.
    var leavesWords: Bool {
        switch self {
        case .noWord, .question, .negation, .opposite: true
        case .notPersonal, .forwarded, .unreadable, .notWrittenNow, .tooLong, .nothingWritten: false
        }
    }
}
