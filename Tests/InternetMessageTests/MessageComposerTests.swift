import Foundation
import InternetMessage
import Testing

@Suite("RFC 5322 – writing a message") struct MessageComposerTests {
    private func message(_ change: (inout OutgoingMessage) -> Void = { _ in }) -> OutgoingMessage {
        var message = OutgoingMessage(
            from: Mailbox(
                displayName: "IT Support", address: MailAddress(localPart: "support", domain: "desk.example")),
            to: [Mailbox(displayName: "张三", address: MailAddress(localPart: "z", domain: "a.example"))],
            subject: "[IT-1042] 打印机坏了",
            messageID: MessageID("id.1@desk.example"), date: Date(timeIntervalSince1970: 1_735_787_045), text: "Hello\n"
        )
        change(&message)
        return message
    }

    private func lines(_ message: OutgoingMessage) -> [String] {
        String(decoding: MessageComposer.compose(message).bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func `a plain message, byte for byte`() {
        let written = lines(
            message {
                $0.autoSubmitted = .autoReplied; $0.language = "en"; $0.inReplyTo = MessageID("q@a.example")
            })
        #expect(
            written == [
                "Date: Thu, 02 Jan 2025 03:04:05 +0000", "From: IT Support <support@desk.example>",
                "To: =?UTF-8?B?5byg5LiJ?= <z@a.example>",
                "Subject: [IT-1042] =?UTF-8?B?5omT5Y2w5py65Z2P5LqG?=", "Message-ID: <id.1@desk.example>",
                "In-Reply-To: <q@a.example>",
                "Auto-Submitted: auto-replied", "Precedence: bulk", "X-Auto-Response-Suppress: All",
                "Content-Language: en",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit", "", "Hello", "",
            ])
    }

    @Test func `a notice says how to end its kind, in one click where that is safe`() {
        func fields(_ url: String) -> [String] {
            lines(message { $0.unsubscribe = url }).filter { $0.hasPrefix("List-") }
        }
        #expect(
            fields("https://desk.example/unsubscribe/u2") == [
                "List-Unsubscribe: <https://desk.example/unsubscribe/u2>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            ])
        #expect(fields("http://127.0.0.1:8025/u") == ["List-Unsubscribe: <http://127.0.0.1:8025/u>"])
        let refused = [
            "", "javascript:x", "https://x>,<mailto:a@b", "https://x y", "https://é.example", "https://x\r\nA: b",
        ]
        for url in refused { #expect(fields(url) == [], "\(url)") }
        #expect(fields("https://" + String(repeating: "x", count: 892)).count == 2)
        #expect(fields("https://" + String(repeating: "x", count: 893)) == [])
    }

    @Test(arguments: [(21, 21), (22, 21), (500, 21)])
    func `of a long thread the first and the last twenty are kept`(count: Int, kept: Int) {
        let written = lines(message { $0.references = (1...count).map { MessageID("r\($0)@x") } })
        let text = written.joined(separator: "\n")
        #expect(text.components(separatedBy: "<r").count - 1 == kept)
        #expect(text.contains("<r1@x>") && text.contains("<r\(count)@x>"))
    }

    /// Sequences that some server takes for the end of a message, and others do not.
    @Test(arguments: [
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r\n", "\r\n.\r", "\r.\r", "\r\n.\r\n", "\r\r\n.\r\r\n", "\0\r\n.\r\n",
        "\u{B}.\u{B}",
        "\u{85}.\u{85}", "\u{2028}.\u{2028}",
    ])
    func `what ends a message elsewhere is lines of text here`(end: String) {
        let text = "before\(end)MAIL FROM:<evil@x.example>\(end)after"
        let bytes = MessageComposer.compose(
            message {
                $0.text = text; $0.html = text; $0.subject = text
            }
        ).bytes
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A { #expect(index > 0 && bytes[index - 1] == 0x0D) }
            if byte == 0x0D { #expect(index + 1 < bytes.count && bytes[index + 1] == 0x0A) }
            #expect(byte != 0 && byte < 0x80)
        }
    }

    private static let evil: [String] = [
        "x\r\nBcc: evil@x.example", "x\nBcc: evil@x.example", "x\rBcc: evil@x.example", "x\u{0}\r\n\r\nbody",
        "\u{85}Bcc: e\u{2028}Bcc: e",
        "\"\r\n", "=?UTF-8?B?DQpCY2M6IGVAeA==?=", String(repeating: "长", count: 2_000),
        String(repeating: "a", count: 5_000), "<>(),;:\\\"[]@",
        "👨‍👩‍👧‍👦 e\u{301}", " ", "",
    ]

    @Test(arguments: evil)
    func `no value can end its line or begin a field`(value: String) {
        let bytes = MessageComposer.compose(
            message {
                $0.from.displayName = value
                $0.to = [
                    Mailbox(
                        displayName: value, address: MailAddress(localPart: "z" + value, domain: "a.example" + value))
                ]
                $0.cc = [Mailbox(displayName: value, address: MailAddress(localPart: "c", domain: "a.example"))]
                $0.subject = value
                $0.messageID = MessageID("id" + value)
                $0.inReplyTo = MessageID(value)
                $0.references = [MessageID(value), MessageID("r@x")]
                $0.language = value
                $0.replyTo = Mailbox(displayName: value, address: MailAddress(localPart: "r", domain: "a.example"))
                $0.unsubscribe = "http://desk.example/" + value
                $0.attachments = [
                    Attachment(name: value, type: value, bytes: [1], disposition: .attachment, contentID: value)
                ]
            }
        ).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        let header = text.components(separatedBy: "\r\n\r\n")[0]
        let names = header.components(separatedBy: "\r\n").filter { $0.first != " " }.map {
            $0.components(separatedBy: ":")[0]
        }
        let allowed: Set<String> = [
            "Date", "From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "Content-Language",
            "MIME-Version", "Content-Type", "Reply-To", "List-Unsubscribe",
        ]
        #expect(names.allSatisfy(allowed.contains) && Set(names).count == names.count, "\(names)")
        for line in text.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 998 && !line.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 })
        }
    }

    @Test(arguments: evil + ["Ann \"the\" Admin", "a.b", "x =?utf-8?q?y?= z"])
    func `encoded words hold at most 75 characters and decode to what they were`(value: String) throws {
        let written = lines(message { $0.subject = value })
        let start = try #require(written.firstIndex { $0.hasPrefix("Subject:") })
        let field = [written[start]] + written[(start + 1)...].prefix { $0.hasPrefix(" ") }
        for word in field.joined(separator: " ").components(separatedBy: " ") where word.hasPrefix("=?") {
            #expect(word.utf8.count <= 75)
        }
        #expect(field.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } } || value.utf8.count < 300)
    }

    @Test(arguments: [
        ("plain\ntext", "7bit"), ("Grüße aus Köln, viele Grüße", "quoted-printable"), ("打印机坏了，请帮忙", "base64"),
        (String(repeating: "a", count: 2_000), "quoted-printable"),
    ])
    func `the body takes the plainest encoding`(text: String, encoding: String) {
        let written = lines(message { $0.text = text })
        #expect(written.contains("Content-Transfer-Encoding: \(encoding)"))
        #expect(written.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test func `quoted-printable keeps blanks at line ends and equals signs`() {
        let written = lines(message { $0.text = "ü = \nb\t\n" })
        #expect(written.suffix(3) == ["=C3=BC =3D=20", "b=09", ""])
    }

    @Test func `parts nest as alternative, related and mixed`() {
        let written = lines(
            message {
                $0.html = "<p>x</p>"
                $0.attachments = [
                    Attachment(
                        name: "报告 2025.pdf", type: "application/pdf", bytes: Array(repeating: 7, count: 200),
                        disposition: .attachment),
                    Attachment(
                        name: "l.png", type: "image/png", bytes: [1, 2], disposition: .inline, contentID: "logo"),
                    Attachment(name: "m.eml", type: "message/rfc822", bytes: [1], disposition: .attachment),
                ]
            })
        let types = written.filter { $0.hasPrefix("Content-Type:") }.map { $0.components(separatedBy: ";")[0] }
        #expect(
            types == [
                "Content-Type: multipart/mixed", "Content-Type: multipart/alternative", "Content-Type: text/plain",
                "Content-Type: multipart/related",
                "Content-Type: text/html", "Content-Type: image/png", "Content-Type: application/pdf",
                "Content-Type: application/octet-stream",
            ])
        #expect(written.contains { $0.contains("filename*=UTF-8''%E6%8A%A5%E5%91%8A%202025.pdf") })
        #expect(written.contains("Content-ID: <logo>"))
    }

