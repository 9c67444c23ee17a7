import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite("Messages of a maildrop that cannot be had or named", .enabled(if: BuiltProgram.path != nil, "not built"))
struct LeftInMaildropTests {
    typealias Step = ScriptedServer.Step

    private static let opening: [Step] = [.say("+OK hello\n"), .answer("+OK\n"), .answer("+OK in\n")]
    private static let ok = Step.answer("+OK\n")
    private static let no = Step.answer("-ERR [SYS/TEMP] not now\n")
    private static let two = [lines(["1 20", "2 20"]), lines(["1 aa", "2 bb"])]
    private static let large = [lines(["1 1001", "2 20"]), lines(["1 aa", "2 bb"])]
    private static let fields = Step.answer("+OK\nFrom: a@b.c\nSubject: x\n\n.\n")

    private static func lines(_ lines: [String]) -> Step {
        .answer((["+OK"] + lines + ["."]).joined(separator: "\n") + "\n")
    }
    private static func message(_ number: Int) -> Step { .answer("+OK\nSubject: \(number)\n\nbody\n.\n") }

    private func visit(
        _ parts: [[Step]], after: MailboxConfiguration.After = .keep, wanted: [Provenance] = [], seen: Set<String> = [],
        start: MailboxStart = .all, desk: MailboxDesk = MailboxDesk()
    ) async throws -> (desk: MailboxDesk, said: [String]) {
        let server = try ScriptedServer(visits: parts.map { Self.opening + $0 })
        desk.state.withLock {
            $0.wanted = wanted
            $0.seen.formUnion(seen)
        }
        var configuration = try MailboxConfiguration(
            url: "pop3://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(20)
        configuration.messageBytes = 1_000
        configuration.after = after
        configuration.start = start
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports(visits: parts.count)
        ).run()
        return (desk, server.lines.map { $0.filter { $0 != "\r" } })
    }

    private func place(_ uniqueID: String) -> Provenance { .pop3(maildrop: "a@127.0.0.1", uidl: uniqueID) }

    @Test func `70 visible characters name a message, anything else is hashed`() async throws {
        let fits = String(repeating: "u", count: 70)
        let ids = [fits, fits + "u", "a b", "a c", "ü", "a\u{1}"]
        let numbers = ids.indices.map { $0 + 1 }
        let part =
            [Self.lines(numbers.map { "\($0) 20" }), Self.lines(zip(numbers, ids).map { "\($0) \($1)" })]
            + numbers.map(Self.message) + [Self.ok]
        let (desk, _) = try await visit([part])
        #expect(desk.subjects == numbers.map { "Subject: \($0)" }, "\(desk.reports)")
        #expect(desk.reports.contains(.uniqueIDsHashed(5)))
        #expect(desk.seen.count == 6 && desk.seen.contains(fits + ":20"))
        #expect(desk.seen.filter { $0.hasPrefix("hash:") && $0.utf8.count == 5 + 64 + 3 }.count == 5, "\(desk.seen)")
        let again = try await visit([Array(part.prefix(2)) + [Self.ok]], seen: desk.seen)
        #expect(again.desk.reports.last == .idle(accepted: 0))
        #expect(again.desk.seen == desk.seen)
    }

    @Test func `a message without a name is fetched each time, and that is told once`() async throws {
        let part = [
            Self.lines(["1 20", "2 20"]), Self.lines(["1 ", "2 bb"]), Self.message(1),
        ]
        let (desk, _) = try await visit([part + [Self.message(2), Self.ok], part + [Self.ok]])
        #expect(desk.subjects == ["Subject: 1", "Subject: 2", "Subject: 1"], "\(desk.reports)")
        #expect(desk.seen == ["bb:20"])
        #expect(desk.reports.filter { $0 == .uniqueIDsMissing(1) }.count == 1)
    }

    @Test func `a server without UIDL is read where messages are deleted, and else says what to do`() async throws {
        let list = [Self.lines(["1 20"]), Step.answer("-ERR what?\n")]
        let kept = try await visit([list])
        #expect(kept.desk.reports.last == .failed(.noUniqueIDs))
        #expect(PollerTrouble.noUniqueIDs.description.contains("after: delete"))
        #expect(kept.desk.subjects.isEmpty && kept.said.last == "UIDL")
        let deleted = try await visit([list + [Self.message(1), Self.ok, Self.ok]], after: .delete, seen: ["old:1"])
        #expect(deleted.desk.subjects == ["Subject: 1"], "\(deleted.desk.reports)")
        #expect(deleted.said.suffix(3) == ["RETR 1", "DELE 1", "QUIT"])
        // Nothing was said of what is still there.
        #expect(deleted.desk.seen == ["old:1"])
    }

