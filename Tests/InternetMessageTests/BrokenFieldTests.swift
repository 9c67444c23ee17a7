import Foundation
import Testing

@testable import InternetMessage

@Suite("Fields that other software wrote badly")
struct BrokenFieldTests {
    static let authors: [(fields: [String], address: String?, isAuthor: Bool, problem: String)] = [
        (["From: \"Shop\" <power quadrant@shop.example>"], "powerquadrant@shop.example", true, "holds blanks"),
        (["From: \"a b\"c@d.example <x y@d e.example>"], nil, false, "could not be read"),
        (["From: Li Lei (lilei@a.example)"], "lilei@a.example", true, ""),
        (["From: Bob (bob@a.example)"], "bob@a.example", true, ""),
        (["From: ceo@a.example (x) <m@b.example>"], "m@b.example", true, ""),
        (["From: [nobody]", "From: Li <li@a.example>"], "li@a.example", false, "2 from fields"),
        (["From: \"Li\" <>", "Reply-To: <li@a.example>"], "li@a.example", false, "stands in for the author"),
        (["From: <>", "Reply-To: a@a.example", "Sender: s@a.example"], "s@a.example", false, "names nobody"),
        (["Reply-To: a@a.example"], "a@a.example", false, "no From field"),
        (["From: a@b@c.example"], "a@b@c.example", false, "several at signs"),
        (["From: Ann <a@b@c.example>"], "a@b@c.example", false, "several at signs"),
        (["From: a@b@c.example", "Sender: s@a.example"], "s@a.example", false, "stands in for the author"),
        (["From: a @b@c.example"], nil, false, "could not be read"),
        (["From: @b@c.example"], nil, false, "could not be read"), (["Subject: x"], nil, false, "no From field"),
    ]

    @Test(arguments: authors)
    func `whoever can be answered is found, and only one clear author is believed`(
        fields: [String], address: String?, isAuthor: Bool, problem: String
    ) {
        let message = read(mail(fields.joined(separator: "\r\n"), "", "words"))
        #expect(message.from.first?.address.description == address)
        #expect((message.author != nil) == isAuthor)
        #expect(problem.isEmpty || message.reports(problem), "\(message.problems)")
    }

    static let words: [(field: String, text: String)] = [
        // Base64 cut between words without regard to its groups of four.
        ("=?utf-8?B?5byg5?= =?utf-8?B?LiJ?=", "张三"),
        ("=?utf-8?B?5byg?= =?utf-8?B?5LiJ?= =?utf-8?B?5p2O?= =?utf-8?B?5Zub?=", "张三李四"),
        ("=?iso-2022-jp?B?GyRCRnxL?= =?iso-2022-jp?B?XBsoQg==?=", "日本"),
        ("=?utf-8?Q?How?=20are=20you?=", "How? are you"), ("=?utf-8?Q?a?=bc", "abc"), ("=?utf-8?Q?a?=bc?", "abc?"),
        // Neither valid nor text: kept as it was written.
        ("=?UTF-8?B?nhsIAf7/?=", "=?UTF-8?B?nhsIAf7/?="), ("ok =?utf-8?q?=9F=01?= ok", "ok =?utf-8?q?=9F=01?= ok"),
    ]

    @Test(arguments: words)
    func `words are joined before they are decoded`(field: String, text: String) {
        #expect(HeaderText.decode(Array(field.utf8)).text == text)
    }

    static let names: [(parameters: String, name: String)] = [
        ("filename*=utf-8''%E5%90%88%E5%90%8C.pdf", "合同.pdf"),
        ("filename*0*=utf-8''%E5%90; filename*1*=%88%20a; filename*2=.pdf", "合 a.pdf"),
        ("filename*1*=gbk''%BA%CF; filename*2*=%CD%AC.pdf", "合同.pdf"), ("filename=\"utf-8''%E5%90%88.pdf\"", "合.pdf"),
        ("filename=\"it's o'clock.txt\"", "it's o'clock.txt"), ("filename=\"=?gbk?B?us/NrC5wZGY=?=\"", "合同.pdf"),
        ("filename*0=\"=?utf-8?B?5ZCI?=\"; filename*1=\" =?utf-8?B?5ZCM?=.pdf\"", "合同.pdf"),
        ("filename=合同.pdf", "合同.pdf"), ("filename=a report of May.doc", "a report of May.doc"),
        ("filename*=windows-1252'en'%80%20due.txt; filename=due.txt", "€ due.txt"),
    ]

    @Test(arguments: names)
    func `file names are read in every form they come in`(parameters: String, name: String) {
        let message = read(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "words", "--x",
            "Content-Type: application/pdf", "Content-Disposition: attachment; \(parameters)", "", "x", "--x--")
        #expect(message.attachments.map(\.name) == [name])
    }

