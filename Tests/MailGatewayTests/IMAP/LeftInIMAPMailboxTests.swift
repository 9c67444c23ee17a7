import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite(
    "Messages of an IMAP mailbox that cannot be had", .enabled(if: BuiltProgram.path != nil, "the program is not built")
)
struct LeftInIMAPMailboxTests {
    typealias Step = ScriptedServer.Step

    private static let opening: [Step] = [
        .say("* OK [CAPABILITY IMAP4rev1] hello\n"), .answer("TAG OK [CAPABILITY IMAP4rev1] in\n"),
        .answer("* 2 EXISTS\n* 0 RECENT\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 3] x\nTAG OK y\n"),
    ]
    private static let one = [search("1"), sizes([(1, 20)])]
    private static let two = [search("1 2"), sizes([(1, 20), (2, 20)])]
    private static let large = [search("1 2"), sizes([(1, 1_001), (2, 20)])]
    private static let ok = Step.answer("TAG OK x\n")
    private static let no = Step.answer("TAG NO not now\n")
    private static let nothing = Step.answer("* SEARCH\nTAG OK x\n")
    private static let fields = Step.answer(
        "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (From Subject)] {27}\nFrom: a@b.c\nSubject: x\n\n)\nTAG OK x\n")

    private static func search(_ uids: String) -> Step { .answer("* SEARCH \(uids)\nTAG OK x\n") }

    private static func sizes(_ list: [(Int, Int)]) -> Step {
        .answer(list.map { "* \($0.0) FETCH (UID \($0.0) RFC822.SIZE \($0.1))\n" }.joined() + "TAG OK x\n")
    }

    private static func message(_ uid: Int) -> Step {
        .answer("* \(uid) FETCH (UID \(uid) BODY[] {20}\nSubject: \(uid)\n\nbody\n)\nTAG OK x\n")
    }

