/// Files that old mailers put between `begin` and `end` lines.
///
/// Never standardised by an RFC; POSIX describes it with the `uuencode` utility.
enum UUEncoding {
    /// A file that was found, and the lines it occupies.
    struct File {
        var name: [UInt8]
        var bytes: [UInt8]
        var range: Range<Int>
    }

    /// The first complete file.
    static func file(in bytes: ArraySlice<UInt8>) -> File? {
        files(in: Array(bytes), atMost: 1, requiringEnd: false).first
    }

    /// Every complete file. A line that begins a file but starts no valid data is text.
    static func files(in bytes: [UInt8], atMost limit: Int, requiringEnd: Bool = true) -> [File] {
        var files: [File] = []
        var lines = LineScanner(bytes, in: 0..<bytes.count, terminator: LineScanner.terminator(of: bytes))
        while files.count < limit, let line = lines.next() {
            guard let name = beginName(bytes[line.content]) else { continue }
            guard let (data, end) = data(after: lines, requiringEnd: requiringEnd) else { continue }
            files.append(File(name: name, bytes: data, range: line.content.lowerBound..<end.position))
            lines = end
        }
        return files
    }

    private static func data(after begin: LineScanner, requiringEnd: Bool) -> ([UInt8], LineScanner)? {
        var lines = begin
        var data: [UInt8] = []
        while let line = lines.next() {
            let content = bytesOf(line, begin)
            if content.elementsEqual("end".utf8) { return data.isEmpty ? nil : (data, lines) }
            guard !content.isEmpty else { continue }
            guard append(content, to: &data) else { break }
        }
        return requiringEnd || data.isEmpty ? nil : (data, lines)
    }

    private static func bytesOf(_ line: LineScanner.Line, _ scanner: LineScanner) -> ArraySlice<UInt8> {
        var content = scanner.bytes[line.content]
        while content.last == 0x20, content.count > 1 { content = content.dropLast() }
        return content
    }

    /// `begin 644 name`
    private static func beginName(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        guard line.starts(with: "begin ".utf8) else { return nil }
        let rest = line.dropFirst(6).drop { $0 == 0x20 }
        let mode = rest.prefix { (0x30...0x37).contains($0) }
        guard (3...5).contains(mode.count) else { return nil }
        let name = rest.dropFirst(mode.count)
        guard name.first == 0x20 else { return nil }
        let trimmed = name.trimmingSpace()
        return trimmed.isEmpty || trimmed.count > 300 ? nil : Array(trimmed)
    }

    /// A length byte, then groups of four that hold three bytes each; trailing blanks may be missing.
    private static func append(_ line: ArraySlice<UInt8>, to data: inout [UInt8]) -> Bool {
        guard let first = line.first, (0x20...0x60).contains(first) else { return false }
        let length = Int((first &- 0x20) & 0x3F)
        let groups = (length + 2) / 3
        let digits = line.dropFirst()
        guard digits.count <= groups * 4 + 2, digits.count + 3 >= groups * 4 - 3,
            digits.allSatisfy({ (0x20...0x60).contains($0) })
        else { return false }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(groups * 3)
        var index = digits.startIndex
        for _ in 0..<groups {
            var group: UInt32 = 0
            for _ in 0..<4 {
                let byte = index < digits.endIndex ? digits[index] : 0x20
                group = group << 6 | UInt32((byte &- 0x20) & 0x3F)
                index += 1
            }
            decoded.append(UInt8(truncatingIfNeeded: group >> 16))
            decoded.append(UInt8(truncatingIfNeeded: group >> 8))
            decoded.append(UInt8(truncatingIfNeeded: group))
        }
        data.append(contentsOf: decoded.prefix(length))
        return true
    }
}
