import Testing

@testable import InternetMessage

@Suite("Content digest")
struct ContentDigestTests {
    static let content = ["From: a@b.example", "Received: by user's own", "Subject: s", "", "text", ""]
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

    private func digest(_ text: String) -> [UInt8] {
        ContentDigest.sha256(of: RawMessage(Array(text.utf8)))
    }

    static let others = [
        "From: a@b.example\r\nSubject: s\r\n\r\ntext",
        "From: a@b.example\r\nReceived: by user's own\r\nSubject: t\r\n\r\ntext", "",
    ]

    @Test(arguments: others)
    func `other content has another digest`(other: String) {
        #expect(digest(other) != digest(Self.copies[0]))
    }

    @Test func `a message of trace fields alone is empty`() {
        #expect(ContentDigest.input(of: RawMessage(Array("Received: x\r\n y\r\n".utf8))).isEmpty)
    }
}