    @Test func `a picture within the mail says what shows it, and reads back as what the HTML names`() {
        let image = Attachment(
            name: "chart.png", type: "image/png", bytes: [0x89, 0x50, 0x4E, 0x47], disposition: .inline,
            contentID: "chart@desk.example")
        let composed = MessageComposer.compose(
            message {
                $0.html = "<p><img src=\"cid:chart@desk.example\" alt=\"Opened\"></p>"
                $0.attachments = [image]
            })
        let text = String(decoding: composed.bytes, as: UTF8.self).replacing("\r\n ", with: " ")
        let types = text.components(separatedBy: "\r\n").filter { $0.hasPrefix("Content-Type: multipart/") }
        #expect(types.map { $0.hasSuffix("; type=\"text/html\"") } == [false, true])

        let message = read(composed)
        #expect(message.attachments == [image])
        #expect(message.unsafeHTML?.contains("<img src=\"cid:chart@desk.example\"") == true)
        #expect(message.text.contains("Hello"))
    }

    @Test func `boundaries are the same every time and never in the content`() throws {
        func boundary(_ text: String) throws -> String {
            let line = try #require(
                lines(
                    message {
                        $0.html = "<p>"; $0.text = text
                    }
                ).first { $0.contains("boundary=") })
            return line.components(separatedBy: "\"")[1]
        }
        let first = try boundary("x")
        #expect(try boundary("x") == first)
        #expect(try boundary("--\(first)") != first)
    }

    @Test func `long threads keep their root and their branch`() {
        let all = (1...100).map { MessageID("r\($0)@x") }
        let written = lines(message { $0.references = all }).joined(separator: "\n")
        #expect(
            written.contains("<r1@x>") && !written.contains("<r2@x>") && !written.contains("<r80@x>")
                && written.contains("<r81@x>") && written.contains("<r100@x>"))
    }

    @Test(arguments: [
        (-1.0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 +0000"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 +0000"), (Double.nan, "Thu, 01 Jan 1970 00:00:00 +0000"),
        (1e300, "Fri, 31 Dec 9999 23:59:59 +0000"),
    ])
    func `dates are written in UTC`(seconds: Double, text: String) {
        #expect(lines(message { $0.date = Date(timeIntervalSince1970: seconds) })[0] == "Date: \(text)")
    }

    @Test func `addresses stay as they are, quoted where they must be`() {
        func from(_ local: String, _ domain: String = "a.example") -> String {
            lines(message { $0.from = Mailbox(address: MailAddress(localPart: local, domain: domain)) })[1]
        }
        #expect(from("a.b+c") == "From: a.b+c@a.example")
        #expect(from("a b\"") == "From: \"a b\\\"\"@a.example")
        #expect(from("..") == "From: \"..\"@a.example")
        #expect(from("用户", "例子.example") == "From: 用户@例子.example")
    }
}
