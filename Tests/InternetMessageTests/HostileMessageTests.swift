import Testing

@testable import InternetMessage

@Suite("Hostile and broken messages")
struct HostileMessageTests {
    static let oddBoundaries = [
        "\"\\\"\"", "\"\"", "", "\"\\", "*0=a; boundary*1=b", "(c)x",
        "\"" + String(repeating: "b", count: 300) + "\"",
    ]

    @Test(arguments: oddBoundaries)
    func `an odd boundary never reaches the parser`(boundary: String) {
        let equals = boundary.hasPrefix("*") ? "" : "="
        let raw = mail(
            "From: a@b.example", "Content-Type: multipart/mixed;\r\n boundary\(equals)\(boundary)", "",
            "--\r\nwords", "")
        guard case .fallback = PreScan.check(raw.bytes, limits: MessageLimits()) else {
            Issue.record("\(boundary) went to the parser")
            return
        }
        #expect(read(raw).author != nil)
    }

    @Test func `an odd boundary is seen in an embedded message too`() {
        let raw = mail(
            "Content-Type: message/rfc822", "", "Content-Type: multipart/mixed; BOUNDARY = \"\\\"\"", "",
            "--")
        #expect(PreScan.check(raw.bytes, limits: MessageLimits()) != .parse(cleaned: raw.bytes))
    }

    @Test func `messages in messages end at the limit`() {
        let raw = RawMessage(
            Array(
                repeatElement(
                    Array("Content-Type: message/rfc822\r\n\r\n".utf8),
                    count: 2_000
                ).joined()))
        #expect(PreScan.check(raw.bytes, limits: MessageLimits()) != .parse(cleaned: raw.bytes))
        let message = read(raw)
        #expect(message.isTruncated)
        #expect(message.reports("deeper than 20"))
    }

