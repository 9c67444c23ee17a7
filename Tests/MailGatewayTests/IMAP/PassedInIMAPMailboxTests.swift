import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite("Messages of an IMAP mailbox that are in the way", .enabled(if: BuiltProgram.path != nil, "not built"))
struct PassedInIMAPMailboxTests {
    typealias Step = ScriptedServer.Step

    private static let ok = Step.answer("TAG OK x\n")
    private static let end = [Step.answer("* SEARCH\nTAG OK x\n"), ok]
    private static let fields = Step.answer(
        "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (From Subject)] {27}\nFrom: a@b.c\nSubject: x\n\n)\nTAG OK x\n")
    private static let breaking = [Step.answer("* 1 FETCH (UID 1 BODY[] {20}\nSub"), .hangUp]
    private static let long = Step.answer(
        "* 2 FETCH (UID 2 BODY[] {1001}\n\(String(repeating: "x", count: 1_001)))\nTAG OK x\n")

    private static func list(_ uids: ClosedRange<Int>) -> [Step] {
        [
            .answer("* SEARCH \(uids.map(String.init).joined(separator: " "))\nTAG OK x\n"),
            .answer(uids.map { "* \($0) FETCH (UID \($0) RFC822.SIZE 20)\n" }.joined() + "TAG OK x\n"),
        ]
    }

    private static func message(_ uid: Int) -> Step {
        let size = "\(uid)".utf8.count + 19
        return .answer("* \(uid) FETCH (UID \(uid) BODY[] {\(size)}\nSubject: \(uid)\n\nbody\n)\nTAG OK x\n")
    }

    /// The server says no, and that the message is there.
    private static func refused(_ uid: Int) -> [Step] {
        [.answer("TAG NO corrupt\n"), ok, .answer("* SEARCH \(uid)\nTAG OK x\n")]
    }

    private static func five(_ part: [Step]) -> [[Step]] { Array(repeating: part, count: 5) }

