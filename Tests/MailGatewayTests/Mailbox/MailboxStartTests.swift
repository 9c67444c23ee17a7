import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite("Where a first visit starts", .enabled(if: BuiltProgram.path != nil, "the program is not built"))
struct MailboxStartTests {
    typealias Step = ScriptedServer.Step

    private static let opening: [Step] = [
        .say("* OK [CAPABILITY IMAP4rev1] hello\n"), .answer("TAG OK [CAPABILITY IMAP4rev1] in\n"),
    ]
    private static let selection = Step.answer(
        "* 2 EXISTS\n* 0 RECENT\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 3] x\nTAG OK y\n")
    private static let nothing = Step.answer("* SEARCH\nTAG OK x\n")
    private static let ok = Step.answer("TAG OK x\n")

    private static func search(_ uids: String) -> Step { .answer("* SEARCH \(uids)\nTAG OK x\n") }
    private static func take(_ uids: Int...) -> [Step] {
        [
            search(uids.map(String.init).joined(separator: " ")),
            .answer(uids.map { "* \($0) FETCH (UID \($0) RFC822.SIZE 20)\n" }.joined() + "TAG OK x\n"),
        ] + uids.map { .answer("* \($0) FETCH (UID \($0) BODY[] {20}\nSubject: \($0)\n\nbody\n)\nTAG OK x\n") }
            + [nothing, ok]
    }

