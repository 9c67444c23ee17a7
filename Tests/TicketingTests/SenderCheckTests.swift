import Foundation
import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Who sent it: what is asked, and what it means when nobody answers") struct SenderCheckTests {
    /// Answers everything alike.
    private struct Names: NameService {
        var records: TextRecords

        func text(of name: String) async -> TextRecords { records }
    }

    private let signed = RawMessage(
        Array(
            ("DKIM-Signature: v=1; a=rsa-sha256; d=customer.example; s=s; h=from; bh=AAAA; b=AAAA\r\n"
                + "From: wang@customer.example\r\n\r\nx\r\n").utf8))

    private func found(_ names: (any NameService)?, header: [(String, String)] = []) async -> SenderAuthentication {
        var message = InternetMessage()
        message.from = [Mailbox(address: Fixtures.address("wang@customer.example"))]
        message.header = HeaderSection(
            (header + [("from", "wang@customer.example")]).map { HeaderField(name: $0.0, body: Array($0.1.utf8)) })
        return await SenderCheck(authservID: "mx.desk.example", names: names)
            .authentication(of: message, raw: signed, at: Date(timeIntervalSince1970: 0))
    }

    @Test func `without a name service only the MTA's word counts`() async {
        let found = await found(nil)
        #expect(found.level == .unverified && !found.detail.contains("own check"))
    }

    @Test func `a name service that is away leaves the mail unverified and says so`() async {
        let found = await found(Names(records: .unknown("it is away")))
        #expect(found.level == .unverified && found.detail.hasSuffix("it is away"))
    }

    @Test func `a signature that does not hold takes nothing from the MTA's word`() async {
        let word = [("authentication-results", "mx.desk.example; dmarc=pass header.from=customer.example")]
        let found = await found(Names(records: .none), header: word)
        #expect(found.level == .aligned && found.detail.hasSuffix("publishes no such key"))
    }
}
