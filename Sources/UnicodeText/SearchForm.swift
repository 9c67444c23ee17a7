import CICUShim
import Foundation

/// How text is made comparable for a search.
public enum SearchForm {
    /// Longest word that is looked up in both Chinese scripts, in bytes.
    private static let longestWord = 1_000

    /// One case and one width: `ＡＢＣ１２３` is `abc123`, `ﾊﾝｶｸ` is `ハンカク`.
    ///
    /// Text that this would make more than four times as long (a few signs stand for whole phrases) has its case folded
    /// only.
    ///
    /// - Standard: Unicode Standard Annex #15 (NFKC)
    public static func folded(_ text: String) -> String {
        let lower = text.lowercased()
        if lower.utf8.allSatisfy({ $0 < 0x80 }) { return lower }
        let compatible = text.precomposedStringWithCompatibilityMapping.lowercased()
            .precomposedStringWithCanonicalMapping
        return compatible.utf8.count <= 4 * text.utf8.count ? compatible : lower
    }

    /// What to look for when a word is searched: itself folded, as it was folded before widths were, and in traditional
    /// and simplified characters. Each once.
    ///
    /// Where one simplified character stands for several traditional ones, the likeliest is looked for.
    public static func variants(of word: String) -> [String] {
        let folded = folded(word)
        var variants: [String] = []
        let candidates = [folded, simplified(folded), traditional(folded), word.lowercased()]
        for case let candidate? in candidates
        where !candidate.isEmpty && !variants.contains(where: { $0.utf8.elementsEqual(candidate.utf8) }) {
            variants.append(candidate)
        }
        return variants
    }

    static func simplified(_ text: String) -> String? { converted(text, cicu_simplify) }
    static func traditional(_ text: String) -> String? { converted(text, cicu_traditionalize) }

    private static func converted(
        _ text: String, _ convert: (UnsafePointer<CChar>?, Int, UnsafeMutablePointer<CChar>?, Int) -> Int32
    ) -> String? {
        let source = text.utf8.map { CChar(bitPattern: $0) }
        guard (1...longestWord).contains(source.count), text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        var out = [CChar](repeating: 0, count: longestWord * 2)
        let written = convert(source, source.count, &out, out.count)
        guard written > 0 else { return nil }
        return String(decoding: out.prefix(Int(written)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