    private func visit(
        _ desk: MailboxDesk, _ start: MailboxStart, _ steps: [Step], selection: Step = selection,
        dayBefore: MailboxStart.Day? = nil
    ) async throws -> [String] {
        let server = try ScriptedServer(Self.opening + [selection] + steps)
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(20)
        configuration.after = .keep
        configuration.start = start
        configuration.dayBefore = dayBefore
        await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).poll()
        return server.lines.map { String($0.split(separator: " ", maxSplits: 1).last ?? "").filter { $0 != "\r" } }
    }

    private func cursor(_ desk: MailboxDesk) -> IMAPCursor? { desk.state.withLock { $0.cursor } }

    @Test func `now passes over what is there, and says so once`() async throws {
        let desk = MailboxDesk()
        let said = try await visit(desk, .now, [Self.nothing, Self.ok])
        #expect(said.suffix(2) == ["UID SEARCH UID 3:*", "LOGOUT"], "\(said)")
        #expect(desk.reports == [.connected, .begins(passed: 2), .idle(accepted: 0)])
        #expect(cursor(desk) == IMAPCursor(uidValidity: 7, lastUID: 2, passed: 2))
        _ = try await visit(desk, .now, Self.take(3))
        #expect(desk.subjects == ["Subject: 3"], "\(desk.reports)")
        #expect(cursor(desk) == IMAPCursor(uidValidity: 7, lastUID: 3, passed: 2))
        #expect(desk.reports.count { $0 == .begins(passed: 2) } == 1)
    }

    @Test func `now keeps the day before it`() async throws {
        let desk = MailboxDesk()
        let day = try #require(MailboxStart.Day("2026-11-05"))
        _ = try await visit(desk, .now, [Self.nothing, Self.ok], dayBefore: day)
        #expect(cursor(desk) == IMAPCursor(uidValidity: 7, lastUID: 2, passed: 2, day: day))
    }

    @Test func `a first visit that breaks off stays the first one`() async throws {
        let desk = MailboxDesk()
        _ = try await visit(desk, .now, [.hangUp])
        #expect(cursor(desk) == IMAPCursor(uidValidity: 7, lastUID: 2, passed: 2))
        // What came meanwhile is not taken for what was there.
        _ = try await visit(desk, .now, Self.take(3))
        #expect(desk.subjects == ["Subject: 3"], "\(desk.reports)")
    }

    @Test func `all reads what had been passed over, and then goes on`() async throws {
        let desk = MailboxDesk()
        _ = try await visit(desk, .now, [Self.nothing, Self.ok])
        _ = try await visit(desk, .all, Self.take(1, 2))
        #expect(desk.subjects == ["Subject: 1", "Subject: 2"], "\(desk.reports)")
        #expect(desk.reports.contains(.reopened))
        #expect(cursor(desk) == IMAPCursor(uidValidity: 7, lastUID: 2))
        let said = try await visit(desk, .all, [Self.nothing, Self.ok])
        #expect(said.contains("UID SEARCH UID 3:*"), "\(said)")
        #expect(desk.reports.count { $0 == .reopened } == 1)
    }

    @Test func `a day starts at the first message that arrived on it or later`() async throws {
        let day = try #require(MailboxStart.Day("2026-11-05"))
        let desk = MailboxDesk()
        let said = try await visit(desk, .since(day), [Self.search("2")] + Self.take(2))
        #expect(said.contains { $0.contains("SINCE 5-Nov-2026") && $0.contains("UID 1:*") }, "\(said)")
        #expect(desk.subjects == ["Subject: 2"], "\(desk.reports)")
        #expect(cursor(desk) == IMAPCursor(uidValidity: 7, lastUID: 2, passed: 1, day: day))
        let late = MailboxDesk()
        _ = try await visit(late, .since(day), [Self.nothing, Self.nothing, Self.ok])
        #expect(cursor(late) == IMAPCursor(uidValidity: 7, lastUID: 2, passed: 2, day: day))
    }

    @Test func `a server without UIDNEXT is asked for the last message`() async throws {
        let desk = MailboxDesk()
        let silent = Step.answer("* 2 EXISTS\n* 0 RECENT\n* OK [UIDVALIDITY 7] x\nTAG OK y\n")
        let said = try await visit(desk, .now, [Self.search("9"), Self.nothing, Self.ok], selection: silent)
        #expect(said.contains("UID SEARCH UID *"), "\(said)")
        #expect(cursor(desk)?.lastUID == 9)
        let empty = Step.answer("* 0 EXISTS\n* 0 RECENT\n* OK [UIDVALIDITY 7] x\nTAG OK y\n")
        let none = MailboxDesk()
        _ = try await visit(none, .now, [Self.nothing, Self.ok], selection: empty)
        #expect(cursor(none) == IMAPCursor(uidValidity: 7))
        #expect(none.reports == [.connected, .idle(accepted: 0)])
    }

    @Test func `another UIDVALIDITY is no first visit`() async throws {
        let desk = MailboxDesk()
        desk.state.withLock { $0.cursor = IMAPCursor(uidValidity: 6, lastUID: 40, passed: 40) }
        _ = try await visit(desk, .now, Self.take(1))
        #expect(desk.subjects == ["Subject: 1"], "\(desk.reports)")
        #expect(desk.reports.contains(.startedOver))
    }

    @Test(arguments: [MailboxStart.now, .all])
    func `another UIDVALIDITY opens no old mail where its day is known`(start: MailboxStart) async throws {
        let day = try #require(MailboxStart.Day("2026-11-05"))
        let desk = MailboxDesk()
        desk.state.withLock { $0.cursor = IMAPCursor(uidValidity: 6, lastUID: 41, passed: 40, day: day) }
        let said = try await visit(
            desk, start, start == .all ? Self.take(1, 2) : [Self.search("2")] + Self.take(2))
        #expect(said.contains { $0.contains("SINCE 5-Nov-2026") } == (start == .now), "\(said)")
        #expect(desk.subjects == (start == .all ? ["Subject: 1", "Subject: 2"] : ["Subject: 2"]), "\(desk.reports)")
        #expect(desk.reports.contains(.startedOver))
        let next =
            start == .all
            ? IMAPCursor(uidValidity: 7, lastUID: 2) : IMAPCursor(uidValidity: 7, lastUID: 2, passed: 1, day: day)
        #expect(cursor(desk) == next)
    }

    @Test func `each message is counted by what became of it`() async throws {
        let desk = MailboxDesk()
        desk.state.withLock { $0.bodies = [Array("Subject: 1\r\n\r\nbody\r\n".utf8)] }
        _ = try await visit(desk, .all, Self.take(1, 2))
        var count = VisitCount()
        (count.seen, count.new, count.copies) = (2, 1, 1)
        #expect(desk.counts == [count], "\(desk.bodies)")
        #expect(count.unaccounted == 0)
        count.seen += 1
        #expect(count.unaccounted == 1)
    }

    @Test(arguments: [
        ("2026-11-29", true), ("2024-02-29", true), ("2026-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
        ("2026-04-31", false), ("2026-13-01", false), ("2026-00-10", false), ("2026-1-1", false), ("1899-12-31", false),
        ("9999-12-31", true), ("2026-11-29x", false), ("yesterday", false), ("", false), ("２026-11-29", false),
    ])
    func `days of the calendar`(text: String, isOne: Bool) {
        #expect((MailboxStart.Day(text) != nil) == isOne)
    }
}
