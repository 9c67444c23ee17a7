import NIOCore

/// Writes a message as the content of DATA, in pieces, with its end.
///
/// Every line ends with CRLF on the wire: a lone CR or LF becomes one before dots are doubled, so that no receiver,
/// however lax, finds an end or a second transaction in what a sender smuggled in.
/// - Standard: RFC 5321 §2.3.8, §4.5.2
struct DotEncoder {
    /// How much of the message one piece holds, about.
    static let pieceBytes = 64 << 10

    private let bytes: [UInt8]
    private var index = 0
    private var isLineStart = true
    private var isDone = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next piece; nil after the one that ended the content.
    mutating func next(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
        guard !isDone else { return nil }
        let limit = min(bytes.count, index + Self.pieceBytes)
        var piece = allocator.buffer(capacity: limit - index + 1_024)
        while index < limit { writeLine(to: &piece, within: limit) }
        if index == bytes.count {
            if !isLineStart { piece.writeString("\r\n") }
            piece.writeString(".\r\n")
            isDone = true
        }
        return piece
    }

    /// Writes up to the end of a line, or of the piece.
    private mutating func writeLine(to piece: inout ByteBuffer, within limit: Int) {
        if isLineStart, bytes[index] == 0x2E { piece.writeInteger(0x2E as UInt8) }
        var end = index
        while end < limit, bytes[end] != 0x0D, bytes[end] != 0x0A { end += 1 }
        piece.writeBytes(bytes[index..<end])
        index = end
        isLineStart = false
        guard end < limit else { return }
        let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        piece.writeString("\r\n")
        index += isPair ? 2 : 1
        isLineStart = true
    }
}