    @Test func `now remembers what is there unfetched, and all reads it after all`() async throws {
        let three = [Self.lines(["1 20", "2 20", "3 20"]), Self.lines(["1 aa", "2 bb", "3 cc"])]
        let (desk, said) = try await visit([Self.two + [Self.ok], three + [Self.message(3), Self.ok]], start: .now)
        #expect(desk.subjects == ["Subject: 3"], "\(desk.reports)")
        #expect(desk.reports.filter { $0 == .begins(passed: 2) }.count == 1)
        #expect(!said.contains("RETR 1") && desk.seen == ["aa:20", "bb:20", "cc:20"])
        let all = [Self.message(1), Self.message(2), Self.message(3), Self.ok]
        _ = try await visit([three + all, three + [Self.ok]], start: .all, desk: desk)
        #expect(desk.subjects == ["Subject: 3", "Subject: 1", "Subject: 2", "Subject: 3"], "\(desk.reports)")
        #expect(desk.reports.filter { $0 == .reopened }.count == 1)
        #expect(desk.counts.map(\.unaccounted) == [0, 0] && desk.counts.last?.copies == 1, "\(desk.counts)")
    }

    @Test func `an empty maildrop has been visited too`() async throws {
        let none = [Self.lines([]), Self.lines([])]
        let (desk, _) = try await visit(
            [none + [Self.ok], Self.two + [Self.message(1), Self.message(2), Self.ok]], start: .now)
        #expect(desk.subjects == ["Subject: 1", "Subject: 2"], "\(desk.reports)")
    }

    @Test func `of more than 100,000 messages the newest are read, and that is told`() async throws {
        let count = 100_001
        let seen = Set((2...count).dropLast().map { "u\($0):20" } + ["u1:20"])
        let (desk, said) = try await visit(
            [
                [
                    Self.lines((1...count).map { "\($0) 20" }), Self.lines((1...count).map { "\($0) u\($0)" }),
                    Self.message(count), Self.ok,
                ]
            ], seen: seen)
        #expect(desk.subjects == ["Subject: \(count)"])
        #expect(desk.reports.contains(.listingCut(listed: 100_000, total: count)), "\(desk.reports.prefix(3))")
        #expect(said.contains("RETR \(count)") && !said.contains("RETR 1"))
        // What is not listed may still be there.
        #expect(desk.seen.contains("u1:20"))
    }

    @Test func `a refused message does not hold up the others, and the visit says so at its end`() async throws {
        let (desk, said) = try await visit([Self.two + [Self.no, Self.message(2), Self.ok]])
        #expect(desk.subjects == ["Subject: 2"])
        #expect(desk.seen == ["bb:20"])
        #expect(desk.failureStage == .command)
        #expect(said.last == "QUIT")
    }

    @Test func `a visit that breaks off tells what became of all messages`() async throws {
        let three = [Self.lines(["1 20", "2 20", "3 20"]), Self.lines(["1 aa", "2 bb", "3 cc"])]
        let (desk, _) = try await visit([three + [Self.message(1), .answer("+OK\nSub"), .hangUp]])
        var count = VisitCount()
        (count.seen, count.new, count.left) = (3, 1, 2)
        #expect(desk.counts == [count], "\(desk.reports)")
    }

