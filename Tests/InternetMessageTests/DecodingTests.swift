import Foundation
import Testing

@testable import InternetMessage

@Suite("RFC 2045 – transfer encodings")
struct TransferEncodingTests {
    static let base64: [(data: String, text: String, problem: String?)] = [
        ("SGVsbG8=", "Hello", nil), ("SGVs\r\nbG8=\r\n", "Hello", nil), ("SGVsbG8", "Hello", nil),
        ("SGVsbG8=SGVsbG8=", "HelloHello", "goes on after its padding"), ("SGVs*bG8=", "Hello", "1 foreign bytes"),
        ("SGVsbG8=\r\n--\r\nlist footer of words\r\n", "Hello", "left out"), ("", "", nil), ("=", "", nil),
        ("A", "", "cut short"), ("SGVsbG8h\r\n--\r\nlist footer\r\n", "Hello!", "left out"),
        ("SGVsbG8h\n______\nlist footer", "Hello!", "left out"), ("SGVs\n-\nbG8h", "Hello!", "1 foreign bytes"),
    ]

    @Test(arguments: base64)
    func `base64 is read to its end`(data: String, text: String, problem: String?) {
        let decoded = Base64.decode(Array(data.utf8)[...])
        #expect(String(decoding: decoded.bytes, as: UTF8.self).hasPrefix(text))
        #expect(decoded.bytes.count <= text.utf8.count + 3)
        #expect(problem == nil ? decoded.problem == nil : true, "\(decoded.problem ?? "")")
    }

    @Test(arguments: [0, 1, 2, 57, 767, 768, 769, 5_000])
    func `base64 of every length, on one line and on many`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for options in [Data.Base64EncodingOptions(), [.lineLength76Characters, .endLineWithCarriageReturn]] {
            let data = Array(Data(bytes).base64EncodedString(options: options).utf8)
            #expect(Base64.decode(data[...]).bytes == bytes)
            #expect(Base64.decode(data[...]).problem == nil)
        }
    }

    static let quotedPrintable: [(data: String, text: String)] = [
        ("Gr=C3=BC=c3=9fe", "Grüße"), ("soft=\r\nbreak", "softbreak"), ("soft=  \r\nbreak", "softbreak"),
        ("soft=\nbreak", "softbreak"),
        ("trail  \r\nx", "trail\r\nx"), ("a=b", "a=b"), ("end=", "end"), ("=4", "=4"), ("=", ""),
        ("keep  inner", "keep  inner"), ("at the end \t", "at the end"), ("before =\r\nsoft", "before soft"),
        ("a=20 \r\n \r\nb", "a \r\n\r\nb"),
    ]

    @Test(arguments: quotedPrintable)
    func `quoted-printable keeps what escapes nothing`(data: String, text: String) {
        #expect(String(decoding: QuotedPrintable.decode(Array(data.utf8)[...]).bytes, as: UTF8.self) == text)
    }

    @Test func `uuencoded files are found in text`() {
        let text = "Hello\nbegin 644 a b.txt\n#0V%T\n`\nend\nBye\n"
        let files = UUEncoding.files(in: Array(text.utf8), atMost: 10)
        #expect(files.map(\.bytes) == [Array("Cat".utf8)])
        #expect(files.map(\.name) == [Array("a b.txt".utf8)])
    }

    @Test(arguments: ["begin 644 x\nend\n", "begin with words\n#0V%T\nend\n", "begin 644 x\n#0V%T\n", "begin 644\n"])
    func `prose about beginnings is no file`(text: String) {
        #expect(UUEncoding.files(in: Array(text.utf8), atMost: 10).isEmpty)
    }

    static let labels: [(field: String, encoding: TransferEncoding)] = [
        ("base64", .base64), (" BASE64 junk", .base64), ("\"quoted-printable\"", .quotedPrintable),
        ("8-bit", .eightBit),
        ("", .sevenBit), ("x-uuencode", .uuencode), ("x-own", .unknown("x-own")),
    ]

    @Test(arguments: labels)
    func `the first word names the encoding`(field: String, encoding: TransferEncoding) {
        #expect(TransferEncoding(parsing: Array(field.utf8)) == encoding)
    }
}

@Suite("RFC 2047 – encoded words")
struct EncodedWordTests {
    static let words: [(field: String, text: String)] = [
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"), ("=?UTF-8?B?5byg5LiJ?=", "张三"), ("a =?utf-8?q?b?= c", "a b c"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("=?utf-8?q?a?=\t=?iso-8859-1?q?=FC?=", "aü"),
        ("=?utf-8?b?5byg5A==?= =?utf-8?b?uIk=?=", "张三"), ("=?utf-8*de?q?a_b?=", "a b"), ("=?gb2312?B?1cXI/Q==?=", "张三"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"), ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?a", "=?utf-8?q?a"),
        ("=?utf-8?q?a b c?=", "a b c"), ("=?x-none?q?abc?=", "abc"), ("=?utf-8?q?abc=?=", "abc="), ("=??=", "=??="),
        ("=?", "=?"),
        ("x=?utf-8?q?y?=z", "xyz"), ("=?utf-8?q??=", ""), ("=?utf-8?q?a=00b?=", "ab"),
        ("=?utf-8?q?a=0D=0AB:_c?=", "a B: c"),
        ("=?us-ascii?q?open =?us-ascii?q?done?=", "=?us-ascii?q?open done"),
    ]

    @Test(arguments: words)
    func `words are decoded and joined`(field: String, text: String) {
        #expect(HeaderText.decode(Array(field.utf8)).text == text)
    }

