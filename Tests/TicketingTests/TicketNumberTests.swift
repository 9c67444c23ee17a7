import Testing
import Ticketing

@Suite("Ticket numbers and the schedule")
struct TicketNumberTests {
    @Test(arguments: [
        ("IT-1042", "IT-1042"), ("it-7", "IT-7"), ("A1-1", "A1-1"), ("IT-0", nil), ("IT-", nil), ("-5", nil),
        ("1T-5", nil), ("IT-99999999999999999999", nil), ("IT-1x", nil), ("ABCDEFGHIJKLM-1", nil), ("", nil),
        ("ＩＴ-1", nil),
    ])
    func `a number is read or refused`(text: String, expected: String?) {
        #expect(TicketNumber(text)?.description == expected)
    }

    @Test func `flags are written as they are read`() {
        for text in [
            "unverified", "ambiguous", "malformed", "truncated", "encrypted", "lookalike", "reply-elsewhere",
            "related:IT-7",
        ] {
            #expect(TicketFlag(text)?.description == text)
        }
        #expect(TicketFlag("related:") == nil)
    }

    @Test(arguments: [(1, 60.0), (2, 120), (3, 240), (7, 3_840), (8, 4_000), (1_000_000, 4_000)])
    func `waits double up to the longest`(attempts: Int, wait: Double) {
        let schedule = RetrySchedule()
        #expect(schedule.delay(attempts: attempts, age: 0, jitter: 1) == wait)
        #expect(schedule.delay(attempts: attempts, age: 0, jitter: 0) == wait * 0.75)
    }

    @Test func `a message too old is given up`() {
        let schedule = RetrySchedule()
        #expect(schedule.delay(attempts: 9, age: schedule.giveUpAfter, jitter: 0) == nil)
        #expect(schedule.delay(attempts: 9, age: schedule.giveUpAfter - 1, jitter: 0) != nil)
        let least = RetrySchedule.leastAttempts
        #expect(schedule.delay(attempts: least - 1, age: schedule.giveUpAfter * 100, jitter: 0) != nil)
        #expect(schedule.delay(attempts: least, age: schedule.giveUpAfter, jitter: 0) == nil)
    }
}
