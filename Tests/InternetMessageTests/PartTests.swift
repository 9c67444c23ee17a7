import Foundation
import Testing

@testable import InternetMessage

@Suite("Parts and what they are")
struct PartTests {
    private func related(_ html: String, _ parts: [[String]]) -> InternetMessage {
        let lines =
            [
                "From: a@b.example", "Content-Type: multipart/related; boundary=x", "", "--x",
                "Content-Type: text/html", "", html,
            ]
            + parts.flatMap { ["--x"] + $0 } + ["--x--"]
        return read(RawMessage(Array(lines.joined(separator: "\r\n").utf8)))
    }

    static let references: [(source: String, fields: [String], written: String, isShown: Bool)] = [
        ("cid:a@b", ["Content-ID: <a@b>"], "cid:a@b", true), ("CID:a%40b", ["Content-ID: <a@b>"], "CID:a%40b", true),
        ("http://x.example/a.png", ["Content-Location: http://x.example/a.png"], "cid:part1.inline", true),
        ("a.png", ["Content-Location: a.png", "Content-ID: <z@b>"], "cid:z@b", true),
        ("images/a.png", ["Content-Disposition: inline; filename=a.png"], "cid:part1.inline", true),
        ("cid:a.png", ["Content-Disposition: inline; filename=a.png"], "cid:part1.inline", true),
        ("http://x.example/a.png", ["Content-Disposition: inline; filename=a.png"], "http://x.example/a.png", false),
        ("cid:A@B", ["Content-ID: <a@b>"], "cid:a@b", true), ("cid:a@b", ["Content-ID: <A@B>"], "cid:A@B", true),
        ("A@B", ["Content-ID: <a@b>"], "A@B", false),
        ("cid:other@b", ["Content-ID: <a@b>"], "cid:other@b", false), ("", ["Content-ID: <a@b>"], "", false),
    ]

    @Test(arguments: references)
    func `pictures are found by identifier, location and bare name`(
        source: String, fields: [String], written: String, isShown: Bool
    ) {
        let message = related("<p><img src=\"\(source)\"></p>", [["Content-Type: image/png"] + fields + ["", "x"]])
        #expect(message.unsafeHTML == "<p><img src=\"\(written)\"></p>")
        #expect(message.attachments.map(\.disposition) == [isShown ? .inline : .attachment])
    }

    @Test func `of identifiers that differ in case the equal one is shown`() {
        let message = related(
            "<img src=\"cid:A@b\">",
            [
                ["Content-Type: image/png", "Content-ID: <a@b>", "", "x"],
                ["Content-Type: image/png", "Content-ID: <A@b>", "", "y"],
            ])
        #expect(message.unsafeHTML == "<img src=\"cid:A@b\">")
        #expect(message.attachments.map(\.disposition) == [.attachment, .inline])
    }

    @Test(arguments: ["<img src=", "<img src='", "<img src=\"cid:", "src=\"a.png\"", " src==", "<img src = a.png>"])
    func `broken markup names no part`(html: String) {
        let message = related(html, [["Content-Type: image/png; name=b.png", "", "x"]])
        #expect(message.unsafeHTML == html)
        #expect(message.attachments.map(\.disposition) == [.attachment])
    }

    static let names: [(fields: [String], name: String)] = [
        (["Content-Type: image/jpeg"], "image.jpg"), (["Content-Type: audio/mpeg"], "audio.mp3"),
        (["Content-Type: application/pdf"], "file.pdf"), (["Content-Type: text/calendar"], "invite.ics"),
        (["Content-Type: image/png", "Content-ID: <image001.png@01DA.5>"], "image001.png"),
        (["Content-Type: image/png", "Content-ID: <4F2.1@host>"], "image.png"),
        (["Content-Type: application/x-own", "Content-ID: <32497.16@host>"], "32497.16"),
        (["Content-Type: image/gif", "Content-Location: http://h.example/p/logo.gif?v=2"], "logo.gif"),
        (["Content-Type: application/octet-stream", "Content-Description: plan.dwg"], "plan.dwg"),
        (["Content-Type: application/octet-stream"], "file.bin"),
        (["Content-Type: image/jpeg; name=\"=?utf-8?b??=\""], "image.jpg"),
        (["Content-Type: message/partial; number=2; total=3; id=x"], "message-part-2.eml"),
    ]

