import Testing

@testable import MailGateway

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:2424", ListenAddress.tcp(host: "127.0.0.1", port: 2424)),
        ("[::1]:0", .tcp(host: "::1", port: 0)),
        ("unix:var/lmtp.sock", .unix(path: "var/lmtp.sock")),
        ("localhost:24", .tcp(host: "localhost", port: 24)),
    ])
    func `addresses are read and written`(text: String, address: ListenAddress) {
        #expect(ListenAddress(text) == address)
        #expect(address.description == text)
    }

    @Test(arguments: ["", ":24", "host", "host:", "host:-1", "host:65536", "::1:24", "unix:", "host:+5"])
    func `others are refused`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