    @Test(arguments: ["=?utf-8?q?", "=?a?b?", "=?utf-8?q?=?=", "?="])
    func `repetition costs no more than its length`(unit: String) {
        _ = HeaderText.decode(Array(repeatElement(Array(unit.utf8), count: 30_000).joined()))
    }

    @Test func `two thousand scalars are kept`() {
        #expect(
            HeaderText.decode(
                Array(
                    repeating: 0x61,
                    count: 5_000)
            ).text.unicodeScalars.count == HeaderText.subjectScalars)
    }

    static let invisible: [(text: String, shown: String)] = [
        ("a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}", "abcd"), ("a\tb\r\nc", "a b c"), ("👩\u{200D}💻", "👩\u{200D}💻"),
        ("a\u{200D}b", "ab"),
        ("  a  b  ", "a b"), ("\u{0}\u{7F}\u{85}", ""),
    ]

    @Test(arguments: invisible)
    func `nothing invisible is shown`(text: String, shown: String) {
        #expect(HeaderText.clean(text, limit: 100) == shown)
    }
}

@Suite("RFC 2231 – parameters")
struct MIMEFieldValueTests {
    static let names: [(field: String, name: String?)] = [
        ("attachment; filename=a.pdf", "a.pdf"), ("attachment; filename=\"a b.pdf\"", "a b.pdf"),
        ("attachment; filename=foo bar (1).pdf", "foo bar (1).pdf"), ("attachment; filename=a.pdf name=b", "a.pdf"),
        ("attachment; filename*=utf-8''%e5%bc%a0.pdf", "张.pdf"),
        ("attachment; filename*0*=utf-8'zh'%e5%bc; filename*1*=%a0; filename*2=.pdf", "张.pdf"),
        ("attachment; filename*0=long; filename*1=\"name.txt\"", "longname.txt"),
        ("attachment; filename*=gb2312''%D5%C5.doc", "张.doc"),
        ("attachment; filename=\"=?utf-8?b?5byg?=.pdf\"", "张.pdf"),
        ("attachment; filename=a.pdf; filename=b.exe", "a.pdf"),
        ("attachment; filename=a.pdf; filename*=utf-8''b.exe", "b.exe"),
        ("attachment; filename=\"C:\\dir\\a.txt\"", "a.txt"),
        ("attachment; filename=\"a\\\"b.txt\"", "a\"b.txt"), ("attachment; filename=\"open", "open"),
        ("attachment; filename=", nil),
        ("attachment; filename=\"../../etc/passwd\"", "passwd"),
        ("attachment; filename=\".htaccess\u{200B}\"", "htaccess"),
        ("attachment; filename=\"a\u{202E}fdp.exe\"", "afdp.exe"), ("attachment; filename*9=x", nil), ("; ; =; x", nil),
        ("(c) attachment (((; filename=a.pdf", nil), ("filename=\"a b.pdf\"", "a b.pdf"),
        ("filename=a.pdf; size=3", "a.pdf"),
        ("attachment; filename=\"%E6%8A%A5%E5%91%8A.pdf\"", "报告.pdf"),
        ("attachment; filename=\"100%25%20a.pdf\"", "100%25%20a.pdf"),
        ("attachment; filename=\"%E6%8A.pdf\"", "%E6%8A.pdf"),
    ]

    @Test(arguments: names)
    func `file names are put together and cleaned`(field: String, name: String?) {
        let raw = mail("Content-Type: application/pdf", "Content-Disposition: \(field)", "", "x")
        let attachments = read(raw).attachments
        #expect(attachments.first?.name == name ?? "file.pdf")
    }

    @Test func `raw 8-bit names are legible`() {
        let head = Array("Content-Type: application/pdf; name=\"".utf8)
        let raw = RawMessage(head + [0xD5, 0xC5, 0xC8, 0xFD, 0xB5, 0xC4] + Array(".pdf\"\r\n\r\nx".utf8))
        #expect(read(raw).attachments.first?.name == "张三的.pdf")
    }

    @Test(arguments: [("😀", 300), ("a", 300), ("é", 151), ("\u{1112}\u{1161}", 90)])
    func `names keep their extension within 240 bytes`(unit: String, count: Int) {
        let name = AttachmentName.clean(String(repeating: unit, count: count) + ".pdf")
        #expect((236...240).contains(name.utf8.count))
        #expect(name.hasSuffix(".pdf"))
        #expect(!name.unicodeScalars.contains("\u{FFFD}"))
    }

    @Test func `a name of 240 bytes stays whole`() {
        let name = String(repeating: "a", count: 236) + ".pdf"
        #expect(AttachmentName.clean(name) == name)
        #expect(AttachmentName.clean("a" + name).utf8.count == 240)
    }

    static let flowed: [(text: String, deletingSpace: Bool, unwrapped: String)] = [
        ("one \ntwo\nthree", false, "one two\nthree"), ("> one \n> two\nmine", false, "> one two\nmine"),
        ("字 \n符", true, "字符"),
        (" From me", false, "From me"), ("text \n-- \nsig", false, "text \n-- \nsig"), ("a \n> b", false, "a \n> b"),
        ("", false, ""),
    ]

    @Test(arguments: flowed)
    func `flowed text is unwrapped`(text: String, deletingSpace: Bool, unwrapped: String) {
        #expect(FlowedText.unwrapped(text, deletingSpace: deletingSpace) == unwrapped)
    }
}
