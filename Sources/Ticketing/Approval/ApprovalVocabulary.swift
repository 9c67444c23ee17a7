/// The shipped words as lines are looked up in them.
enum ApprovalVocabulary {
    struct Meaning {
        var decision: ApprovalVerdict
        /// A blank alone may part it from the thanks behind it, in each language that has the word.
        var partsByBlank: Bool
    }

    static let words: [String: Meaning] = {
        var words: [String: Meaning] = [:]
        for language in ApprovalLanguage.shipped {
            for decision in ApprovalVerdict.allCases {
                for word in folded(language.words(decision)) {
                    let elsewhere = words[word]?.partsByBlank ?? true
                    words[word] = Meaning(decision: decision, partsByBlank: language.partsByBlank && elsewhere)
                }
            }
        }
        return words
    }()

    /// Most blanks inside a word.
    static let mostBlanks = words.keys.map { $0.utf8.count { $0 == UInt8(ascii: " ") } }.max() ?? 0

    /// Courtesies are not held to their language: people mix them.
    static let after = Set(ApprovalLanguage.shipped.flatMap { folded($0.after) })
    private static let beforeApproving = Set(ApprovalLanguage.shipped.flatMap { folded($0.before(.approved)) })
    private static let beforeRejecting = Set(ApprovalLanguage.shipped.flatMap { folded($0.before(.rejected)) })

    static func mayPrecede(_ phrase: String, _ decision: ApprovalVerdict) -> Bool {
        decision == .approved ? beforeApproving.contains(phrase) : beforeRejecting.contains(phrase)
    }

    static func isCourtesy(_ phrase: String) -> Bool {
        after.contains(phrase) || beforeApproving.contains(phrase) && beforeRejecting.contains(phrase)
    }

    private static func folded(_ words: [String]) -> [String] { words.flatMap { ApprovalLine($0).phrases } }
}
