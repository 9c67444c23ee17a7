import InternetMessage
import Testing

@testable import MailGateway

@Suite("What stands for a message that stays in its mailbox")
struct LeftMessageTests {
    private func left(
        _ header: String, place: Provenance = .imap(mailbox: "a@b/INBOX", uidValidity: 7, uid: 17),
        reason: LeftMessage.Reason = .tooLarge(size: 83_886_080, limit: 52_428_800)
    ) -> LeftMessage {
        LeftMessage(mailbox: "a@b/INBOX", place: place, reason: reason, header: Array(header.utf8))
    }

    @Test func `it shows who wrote what, and where it lies`() {
        let message = left(
            "Subject: =?utf-8?B?5omT5Y2w5py6?=\r\n is broken\r\nX-Other: no\r\nFrom: Ann <ann@customer.example>\r\n\r\n"
        )
        let read = InternetMessage(unstructured: message.notice, limits: MessageLimits())
        #expect(read.subject == "打印机 is broken")
        #expect(read.from.map(\.address.description) == ["ann@customer.example"])
        #expect(read.text.contains("It lies in the mailbox a@b/INBOX, UID 17."))
        #expect(read.text.contains("原邮件在邮箱 a@b/INBOX 中（UID 17）"))
        #expect(!String(decoding: message.notice.bytes, as: UTF8.self).contains("X-Other"))
        #expect(
            message.summary
                == "lies in the mailbox a@b/INBOX as UID 17 and was not fetched: it has 83886080 bytes, 52428800 are "
                + "allowed (lmtp.max_message_bytes)")
    }

    @Test(arguments: ["", "no header at all", "\u{0}\u{0}", ": \r\n\r\n", "From: a\r\rSubject: b\r\n\r\n"])
    func `a header that is none leaves a readable notice`(header: String) {
        let read = InternetMessage(unstructured: left(header).notice, limits: MessageLimits())
        #expect(read.text.contains("UID 17"))
    }

    @Test func `the same message gives the same notice, another one another`() {
        let first = left("Subject: x\r\n\r\n")
        #expect(first.notice == left("Subject: x\r\n\r\n", reason: .unreadable("gone")).notice)
        let other = left("Subject: x\r\n\r\n", place: .imap(mailbox: "a@b/INBOX", uidValidity: 8, uid: 17))
        #expect(ContentDigest.sha256(of: first.notice) != ContentDigest.sha256(of: other.notice))
    }

    @Test(arguments: [
        (Provenance.pop3(maildrop: "a@b", uidl: "x"), "unique-id x" as String?),
        (.pop3(maildrop: "a@b", uidl: ""), nil),
        (.imap(mailbox: "a@b/INBOX", uidValidity: 1, uid: 2), "UID 2"), (.lmtp, nil),
    ])
    func `it is named as the mailbox names it`(place: Provenance, name: String?) {
        #expect(left("", place: place).name == name)
    }
}
