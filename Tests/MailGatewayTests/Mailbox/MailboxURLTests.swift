import Testing

@testable import MailGateway

@Suite("RFC 5092 – the URL of a mailbox")
struct MailboxURLTests {
    private func read(_ url: String) throws(MailboxURLError) -> MailboxConfiguration {
        try MailboxConfiguration(url: url, password: MailboxPassword("geheim"))
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
        #expect(throws: MailboxURLError.query) { try read("imaps://a@127.0.0.1?tls=off") }
    }

    @Test(arguments: [
        ("ftp://a@b", MailboxURLError.scheme), ("imaps://b/INBOX", .user), ("imaps://@b", .user), ("imaps://a@", .host),
        ("imaps://a@b:0", .port), ("imaps://a@b:65536", .port), ("imaps://a@b:x", .port), ("imaps://a@[::1", .host),
        ("imaps://a@b/%0d%0aA", .mailbox), ("imaps://a%0a@b", .user), ("imaps://a@b/%zz", .mailbox),
        ("imaps://a@b/%", .mailbox), ("imaps://a@b/%ff", .mailbox), ("imap://a@b?x", .query),
    ])
    func `what is wrong is named`(url: String, error: MailboxURLError) {
        #expect(throws: error) { try read(url) }
    }

    @Test func `POP3 has a maildrop to a user`() throws {
        let secured = try read("pop3s://a%40b.example@pop.example.com")
        #expect((secured.access, secured.port, secured.security) == (.pop3, 995, .implicitTLS))
        #expect(secured.after == .keep)
        #expect(secured.name == "a@b.example@pop.example.com")
        let upgraded = try read("pop3://a@[::1]/")
        #expect((upgraded.access, upgraded.port, upgraded.security) == (.pop3, 110, .startTLS))
        #expect(upgraded.name == "a@%3A%3A1")
        #expect(throws: MailboxURLError.mailbox) { try read("pop3s://a@b/INBOX") }
    }

    @Test func `a password is not printed`() throws {
        let mailbox = try read("imaps://a@b")
        #expect(!"\(mailbox)".contains("geheim"))
        #expect(!String(reflecting: mailbox).contains("geheim"))
    }
}