    @Test(arguments: names)
    func `a part without a name gets one that says what it is`(fields: [String], name: String) {
        let lines =
            ["Content-Type: multipart/mixed; boundary=x", "", "--x", "", "words", "--x"] + fields + [
                "", "data", "--x--",
            ]
        let message = read(RawMessage(Array(lines.joined(separator: "\r\n").utf8)))
        #expect(message.attachments.map(\.name) == [name])
    }

    @Test func `names given by us are told apart`() {
        let message = related("", Array(repeating: ["Content-Type: image/png", "", "x"], count: 3))
        #expect(message.attachments.map(\.name) == ["image.png", "image-2.png", "image-3.png"])
    }

    @Test func `an invitation is shown as what it is and kept`() throws {
        let message = read(
            "From: a@b.example", "Content-Type: multipart/alternative; boundary=x", "", "--x", "", "Please come.",
            "--x", "Content-Type: text/calendar; method=REQUEST; charset=utf-8", "", "BEGIN:VCALENDAR",
            "METHOD:REQUEST",
            "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000", "END:STANDARD",
            "END:VTIMEZONE", "BEGIN:VEVENT", "SUMMARY:打印机\\, 第二次", "DTSTART;TZID=Asia/Shanghai:20260302T143000",
            "DTEND;TZID=Asia/Shanghai:20260302T153000", "LOCATION:Room 5\\nEast",
            "ORGANIZER;CN=\"Li: Lei\":mailto:li@b.exa",
            " mple", "ATTENDEE:mailto:you@b.example", "BEGIN:VALARM", "SUMMARY:no", "END:VALARM", "END:VEVENT",
            "END:VCALENDAR", "--x--")
        let invitation = try #require(message.invitation)
        #expect(invitation.summary == "打印机, 第二次")
        #expect(invitation.attendees == ["you@b.example"])
        #expect(
            message.text == """
                Please come.

                会议邀请：打印机, 第二次
                时间：2026-03-02 14:30–15:30 (Asia/Shanghai)
                地点：Room 5 East
                组织者：Li: Lei <li@b.example>
                """)
        #expect(message.attachments.map(\.name) == ["invite.ics"])
    }

    @Test func `an invitation without words is its own text`() {
        let message = read(
            "From: a@b.example", "Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR", "METHOD:REQUEST",
            "BEGIN:VEVENT", "SUMMARY:Standup", "DTSTART;VALUE=DATE:20260302", "END:VEVENT", "END:VCALENDAR")
        #expect(message.text == "Invitation: Standup\nWhen: 2026-03-02")
        #expect(message.attachments.map(\.name) == ["invite.ics"])
    }

    @Test func `an invitation stands below the HTML as text`() {
        let message = read(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: text/html", "",
            "<p>come</p>", "--x", "Content-Type: text/calendar", "", "BEGIN:VEVENT", "SUMMARY:<b>x</b>", "END:VEVENT",
            "--x--")
        #expect(message.unsafeHTML == "<p>come</p>\n<div>Event: &lt;b&gt;x&lt;/b&gt;</div>")
    }

    static let calendarNames: [(type: String, begin: String, isInvitation: Bool)] = [
        ("application/octet-stream; name=invite.ics", "BEGIN:VCALENDAR", true),
        ("application/octet-stream; name=INVITE.ICS", "begin:vcalendar", true),
        ("text/plain; name=invite.ics", "BEGIN:VCALENDAR", true),
        ("text/plain; name=invite.ics", "\r\n\u{FEFF}BEGIN:VCALENDAR", false),
        ("text/plain; name=invite.ics", "\u{FEFF}BEGIN:VCALENDAR", true),
        ("text/plain; name=invite.ics", "See BEGIN:VCALENDAR", false),
        ("application/octet-stream; name=invite.txt", "BEGIN:VCALENDAR", false),
        ("application/octet-stream", "BEGIN:VCALENDAR", false),
    ]

    @Test(arguments: calendarNames, ["7bit", "base64"])
    func `a calendar by name and beginning is an invitation, whatever its type`(
        named: (type: String, begin: String, isInvitation: Bool), encoding: String
    ) {
        let lines = [named.begin, "METHOD:REQUEST", "BEGIN:VEVENT", "SUMMARY:Standup", "END:VEVENT", "END:VCALENDAR"]
        let calendar = lines.joined(separator: "\r\n")
        let body = encoding == "base64" ? Data(calendar.utf8).base64EncodedString() : calendar
        let message = read(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "Please come.", "--x",
            "Content-Type: \(named.type)", "Content-Transfer-Encoding: \(encoding)", "", body, "--x--")
        #expect((message.invitation != nil) == named.isInvitation)
        #expect(message.text.utf8.elementsEqual("Please come.\n\nInvitation: Standup".utf8) == named.isInvitation)
        #expect(message.attachments.count == 1)
    }

    @Test func `a calendar that calls itself plain text is a file though it comes first`() {
        let message = read(
            "From: a@b.example", "Content-Type: text/plain; name=invite.ics", "", "BEGIN:VCALENDAR", "METHOD:REQUEST",
            "BEGIN:VEVENT", "SUMMARY:Standup", "END:VEVENT", "END:VCALENDAR")
        #expect(message.text == "Invitation: Standup")
        #expect(message.attachments.map(\.name) == ["invite.ics"])
    }

    static let periods: [(lines: String, when: String)] = [
        ("DTSTART:20260302T063000Z\nDTEND:20260303T063000Z", "2026-03-02 06:30 – 2026-03-03 06:30 (UTC)"),
        ("DTSTART;VALUE=DATE:20260302", "2026-03-02"),
        ("DTSTART:20260302T0630\nDURATION:PT1H", "2026-03-02 06:30, PT1H"),
        ("DTSTART;TZID=A:20260302T063000\nDTEND;TZID=B:20260302T073000", "2026-03-02 06:30 (A) – 2026-03-02 07:30 (B)"),
    ]

    @Test(arguments: periods)
    func `times keep the zone they were written in`(lines: String, when: String) {
        let event = CalendarInvitation(parsing: "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\n\(lines)\nEND:VEVENT")
        #expect(event?.card == "Meeting cancelled: -\nWhen: \(when)")
    }

    @Test(arguments: [
        "", "BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:x", ":", ";;;:\n \n", "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO",
    ])
    func `what holds no event is none`(text: String) {
        #expect(CalendarInvitation(parsing: text) == nil)
    }

    @Test func `text signed in the clear is read without its armor`() {
        let message = read(
            "From: a@b.example", "", "-----BEGIN PGP SIGNED MESSAGE-----", "Hash: SHA512", "", "the words", "- -- ",
            "me",
            "-----BEGIN PGP SIGNATURE-----", "", "iQ==", "-----END PGP SIGNATURE-----", "footer")
        #expect(message.text == "the words\n-- \nme\nfooter")
        for fields in [["Hash: SHA512"], ["Hash: SHA256", "Comment: x"], []] {
            let lines =
                ["From: a@b.example", "", "-----BEGIN PGP SIGNED MESSAGE-----"] + fields
                + ["the words", "", "more", "-----BEGIN PGP SIGNATURE-----", "iQ==", "-----END PGP SIGNATURE-----"]
            let message = read(RawMessage(Array(lines.joined(separator: "\r\n").utf8)))
            #expect(message.text == "the words\n\nmore", "no empty line ends the armor's fields")
        }
        let open = read("From: a@b.example", "", "-----BEGIN PGP SIGNED MESSAGE-----", "", "the words")
        #expect(open.text.contains("the words"))
    }

    @Test func `an encrypted message says so`() {
        let message = read(
            "From: a@b.example",
            "Content-Type: multipart/encrypted; boundary=x; protocol=\"application/pgp-encrypted\"",
            "", "--x", "Content-Type: application/pgp-encrypted", "", "Version: 1", "--x",
            "Content-Type: application/octet-stream", "", "-----BEGIN PGP MESSAGE-----", "--x--")
        #expect(message.attachments.map(\.name) == ["encrypted.asc"])
        #expect(message.encryption == .openPGP && message.reports("encrypted (OpenPGP)"))
    }

    /// A signed message in basic encoding rules, with lengths left open or not.
    private func signed(_ content: [UInt8], isOpen: Bool) -> [UInt8] {
        func element(_ tag: UInt8, _ inner: [UInt8]) -> [UInt8] {
            if isOpen, tag & 0x20 != 0 { return [tag, 0x80] + inner + [0, 0] }
            return [tag, 0x82, UInt8(inner.count >> 8), UInt8(inner.count & 0xFF)] + inner
        }
        let kind: (UInt8) -> [UInt8] = { [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, $0] }
        let half = content.count / 2
        let octets = element(0x24, element(0x04, Array(content[..<half])) + element(0x04, Array(content[half...])))
        let inner = element(0x30, kind(1) + element(0xA0, octets))
        return element(0x30, kind(2) + element(0xA0, element(0x30, [2, 1, 1] + element(0x31, []) + inner)))
    }

    @Test(arguments: [true, false])
    func `words inside a signature are read`(isOpen: Bool) {
        let entity = Array("Content-Type: text/plain\r\n\r\nthe words".utf8)
        let data = Data(signed(entity, isOpen: isOpen)).base64EncodedString()
        let message = read(
            "From: a@b.example", "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            "Content-Transfer-Encoding: base64", "", data)
        #expect(message.text == "the words")
        #expect(message.attachments.isEmpty)
    }

    @Test func `a signature cut anywhere is kept as it came`() {
        let whole = signed(Array("Content-Type: text/plain\r\n\r\nthe words".utf8), isOpen: true)
        for length in 0..<whole.count { _ = CMSContent.signed(Array(whole[..<length])) }
        #expect(CMSContent.signed(Array(repeating: 0x30, count: 10_000)) == nil)
        #expect(CMSContent.signed(Array([0x24, 0x80] as [UInt8])) == nil)
    }

    @Test func `markup in the base64 of UTF-7 stays text`() {
        let message = read(
            "From: a@b.example", "Content-Type: text/html; charset=utf-7", "", "<b>+AOQ-+ADw-script+AD4-x 1+-1+ADw</b>")
        #expect(message.unsafeHTML == "<b>ä&lt;script&gt;x 1+1&lt;</b>")
    }

    @Test func `the shifts of UTF-7 are counted over the whole mail`() {
        func part(_ shifts: Int) -> [String] {
            ["--x", "Content-Type: text/html; charset=utf-7", "", String(repeating: "+AOQ-", count: shifts)]
        }
        func read(_ first: Int, _ second: Int) -> String? {
            let lines = ["Content-Type: multipart/mixed; boundary=x", ""] + part(first) + part(second) + ["--x--"]
            return InternetMessageTests.read(RawMessage(Array(lines.joined(separator: "\r\n").utf8))).unsafeHTML
        }
        let limit = UTF7Markup.maximumShifts
        #expect(read(limit - 1, 1)?.hasSuffix("ä") == true)
        #expect(read(limit, 1)?.hasSuffix("ä\n+AOQ-") == true)
    }
}
