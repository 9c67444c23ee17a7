/// Joins lines to a block without blank lines around it.
enum TextBlock {
    static func joined(_ lines: some Sequence<ArraySlice<UInt8>>) -> String {
        var bytes: [UInt8] = []
        var blanks = 0
        for line in lines {
            if ASCII.trimmed(line).isEmpty {
                blanks += 1
                continue
            }
            if !bytes.isEmpty {
                bytes.append(0x0A)
                // Where a quotation was taken out, its blank lines must not add up.
                bytes.append(contentsOf: repeatElement(0x0A, count: min(blanks, 2)))
            }
            blanks = 0
            bytes.append(contentsOf: line)
        }
        while let last = bytes.last, ASCII.isSpace(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
