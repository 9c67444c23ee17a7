import NIOCore
import Testing

@testable import MailGateway

@Suite("RFC 5321 §4.5.2 – transparency")
struct DotTests {
    static let contents: [(wire: String, content: String)] = [
        (".\r\n", ""),
        ("a\r\n.\r\n", "a\r\n"),
        ("..\r\n.\r\n", ".\r\n"),
        (".a\r\n.\r\n", "a\r\n"),
        ("a\r\n..\r\n...\r\n.\r\n", "a\r\n.\r\n..\r\n"),
        // No lone LF or CR ends anything.
        ("a\n.\nMAIL FROM:<>\r\n.\r\n", "a\n.\nMAIL FROM:<>\r\n"),
        ("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n"),
        ("a\r\n.\nb\r\n.\r\n", "a\r\n\nb\r\n"),
        ("a\r.\rb\r\n.\r\n", "a\r.\rb\r\n"),
        ("a\r\n.\rb\r\n.\r\n", "a\r\n\rb\r\n"),
        ("a\r\n.\r\r\n.\r\n", "a\r\n\r\r\n"),
        ("a\r\r\n.\r\n", "a\r\r\n"),
        ("a\n\r.\r\nb\r\n.\r\n", "a\n\r.\r\nb\r\n"),
        ("\r\n.\r\n", "\r\n"),
        ("\0\u{7F}é\r\n.\r\n", "\0\u{7F}é\r\n"),
    ]

    @Test(arguments: contents) func `content is read alike however it is cut`(wire: String, content: String) {
        let bytes = Array(wire.utf8)
        for piece in 1...bytes.count {
            var decoder = decoder(cap: 100)
            var result: DotDecoder.Content?
            var rest = bytes[...]
            while !rest.isEmpty {
                #expect(result == nil)
                var buffer = ByteBuffer(bytes: rest.prefix(piece))
                rest = rest.dropFirst(piece)
                result = decoder.decode(&buffer)
                #expect(buffer.readableBytes == 0)
            }
            #expect(result == .message(Array(content.utf8)), "pieces of \(piece)")
        }
    }

    private func decoder(cap: Int, expecting declared: Int? = nil) -> DotDecoder {
        DotDecoder(cap: cap, expecting: declared, within: ContentReservation(ContentBudget(bytes: 1 << 20)))
    }

    @Test(arguments: [9, 10, 11]) func `the budget counts content, and the end is still found`(count: Int) {
        let budget = ContentBudget(bytes: 10)
        var decoder = DotDecoder(cap: 100, within: ContentReservation(budget))
        var buffer = ByteBuffer(string: String(repeating: "x", count: count - 2) + "\r\n.\r\nQUIT\r\n")
        let content = decoder.decode(&buffer)
        #expect(content == .noRoom || count <= 10)
        if case .message(let bytes) = content { #expect(bytes.count == count && count <= 10) }
        #expect(budget.isUnused == (count > 10))
        #expect(String(buffer: buffer) == "QUIT\r\n")
    }

    @Test func `what one connection holds the others have not, until it is stored or gone`() {
        let (limits, budget) = (LMTPLimits(), ContentBudget(bytes: 1_000))
        let text = String(repeating: "x", count: 598) + "\r\n"
        func input(_ words: String) -> LMTPInput {
            var input = LMTPInput(limits: limits, budget: budget)
            input.expectContent(declared: nil)
            input.append(ByteBuffer(string: words))
            return input
        }
        var slow: LMTPInput? = input(text)
        #expect(slow?.next() == nil)
        var quick = input(text + ".\r\n")
        #expect(quick.next() == .content(.noRoom))
        slow = nil
        #expect(budget.isUnused)
        quick = input(text + ".\r\n")
        #expect(quick.next() == .content(.message(Array(text.utf8))))
        var third = input(text + ".\r\n")
        #expect(third.next() == .content(.noRoom))
        quick.forgetContent()
        #expect(budget.isUnused)
    }

    @Test func `what follows the end stays`() {
        var decoder = decoder(cap: 100)
        var buffer = ByteBuffer(string: "a\r\n.\r\nQUIT\r\n")
        #expect(decoder.decode(&buffer) == .message(Array("a\r\n".utf8)))
        #expect(String(buffer: buffer) == "QUIT\r\n")
    }

    @Test(arguments: [9, 10, 11]) func `the cap counts content, and the end is still found`(count: Int) {
        var decoder = decoder(cap: 10, expecting: .max)
        var buffer = ByteBuffer(string: ".." + String(repeating: "x", count: count - 3) + "\r\n.\r\n")
        let wanted = [0x2E] + Array(repeating: UInt8(ascii: "x"), count: count - 3) + Array("\r\n".utf8)
        #expect(decoder.decode(&buffer) == (count <= 10 ? .message(wanted) : .tooBig))
    }

    static let messages: [(message: String, wire: String)] = [
        ("", ".\r\n"),
        ("a", "a\r\n.\r\n"),
        ("a\r\n", "a\r\n.\r\n"),
        (".\r\n", "..\r\n.\r\n"),
        ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"),
        ("a\r.\rb\r", "a\r\n..\r\nb\r\n.\r\n"),
        ("a\r\n.\r\nMAIL FROM:<>\r\n", "a\r\n..\r\nMAIL FROM:<>\r\n.\r\n"),
        ("a\n\r.\n", "a\r\n\r\n..\r\n.\r\n"),
        ("a\r\r\n.x", "a\r\n\r\n..x\r\n.\r\n"),
    ]

    @Test(arguments: messages) func `lines end with CRLF on the wire before dots are doubled`(
        message: String, wire: String
    ) {
        #expect(encoded(Array(message.utf8)) == Array(wire.utf8))
    }

    @Test func `pieces join without a seam`() {
        let edge = DotEncoder.pieceBytes
        for tail in ["\r\n.b\r\n", "\n.b", ".b\r\n", "\r.b"] {
            for shift in -3...3 {
                let message = Array(repeating: UInt8(ascii: "x"), count: edge + shift) + Array(tail.utf8)
                var decoder = decoder(cap: 1 << 20)
                var wire = ByteBuffer(bytes: encoded(message))
                let normalized = tail == ".b\r\n" ? ".b\r\n" : "\r\n.b\r\n"
                let wanted = Array(repeating: UInt8(ascii: "x"), count: edge + shift) + Array(normalized.utf8)
                #expect(decoder.decode(&wire) == .message(wanted))
            }
        }
    }

    private func encoded(_ message: [UInt8]) -> [UInt8] {
        var encoder = DotEncoder(message)
        var wire: [UInt8] = []
        while let piece = encoder.next(ByteBufferAllocator()) { wire += Array(piece.readableBytesView) }
        return wire
    }
}
