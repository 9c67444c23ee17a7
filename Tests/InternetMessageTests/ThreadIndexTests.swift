import Foundation
import Testing

@testable import InternetMessage

@Suite("Outlook's Thread-Index")
struct ThreadIndexTests {
    static let own = ThreadIndex(begun: Date(timeIntervalSince1970: 1_790_000_000), identifier: Array(1...16))

    static func field(_ count: Int, first: UInt8 = 1) -> String {
        Data([first] + [UInt8](repeating: 7, count: count - 1)).base64EncodedString()
    }

    @Test func `it is 22 bytes: one, a time, an identifier`() throws {
        #expect(Self.own.bytes.count == 22 && Self.own.bytes.first == 1)
        #expect(Array(Self.own.bytes.suffix(16)) == Array(1...16))
        let time = Self.own.bytes.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << 16
        let seconds = Double(time) / 10_000_000 - 11_644_473_600
        #expect(abs(seconds - 1_790_000_000) < 0.01)
        #expect(ThreadIndex(field: Self.own.text) == Self.own)
    }

    @Test(arguments: [-1e18, -11_644_473_601, 0, 1e11, 1e18])
    func `any time gives 22 bytes`(seconds: Double) {
        let index = ThreadIndex(begun: Date(timeIntervalSince1970: seconds), identifier: [])
        #expect(index.bytes.count == 22 && index.bytes.first == 1)
    }

    @Test(arguments: [(21, false), (22, true), (23, false), (27, true), (2_022, true), (2_027, false)])
    func `of a field the beginning counts, with whole answers behind it`(count: Int, isRead: Bool) {
        #expect((ThreadIndex(field: Self.field(count)) != nil) == isRead)
        #expect(ThreadIndex(field: Self.field(count)).map { $0.bytes.count == 22 } ?? true)
    }

    @Test(arguments: ["", "AQ", "not base64 at all!", String(repeating: "A", count: 4_001)])
    func `what is none is none`(field: String) {
        #expect(ThreadIndex(field: field) == nil)
        #expect(ThreadIndex(field: Self.field(22, first: 2)) == nil)
    }

    @Test func `a folded field is read`() {
        let text = Self.own.text
        #expect(ThreadIndex(field: "\(text.prefix(10))\r\n \(text.dropFirst(10))") == Self.own)
    }

    @Test func `a message carries it with its topic`() {
        var message = OutgoingMessage(
            from: Mailbox(address: MailAddress(localPart: "a", domain: "b.example")), to: [], subject: "Re: 打印机",
            messageID: MessageID("m@b.example"), date: Date(timeIntervalSince1970: 0), text: "x")
        let bare = String(decoding: MessageComposer.compose(message).bytes, as: UTF8.self)
        #expect(!bare.contains("Thread-"))
        message.conversation = .init(index: Self.own, topic: "Printer")
        let text = String(decoding: MessageComposer.compose(message).bytes, as: UTF8.self)
        #expect(text.contains("Thread-Index: \(Self.own.text)\r\nThread-Topic: Printer\r\n"))
    }
}