    @Test(arguments: [20, 21])
    func `multiparts nest to the limit and no deeper`(depth: Int) {
        var lines = (0..<(depth - 1)).map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }
        lines.append("\r\nthe words")
        let raw = RawMessage(Array(lines.joined().utf8))
        #expect(read(raw).isTruncated == (depth > 20))
        #expect(read(raw).text.contains("the words"))
        if case .parse = PreScan.check(
            raw.bytes,
            limits: MessageLimits())
        {
            #expect(depth <= 20)
        } else {
            #expect(depth > 20)
        }
    }

    @Test(arguments: [499, 500, 10_000])
    func `parts are counted to the limit`(count: Int) {
        let head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nthe words\r\n"
        let raw = RawMessage(
            Array(
                (head
                    + String(
                        repeating: "--b\r\nContent-Type: image/png\r\n\r\nx\r\n",
                        count: count - 1)).utf8))
        let message = read(raw)
        #expect(message.text == "the words")
        #expect(message.isTruncated == (count > 499))
        #expect(message.attachments.count == min(count, 499) - 1)
    }

    @Test(arguments: ["Content-Type: text/plain; charset=", "Content-Type: ", "Content-Disposition: x; filename="])
    func `a comment may end in a backslash, and its field with it`(field: String) {
        let message = read("From: a@b.example", field + "(\\", "", "the words")
        #expect(message.text == "the words" || message.attachments.count == 1)
        let inPart = read("Content-Type: multipart/mixed; boundary=x", "", "--x", field + "((\\", "", "the words")
        #expect(inPart.text == "the words" || inPart.attachments.count == 1)
    }

    static let boundaryTrouble: [(type: String, body: String)] = [
        ("multipart/mixed; boundary=b", "the words"), ("multipart/mixed", "the words"),
        ("multipart/mixed; boundary=\"\"", "--\r\nthe words"),
        ("multipart/mixed; boundary=b", "--b--\r\n--b\r\n\r\nthe words"),
        ("multipart/mixed; boundary=b", "--b\r\n\r\nthe words"),
        ("multipart/alternative; boundary=b", "--b\r\nContent-Type: text/plain\r\n--b\r\n\r\nthe words\r\n--b--"),
        ("multipart/mixed; boundary=a; boundary=b", "--a\r\n\r\nthe words\r\n--a--"), ("multipart/", "the words"),
        ("nonsense", "the words"),
    ]

    @Test(arguments: boundaryTrouble)
    func `text is never lost to a boundary`(type: String, body: String) {
        #expect(read("From: a@b.example", "Content-Type: \(type)", "", body).text.contains("the words"))
    }

    @Test(arguments: ["a", "b"])
    func `of two boundaries the first counts, and both parts are in the original`(first: String) {
        let second = first == "a" ? "b" : "a"
        let raw = mail(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=\(first); boundary=\(second)", "",
            "--a", "", "the words a", "--a--", "--b", "", "the words b", "--b--")
        let message = read(raw)
        #expect(message.text.hasPrefix("the words \(first)"))
        #expect(message.reports("repeats a parameter"))
        guard case .parse(let cleaned) = PreScan.check(raw.bytes, limits: MessageLimits()) else { return }
        #expect(cleaned == raw.bytes)
    }

    @Test func `of two contradicting fields the first counts and the contradiction is told`() {
        let message = read(
            "From: a@b.example", "From: c@d.example", "Subject: one", "Subject: two", "Content-Type: text/plain",
            "Content-Type: multipart/mixed; boundary=x",
            "Content-Transfer-Encoding: 7bit", "Content-Transfer-Encoding: base64", "", "the words")
        #expect(message.author == nil)
        #expect(message.from.map(\.address.localPart) == ["a"])
        #expect(message.subject == "one")
        #expect(message.text == "the words")
        for words in [
            "2 from fields", "2 subject fields", "2 content-type fields",
            "2 content-transfer-encoding fields",
        ] {
            #expect(message.reports(words), "\(words)")
        }
    }

    @Test func `an encoded embedded message stays reachable`() {
        let message = read(
            "Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: message/rfc822",
            "Content-Transfer-Encoding: base64", "",
            "U3ViamVjdDogaW5uZXINCg0KdGV4dA==", "--x--")
        #expect(message.attachments.map(\.name) == ["inner.eml"])
        #expect(message.attachments.first?.bytes.starts(with: "Subject: inner".utf8) == true)
    }

    static let headerTrouble: [(raw: String, subject: String)] = [
        (" From: a@b.example\r\nSubject: s\r\n\r\nthe words", "s"),
        ("From a@b Mon Jan 1\r\nSubject: s\r\n\r\nthe words", "s"),
        ("Subject: s\r\nno colon here\r\nFrom: a@b.example\r\n\r\nthe words", "s"), ("Subject: s\r\nthe words", "s"),
        ("Subject: s\r\rthe words", "s"), ("Subject: s\n\nthe words", "s"),
        ("\r\n\r\nSubject: s\r\n\r\nthe words", "s"),
        ("Subject : s\r\n\r\nthe words", "s"), ("\u{FEFF}Subject: s\r\n\r\nthe words", "s"), ("the words", ""),
        ("Subject: s\r\n\r\n\0the\0 words", "s"),
        ("Subject: s\r\n folded\r\n\r\nthe words", "s folded"), ("Subject: a\0b\r\n\r\nthe words", "a b"),
        ("Subject: s\rBcc: x\r\n\r\nthe words", "s Bcc: x"),
    ]

    @Test(arguments: headerTrouble)
    func `a broken header hides neither subject nor text`(raw: String, subject: String) {
        let message = read(RawMessage(Array(raw.utf8)))
        #expect(message.subject == subject)
        #expect(message.text.contains("the words"))
    }

    @Test(arguments: headerTrouble)
    func `cleaning keeps every offset`(raw: String, subject: String) {
        if case .parse(let cleaned) = PreScan.check(Array(raw.utf8), limits: MessageLimits()) {
            #expect(cleaned.count == raw.utf8.count)
            #expect(!cleaned.contains(0))
        }
    }

    static let authors = [
        "", "From:", "From: undisclosed:;", "From: \"x", "From: root",
        "From: a@b.example, c@d.example", "From: <a@b.example> <c@d.example>",
    ]

    @Test(arguments: authors)
    func `nobody is the author when From is unclear`(field: String) {
        #expect(read(field.isEmpty ? "To: x@y.example" : field, "Subject: s", "", "x").author == nil)
    }

    static let undeclared: [(bytes: [UInt8], text: String)] = [
        ([0xB4, 0xF2, 0xD3, 0xA1, 0xBB, 0xFA, 0xBB, 0xB5, 0xC1, 0xCB], "打印机坏了"),
        (
            [
                0xA6, 0x4C, 0xAA, 0xED, 0xBE, 0xF7, 0xB1, 0x71, 0xA4, 0xB5, 0xA4, 0xD1, 0xA6, 0xAD, 0xA4, 0x57, 0xB0,
                0x5F,
                0xA4, 0xA3, 0xAF, 0xE0, 0xA5, 0xCE,
            ], "印表機從今天早上起不能用"
        ),
        (
            Array("Der Drucker ist m".utf8) + [0xFC] + Array("de und h".utf8) + [0xF6] + Array("rt nicht".utf8),
            "Der Drucker ist müde und hört nicht"
        ),
    ]

    @Test(arguments: undeclared)
    func `undeclared 8-bit text is legible in subject and body`(bytes: [UInt8], text: String) {
        let message = read(RawMessage(Array("Subject: ".utf8) + bytes + Array("\r\n\r\n".utf8) + bytes))
        #expect(message.subject == text)
        #expect(message.text == text)
        #expect(message.reports("charset"))
    }

    @Test func `files that cannot be opened are kept as they came`() {
        let message = read(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=x", "", "--x", "",
            "=ybegin line=128 size=3 name=a.bin", "r\u{8B}\u{8C}", "=yend size=3", "--x",
            "Content-Type: application/ms-tnef", "Content-Transfer-Encoding: base64", "", "eJ8+Ig==", "--x--")
        #expect(message.text.contains("=ybegin line=128 size=3 name=a.bin"))
        #expect(message.attachments.map(\.name) == ["winmail.dat"])
        #expect(message.attachments.map(\.bytes) == [[0x78, 0x9F, 0x3E, 0x22]])
    }

    @Test func `long lines and big headers are capped and the body is read`() {
        let long = String(repeating: "x", count: 10 << 20)
        let message = read("Subject: s", "X-Long: \(long)", "From: a@b.example", "", "the words \(long)")
        #expect(message.subject == "s")
        #expect(message.text.hasPrefix("the words"))
        #expect(message.isTruncated)
        #expect(message.reports("\(256 << 10)"))
    }

    @Test(arguments: [1_000, 1_001])
    func `a thousand fields are read`(count: Int) {
        let raw = RawMessage(Array((String(repeating: "X-A: b\r\n", count: count) + "\r\nthe words").utf8))
        #expect(read(raw).isTruncated == (count > 1_000))
        #expect(read(raw).header.fields.count == 1_000)
    }

    @Test func `decoding stops at its budget`() {
        var limits = MessageLimits()
        limits.decodedBytes = 4
        let message = read(
            mail(
                "Content-Type: application/pdf", "Content-Transfer-Encoding: base64", "",
                "AAECAwQFBgc="), limits: limits)
        #expect(message.attachments.map(\.bytes) == [[0, 1, 2, 3]])
        #expect(message.isTruncated)
    }

    @Test(arguments: [
        ("123456789", "123456789", false), ("1234567890", "123456789", true), ("1234567汉字", "1234567", true),
    ])
    func `text beyond its limit is cut between characters`(words: String, kept: String, isCut: Bool) {
        var limits = MessageLimits()
        limits.textBytes = 9
        let message = read(mail("Content-Type: text/plain; charset=utf-8", "", words), limits: limits)
        #expect(message.text == kept)
        #expect(message.isTruncated == isCut && message.problems.contains { $0.contains("more than 9;") } == isCut)
    }

    @Test func `HTML beyond its limit is read as text`() {
        var limits = MessageLimits()
        limits.htmlBytes = 20
        let message = read(mail("Content-Type: text/html", "", "<p>the words</p><p>and more</p>"), limits: limits)
        #expect(message.unsafeHTML == nil)
        #expect(message.text.contains("the words"))
    }

    static let samples: [RawMessage] = [
        mail(
            "From: \"A, B\" <a@b.example> (c)", "To: g: x@y.example;",
            "Subject: =?gb2312?B?1cXI/Q==?= =?utf-8?q?a=C3=BC?=", "Date: Fri, 21 Nov 97 09:55:06 -0600",
            "References: <a@b> <c@d>", "Content-Type: multipart/mixed; boundary=\"x\"", "", "--x",
            "Content-Type: multipart/alternative; boundary=y", "",
            "--y", "Content-Type: text/plain; charset=utf-8; format=flowed",
            "Content-Transfer-Encoding: quoted-printable", "", "Gr=C3=BC=\r\n=C3=9Fe ", "--y",
            "Content-Type: text/html; charset=iso-2022-jp", "Content-Transfer-Encoding: base64", "",
            "GyRCRnxLXBsoQg==", "--y--", "--x",
            "Content-Type: application/pdf; name*0*=utf-8''%e5%bc; name*1*=%a0.pdf",
            "Content-Disposition: attachment", "Content-Transfer-Encoding: base64", "",
            "AAEC", "--x", "Content-Type: message/rfc822", "", "Subject: inner", "", "text", "--x",
            "Content-Transfer-Encoding: x-uuencode", "",
            "begin 644 c", "#0V%T", "`", "end", "--x--", "")
    ]

    @Test(arguments: samples)
    func `no truncation traps`(raw: RawMessage) {
        for length in 0...raw.bytes.count {
            let cut = RawMessage(Array(raw.bytes.prefix(length)))
            _ = read(cut)
            _ = PreScan.check(cut.bytes, limits: MessageLimits())
            _ = ContentDigest.input(of: cut)
        }
    }

    @Test(arguments: samples)
    func `no flipped byte traps`(raw: RawMessage) {
        let replacements: [UInt8] = [0, 0x0A, 0x0D, 0x22, 0x28, 0x3D, 0x5C, 0xFF]
        for index in raw.bytes.indices {
            var changed = raw
            changed.bytes[index] = replacements[index % replacements.count] ^ UInt8(truncatingIfNeeded: index / 256)
            let message = read(changed)
            #expect(message.attachments.allSatisfy { !$0.name.isEmpty && $0.name.utf8.count <= 150 })
            _ = PreScan.check(changed.bytes, limits: MessageLimits())
            let structure = StructureScan.structure(of: raw, limits: MessageLimits())
            _ = InternetMessage(raw: changed, structure: structure, limits: MessageLimits())
        }
    }

    @Test func `parentheses are counted before anyone recurses on them`() {
        let raw = mail("From: a@b.example", "Content-Type: " + String(repeating: "(", count: 501), "", "x")
        #expect(
            PreScan.check(
                raw.bytes,
                limits: MessageLimits()) == .fallback(reason: "Comments are nested 501 deep; the limit is 500."))
        #expect(read(raw).text == "x")
    }

    @Test func `ordinary mail goes to the parser`() {
        for sample in Self.samples {
            #expect(
                PreScan.check(
                    sample.bytes,
                    limits: MessageLimits()) == .parse(cleaned: sample.bytes))
        }
    }
}
