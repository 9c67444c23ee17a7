/// The words that decide at a desk: those of every language shipped, and the desk's own.
///
/// A desk adds words and takes none away, so that what its mails print always works.
public struct ApprovalWords: Sendable, Hashable {
    /// Longest word of a desk's own, in Unicode scalars.
    public static let longest = 40
    /// Most words of a desk's own.
    public static let most = 100
    public static let shipped = ApprovalWords()

    /// By the phrase that `ApprovalLine` makes of them.
    private var own: [String: ApprovalVerdict] = [:]

    public init() {}

    public init(approving: [String], rejecting: [String]) throws(ApprovalWordFault) {
        for word in approving { try add(word, .approved) }
        for word in rejecting { try add(word, .rejected) }
    }

    public mutating func add(_ word: String, _ decision: ApprovalVerdict) throws(ApprovalWordFault) {
        guard word.unicodeScalars.count <= Self.longest else { throw .tooLong(word.unicodeScalars.count) }
        guard !word.unicodeScalars.contains(where: ApprovalReading.endsLine) else { throw .severalLines }
        let line = ApprovalLine(word)
        guard !line.isBlank else { throw .empty }
        guard let phrase = line.phrases.first, line.phrases.count == 1, !line.asks, line.signs.isEmpty
        else { throw .noWord }
        guard !ApprovalVocabulary.isCourtesy(phrase) else { throw .courtesy }
        if let known = self.decision(of: line) {
            guard known == decision else { throw .opposite }
            return
        }
        guard own.count < Self.most else { throw .tooMany }
        own[phrase] = decision
    }

    /// What the line decides: it is one of the words, maybe with a courtesy before and one behind it, and nothing else.
    public func decision(of line: String) -> ApprovalVerdict? { decision(of: ApprovalLine(line)) }

    func decision(of line: ApprovalLine) -> ApprovalVerdict? {
        let phrases = line.phrases
        for index in phrases.indices.prefix(2) where phrases.count - index <= 2 {
            let behind = phrases[(index + 1)...]
            guard let decision = decision(of: phrases[index], isLast: behind.isEmpty),
                !line.signs.contains(decision.opposite),
                phrases[..<index].allSatisfy({ ApprovalVocabulary.mayPrecede($0, decision) }),
                behind.allSatisfy(ApprovalVocabulary.after.contains)
            else { continue }
            return decision
        }
        return nil
    }

    private func decision(of phrase: String, isLast: Bool) -> ApprovalVerdict? {
        if let meaning = meaning(of: phrase) { return meaning.decision }
        guard isLast else { return nil }
        let blanks = phrase.utf8.indices.lazy.filter { phrase.utf8[$0] == UInt8(ascii: " ") }
        for blank in blanks.prefix(ApprovalVocabulary.mostBlanks + 1) {
            if let meaning = meaning(of: String(phrase[..<blank])), meaning.partsByBlank,
                ApprovalVocabulary.after.contains(String(phrase[phrase.utf8.index(after: blank)...]))
            {
                return meaning.decision
            }
        }
        return nil
    }

    private func meaning(of phrase: String) -> ApprovalVocabulary.Meaning? {
        own[phrase].map { .init(decision: $0, partsByBlank: false) } ?? ApprovalVocabulary.words[phrase]
    }
}

extension ApprovalWords {
    /// The word that a mail in this language tells its reader to write; English where there is none.
    public static func printed(_ decision: ApprovalVerdict, in tag: String) -> String {
        let subtags = tag.lowercased().split(separator: "-").map(String.init)
        let isTraditional =
            subtags.first == "zh" && !subtags.contains("hans")
            && subtags.contains { ["hant", "tw", "hk", "mo"].contains($0) }
        let name = isTraditional ? "zh-Hant" : subtags.first ?? ""
        let language = ApprovalLanguage.shipped.first { $0.tag == name } ?? .english
        return language.words(decision).first ?? decision.rawValue
    }
}

/// Why a word cannot be a desk's own.
public enum ApprovalWordFault: Error, Hashable {
    case empty
    /// It has so many scalars.
    case tooLong(Int)
    case severalLines
    /// It holds a mark that parts or ends a sentence, or nothing but marks: no line could ever be it.
    case noWord
    /// It stands beside words of either kind.
    case courtesy
    /// It means the opposite already.
    case opposite
    case tooMany
}
