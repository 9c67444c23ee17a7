import Testing

@testable import MailGateway

@Suite("RFC 5092 – the URL of a mailbox")
struct IMAPURLTests {
    private func read(_ url: String) throws(IMAPURLError) -> IMAPMailboxConfiguration {
        try IMAPMailboxConfiguration(url: url, password: IMAPPassword("geheim"))
    }

    @Test func `a user with an at sign, no port, a mailbox`() throws {
        let mailbox = try read("imaps://support%40example.com@imap.example.com/INBOX")
        #expect(mailbox.user == "support@example.com")
        #expect(mailbox.host == "imap.example.com")
        #expect(mailbox.port == 993)
        #expect(mailbox.security == .implicitTLS)
        #expect(mailbox.mailbox == "INBOX")
        #expect(mailbox.name == "support@example.com@imap.example.com/INBOX")
    }

    @Test func `the bare form means STARTTLS`() throws {
        let mailbox = try read("imap://a@[::1]:1143/%E5%8F%B0/x")
        #expect(mailbox.host == "::1")
        #expect(mailbox.port == 1143)
        #expect(mailbox.security == .startTLS)
        #expect(mailbox.mailbox == "台/x")
    }

    @Test func `plain text has to be asked for`() throws {
        #expect(try read("imap://a@127.0.0.1?tls=off").security == .loopbackPlaintext)
        #expect(throws: IMAPURLError.query) { try read("imaps://a@127.0.0.1?tls=off") }
    }

    @Test(arguments: [
        ("pop3://a@b", IMAPURLError.scheme), ("imaps://b/INBOX", .user), ("imaps://@b", .user), ("imaps://a@", .host),
        ("imaps://a@b:0", .port), ("imaps://a@b:65536", .port), ("imaps://a@b:x", .port), ("imaps://a@[::1", .host),
        ("imaps://a@b/%0d%0aA", .mailbox), ("imaps://a%0a@b", .user), ("imaps://a@b/%zz", .mailbox),
        ("imaps://a@b/%", .mailbox), ("imaps://a@b/%ff", .mailbox), ("imap://a@b?x", .query),
    ])
    func `what is wrong is named`(url: String, error: IMAPURLError) {
        #expect(throws: error) { try read(url) }
    }

    @Test func `a password is not printed`() throws {
        let mailbox = try read("imaps://a@b")
        #expect(!"\(mailbox)".contains("geheim"))
        #expect(!String(reflecting: mailbox).contains("geheim"))
    }
}