    /// Visits a server that plays these parts, one for each visit; what the desk knows then, and what the server heard.
    private func visit(
        _ parts: [[Step]], wanted: [Provenance] = [], keeps: Bool = true
    ) async throws -> (desk: MailboxDesk, said: [String]) {
        let server = try ScriptedServer(visits: parts.map { Self.opening + $0 })
        let desk = MailboxDesk()
        desk.state.withLock { $0.wanted = wanted }
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(20)
        configuration.messageBytes = 1_000
        if keeps { configuration.after = .keep }
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports(visits: parts.count)
        ).run()
        let said = server.lines.map { String($0.split(separator: " ", maxSplits: 1).last ?? "").filter { $0 != "\r" } }
        return (desk, said)
    }

    private func place(_ uid: UInt32) -> Provenance {
        .imap(mailbox: "a@127.0.0.1/INBOX", uidValidity: 7, uid: uid)
    }

    @Test func `a message at the limit is fetched, one beyond is told of with its fields, and the next one comes`()
        async throws
    {
        let exact = "Subject: 1\n\n" + String(repeating: "x", count: 986)
        let literal = Step.answer("* 1 FETCH (UID 1 BODY[] {1000}\n\(exact))\nTAG OK x\n")
        let fits = try await visit([[Self.search("1"), Self.sizes([(1, 1_000)]), literal, Self.nothing, Self.ok]])
        #expect(fits.desk.subjects == ["Subject: 1"], "\(fits.desk.reports)")

        let (desk, said) = try await visit([Self.large + [Self.fields, Self.message(2), Self.nothing, Self.ok]])
        #expect(desk.subjects == ["Subject: 2"], "\(desk.reports)")
        #expect(desk.left.map(\.place) == [place(1)])
        #expect(desk.left.map(\.reason) == [.tooLarge(size: 1_001, limit: 1_000)])
        #expect(desk.left.map { String(decoding: $0.header, as: UTF8.self) } == ["From: a@b.c\r\nSubject: x\r\n\r\n"])
        #expect(said.contains("UID FETCH 1 BODY.PEEK[HEADER.FIELDS (From To Cc Subject Date Message-ID)]"), "\(said)")
        #expect(desk.reports.last == .idle(accepted: 1))
    }

    @Test(arguments: [no, .answer("* 1 FETCH (UID 1 BODY[HEADER.FIELDS (From)] NIL)\nTAG OK x\n"), ok])
    fileprivate func `a message without fields is told of all the same`(answer: Step) async throws {
        let (desk, _) = try await visit([Self.large + [answer, Self.message(2), Self.nothing, Self.ok]])
        #expect(desk.left.map(\.header) == [[]])
        #expect(desk.subjects == ["Subject: 2"], "\(desk.reports)")
    }

    @Test func `where asking for the fields ends the session, the next visit goes on behind the message`() async throws
    {
        let (desk, _) = try await visit([
            Self.large + [.answer(""), .hangUp],
            [Self.search("2"), Self.sizes([(2, 20)]), Self.message(2), Self.nothing, Self.ok],
        ])
        #expect(desk.left.count == 1)
        #expect(desk.subjects == ["Subject: 2"], "\(desk.reports)")
    }

    @Test(arguments: [
        .answer("* 1 FETCH (UID 1 BODY[] NIL)\nTAG OK x\n"), .answer("* 1 FETCH (UID 1 FLAGS ())\nTAG OK x\n"), ok, no,
        .answer("* 2 FETCH (UID 2 BODY[] {20}\nSubject: 2\n\nbody\n)\nTAG OK x\n"),
    ])
    fileprivate func `an answer without the message passes it only when it is gone`(answer: Step) async throws {
        let there = try await visit([Self.one + [answer, Self.ok, Self.search("1")]])
        #expect(there.desk.subjects.isEmpty && there.desk.left.isEmpty)
        #expect(there.desk.state.withLock { $0.cursor } == nil)
        #expect(there.desk.failureStage != nil, "\(there.desk.reports)")
        let gone = try await visit([Self.one + [answer, Self.ok, Self.nothing, Self.nothing, Self.ok]])
        #expect(gone.desk.reports.last == .idle(accepted: 0), "\(gone.desk.reports)")
        #expect(gone.desk.state.withLock { $0.cursor?.lastUID } == 1)
        #expect(gone.said.suffix(4) == ["NOOP", "UID SEARCH UID 1", "UID SEARCH UID 2:*", "LOGOUT"], "\(gone.said)")
    }

    @Test func `what breaks visits off five times is told of once the next one can be had`() async throws {
        let broken = Self.two + [.answer("* 1 FETCH (UID 1 BODY[] {20}\nSub"), .hangUp]
        let last =
            Self.two + [
                Self.message(2), Self.fields, Self.message(2), Self.nothing, Self.ok,
            ]
        let before = try await visit(Array(repeating: broken, count: 5))
        #expect(before.desk.left.isEmpty)
        #expect(before.said.filter { $0 == "UID FETCH 1 BODY.PEEK[]" }.count == 5, "\(before.said)")
        let five = try await visit(Array(repeating: broken, count: 5) + [last])
        #expect(five.desk.subjects == ["Subject: 2"], "\(five.desk.reports)")
        guard case .unreadable(let words) = five.desk.left.first?.reason else {
            return #expect(Bool(false), "\(five.desk.left)")
        }
        #expect(words.hasPrefix("5 times, the last time: "))
        #expect(five.desk.left.map(\.place) == [place(1)])
    }

    @Test func `where the next one cannot be had either, nothing is passed over`() async throws {
        let broken = Self.two + [.answer("* 1 FETCH (UID 1 BODY[] {20}\nSub"), .hangUp]
        let (desk, _) = try await visit(Array(repeating: broken, count: 7))
        #expect(desk.left.isEmpty)
        #expect(desk.state.withLock { $0.cursor } == nil)
    }

    @Test func `what was asked for is fetched after all, and marked`() async throws {
        let asked = [Self.search("1"), Self.sizes([(1, 20)]), Self.message(1), Self.ok, Self.ok]
        let (desk, said) = try await visit([[Self.nothing] + asked], wanted: [place(1)], keeps: false)
        #expect(desk.subjects == ["Subject: 1"], "\(desk.reports)")
        #expect(desk.settled == [.fetched])
        #expect(said.suffix(2) == ["UID STORE 1 +FLAGS.SILENT (\\Seen)", "LOGOUT"], "\(said)")
    }

    @Test(arguments: [
        ([search("1"), sizes([(1, 1_001)]), ok], LeftOutcome.leftAgain(.tooLarge(size: 1_001, limit: 1_000))),
        ([search("1"), sizes([(1, 20)]), no, ok, search("1"), ok], .leftAgain(.unreadable("not now"))),
        ([search("1"), sizes([(1, 20)]), ok, ok, nothing, ok], .gone), ([search("2"), sizes([(2, 20)]), ok], .gone),
    ])
    fileprivate func `what was asked for and cannot be had is settled too`(
        steps: [Step], outcome: LeftOutcome
    ) async throws {
        let (desk, _) = try await visit([[Self.nothing] + steps], wanted: [place(1)])
        #expect(desk.settled == [outcome], "\(desk.reports)")
        #expect(desk.subjects.isEmpty && desk.state.withLock { $0.wanted.isEmpty })
    }

    @Test func `places that are asked for in any order are found, also before newer messages`() async throws {
        let (desk, said) = try await visit(
            [
                [
                    Self.nothing, Self.search("3 5"), Self.sizes([(3, 20)]), Self.message(3), Self.search("1 3 5"),
                    Self.sizes([(1, 20)]), Self.message(1), Self.sizes([(3, 20)]), Self.ok,
                ]
            ], wanted: [place(3), place(1), place(2)])
        #expect(desk.subjects == ["Subject: 3", "Subject: 1"], "\(desk.reports)")
        #expect(desk.settled == [.fetched, .fetched, .gone])
        #expect(said.filter { $0.hasPrefix("UID SEARCH") }.count == 3, "\(said)")
    }

    @Test func `a place of another UIDVALIDITY is no place any more`() async throws {
        let old = Provenance.imap(mailbox: "a@127.0.0.1/INBOX", uidValidity: 6, uid: 1)
        let (desk, said) = try await visit([[Self.nothing, Self.ok]], wanted: [old])
        #expect(desk.settled == [.gone])
        #expect(said.last == "LOGOUT")
    }

    @Test func `what was asked for breaks a visit off once`() async throws {
        let (desk, _) = try await visit(
            [[Self.nothing, Self.search("1"), Self.sizes([(1, 20)]), .answer("* 1 FETCH ("), .hangUp]],
            wanted: [place(1)])
        #expect(desk.settled.count == 1)
        #expect(desk.counts.map(\.parked) == [1] && desk.counts.map(\.unaccounted) == [0])
        #expect(desk.state.withLock { $0.wanted.isEmpty })
        #expect(desk.failureStage != nil)
    }

    @Test func `a refused list is asked for in smaller pieces, down to one message`() async throws {
        let uids = "1 2 3 4"
        let (desk, said) = try await visit([
            [Self.search(uids), Self.no, Self.no, Self.no, Self.message(1), Self.sizes([(2, 20)]), Self.message(2)]
                + [Self.sizes([(3, 20), (4, 20)]), Self.message(3), Self.message(4), Self.nothing, Self.ok]
        ])
        let lists = said.filter { $0.contains("RFC822.SIZE") }.map { $0.split(separator: " ")[2] }
        // The server would not say the size of the first one: it is fetched without.
        #expect(lists == ["1:4", "1:2", "1", "2", "3:4"], "\(said)")
        #expect(desk.subjects == (1...4).map { "Subject: \($0)" }, "\(desk.reports)")
    }

    @Test func `a message that the list leaves out is fetched`() async throws {
        let (desk, _) = try await visit([
            [
                Self.search("1 2"), Self.sizes([(2, 20)]), Self.message(1), Self.message(2), Self.nothing, Self.ok,
            ]
        ])
        #expect(desk.subjects == ["Subject: 1", "Subject: 2"], "\(desk.reports)")
    }

    @Test func `a list of long UIDs is asked for in commands of no more than 8,192 octets`() async throws {
        let uids = (0..<900).map { 4_000_000_000 + $0 * 2 }
        let (first, rest) = (uids.prefix(727), uids.dropFirst(727))
        let (desk, said) = try await visit([
            [Self.search(uids.map(String.init).joined(separator: " "))]
                + [first, rest].flatMap { piece in
                    [Self.sizes(piece.map { ($0, 1_001) })] + piece.map { _ in Self.ok }
                } + [Self.nothing, Self.ok]
        ])
        #expect(desk.left.count == 900, "\(desk.reports.suffix(1))")
        #expect(said.allSatisfy { $0.utf8.count < 8_100 })
        #expect(said.filter { $0.contains("RFC822.SIZE") }.count == 2)
    }
}
