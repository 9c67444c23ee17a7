import TemplateEngine
import Testing

@Suite("Differences of texts")
struct TextDifferenceTests {
    private static func text(_ difference: TextDifference) -> String {
        difference.lines.map { line in
            switch line {
            case .same(let text): " \(text)"
            case .removed(let text): "-\(text)"
            case .added(let text): "+\(text)"
            case .skipped(let count): "~\(count)"
            }
        }.joined(separator: "|")
    }

    @Test(arguments: [
        ("", "", ""), ("a\n", "a\n", ""), ("a", "a\n", ""), ("a\r\nb", "a\nb", ""), ("", "a", "+a"), ("a", "", "-a"),
        ("a\nb\nc", "a\nx\nc", " a|-b|+x| c"), ("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5\n6\nx", "~3| 4| 5| 6|-7|+x"),
        ("a\n\nb", "a\nb", " a|-| b"),
        // Canonically equivalent is not the same.
        ("\u{E9}", "e\u{301}", "-\u{E9}|+e\u{301}"),
    ])
    func `lines are kept, removed and added`(old: String, new: String, expected: String) {
        #expect(Self.text(TextDifference(from: old, to: new)) == expected)
    }

    @Test func `both texts can be read off the whole difference`() {
        let old = (0..<40).map { "line \($0 * $0 % 7)" }
        let new = (0..<40).map { "line \($0 * $0 % 5)" }
        let lines = TextDifference(from: old.joined(separator: "\n"), to: new.joined(separator: "\n")).lines
        var (before, after) = (0, 0)
        for line in lines {
            switch line {
            case .same(let text):
                #expect(old[before] == text && new[after] == text)
                (before, after) = (before + 1, after + 1)
            case .removed(let text):
                #expect(old[before] == text)
                before += 1
            case .added(let text):
                #expect(new[after] == text)
                after += 1
            case .skipped(let count): (before, after) = (before + count, after + count)
            }
        }
        #expect(before == old.count && after == new.count)
    }

    @Test(arguments: [0, 1])
    func `beyond the limit of lines the texts stand one after the other`(extra: Int) {
        let count = TextDifference.lineLimit / 2
        let old = String(repeating: "a\n", count: count)
        let new = String(repeating: "a\n", count: count + extra)
        let removed = TextDifference(from: old, to: new).lines.count { if case .removed = $0 { true } else { false } }
        #expect(removed == (extra == 0 ? 0 : count))
    }
}
