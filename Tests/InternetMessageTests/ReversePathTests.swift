import InternetMessage
import Testing

@Suite("Reverse-path from a header")
struct ReversePathTests {
    @Test(
        arguments: [
            ("Return-Path: <a@b.example>\r\nFrom: c@d.example\r\n", "a@b.example"),
            ("Return-Path: <>\r\nFrom: c@d.example\r\n", nil), ("return-path:\r\nFrom: c@d.example\r\n", nil),
            ("Received: x\r\nReturn-Path: <a@b.example>\r\n", "a@b.example"),
            ("Received: x\r\nFrom: C <c@d.example>\r\n", "c@d.example"), ("Subject: x\r\n", nil),
        ] as [(String, String?)])
    func `an empty path is empty, an absent one is the author's`(fields: String, address: String?) {
        let raw = RawMessage(Array((fields + "\r\nReturn-Path: <body@x.example>\r\n").utf8))
        let path = ReversePath(writtenIn: HeaderSection(scanning: raw, limits: MessageLimits()))
        let expected = address.map { text in
            ReversePath.mailbox(
                MailAddress(
                    localPart: String(text.prefix { $0 != "@" }), domain: String(text.drop { $0 != "@" }.dropFirst())))
        }
        #expect(path == expected ?? .null)
    }
}
