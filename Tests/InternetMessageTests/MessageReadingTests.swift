import Foundation
import Testing

@testable import InternetMessage

@Suite("Reading a message")
struct MessageReadingTests {
    @Test func `the fields of an ordinary mail are decoded`() {
        let message = read(
            "From: =?gb2312?B?1cXI/Q==?= <z@Example.CN>", "To: Support <support@example.com>, b@example.com",
            "Cc: c@example.com",
            "Reply-To: d@example.com", "Sender: s@example.com",
            "Subject: =?utf-8?B?5omT5Y2w5py6?=\r\n =?utf-8?B?5Z2P5LqG?=",
            "Date: Thu, 02 Jan 2025 03:04:05 +0800", "Message-ID: <x@y>", "In-Reply-To: <b@y>",
            "References: <a@y>\r\n\t<b@y>",
            "Content-Type: text/plain; charset=utf-8", "", "你好,打印机坏了。\r\n谢谢", "")
        #expect(
            message.author
                == Mailbox(
                    displayName: "张三",
                    address: MailAddress(
                        localPart: "z",
                        domain: "example.cn")))
        #expect(message.to.map(\.address.description) == ["support@example.com", "b@example.com"])
        #expect(message.cc.map(\.address.localPart) == ["c"])
        #expect(message.replyTo.map(\.address.localPart) == ["d"])
        #expect(message.sender?.address.localPart == "s")
        #expect(message.subject == "打印机 坏了" || message.subject == "打印机坏了")
        #expect(message.date?.timeIntervalSince1970 == 1_735_758_245)
        #expect(message.messageID == MessageID("x@y"))
        #expect(message.references == [MessageID("a@y"), MessageID("b@y")])
        #expect(message.text == "你好,打印机坏了。\n谢谢\n")
        #expect(message.language == "zh")
        #expect(message.problems.count == 1)
    }

    @Test func `alternatives give one text and one HTML`() {
        let message = read(
            "From: a@b.example", "Content-Type: multipart/alternative; boundary=x", "", "preamble", "--x",
            "Content-Type: text/plain", "",
            "plain", "--x", "Content-Type: multipart/related; boundary=y", "", "--y",
            "Content-Type: text/html; charset=iso-8859-1",
            "Content-Transfer-Encoding: quoted-printable", "", "<p>Gr=FC=DFe<img src=3D\"cid:i@b\"></p>", "--y",
            "Content-Type: image/png", "Content-ID: <i@b>", "Content-Transfer-Encoding: base64", "", "AAEC", "--y--",
            "--x--", "epilogue")
        #expect(message.text == "plain")
        #expect(message.unsafeHTML == "<p>Grüße<img src=\"cid:i@b\"></p>")
        #expect(message.attachments.map(\.name) == ["image.png"])
        #expect(message.attachments.map(\.disposition) == [.inline])
        #expect(message.attachments.map(\.contentID) == ["i@b"])
        #expect(message.attachments.map(\.bytes) == [[0, 1, 2]])
    }

    @Test func `inline texts are joined and the rest is attached`() {
        let message = read(
            "Content-Type: multipart/mixed; boundary=\"x y\"", "", "--x y", "", "one", "--x y",
            "Content-Type: application/pdf; name=a.pdf", "",
            "pdf", "--x y", "Content-Type: text/plain", "", "two", "--x y", "Content-Type: text/plain",
            "Content-Disposition: attachment; filename=log.txt",
            "", "log", "--x y--", "")
        #expect(message.text == "one\n\ntwo")
        #expect(message.unsafeHTML == nil)
        #expect(message.attachments.map(\.name) == ["a.pdf", "log.txt"])
    }

    @Test func `a plain footer stays beside an HTML body`() {
        let message = read(
            "Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: text/html", "", "<b>body</b>",
            "--x", "", "footer <list>", "--x--")
        #expect(message.text.isEmpty)
        #expect(message.unsafeHTML == "<b>body</b>\n<div>footer &lt;list&gt;</div>")
    }

    @Test func `a signed mail shows its body, and its signature as what it is`() {
        let message = read(
            "Content-Type: multipart/signed; boundary=x; protocol=\"application/pgp-signature\"", "", "--x", "",
            "signed words", "--x",
            "Content-Type: application/pgp-signature; name=signature.asc", "", "-----BEGIN", "--x--")
        #expect(message.text == "signed words")
        #expect(message.attachments.map(\.name) == ["signature.asc"])
        #expect(message.attachments.map(\.isSignature) == [true])
    }

    @Test func `an embedded message is an attachment named by its subject`() {
        let message = read(
            "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "see below", "--x",
            "Content-Type: message/rfc822", "", "From: i@b.example",
            "Subject: =?utf-8?q?Inner/subject?=", "Content-Type: multipart/mixed; boundary=z", "", "--z", "", "inner",
            "--z--", "--x--")
        #expect(message.text == "see below")
        #expect(message.attachments.map(\.name) == ["Inner_subject.eml"])
        #expect(message.attachments.map(\.type) == ["message/rfc822"])
        #expect(message.reportParts.map(\.type) == ["message/rfc822"])
    }

    @Test func `flowed text is unwrapped and HTML names its charset`() {
        #expect(read("Content-Type: text/plain; format=flowed; delsp=yes", "", "字 ", "符").text == "字符")
        let head = Array("Content-Type: text/html\r\n\r\n<meta http-equiv=x content=\"text/html; charset=gbk\">".utf8)
        #expect(read(RawMessage(head + [0xD5, 0xC5])).unsafeHTML?.hasSuffix("张") == true)
    }

    @Test func `uuencoded files in the text become attachments`() {
        let message = read("Subject: x", "", "Hello", "begin 644 cat.txt", "#0V%T", "`", "end", "Bye")
        #expect(message.text == "Hello\nBye")
        #expect(message.attachments.map(\.name) == ["cat.txt"])
        #expect(message.attachments.map(\.bytes) == [Array("Cat".utf8)])
    }

    @Test func `what the child saw is not believed against the message itself`() {
        let raw = mail(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary*0=x; boundary*1=y", "", "--xy",
            "", "text", "--xy--")
        let blind = MessageStructure(root: .init(header: 0..<0, body: 0..<raw.bytes.count, kind: .single))
        #expect(InternetMessage(raw: raw, structure: blind, limits: MessageLimits()).text == "text")
        let wild = MessageStructure(
            root: .init(
                header: 0..<60, body: 60..<(1 << 40), kind: .multipart,
                children: [.init(header: (1 << 30)..<(1 << 31), body: 5..<(1 << 50), kind: .message)]))
        _ = InternetMessage(raw: raw, structure: wild, limits: MessageLimits())
    }

    static let languages: [(text: String, tag: String?)] = [
        ("打印机坏了", "zh"), ("プリンターが壊れました", "ja"), ("프린터가 고장났습니다", "ko"),
        ("Hello, my printer is broken and I can not print", "en"),
        ("Guten Tag, ich kann nicht drucken und das ist ein Problem", "de"),
        ("Bonjour, je ne peux pas imprimer avec mon ordinateur", "fr"),
        ("Hola, no puedo imprimir en la oficina y es urgente", "es"), ("Принтер не работает", "ru"), ("x", nil),
        ("", nil),
    ]

    @Test(arguments: languages)
    func `the language is guessed from scripts and small words`(text: String, tag: String?) {
        #expect(LanguageGuess.language(of: text) == tag)
    }
}
