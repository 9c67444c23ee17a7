import Ticketing

extension ApprovalWords {
    /// The shipped words and the desk's own.
    init(_ section: ConfigurationSection<ApprovalWordsKey>) {
        self.init()
        for (key, decision) in [(ApprovalWordsKey.approve, ApprovalVerdict.approved), (.reject, .rejected)] {
            for (text, line) in section.texts(key) {
                do throws(ApprovalWordFault) {
                    try add(text, decision)
                } catch {
                    section.problems.add(
                        "\(section.name(of: key)): \"\(text.shortened)\" \(error.words)", line: line)
                }
            }
        }
    }
}

extension ApprovalWordFault {
    fileprivate var words: String {
        switch self {
        case .empty: "is empty"
        case .tooLong(let count): "has \(count) characters, and may have \(ApprovalWords.longest)"
        case .severalLines: "is more than one line"
        case .noWord: "can never be a whole line: write it without marks inside it"
        case .courtesy: "is a courtesy that stands beside any word"
        case .opposite: "means the opposite already"
        case .tooMany: "is one word too many: a desk may have \(ApprovalWords.most) of its own"
        }
    }
}
