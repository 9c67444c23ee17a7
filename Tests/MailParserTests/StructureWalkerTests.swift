import InternetMessage
import Testing

@testable import MailParser

/// The library runs inside this process here, so only well-meant messages come.
@Suite("RFC 2046 §5 – the tree of a message")
struct StructureWalkerTests {
    private func read(_ text: String, lineEnd: String = "\r\n") throws -> String {
        let bytes = Array(text.replacing("\n", with: lineEnd).utf8)
        // Offsets are into the message, wherever it lies in the array.
        let padded = ([0, 0, 0] + bytes)[3...]
        let structure = try StructureWalker.structure(of: padded, limits: MessageLimits())
        return describe(structure.root, bytes)
    }

    /// `kind{header|body}(children)`; bodies of composite parts are left out, line ends are dropped.
    private func describe(_ part: MessageStructure.Part, _ bytes: [UInt8]) -> String {
        let kind = ["", "multipart", "message"][Int(part.kind.rawValue)]
        let header = String(decoding: bytes[part.header].filter { $0 != 13 && $0 != 10 }, as: UTF8.self)
        let body = String(decoding: bytes[part.body].filter { $0 != 13 && $0 != 10 }, as: UTF8.self)
        let shown = part.children.isEmpty ? "\(header)|\(body)" : header
        let children = part.children.map { describe($0, bytes) }.joined(separator: " ")
        return part.children.isEmpty ? "\(kind){\(shown)}" : "\(kind){\(shown)}(\(children))"
    }

    private static let alternative = """
        Content-Type: multipart/alternative; boundary=b

        preamble
        --b
        Content-Type: text/plain

        one
        --b

        two
        --b--
        epilogue
        """

    @Test(arguments: ["\r\n", "\n"])
    func `parts of a multipart`(lineEnd: String) throws {
        #expect(
            try read(Self.alternative, lineEnd: lineEnd)
                == "multipart{Content-Type: multipart/alternative; boundary=b}({Content-Type: text/plain|one} {|two})")
    }

    @Test func `a message within a message`() throws {
        let text = "A: 1\nContent-Type: message/rfc822\n\nB: 2\n\ninner\n"
        #expect(try read(text) == "message{A: 1Content-Type: message/rfc822}({B: 2|inner})")
    }

    @Test func `an embedded message in base64 is one part`() throws {
        let text = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nQjogMg0KDQppbm5lcg==\n"
        #expect(try read(text).hasPrefix("{Content-Type"))
    }

    @Test func `the parts of a digest are messages`() throws {
        let text = "Content-Type: multipart/digest; boundary=b\n\n--b\n\nB: 2\n\ninner\n--b--\n"
        #expect(try read(text) == "multipart{Content-Type: multipart/digest; boundary=b}(message{}({B: 2|inner}))")
    }

    @Test(arguments: ["\r\n", "\n"])
    func `the first paragraph of a part without fields is text`(lineEnd: String) throws {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPrice: 10\n\nend\n--b\n\nA: 1\n\ntwo\n--b--\n"
        #expect(try read(text, lineEnd: lineEnd).hasSuffix("({|Price: 10end} {|A: 1two})"))
    }

    @Test func `a multipart within a multipart`() throws {
        let text =
            "Content-Type: multipart/mixed; boundary=o\n\n--o\n" + Self.alternative + "\n--o\nX: 3\n\nlast\n--o--\n"
        #expect(try read(text).hasSuffix("({Content-Type: text/plain|one} {|two}) {X: 3|last})"))
    }

    @Test(arguments: [
        "Content-Type: multipart/mixed; boundary=b\n\nno boundary here\n",
        "Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n",
        "Content-Type: multipart/mixed; boundary=\"\"\n\ntext\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b--\ntext\n",
    ])
    func `text of a multipart without its boundary is not lost`(text: String) throws {
        let bytes = Array(text.utf8)
        let root = try StructureWalker.structure(of: bytes[...], limits: MessageLimits()).root
        #expect(!root.body.isEmpty)
        #expect(root.body.upperBound <= bytes.count)
    }

    @Test func `an unterminated multipart keeps its last part`() throws {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo"
        #expect(try read(text).hasSuffix("({|one} {|two})"))
    }

    @Test(arguments: ["", "no field\n", "\nbody\n", "From: a\rSubject: b\r\rbody"])
    func `a message that would be all body is refused`(text: String) {
        #expect(throws: Refusal.header) {
            try StructureWalker.structure(of: Array(text.utf8)[...], limits: MessageLimits())
        }
    }
}
