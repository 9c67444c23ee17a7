/// Text with OpenPGP messages in it, taken apart: a person's own words, and what only a key opens.
///
/// - Standard: RFC 9580 §6.2 (armor)
struct EncryptedText {
    private static let maximumBlocks = 20

    /// The text without the blocks.
    private(set) var words = ""
    /// Each block with its armor, as bytes that a program can read.
    private(set) var blocks: [[UInt8]] = []

    /// Nil where no line of the text's own opens a block. Quoted blocks are somebody else's and stay.
    static func parted(_ text: String) -> EncryptedText? {
        guard ASCII.contains(Array(text.utf8.prefix(256 << 10)), "-----BEGIN PGP MESSAGE") else { return nil }
        var parted = EncryptedText()
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        var kept: [ArraySlice<UInt8>] = []
        var index = 0
        while index < lines.count {
            guard parted.blocks.count < maximumBlocks, isMark(lines[index], "-----BEGIN PGP MESSAGE"),
                let end = end(of: lines, from: index)
            else {
                kept.append(lines[index])
                index += 1
                continue
            }
            parted.blocks.append(Array(lines[index..<end].joined(separator: [0x0A])) + [0x0A])
            index = end
        }
        parted.words = String(decoding: Array(kept.joined(separator: [0x0A])), as: UTF8.self)
        return parted.blocks.isEmpty ? nil : parted
    }

    /// Behind the closing line. Where it was cut off, behind the text, if that is armor and no sentence.
    private static func end(of lines: [ArraySlice<UInt8>], from start: Int) -> Int? {
        for index in (start + 1)..<max(start + 1, lines.count) {
            if isMark(lines[index], "-----END PGP MESSAGE") { return index + 1 }
            if isMark(lines[index], "-----BEGIN PGP MESSAGE") { return nil }
        }
        let body = lines[(start + 1)...].map { $0.trimmingSpace() }.filter { !$0.isEmpty && !isField($0) }
        return body.isEmpty || body.contains { $0.contains(0x20) || $0.count > 200 } ? nil : lines.count
    }

    private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
        ["version:", "comment:", "charset:", "hash:", "messageid:"].contains { line.startsIgnoringCase($0) }
    }

    /// The armor's line, be it whole or one of several: `-----BEGIN PGP MESSAGE, PART 1/2-----`.
    private static func isMark(_ line: ArraySlice<UInt8>, _ mark: String) -> Bool {
        let line = line.trimmingSpace()
        return line.count <= 60 && line.starts(with: mark.utf8) && ASCII.hasSuffix(Array(line), "-----")
    }
}