    private func visit(_ parts: [[Step]], _ desk: MailboxDesk = MailboxDesk()) async throws -> MailboxDesk {
        let opening: [Step] = [
            .say("* OK [CAPABILITY IMAP4rev1] hello\n"), .answer("TAG OK [CAPABILITY IMAP4rev1] in\n"),
            .answer("* 2 EXISTS\n* 0 RECENT\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 3] x\nTAG OK y\n"),
        ]
        let server = try ScriptedServer(visits: parts.map { opening + $0 })
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(20)
        configuration.messageBytes = 1_000
        configuration.after = .keep
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports(visits: parts.count)
        ).run()
        return desk
    }

    private func uids(_ desk: MailboxDesk) -> [UInt32] {
        desk.left.compactMap { message in
            guard case .imap(_, _, let uid) = message.place else { return nil }
            return uid
        }
    }

    @Test func `two that are refused one after the other are both told of, and the third comes`() async throws {
        let desk = try await visit(
            Self.five(Self.list(1...3) + Self.refused(1))
                + [
                    // The second is no better, the third can be had: the first is asked for a last time and left.
                    Self.list(1...3) + Self.refused(2) + [Self.message(3)] + Self.refused(1) + [Self.fields]
                        + Self.refused(2)
                ] + Array(repeating: Self.list(2...3) + Self.refused(2), count: 3)
                + [
                    Self.list(2...3) + [Self.message(3)] + Self.refused(2) + [Self.fields, Self.message(3)] + Self.end
                ])
        #expect(desk.subjects == ["Subject: 3"], "\(desk.reports)")
        #expect(uids(desk) == [1, 2])
        guard case .unreadable(let words) = desk.left.first?.reason else { return #expect(Bool(false)) }
        #expect(words.hasPrefix("6 times, the last time: "), "\(words)")
    }

    @Test func `two that break visits off one after the other are both told of, and the third comes`() async throws {
        let broken = Self.list(1...3) + Self.breaking
        let desk = try await visit(
            Self.five(broken) + Self.five(broken)
                + [
                    Self.list(1...3) + [Self.message(3), Self.fields, Self.message(3), Self.fields, Self.message(3)]
                        + Self.end
                ])
        #expect(desk.subjects == ["Subject: 3"], "\(desk.reports)")
        #expect(uids(desk) == [1, 2])
    }

    @Test func `one that is longer than the server says could have been had`() async throws {
        let desk = try await visit(
            Self.five(Self.list(1...2) + Self.breaking)
                + [Self.list(1...2) + [Self.long, Self.fields, Self.long, Self.fields] + Self.end])
        #expect(uids(desk) == [1, 2], "\(desk.reports)")
        #expect(desk.left.last?.reason == .tooLarge(size: nil, limit: 1_000))
    }

    @Test func `one that can be had by the time another can is taken`() async throws {
        let desk = try await visit(
            Self.five(Self.list(1...2) + Self.refused(1))
                + [Self.list(1...2) + [Self.message(2), Self.message(1), Self.message(2)] + Self.end])
        #expect(desk.subjects == ["Subject: 1", "Subject: 2"], "\(desk.reports)")
        #expect(desk.left.isEmpty)
    }

    @Test func `while nothing can be had nothing is told of, and then everything comes`() async throws {
        let desk = try await visit(
            Self.five(Self.list(1...2) + Self.refused(1))
                + Self.five(Self.list(1...2) + Self.refused(2) + Self.refused(1))
                + [
                    Self.list(1...2) + Self.refused(1),
                    Self.list(1...2) + [Self.message(1), Self.message(2)] + Self.end,
                ])
        #expect(desk.subjects == ["Subject: 1", "Subject: 2"], "\(desk.reports)")
        #expect(desk.left.isEmpty)
    }

    @Test func `one that has gone meanwhile says nothing of the server`() async throws {
        let desk = try await visit(
            Self.five(Self.list(1...2) + Self.refused(1))
                + [Self.list(1...2) + [.answer("TAG NO corrupt\n"), Self.ok, Self.end[0]] + Self.refused(1)])
        #expect(desk.left.isEmpty && desk.subjects.isEmpty, "\(desk.reports)")
    }

    @Test(arguments: [(21, true), (22, false)])
    func `20 are asked for in a visit`(count: Int, isFound: Bool) async throws {
        let list = Self.list(1...count)
        let asked = (2...20).flatMap(Self.refused)
        // The last one is good; with one more before it, it is not reached.
        let found = asked + [Self.message(21)] + Self.refused(1) + [Self.fields]
        let desk = try await visit(
            Self.five(list + Self.refused(1))
                + [list + (isFound ? found : asked + Self.refused(21) + Self.refused(1))])
        #expect(uids(desk) == (isFound ? [1] : []), "\(desk.reports)")
        #expect(isFound || desk.failureStage == .command)
    }

    @Test(arguments: [breaking, refused(2)])
    fileprivate func `a visit that breaks off tells what became of all messages`(trouble: [Step]) async throws {
        let desk = try await visit([Self.list(1...3) + [Self.message(1)] + trouble])
        var count = VisitCount()
        (count.seen, count.new, count.left) = (3, 1, 2)
        #expect(desk.counts == [count], "\(desk.reports)")
        #expect(desk.failureStage != nil)
    }

    @Test func `a message that we cannot store is left`() async throws {
        let desk = MailboxDesk()
        desk.state.withLock { $0.refusals = 1 }
        _ = try await visit([Self.list(1...2) + [Self.message(1)]], desk)
        var count = VisitCount()
        (count.seen, count.left) = (2, 2)
        #expect(desk.counts == [count], "\(desk.reports)")
        #expect(desk.reports.last == .failed(.notAccepted(uid: 1)))
    }

    @Test func `a failure names its message`() async throws {
        let desk = try await visit([Self.list(1...2) + [Self.message(1)] + Self.refused(2)])
        #expect(desk.reports.last == .failed(.message(uid: 2, .session(.command, "corrupt"))))
    }

    @Test(arguments: [
        ("\(PollerTrouble.message(uid: 2, .session(.command, "corrupt")))", "message 2: command: corrupt"),
        ("\(PollerTrouble.message(uid: 2, .session(.command, "")))", "message 2: command"),
        ("\(PollerTrouble.server(.token("")))", "no access token"),
        ("\(LeftMessage.Reason.unreadable(""))", "it could not be fetched"),
        ("\(LeftMessage.Reason.unreadable("corrupt"))", "it could not be fetched: corrupt"),
    ])
    func `no colon stands before no words`(written: String, expected: String) {
        #expect(written == expected)
    }
}
