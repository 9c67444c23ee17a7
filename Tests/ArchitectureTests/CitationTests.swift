import Foundation
import Testing

@Suite("Standards that the code cites are the standards the page lists")
struct CitationTests {
    @Test func `RFC numbers agree both ways`() throws {
        let cited = Set(SourceTree.files().flatMap { $0.lines.flatMap(Self.numbers) })
        let listed = Set(
            try SourceTree.text("docs/standards.md").components(separatedBy: "\n")
                .filter { $0.hasPrefix("| ") }.compactMap { Self.numbers("RFC " + $0.dropFirst(2)).first })
        #expect(cited.subtracting(listed).sorted() == [], "cited in Sources, missing in docs/standards.md")
        #expect(listed.subtracting(cited).sorted() == [], "listed in docs/standards.md, cited nowhere")
    }

    /// Numbers after `RFC `.
    static func numbers(_ line: String) -> [Int] {
        line.components(separatedBy: "RFC ").dropFirst().compactMap { Int($0.prefix(while: \.isNumber)) }
    }
}
