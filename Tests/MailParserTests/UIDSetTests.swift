import Testing

@testable import MailParser

@Suite("RFC 9051 §9 – sets of UIDs in a command")
struct UIDSetTests {
    @Test(
        arguments: [
            ([1], "1"), ([1, 2], "1:2"), ([1, 2, 3, 5, 7, 8], "1:3,5,7:8"), ([1, 3, 5], "1,3,5"),
            ([4_294_967_294, 4_294_967_295], "4294967294:4294967295"), ([], ""),
        ] as [([UInt32], String)])
    func `what follows one upon the other is a range, and nothing else`(uids: [UInt32], text: String) {
        let set = UIDSet(prefixOf: uids[...], messages: 1_000)
        #expect(set.text == text)
        #expect(set.count == uids.count)
    }

    @Test func `it names so many messages, and at least one`() {
        #expect(UIDSet(prefixOf: [1, 2, 3][...], messages: 2).count == 2)
        #expect(UIDSet(prefixOf: [1, 2, 3][...], messages: 0).count == 1)
        #expect(UIDSet(prefixOf: [1_000, 2_000][...], messages: 9, octets: 1).text == "1000")
    }

    @Test func `it is as long as a command may be and no longer`() {
        let uids: [UInt32] = [10, 20, 30]
        #expect(UIDSet(prefixOf: uids[...], messages: 9, octets: 8).text == "10,20,30")
        #expect(UIDSet(prefixOf: uids[...], messages: 9, octets: 7).text == "10,20")
        #expect(UIDSet(prefixOf: [10, 11, 12][...], messages: 9, octets: 5).text == "10:12")
        #expect(UIDSet(prefixOf: [10, 11, 12][...], messages: 9, octets: 4).text == "10")
        let long = (0..<1_000).map { UInt32(4_000_000_000 + $0 * 2) }
        let set = UIDSet(prefixOf: long[...], messages: 1_000)
        #expect(set.text.utf8.count <= UIDSet.octets && set.text.utf8.count > UIDSet.octets - 11)
    }
}
