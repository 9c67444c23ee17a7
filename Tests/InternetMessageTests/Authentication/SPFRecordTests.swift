import Testing

@testable import InternetMessage

@Suite("RFC 7208 – who may send") struct SPFRecordTests {
    private func record(_ text: String) throws(SPFRecord.Fault) -> SPFRecord { try SPFRecord(Array(text.utf8)) }

    @Test func `terms, qualifiers and modifiers`() throws {
        let read = try record(
            "V=SPF1 ip4:192.0.2.0/24 IP6:2001:db8::/32 a mx/24 ?a:x.example/8//64 ~include:Y.example -all exp=e.example"
        )
        let mechanisms = read.terms.map(\.mechanism)
        let (network, other) = try (#require(IPAddress("192.0.2.0")), #require(IPAddress("2001:db8::")))
        #expect(
            mechanisms == [
                .network(network, bits: 24), .network(other, bits: 32),
                .address(nil, SPFRecord.Prefixes(four: 32, six: 128)),
                .exchange(nil, SPFRecord.Prefixes(four: 24, six: 128)),
                .address("x.example", SPFRecord.Prefixes(four: 8, six: 64)), .include("y.example"), .all,
            ])
        #expect(read.terms.map(\.qualifier) == [.pass, .pass, .pass, .pass, .neutral, .softFail, .fail])
        #expect(read.rest == .fail && read.redirect == nil)
        #expect(read.terms.filter(\.mechanism.asks).count == 4)
        #expect(try record("v=spf1 redirect=z.example").redirect == "z.example")
        #expect(try record("v=spf1").rest == nil)
        #expect(
            try record("v=spf1 a//64").terms.first?.mechanism == .address(nil, SPFRecord.Prefixes(four: 32, six: 64)))
    }

    @Test(arguments: [
        "ip4:192.0.2.999", "ip4:192.0.2.1/33", "ip4:2001:db8::1", "ip4", "ip6:192.0.2.1", "ip6:2001:db8::/129", "all:x",
        "include", "include:", "a:", "a/33", "mx//129", "a/1/2/3", "mx///", "exists:", "nonsense", "-",
        "ip4:",
        "ip4:192.0.2.1/", "ip4:192.0.2.1/+8",
    ])
    func `what is no term is named`(word: String) {
        #expect(throws: SPFRecord.Fault(term: word)) { try record("v=spf1 \(word) -all") }
    }

    @Test(arguments: [("v=spf1", true), ("V=spf1 -all", true), ("v=spf10 -all", false), ("v=spf", false), ("", false)])
    func `a record is meant by its first word`(text: String, isMeant: Bool) {
        #expect(SPFRecord.isMeant(by: Array(text.utf8)) == isMeant)
    }

    @Test(arguments: [(4_096, true), (4_097, false)])
    func `a record has 4,096 bytes at most`(count: Int, isRead: Bool) {
        let text = "v=spf1 " + String(repeating: "a ", count: count / 2)
        let record = Array(text.utf8.prefix(count))
        #expect(((try? SPFRecord(record)) != nil) == isRead)
    }

    @Test(arguments: [
        ("192.0.2.77", "192.0.2.64", 28, true), ("192.0.2.80", "192.0.2.64", 28, false),
        ("192.0.2.1", "10.0.0.0", 0, true), ("192.0.2.1", "192.0.2.1", 32, true), ("192.0.2.1", "192.0.2.1", 33, false),
        ("2001:db8::1", "2001:db8::", 32, true), ("2001:db9::1", "2001:db8::", 32, false),
        ("192.0.2.1", "::", 0, false),
    ])
    func `networks hold what begins as they do`(address: String, network: String, bits: Int, holds: Bool) throws {
        let (one, other) = try (#require(IPAddress(address)), #require(IPAddress(network)))
        #expect(one.isWithin(other, bits: bits) == holds)
    }

    @Test func `an address has a name to be looked up by, and may be nobody's`() throws {
        #expect(try #require(IPAddress("192.0.2.10")).reverseName == "10.2.0.192.in-addr.arpa")
        let six = try #require(IPAddress("2001:db8::1"))
        #expect(six.reverseName.hasPrefix("1.0.0.0.") && six.reverseName.hasSuffix(".8.b.d.0.1.0.0.2.ip6.arpa"))
        #expect(six.reverseName.utf8.count == 72)
        for text in [
            "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.31.255.255", "100.64.0.1", "::1", "fe80::1", "fd00::1",
        ] {
            #expect(try !#require(IPAddress(text)).isPublic, "\(text)")
        }
        for text in ["192.0.2.10", "172.32.0.1", "2001:db8::1"] {
            let address = try #require(IPAddress(text))
            #expect(address.isPublic && IPAddress("\(address)") == address)
        }
        #expect(IPAddress("x") == nil && IPAddress(bytes: [1, 2, 3]) == nil)
    }

    @Test(arguments: [
        ("v=DMARC1; p=none", DMARCRecord.Policy.none, false),
        ("v=DMARC1;p=reject;rua=mailto:a@b.example", .reject, true),
        ("v=DMARC1; p=quarantine; rua=", .quarantine, false),
    ])
    func `a policy is read`(text: String, policy: DMARCRecord.Policy, hasReports: Bool) throws {
        let record = try #require(DMARCRecord(Array(text.utf8)))
        #expect(record.policy == policy && record.hasReports == hasReports)
    }

    @Test(arguments: ["", "v=DMARC1", "p=none; v=DMARC1", "v=DMARC2; p=none", "v=DMARC1; p=maybe"])
    func `other records are none`(text: String) {
        #expect(DMARCRecord(Array(text.utf8)) == nil)
    }
}
