import InternetMessage
import Testing

@Suite("RFC 3463 – what a failure says about the address")
struct AddressFaultTests {
    @Test(arguments: [
        ("5.1.1", true), ("5.1.2", true), ("5.1.3", true), ("5.1.6", true), ("5.1.10", true), ("5.2.1", true),
        ("5.4.4", true), ("5.4.310", true), ("5.1.0", true), ("5.2.0", true),
        // The sender's address, a full mailbox, a size, a list.
        ("5.1.5", false), ("5.1.7", false), ("5.1.8", false), ("5.2.2", false), ("5.2.3", false), ("5.2.4", false),
        // The system, the network, the protocol, the content, a policy.
        ("5.3.0", false), ("5.3.4", false), ("5.4.1", false), ("5.4.6", false), ("5.4.7", false), ("5.5.0", false),
        ("5.6.0", false), ("5.7.0", false), ("5.7.1", false), ("5.7.26", false), ("5.7.606", false),
        // No permanent failure, and no code at all.
        ("4.1.1", false), ("4.2.1", false), ("2.1.5", false), ("5.1.11", false), ("", false),
    ])
    func `codes that name the address are few`(status: String, isNamed: Bool) {
        #expect(AddressFault.isNamed(by: status, diagnostic: nil) == isNamed)
    }

    @Test(arguments: [
        (nil, true), ("550 no such user", true), ("551 not here", true), ("553 mailbox name", true),
        ("556 no mail", true), ("552 too large", false), ("554 looks like spam", false), ("rejected", true),
    ])
    func `a code of the class alone is read with the reply`(diagnostic: String?, isNamed: Bool) {
        #expect(AddressFault.isNamed(by: "5.0.0", diagnostic: diagnostic) == isNamed)
        #expect(!AddressFault.isNamed(by: nil, diagnostic: diagnostic))
    }

    @Test(arguments: [
        ("550 5.1.1 User unknown", true), ("553 5.1.3 bad syntax", true), ("554 5.7.1 Relay access denied", false),
        // Without a code it may be our relay that refuses everybody.
        ("550 relaying denied", false), ("550", false), ("", false), ("550 see 5.1.1.2", false),
        ("550 " + String(repeating: "x", count: 80) + " 5.1.1", false),
    ])
    func `a reply to RCPT counts by its own code`(reply: String, isNamed: Bool) {
        #expect(AddressFault.isNamed(byReply: reply) == isNamed)
    }

    @Test(arguments: [
        ("550 5.1.1 no", "5.1.1"), ("421 busy", "4.0.0"), ("550 no", "5.0.0"),
        ("given up after 120 hours: 451 4.3.0 full", "4.3.0"),
    ])
    func `the code of a reply`(reply: String, status: String) {
        #expect(AddressFault.status(ofReply: reply) == status)
    }
}