    @Test func `addresses without commas are told apart`() {
        let message = read("From: a@a.example b@b.example", "To: c@c.example  d@d.example, x y@z", "", "words")
        #expect(message.from.count == 2)
        #expect(message.author == nil)
        #expect(message.to.map(\.address.localPart) == ["c", "d", "y"])
    }

    @Test(arguments: ["us-ascii", "iso-gb2312", "", "gb2312"])
    func `raw GBK is read as such whatever the label`(charset: String) {
        let words: [UInt8] = [
            0xB4, 0xF2, 0xD3, 0xA1, 0xBB, 0xFA, 0xBB, 0xB5, 0xC1, 0xCB, 0xC7, 0xEB, 0xD0, 0xDE, 0xC0, 0xED,
        ]
        let label = charset.isEmpty ? "" : "; charset=\(charset)"
        let head = Array("From: a@b.example\r\nContent-Type: text/plain\(label)\r\nSubject: ".utf8)
        let message = read(RawMessage(head + words + Array("\r\n\r\n".utf8) + words))
        #expect(message.text == "打印机坏了请修理")
        #expect(message.subject == "打印机坏了请修理")
    }

    @Test func `a cut character does not turn UTF-8 into something else`() {
        let head = Array("From: a@b.example\r\nSubject: ".utf8)
        let subject = Array("Картинка с очень длинным названием".utf8).dropLast()
        #expect(read(RawMessage(head + subject + Array("\r\n\r\nx".utf8))).subject.hasPrefix("Картинка с очень"))
    }

    @Test func `a raw GBK file name is read as GB18030`() {
        let head = "From: a@b.example\r\nSubject: x\r\nContent-Type: application/pdf; name=\""
        let raw = Array(head.utf8) + [0xBA, 0xCF, 0xCD, 0xAC, 0xCE, 0xC4, 0xBC, 0xFE] + Array(".pdf\"\r\n\r\nx".utf8)
        #expect(read(RawMessage(raw)).attachments.map(\.name) == ["合同文件.pdf"])
    }

    @Test func `junk among the fields does not end the header`() {
        let message = read(
            "Received: from a", "\\tby b", "\\tid 7", "From: a@b.example", "To: c@d.example", "Subject: found",
            "Date: Thu, 02 Jan 2025 03:04:05 +0800", "", "words")
        #expect(message.subject == "found")
        #expect(message.text == "words")
        let cited = read("From: a@b.example", "Subject: s", "the words", "and more", "To: you", "Date: soon", "")
        #expect(cited.text.hasPrefix("the words"))
    }

    static let boundaries: [(type: [String], delimiter: String)] = [
        (["Content-Type: multipart/mixed;", "boundary=\"lost\""], "lost"), (["Content-Type: multipart/mixed"], "none"),
        (["Content-Type: multipart/mixed; boundary=host.a"], "host.b"),
    ]

    @Test(arguments: boundaries)
    func `a lost boundary is found in the body`(type: [String], delimiter: String) {
        let message = read(
            mail(
                type.joined(separator: "\r\n"), "", "--\(delimiter)", "Content-Type: text/plain", "", "the words",
                "--\(delimiter)", "Content-Type: application/pdf; name=a.pdf", "", "x", "--\(delimiter)--"))
        #expect(message.text == "the words")
        #expect(message.attachments.map(\.name) == ["a.pdf"])
        #expect(message.reports("boundary is missing or wrong"))
    }

    @Test func `repeated delimiters cost no more than their length`() {
        let unit = "--a\r\nContent-Type: multipart/mixed\r\n\r\n"
        #expect(!read(RawMessage(Array(String(repeating: unit, count: 5_000).utf8))).problems.isEmpty)
    }

    /// What a parser makes of a body that bears no line with the declared boundary: parts behind another line.
    @Test(arguments: [("7bit", "Hello"), ("quoted-printable", "Gr=C3=BC=C3=9Fe")])
    func `words before a line that only looks like a boundary are not lost`(encoding: String, words: String) {
        let head = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=gone\r\n"
        let field = "Content-Transfer-Encoding: \(encoding)\r\n"
        let top = head + field
        let before = "\r\n\(words)\r\n\r\n--\r\n"
        let raw = RawMessage(Array((top + before + "Ann\r\n").utf8))
        let start = top.utf8.count + before.utf8.count
        let part = MessageStructure.Part(header: start..<start, body: start..<raw.bytes.count, kind: .single)
        let structure = MessageStructure(
            root: .init(
                header: 0..<top.utf8.count, body: (top.utf8.count + 2)..<raw.bytes.count, kind: .multipart,
                children: [part]))
        let message = InternetMessage(raw: raw, structure: structure, limits: MessageLimits())
        #expect(message.text == (encoding == "7bit" ? "Hello" : "Grüße") + "\n\n--\nAnn\n")
        #expect(message.reports("holds no parts"))
    }
}
