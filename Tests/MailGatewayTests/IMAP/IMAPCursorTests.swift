import Testing

@testable import MailGateway

@Suite("RFC 9051 §2.3.1.1 – UIDs and their validity")
struct IMAPCursorTests {
    private func plan(after last: UInt32, _ uids: [UInt32]) -> [UInt32] {
        IMAPCursor(uidValidity: 1, lastUID: last).plan(uids.map { IMAPListing(uid: $0, size: 1) }).map(\.uid)
    }

    @Test func `new messages are taken in ascending order, each once`() {
        #expect(plan(after: 4, [9, 5, 7, 5]) == [5, 7, 9])
    }

    @Test func `the last message that the server names again is not taken again`() {
        #expect(plan(after: 9, [9]).isEmpty)
    }

    @Test func `the highest UID is the end`() {
        #expect(plan(after: .max, [.max, 1]).isEmpty)
    }

    @Test func `a changed UIDVALIDITY starts over`() {
        let stored = IMAPCursor(uidValidity: 1, lastUID: 40)
        #expect(IMAPCursor.resume(from: stored, uidValidity: 1) == stored)
        #expect(IMAPCursor.resume(from: stored, uidValidity: 2) == IMAPCursor(uidValidity: 2, lastUID: 0))
        #expect(IMAPCursor.resume(from: nil, uidValidity: 2) == IMAPCursor(uidValidity: 2, lastUID: 0))
    }

    @Test(arguments: [
        ("7:3", IMAPCursor(uidValidity: 7, lastUID: 3), "7:3:0"),
        ("7:3:2", IMAPCursor(uidValidity: 7, lastUID: 3, passed: 2), "7:3:2"),
        (
            "7:3:2:2026-01-05", IMAPCursor(uidValidity: 7, lastUID: 3, passed: 2, day: MailboxStart.Day("2026-01-05")),
            "7:3:2:2026-01-05"
        ),
        ("7:3:2:yesterday", IMAPCursor(uidValidity: 7, lastUID: 3, passed: 2), "7:3:2"),
        ("7", nil, nil), ("7:x", nil, nil), ("4294967296:1", nil, nil), ("", nil, nil),
    ])
    func `a cursor as it is stored`(text: String, cursor: IMAPCursor?, written: String?) {
        #expect(IMAPCursor(text) == cursor)
        #expect(IMAPCursor(text)?.description == written)
    }

    @Test(arguments: [(0, 60), (1, 60), (2, 120), (3, 240), (5, 900), (1_000, 900)])
    func `pauses grow with failures up to a cap`(failures: Int, seconds: Int) {
        #expect(PollSchedule.pause(after: failures, interval: .seconds(60)) == .seconds(seconds))
    }

    @Test(arguments: [
        ("INBOX", "INBOX"), ("R&D", "R&-D"), ("台北", "&U,BTFw-"), ("Entwürfe/日本語", "Entw&APw-rfe/&ZeVnLIqe-"),
        ("\u{1F600}", "&2D3eAA-"),
    ])
    func `names of mailboxes in modified UTF-7`(name: String, encoded: String) {
        #expect(ModifiedUTF7.encode(name) == encoded)
    }
}
