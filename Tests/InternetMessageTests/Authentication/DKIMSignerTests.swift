import Cryptography
import Foundation
import InternetMessage
import Testing

@Suite("RFC 6376 §5 – signing what is sent") struct DKIMSignerTests {
    static let moment = Date(timeIntervalSince1970: 1_790_000_000)
    static let support = MailAddress(localPart: "support", domain: "desk.example")

    static func key(
        _ kind: PrivateKey.Kind, _ domain: String = "desk.example", _ selector: String = "2026a"
    ) throws -> DKIMSigningKey {
        let secret = try #require(PrivateKey.make(kind))
        return try #require(DKIMSigningKey(domain: domain, selector: selector, key: secret))
    }

    static func finding(_ raw: RawMessage, _ keys: [DKIMSigningKey], author: MailAddress = support) -> SignatureFinding
    {
        SignatureCheck(raw, author: author, suffixes: nil, at: moment).finding { name in
            keys.first { $0.recordName == name }.map { .found([Array($0.record.utf8)]) } ?? .none
        }
    }

    static func message(_ change: (inout OutgoingMessage) -> Void = { _ in }) -> OutgoingMessage {
        var message = OutgoingMessage(
            from: Mailbox(displayName: "IT 服务台", address: support),
            to: [Mailbox(displayName: "张三", address: MailAddress(localPart: "z", domain: "a.example"))],
            subject: "[IT-1042] 打印机坏了", messageID: MessageID("id.1@desk.example"), date: moment, text: "Hello\n")
        change(&message)
        return message
    }

    private func isSigned(_ raw: RawMessage, _ keys: [DKIMSigningKey]) -> Bool {
        if case .signed = Self.finding(raw, keys) { true } else { false }
    }

    @Test(arguments: PrivateKey.Kind.allCases)
    func `our own check believes it, and notices every change`(kind: PrivateKey.Kind) throws {
        let key = try Self.key(kind)
        let composed = MessageComposer.compose(
            Self.message { $0.unsubscribe = "https://desk.example/unsubscribe/u1" })
        let raw = DKIMSigner(keys: [key]).signed(composed, author: "desk.example", at: Self.moment)
        #expect(raw.bytes.suffix(composed.bytes.count).elementsEqual(composed.bytes), "nothing else is touched")
        #expect(isSigned(raw, [key]))
        let text = String(decoding: raw.bytes, as: UTF8.self)
        let changes = [
            ("Hello", "Hallo"), ("From: ", "From: x"), ("To: ", "To: x"), ("Date: ", "Date: x"), ("id.1", "id.2"),
            ("unsubscribe/u1", "unsubscribe/u2"), ("One-Click", "Two-Click"), ("7bit", "8bit"), ("utf-8", "utf-7"),
            ("t=1790000000", "t=1790000001"), ("From: ", "Subject: again\r\nFrom: "),
            ("From: ", "Cc: e@x.example\r\nFrom: "),
            ("From: ", "Reply-To: e@x.example\r\nFrom: "),
            ("From: ", "List-Unsubscribe: <https://x.example>\r\nFrom: "),
        ]
        for (old, new) in changes {
            #expect(text.contains(old))
            let changed = text.replacingOccurrences(of: old, with: new)
            #expect(!isSigned(RawMessage(Array(changed.utf8)), [key]), "\(old) became \(new)")
        }
    }

