import InternetMessage
import Testing

@testable import MailGateway

@Suite("RFC 1035 – answers") struct DNSAnswerTests {
    private let question: DNSQuestion

    init() throws {
        question = DNSQuestion(id: 7, name: try #require(DNSName("S._domainkey.example.COM")))
    }

    private func answer(_ records: [UInt8]..., flags: UInt16 = 0x8180) -> DNSAnswer? {
        DNSAnswer(DNSMessage(id: 7, flags: flags, records: records).bytes, to: question)
    }

    private func found(_ texts: String...) -> TextRecords { .found(texts.map { Array($0.utf8) }) }

    @Test func `strings of a record are joined, records are not`() {
        #expect(
            answer(DNSMessage.text("a", "b"), DNSMessage.text("c", seconds: 9))
                == .records(found("ab", "c"), seconds: 9))
    }

    @Test func `aliases are followed within the answer, and named where it ends`() throws {
        let target = DNSMessage.name("key.host.example")
        #expect(
            answer(DNSMessage.text("x", name: target), DNSMessage.alias("key.host.example"))
                == .records(found("x"), seconds: 300))
        #expect(answer(DNSMessage.alias("KEY.host.example")) == .alias(try #require(DNSName("key.host.example"))))
        #expect(answer(DNSMessage.alias("s._domainkey.example.com")) == .records(.none, seconds: 60))
    }

    @Test func `records of other names and types are not ours`() {
        #expect(answer(DNSMessage.text("x", name: DNSMessage.name("evil.test"))) == .records(.none, seconds: 60))
        #expect(answer(DNSMessage.record(type: 1, [1, 2, 3, 4])) == .records(.none, seconds: 60))
    }

    @Test(
        arguments: [
            (.address, [192, 0, 2, 10], [192, 0, 2, 10]), (.address, [192, 0, 2], nil), (.address6, [1], nil),
            (.address6, Array(1...16), Array(1...16)),
            (.exchange, [0, 10] + DNSMessage.name("MX.example"), Array("10 mx.example".utf8)),
            (.exchange, [0, 0, 0], Array("0 ".utf8)), (.exchange, [0, 10], nil),
            (.exchange, [1, 0] + DNSMessage.pointer, Array("256 s._domainkey.example.com".utf8)),
            (.pointer, DNSMessage.name("a.example"), Array("a.example".utf8)), (.pointer, [3, 0x61], nil),
            (.pointer, [3, 0x61, 0, 0xFF, 0], Array("a??".utf8)),
        ] as [(DNSRecordKind, [UInt8], [UInt8]?)])
    func `records of other kinds, where they are asked for`(kind: DNSRecordKind, data: [UInt8], found: [UInt8]?) throws
    {
        let asked = DNSQuestion(id: 7, name: question.name, kind: kind)
        let record = DNSMessage.record(type: kind.rawValue, data)
        let bytes = DNSMessage(id: 7, records: [record], kind: kind.rawValue).bytes
        guard case .records(let records, _) = try #require(DNSAnswer(bytes, to: asked)) else {
            Issue.record("no records")
            return
        }
        if let found {
            #expect(records == .found([found]))
        } else {
            #expect(records == .unknown("the name service's answer is malformed"))
        }
        #expect(DNSAnswer(bytes, to: question) == nil, "an answer to another question")
    }

    @Test func `absence is an answer, failure is none`() {
        #expect(answer(flags: 0x8183) == .records(.none, seconds: 60))
        for code: UInt16 in [1, 2, 4, 5] {
            guard case .records(.unknown, 0) = answer(flags: 0x8180 | code) else {
                Issue.record("code \(code)")
                continue
            }
        }
        #expect(answer(flags: 0x8380) == .truncated)
    }

    @Test func `what answers another question is passed over`() {
        #expect(DNSAnswer(DNSMessage(id: 8).bytes, to: question) == nil)
        #expect(DNSAnswer(DNSMessage(id: 7, flags: 0x0100).bytes, to: question) == nil)
        #expect(DNSAnswer(DNSMessage(id: 7, question: DNSMessage.name("evil.test")).bytes, to: question) == nil)
        #expect(DNSAnswer([], to: question) == nil)
    }

    @Test func `an answer cut anywhere is no answer`() {
        let whole = DNSMessage(
            id: 7, records: [DNSMessage.alias("k.example"), DNSMessage.text("abc", name: DNSMessage.name("k.example"))])
        let bytes = whole.bytes
        for length in 0..<bytes.count {
            if case .records(.found, _) = DNSAnswer(Array(bytes.prefix(length)), to: question) {
                Issue.record("cut at \(length)")
            }
        }
        #expect(DNSAnswer(bytes, to: question) == .records(found("abc"), seconds: 300))
    }

    @Test func `an answer with any byte changed is read without a trap`() {
        let bytes =
            DNSMessage(
                id: 7,
                records: [DNSMessage.alias("k.example"), DNSMessage.text("abc", name: DNSMessage.name("k.example"))]
            ).bytes
        for place in bytes.indices {
            for value in UInt8.min ... .max where value != bytes[place] {
                var changed = bytes
                changed[place] = value
                let answer = DNSAnswer(changed, to: question)
                // Identifier, flags and question: with those changed it answers something else, or fails.
                if place < 2, answer != nil { Issue.record("\(place) became \(value)") }
            }
        }
    }

    @Test(
        arguments: [
            [0xC0, 42], [0xC0, 0xFF], [0xFF, 0xFF], [0x80, 1], [0xC0], [64] + [UInt8](repeating: 97, count: 64) + [0],
            [UInt8](repeating: 1, count: 400),
        ] as [[UInt8]])
    func `a name that loops, leads forward or is too long ends the answer`(name: [UInt8]) {
        guard case .records(.unknown, _) = answer(DNSMessage.record(name, type: 16, [1, 97])) else {
            Issue.record("\(name.count) bytes")
            return
        }
    }

    @Test func `a length beyond its record ends the answer`() {
        guard case .records(.unknown, _) = answer(DNSMessage.record(type: 16, [5, 97])) else {
            Issue.record("read beyond the record")
            return
        }
    }

    @Test(arguments: ["", ".", "a..b", "a b.com", "ü.example", "a.", String(repeating: "a", count: 64) + ".com"])
    func `what is no name is not asked for`(text: String) {
        #expect(DNSName(text) == nil)
    }

    @Test func `the last labels of a name are its domain`() throws {
        let name = try #require(DNSName("s._domainkey.example.com"))
        #expect(name.lastLabels(2) == DNSName("example.com"))
        #expect(DNSName("com")?.lastLabels(2) == DNSName("com"))
        #expect(DNSName.root.lastLabels(2) == .root)
    }

    @Test func `a name has 255 bytes at most`() {
        let label = String(repeating: "a", count: 49)
        #expect(DNSName(Array(repeating: label, count: 5).joined(separator: ".") + ".abc") != nil)
        #expect(DNSName(Array(repeating: label, count: 5).joined(separator: ".") + ".abcd") == nil)
    }
}
