/// Tolerant decoding of base64.
///
/// Bytes outside the alphabet are skipped; data after a padding character starts a new quantum, since some gateways
/// join encoded blocks; a list's footer behind the data, a text line after the padding or a rule, ends it.
///
/// - Standard: RFC 2045 §6.8
enum Base64 {
    static func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], problem: String?) {
        var state = Base64State(capacity: bytes.count / 4 * 3 + 3)
        bytes.withUnsafeBufferPointer { buffer in
            var lineStart = 0
            var index = 0
            while index < buffer.count {
                index = state.takeQuanta(buffer, from: index)
                guard index < buffer.count else { break }
                let byte = buffer[index]
                if byte == 0x0A || byte == 0x0D { lineStart = index + 1 }
                if index == lineStart,
                    state.sawPadding ? isProse(buffer, from: index) : state.isWhole && isRule(buffer, from: index)
                {
                    state.trailing = true
                    break
                }
                state.take(byte)
                index += 1
            }
        }
        return state.finish()
    }

    /// `--` or `__`, by which a list divides its footer from a text whose data ended without padding.
    private static func isRule(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        let mark = buffer[start]
        return (mark == 0x2D || mark == 0x5F) && start + 1 < buffer.count && buffer[start + 1] == mark
    }

    /// Whether the line at `start` holds a blank between words: no base64 does.
    private static func isProse(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var index = start
        var foreign = 0
        let limit = min(buffer.count, start + 200)
        while index < limit, buffer[index] != 0x0A, buffer[index] != 0x0D {
            if Base64State.table[Int(buffer[index])] >= 64, buffer[index] != 0x3D { foreign += 1 }
            index += 1
        }
        return foreign > 0 && index - start > foreign
    }

    /// Value of an alphabet byte: 64 for padding, 65 for white space, 66 for anything else.
    static let alphabet: [UInt8] = {
        var table = [UInt8](repeating: 66, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(byte)] = UInt8(value)
        }
        table[0x3D] = 64
        for blank in [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D] { table[blank] = 65 }
        return table
    }()
}

private struct Base64State {
    static let table = Base64.alphabet

    var sawPadding = false
    var trailing = false
    /// Between two groups of four.
    var isWhole: Bool { digits == 0 && !output.isEmpty }
    private let table = Base64State.table
    private var output: [UInt8] = []
    private var quantum: UInt32 = 0
    private var digits = 0
    private var afterPadding = false
    private var foreign = 0

    init(capacity: Int) {
        output.reserveCapacity(capacity)
    }

    /// Takes whole groups of four digits, as long as nothing else stands between them. Where it stopped.
    mutating func takeQuanta(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard digits == 0, !sawPadding else { return start }
        var index = start
        table.withUnsafeBufferPointer { table in
            // Enough for any line; appending a line at once is several times faster than its bytes.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * 256) { decoded in
                var count = 0
                while index + 4 <= buffer.count, count + 3 <= decoded.count {
                    let first = table[Int(buffer[index])]
                    let second = table[Int(buffer[index + 1])]
                    let third = table[Int(buffer[index + 2])]
                    let fourth = table[Int(buffer[index + 3])]
                    guard first | second | third | fourth < 64 else { break }
                    decoded.initializeElement(at: count, to: first << 2 | second >> 4)
                    decoded.initializeElement(at: count + 1, to: second << 4 | third >> 2)
                    decoded.initializeElement(at: count + 2, to: third << 6 | fourth)
                    count += 3
                    index += 4
                }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: decoded[..<count]))
            }
        }
        return index
    }

    mutating func take(_ byte: UInt8) {
        let value = table[Int(byte)]
        switch value {
        case 0..<64:
            if sawPadding { afterPadding = true }
            quantum = quantum << 6 | UInt32(value)
            digits += 1
            if digits == 4 {
                output.append(UInt8(truncatingIfNeeded: quantum >> 16))
                output.append(UInt8(truncatingIfNeeded: quantum >> 8))
                output.append(UInt8(truncatingIfNeeded: quantum))
                quantum = 0
                digits = 0
            }
        case 64:
            sawPadding = true
            flush()
        case 65: break
        default: foreign += 1
        }
    }

    /// Two digits hold one byte, three hold two; a single one holds nothing.
    private mutating func flush() {
        if digits == 2 { output.append(UInt8(truncatingIfNeeded: quantum >> 4)) }
        if digits == 3 {
            output.append(UInt8(truncatingIfNeeded: quantum >> 10))
            output.append(UInt8(truncatingIfNeeded: quantum >> 2))
        }
        quantum = 0
        digits = 0
    }

    mutating func finish() -> (bytes: [UInt8], problem: String?) {
        let isCut = digits == 1 || (digits > 1 && !sawPadding && foreign > 0)
        flush()
        let problem: String? =
            if afterPadding {
                "Base64 data goes on after its padding; all of it was decoded."
            } else if foreign > 0 {
                "Base64 data holds \(foreign) foreign bytes, which were skipped."
            } else if trailing {
                "Text after the base64 data was left out."
            } else if isCut {
                "Base64 data is cut short."
            } else {
                nil
            }
        return (output, problem)
    }
}