    @Test func `a domain with two keys signs twice`() throws {
        let keys = [try Self.key(.rsa, "desk.example", "r1"), try Self.key(.ed25519, "desk.example", "e1")]
        let raw = DKIMSigner(keys: keys).signed(
            MessageComposer.compose(Self.message()), author: "desk.example", at: Self.moment)
        let fields = String(decoding: raw.bytes, as: UTF8.self).components(separatedBy: "DKIM-Signature:")
        #expect(fields.count == 3 && fields[1].contains("a=rsa-sha256") && fields[2].contains("a=ed25519-sha256"))
        for key in keys { #expect(isSigned(raw, [key]), "\(key.recordName)") }
    }

    @Test(
        arguments: [
            ("desk.example", ["desk.example"]), ("it.desk.example", ["it.desk.example"]),
            ("hr.desk.example", ["desk.example"]), ("xdesk.example", []), ("example", []),
            ("DESK.example", ["desk.example"]),
            ("bücher.example", ["xn--bcher-kva.example"]),
        ] as [(String, [String])])
    func `the author's domain signs, or the nearest above it`(author: String, signers: [String]) throws {
        let secret = try #require(PrivateKey.make(.ed25519))
        let keys = ["desk.example", "it.desk.example", "other.example", "bücher.example"].compactMap {
            DKIMSigningKey(domain: $0, selector: "s", key: secret)
        }
        #expect(DKIMSigner(keys: keys).keys(for: author).map(\.domain) == signers)
    }

    @Test func `mail of a domain without a key, and mail that reads in two ways, stay as they are`() throws {
        let signer = DKIMSigner(keys: [try Self.key(.ed25519)])
        let composed = MessageComposer.compose(Self.message())
        #expect(signer.signed(composed, author: "elsewhere.example", at: Self.moment).bytes == composed.bytes)
        let odd = RawMessage(Array("From: a@desk.example\r\nSubject: a\rb\r\n\r\nx\r\n".utf8))
        #expect(signer.signed(odd, author: "desk.example", at: Self.moment).bytes == odd.bytes)
    }

    /// Bodies and values out of pieces that signers and transports have stumbled over, the same each time.
    @Test(arguments: 0..<200) func `it holds for whatever is composed, and after what transports do`(seed: Int) throws {
        var chance = SplitMix(seed: UInt64(seed))
        let pieces = [
            "a", " ", "  ", "\t", "\n", "\r\n", "\n\n\n", "\r", ".", "\n.\n", "\n..\n", "From ", "\nFrom ", "=", "=20",
            "打印机", "🖨️", "e\u{301}", "\u{0}", "\u{2028}", "\u{85}", ";", ":", "b=", "\"", "\\", "--",
            String(repeating: "x", count: 998), String(repeating: "长", count: 400), String(repeating: " ", count: 90),
        ]
        func text(_ count: Int) -> String { (0..<count).map { _ in pieces[chance.below(pieces.count)] }.joined() }
        let message = Self.message {
            $0.subject = text(chance.below(8))
            $0.to = [Mailbox(displayName: text(chance.below(4)), address: $0.to[0].address)]
            $0.replyTo = chance.below(2) == 0 ? nil : Mailbox(displayName: text(3), address: Self.support)
            $0.references = (0..<chance.below(30)).map { MessageID("r\($0)@x.example") }
            $0.text = text(chance.below(30))
            $0.html = chance.below(2) == 0 ? nil : text(chance.below(30))
        }
        let key = try Self.key(.ed25519)
        let raw = DKIMSigner(keys: [key]).signed(
            MessageComposer.compose(message), author: "desk.example", at: Self.moment)
        #expect(isSigned(raw, [key]))
        for line in raw.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            #expect(line.last == 0x0D && line.count <= 999 && !line.dropLast().contains(0x0D) && !line.contains(0))
        }
        #expect(raw.bytes.last == 0x0A)
        // Relaxed: a relay may add blanks at line ends and lines at the end, and fold again.
        let written = String(decoding: raw.bytes, as: UTF8.self)
        let parts = written.components(separatedBy: "\r\n\r\n")
        let header = parts[0].replacingOccurrences(of: "\r\n ", with: "\r\n\t ")
        let moved = ([header] + parts.dropFirst()).joined(separator: "\r\n\r\n").replacingOccurrences(
            of: "\r\nSubject:", with: "\r\nSUBJECT:  ")
        #expect(isSigned(RawMessage(Array((moved + "\r\n\r\n").utf8)), [key]))
    }

    @Test func `a record publishes its key, and no other record does`() throws {
        let key = try Self.key(.rsa)
        let other = try Self.key(.rsa)
        #expect(key.isPublished(by: [Array(key.record.utf8)]))
        let split = key.record.replacingOccurrences(of: "p=MII", with: "p=M II")
        #expect(key.isPublished(by: [Array(split.utf8)]))
        let wrong = [
            other.record, key.record + "; t=y", key.record + "; s=tlsrpt", key.record + "; h=sha1", "v=DKIM1; p=",
            key.record.replacingOccurrences(of: "k=rsa", with: "k=ed25519"), "",
        ]
        for record in wrong { #expect(!key.isPublished(by: [Array(record.utf8)]), "\(record)") }
        #expect(!key.isPublished(by: [Array(key.record.utf8), Array(key.record.utf8)]))
        #expect(!key.isPublished(by: []))
    }

    @Test(arguments: [
        ("", "s"), ("localhost", "s"), ("a b.example", "s"), ("desk.example", ""), ("desk.example", "a b"),
    ])
    func `names that no record can stand under are refused`(domain: String, selector: String) throws {
        let secret = try #require(PrivateKey.make(.ed25519))
        #expect(DKIMSigningKey(domain: domain, selector: selector, key: secret) == nil)
    }
}

/// Numbers that look like chance and are the same each time.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(max(1, bound)))
    }
}
