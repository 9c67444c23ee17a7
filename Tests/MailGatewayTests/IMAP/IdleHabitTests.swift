import Testing

@testable import MailGateway

@Suite("RFC 2177 – waiting for a server's word")
struct IdleHabitTests {
    @Test func `a wait is as short as polling until the server has told of a message`() {
        var habit = IdleHabit(interval: .seconds(60))
        #expect(habit.wait == .seconds(60))
        _ = habit.ended(told: false, found: false)
        #expect(habit.wait == .seconds(60))
        _ = habit.ended(told: true, found: true)
        #expect(habit.wait == .seconds(5 * 60))
        _ = habit.ended(told: true, found: false)
        _ = habit.ended(told: false, found: false)
        #expect(habit.wait == .seconds(5 * 60))
    }

    @Test func `a message that it did not tell of ends the trust`() {
        var habit = IdleHabit(interval: .seconds(60))
        _ = habit.ended(told: true, found: true)
        _ = habit.ended(told: false, found: true)
        #expect(habit.wait == .seconds(60))
    }

    @Test func `no wait is longer than five minutes`() {
        #expect(IdleHabit(interval: .seconds(86_400)).wait == .seconds(5 * 60))
    }

    @Test func `three broken waits in a row are the last`() {
        var habit = IdleHabit(interval: .seconds(60))
        #expect([habit.broke(), habit.broke()] == [false, false])
        _ = habit.ended(told: false, found: false)
        #expect([habit.broke(), habit.broke(), habit.broke()] == [false, false, true])
        #expect(!habit.isUsable)
    }

    @Test func `news of nothing, again and again, end in a pause`() {
        var habit = IdleHabit(interval: .seconds(60))
        var goesOn: [Bool] = []
        for _ in 1...6 { goesOn.append(habit.ended(told: true, found: false)) }
        #expect(goesOn == [true, true, true, true, false, true])
    }

    @Test func `a refusal is final`() {
        var habit = IdleHabit(interval: .seconds(60))
        habit.refused()
        _ = habit.ended(told: true, found: true)
        #expect(!habit.isUsable)
    }

    @Test(arguments: [
        (VisitEnd.ended, 3, 0), (.broke(wasRead: true), 0, 1), (.broke(wasRead: true), 5, 1),
        (.broke(wasRead: false), 5, 6), (.elsewhere, 5, 0),
    ])
    func `a session that was of use is no failure in a row`(end: VisitEnd, before: Int, after: Int) {
        #expect(end.failures(after: before) == after)
    }
}
