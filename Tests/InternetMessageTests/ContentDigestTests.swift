import Testing

@testable import InternetMessage

@Suite("Content digest")
struct ContentDigestTests {
    static let content = [
        "From: a@b.example", "Received: by user's own", "Message-ID:", " <1@b.example>", "Subject: s", "", "text", "",
    ]
    static let copies: [String] = [
        content.joined(separator: "\r\n"),
        content.joined(separator: "\n"),
        ([
            "Return-Path: <a@b.example>", "Received: from x\r\n\tby y",
            "Delivered-To: s@x.example",
        ] + content).joined(separator: "\r\n"),
        ([
            "X-Received: z", "ARC-Seal: i=1;\r\n a=b", "Authentication-Results: mx; none",
            "X-Envelope-To: s@x.example",
        ] + content).joined(separator: "\r\n"),
        (["From a@b Mon Jan  1 00:00:00 2024", "X-Original-To: q"] + content).joined(separator: "\n"),
        content.joined(separator: "\r\n") + "\r\n\r\n",
    ]

    @Test(arguments: copies)
    func `copies by different ways agree`(copy: String) {
        #expect(digest(copy) == digest(Self.copies[0]))
    }

    private func digest(_ text: String, _ path: ReversePath? = nil) -> [UInt8] {
        ContentDigest.sha256(of: RawMessage(Array(text.utf8)), reversePath: path)
    }

    static let others = [
        "From: a@b.example\r\nSubject: s\r\n\r\ntext",
        "From: a@b.example\r\nReceived: by user's own\r\nMessage-ID:\r\n <1@b.example>\r\nSubject: t\r\n\r\ntext",
        "",
    ]

    @Test(arguments: others)
    func `other content has another digest`(other: String) {
        #expect(digest(other) != digest(Self.copies[0]))
    }

    @Test func `a message of trace fields alone is its hops`() {
        let input = ContentDigest.input(of: RawMessage(Array("Delivered-To: a\r\nReceived: x\r\n y\r\n".utf8)))
        #expect(String(decoding: input, as: UTF8.self) == "Received: x\r\n y\r\n")
    }

    @Test(arguments: ["", "Message-ID:\r\n", "Message-ID: <>\r\n", "X-ID: 1\r\n"])
    func `two mails that nothing tells apart but their way are two`(identifier: String) {
        let alarm = identifier + "From: ups@b.example\r\nSubject: power\r\n\r\nMessage-ID: <in@the.text>\r\n"
        let first = "Received: from ups by mx; id 1\r\n\tat noon\r\n" + alarm
        let second = "Received: from ups by mx; id 1\r\n\tat one\r\n" + alarm
        #expect(digest(first) != digest(second))
        let path = ReversePath.mailbox(MailAddress(localPart: "a", domain: "b.example"))
        #expect(digest(first, path) != digest(first, .mailbox(MailAddress(localPart: "c", domain: "b.example"))))
        // A transaction that is tried again has the same fields, whatever the delivery wrote above them.
        #expect(digest(first, path) == digest("Return-Path: <a@b.example>\r\n" + first, path))
    }
}