    @Test(arguments: [
        [no], [.answer("+OK\nSub"), .hangUp],
    ])
    fileprivate func `what cannot be had five times is told of once another can be had`(trouble: [Step]) async throws {
        let breaks = trouble.count > 1
        let broken = Self.two + trouble + (breaks ? [] : [Self.no, Self.ok])
        let last = [
            Self.lines(["1 20", "2 20", "3 20"]), Self.lines(["1 aa", "2 bb", "3 cc"]),
        ]
        // In the way that breaks off, the second one is the next that can be had; else the third.
        let probed = breaks ? 2 : 3
        let takes =
            breaks
            ? [Self.message(2), Self.message(3)]
            : [Self.message(3), Self.no, Self.fields, Self.message(3)]
        let (desk, said) = try await visit(
            Array(repeating: broken, count: 5) + [
                last + [Self.message(probed)] + (breaks ? [] : [Self.no]) + [Self.fields] + takes + [Self.ok]
            ])
        #expect(desk.left.map(\.place) == (breaks ? [place("aa")] : [place("aa"), place("bb")]), "\(desk.reports)")
        #expect(desk.seen == ["aa:20", "bb:20", "cc:20"])
        #expect(said.contains("TOP 1 0"))
        let header = try #require(desk.left.first).header
        #expect(header == Array("From: a@b.c\r\nSubject: x\r\n\r\n".utf8))
    }

    @Test func `one that is longer than the server says could have been had`() async throws {
        let broken = Self.two + [Step.answer("+OK\nSub"), .hangUp]
        let long = Step.answer("+OK\n" + String(repeating: String(repeating: "x", count: 70) + "\n", count: 20) + ".\n")
        let (desk, _) = try await visit(
            Array(repeating: broken, count: 5) + [Self.two + [long], Self.two + [long], Self.two + [Self.ok]])
        #expect(desk.left.map(\.place) == [place("aa"), place("bb")], "\(desk.reports)")
        #expect(desk.left.last?.reason == .tooLarge(size: nil, limit: 1_000))
        #expect(desk.seen == ["aa:20", "bb:20"])
    }

    @Test func `one that can be had by the time another can is taken`() async throws {
        let three = [Self.lines(["1 20", "2 20", "3 20"]), Self.lines(["1 aa", "2 bb", "3 cc"])]
        let (desk, _) = try await visit(
            Array(repeating: Self.two + [Self.no, Self.no, Self.ok], count: 5)
                + [
                    three + [
                        Self.message(3), Self.message(1), Self.message(3), Self.message(2), Self.message(3), Self.ok,
                    ]
                ])
        #expect(desk.subjects == ["Subject: 1", "Subject: 2", "Subject: 3"], "\(desk.reports)")
        #expect(desk.left.isEmpty)
    }

    @Test(arguments: [fields, no])
    fileprivate func `a message that is too large is told of once, with what TOP shows`(answer: Step) async throws {
        let (desk, said) = try await visit([
            Self.large + [answer, Self.message(2), Self.ok], Self.large + [Self.ok],
        ])
        #expect(desk.left.map(\.reason) == [.tooLarge(size: 1_001, limit: 1_000)])
        #expect(desk.left.first?.header.isEmpty == (answer.isRefusal))
        #expect(desk.subjects == ["Subject: 2"], "\(desk.reports)")
        #expect(said.filter { $0 == "TOP 1 0" }.count == 1)
        #expect(desk.seen == ["aa:1001", "bb:20"])
    }

    @Test(arguments: [MailboxConfiguration.After.keep, .delete])
    func `what was asked for is fetched after all`(after: MailboxConfiguration.After) async throws {
        let (desk, said) = try await visit(
            [Self.two + [Self.message(1), Self.ok, Self.ok]], after: after, wanted: [place("aa")],
            seen: ["aa:20", "bb:20"])
        #expect(desk.subjects == ["Subject: 1"], "\(desk.reports)")
        #expect(desk.settled == [.fetched])
        #expect(said.contains("DELE 1") == (after == .delete))
    }

    @Test func `what was asked for and cannot be had is settled too`() async throws {
        let (desk, _) = try await visit(
            [Self.large + [Self.no, Self.ok]], wanted: ["aa", "bb", "cc", ""].map(place), seen: ["aa:1001", "bb:20"])
        #expect(
            desk.settled == [
                .leftAgain(.tooLarge(size: 1_001, limit: 1_000)),
                .leftAgain(.unreadable("-ERR [SYS/TEMP] not now")), .gone,
                .leftAgain(.unreadable("its server gives it no name by which to find it")),
            ])
        #expect(desk.reports.last == .idle(accepted: 0))
    }
}

extension ScriptedServer.Step {
    fileprivate var isRefusal: Bool {
        if case .answer(let text) = self { text.hasPrefix("-ERR") } else { false }
    }
}
