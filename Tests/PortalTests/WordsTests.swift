import Foundation
import Testing

@Suite("Words")
struct WordsTests {
    /// Read as text: whatever a line says in Chinese has Chinese punctuation.
    @Test func `Chinese has full-width punctuation`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Portal/Language")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix("Words") }
        #expect(files.count >= 4)
        let fault = #/[\u{4E00}-\u{9FFF}][,:;?!()]|[,;?!()][\u{4E00}-\u{9FFF}]/#
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for literal in text.matches(of: #/"([^"\n]*[\u{4E00}-\u{9FFF}][^"\n]*)"/#) {
                let words = literal.1.replacing(#/\\\([^)]*\)*/#, with: "")
                #expect(words.firstMatch(of: fault) == nil, "\(file.lastPathComponent): \(words)")
            }
        }
    }
}
