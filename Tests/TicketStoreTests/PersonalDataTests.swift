import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

/// All columns of text and of bytes, as the schema itself has them.
struct SchemaColumn: Hashable, CustomStringConvertible {
    var table: String
    var column: String
    var isBytes = false

    var description: String { "\(table).\(column)" }

    static func all(_ connection: any Connection) throws(StoreError) -> [SchemaColumn] {
        let sql =
            switch connection.dialect {
            case .sqlite:
                """
                SELECT m.name, p.name, lower(p.type) FROM sqlite_master m JOIN pragma_table_info(m.name) p
                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND lower(p.type) IN ('text', 'blob')
                """
            case .postgres:
                """
                SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT)
                FROM information_schema.columns
                WHERE table_schema = current_schema() AND data_type NOT IN ('bigint', 'integer')
                """
            }
        return try connection.query(sql).map { row throws(StoreError) in
            SchemaColumn(
                table: try row.text(0), column: try row.text(1), isBytes: ["blob", "bytea"].contains(try row.text(2)))
        }
    }

    /// How many values hold the text, in lower case.
    func count(of text: String, _ connection: any Connection) throws(StoreError) -> Int64 {
        let position = connection.dialect.position
        let condition: String
        let value: SQLValue
        if isBytes {
            condition = connection.dialect == .sqlite ? "instr(\(column), $1) > 0" : "position($1 IN \(column)) > 0"
            value = .blob(Array(text.utf8))
        } else {
            condition = "\(position)(lower(\(column)), $1) > 0"
            value = .text(text)
        }
        return try connection.first("SELECT COUNT(*) FROM \(table) WHERE \(condition)", [value])?.integer(0) ?? 0
    }
}

@Suite("Personal data in the store")
struct PersonalDataTests {
    struct Chance: TokenSource {
        func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
    }

    static let secret = "zebrafinch"
    static let wang = Mailbox(displayName: "Fang Wang", address: Fixtures.address("wang@customer.example"))
    static let ann = Fixtures.address("ann@boss.example")
    static let large = "Subject: \(secret)\r\n\r\nlarge \(secret) " + String(repeating: "x", count: 300 << 10)

    /// Wang asked for IT-1, about which Ann decided, and wrote on IT-2 of Omar's; Li Na works on both.
    struct Scene {
        let test: TestStore
        var store: Store { test.store }
        let approving: ApprovalDesk
        var desk: ErasureDesk {
            ErasureDesk(
                data: store.personalData, people: store.people, approving: approving, desks: Fixtures.desks,
                key: Fixtures.key, now: { Samples.now + 500 })
        }

        init(_ kind: StoreKind) async throws {
            test = try await kind.open()
            approving = ApprovalDesk(
                approvals: test.store.approvals, people: test.store.people,
                policy: NotificationPolicy(
                    desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: Chance()),
                now: { Samples.now + 1 })
        }

        func person(_ address: MailAddress) async throws -> Person {
            try #require(try await store.people.person(address))
        }

        /// What is found of these words, by column.
        func leaks(_ words: [String]) async throws -> [String] {
            try await store.core.database.read { connection throws(StoreError) in
                var found: [String] = []
                for column in try SchemaColumn.all(connection) {
                    for word in words where try column.count(of: word, connection) > 0 {
                        found.append("\(word) in \(column)")
                    }
                }
                return found.sorted()
            }
        }

        func write(_ sql: String, _ values: [SQLValue] = []) async throws {
            _ = try await store.core.database.write { connection throws(StoreError) in
                try connection.execute(sql, values)
            }
        }
    }

    private static func entry(
        _ text: String, by author: Mailbox, direction: EntryDirection? = .incoming, kind: EntryKind = .message,
        mail: MailID? = nil
    ) -> EntryDraft {
        EntryDraft(
            kind: kind, direction: direction, channel: .mail, author: author, text: text, html: "<p>\(text)</p>",
            fresh: kind == .message && direction == .outgoing ? "See above." : nil, mail: mail,
            messageID: direction == .incoming
                ? MessageID("\(identifier(author)).\(text.utf8.count)@customer.example") : nil)
    }

    /// Programs put what they like into the identifiers of one's mails.
    private static func identifier(_ author: Mailbox) -> String {
        author.address == wang.address ? secret : author.address.localPart
    }

    private static func scene(_ kind: StoreKind) async throws -> Scene {
        let scene = try await Scene(kind)
        let store = scene.store
        let lina = try await store.people.add(
            Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
        let file = Attachment(
            name: "Fang Wang \(secret).txt", type: "text/plain", bytes: Array("file of \(secret)".utf8),
            disposition: .attachment)
        for (seed, subject, requester) in [(1, "\(secret) jam", wang), (2, "Omar asks", Fixtures.omar.mailbox)] {
            let mail = try #require(
                try await store.incoming.enqueue(
                    Samples.arrival(seed, text: seed == 1 ? large : "Subject: x\r\n\r\nfrom Omar")
                ).first)
            var opening = entry("\(subject), please", by: requester, mail: mail)
            if seed == 1 { opening.attachments = [file] }
            var plan = Samples.plan(
                [.entryAdded(opening)],
                draft: Samples.draft(subject: subject, requester: requester))
            plan.notifications = [
                Samples.notification("a\(seed)", to: requester), Samples.notification("b\(seed)", to: lina.mailbox),
            ]
            plan.notifications[1].values = ["ticket.subject": subject, "from": "Fang Wang\n\(wang.address)"]
            var intake = Samples.intake(plan, messageID: "\(identifier(requester)).\(seed)@customer.example")
            (intake.author, intake.subject) = (requester.address.description, subject)
            intake.trace = ["a mail of \(wang.address)"]
            try await store.tickets.commit(intake, settling: mail, at: Samples.now)
        }
        try await add(
            to: 1, in: store,
            [
                .entryAdded(entry("Dear Fang Wang, you wrote: \(secret)", by: lina.mailbox, direction: .outgoing)),
                .entryAdded(entry("wang@customer.example is angry", by: lina.mailbox, direction: nil, kind: .note)),
                .assigned(from: nil, to: lina.mailbox, by: lina.mailbox, via: .portal),
            ])
        try await add(
            to: 2, in: store,
            [
                .participantAdded(wang), .entryAdded(entry("Me too: \(secret)", by: wang)),
                .entryAdded(entry("> Me too: \(secret)\nTo Fang  Wang", by: lina.mailbox, direction: .outgoing)),
                .assigned(from: nil, to: wang, by: lina.mailbox, via: .portal),
            ])
        try await approvals(scene, lina)
        try await rest(scene)
        return scene
    }

    private static func add(to number: Int64, in store: Store, _ events: [TicketEvent]) async throws {
        _ = try await store.tickets.change(TicketNumber(prefix: "IT", sequence: number), at: Samples.now + 1) {
            TicketPlan(target: .existing($0.ticket.id), events: events)
        }
    }

    private static func approvals(_ scene: Scene, _ lina: Person) async throws {
        let agent = Actor(person: lina, channel: .portal)
        let step = ApprovalDesk.StepDraft(rule: .all, approvers: [ann.description])
        for text in ["A printer for Fang Wang", "Another"] {
            let ticket = try await scene.store.tickets.record(TicketNumber(prefix: "IT", sequence: 1)).ticket
            _ = try await scene.approving.request(on: ticket, text: text, steps: [step], by: agent)
        }
        _ = try await scene.approving.decide(
            .approved, reason: "a reason with \(secret)", in: ApprovalID(rawValue: 1),
            by: Actor(person: try await scene.person(ann), channel: .portal), authentication: "a session of \(ann)")
    }

    /// Bob's word about what Wang asked for, and Ann's about what Omar did.
    private static let (refusal, remark) = ("quokka", "axolotl")
    private static let bob = Fixtures.address("bob@boss.example")

    /// What approvers say, and what others are told of it.
    private static func talk(_ scene: Scene) async throws {
        let lina = Actor(person: try await scene.person(Fixtures.lina.address), channel: .portal)
        var ids: [ApprovalID] = []
        for (number, approvers) in [(Int64(1), [bob]), (2, [ann, bob])] {
            let ticket = try await scene.store.tickets.record(TicketNumber(prefix: "IT", sequence: number)).ticket
            let step = ApprovalDesk.StepDraft(rule: .all, approvers: approvers.map(\.description))
            ids.append(try await scene.approving.request(on: ticket, text: "More", steps: [step], by: lina).approval.id)
        }
        for (id, address, word) in [(ids[0], bob, refusal), (ids[1], ann, remark)] {
            let approver = Actor(person: try await scene.person(address), channel: .portal)
            _ = try await scene.approving.comment("Which \(word)?", on: id, by: approver)
            _ = try await scene.approving.comment("The large one.", on: id, by: lina)
            _ = try await scene.approving.decide(
                .rejected, reason: "No \(word).", in: id, by: approver, authentication: "a session")
        }
        for claim in try await scene.store.outgoing.claim(limit: 60, lease: 60, at: Samples.now + 200)
        where claim.composed == nil {
            // What asks is another's proof, whoever decides beside them.
            let isProof = claim.notification.template == "approval-request"
            let values = isProof ? [:] : claim.notification.values
            try await scene.store.outgoing.storeComposed(
                claim.claim, RawMessage(Array("\(claim.id) \(values)".utf8)))
        }
        let told = SQLValue(lina.person.id)
        try await scene.write(
            "INSERT INTO digest_item (person, ticket, what, author, text, at) VALUES ($1, 2, 'note', 'x', $2, 1)",
            [told, .text(remark)])
    }

    /// Everything else that is kept about people.
    private static func rest(_ scene: Scene) async throws {
        let store = scene.store
        let person = try await scene.person(wang.address)
        try await store.people.addCredential(
            Credential(kind: .token, person: person.id, label: "of wang@customer.example", expiresAt: nil),
            hash: Samples.digest(5), at: Samples.now)
        try await store.people.setPasswordHash("$argon2id$zebrafinch", of: person.id)
        try await store.people.setLanguage("zh", of: person.id)
        try await store.preferences.keep(NotificationPreference(.note, .digest), of: person.id, at: Samples.now)
        try await store.suppressions.suppress(wang.address, reason: "550 \(wang.address)", at: Samples.now)
        _ = try await store.approvals.delegate(
            from: person.id, to: try await scene.person(ann).id, from: Samples.now, until: Samples.now + 1_000,
            at: Samples.now)
        for claim in try await store.outgoing.claim(limit: 20, lease: 60, at: Samples.now + 9) {
            try await store.outgoing.storeComposed(
                claim.claim, RawMessage(Array("To: \(wang.address)\r\n\r\n\(secret) \(claim.id)".utf8)))
        }
        let id = SQLValue(person.id)
        try await scene.write(
            "INSERT INTO digest_item (person, ticket, what, author, text, at) VALUES ($1, 2, 'x', 'Fang Wang', $2, 1)",
            [SQLValue(try await scene.person(Fixtures.lina.address).id), .text(secret)])
        try await scene.write(
            "INSERT INTO survey (ticket, person, asked_at, score, answered_at) VALUES (1, $1, 1, 2, 3)", [id])
        try await scene.write(
            "INSERT INTO report_delivery (desk, cycle, first_day, reader, created_at) VALUES ('it', 'week', '1', $1, 1)",
            [.text(wang.address.key)])
        try await scene.write(
            """
            INSERT INTO template_release (key, desk, kind, version, changed, author, at)
            VALUES ('note', '', 'published', 1, '', 'Fang Wang', 1)
            """)
        try await scene.write(
            "INSERT INTO idempotency_key (person, name, request, status, body, created_at) VALUES (99, 'k', $1, 201, $2, 1)",
            [.blob([1]), .blob(Array("{\"address\": \"wang@customer.example\"}".utf8))])
        try await scene.write(
            "INSERT INTO outgoing_attempt (outgoing, at, outcome, reply) VALUES (2, 1, 'failed', 'no <wang@customer.example>')"
        )
    }

    // The tests.

    @Test(arguments: StoreKind.available)
    func `every column of text and bytes is one whose content somebody thought of`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let columns = try await test.store.core.database.read { connection throws(StoreError) in
            try SchemaColumn.all(connection).map(\.description)
        }
        let swept = PersonalColumn.swept.map { "\($0.table).\($0.column)" }
        let named = { (lists: [String: Set<String>]) in lists.flatMap { list in list.value.map { "\(list.key).\($0)" } }
        }
        let known = swept + named(PersonalColumn.handled) + named(PersonalColumn.impersonal)
        #expect(Set(known).count == known.count, "each once")
        #expect(Set(columns).subtracting(known).sorted() == [], "say in PersonalColumn what an erasure does with these")
        #expect(Set(known).subtracting(columns).sorted() == [], "no such column")
    }

    @Test(arguments: StoreKind.available)
    func `nothing of who was erased is found in any column`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        try await Self.talk(scene)
        let words = ["wang@customer.example", "fang wang", "fang  wang"]
        #expect(try await scene.leaks(words + [Self.secret]).count > 20)
        let said = ["approval_comment.text", "approval_decision.reason", "blob.bytes", "entry.text"]
        for word in [Self.refusal, Self.remark] {
            let places = try await scene.leaks([word])
            #expect(said.allSatisfy { places.contains("\(word) in \($0)") }, "\(places)")
        }
        let report = try await scene.desk.erase(Self.wang.address, keepsWords: false, by: nil)
        let id = try #require(report.summary.person?.id)
        #expect(report.mark == ErasedPerson.address(of: id))
        #expect(try await scene.leaks(words + [Self.refusal]) == [])
        let second = try await scene.desk.erase(Self.ann, keepsWords: false, by: nil)
        #expect(second.summary.decisions == 2)
        #expect(try await scene.leaks(words + [Self.secret, "ann@boss.example", Self.remark]) == [])
        let audit = EvidenceAudit(approvals: scene.store.approvals, ledger: scene.store.ledger)
        #expect(try await audit.run(at: Samples.now + 600).fault == nil)
        let asked = try await scene.store.approvals.asked(of: ApprovalID(rawValue: 4)).map(\.isErased)
        #expect(asked.contains(false), "what asked Bob proves what he was asked")
        #expect(await Self.refusal { try await scene.desk.erase(Self.ann, keepsWords: false, by: nil) } == .unknown)
    }

    @Test(arguments: StoreKind.available)
    func `what is proved stays proved`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let audit = EvidenceAudit(approvals: scene.store.approvals, ledger: scene.store.ledger)
        for (address, contents) in [(Self.ann, 0), (Self.wang.address, 2)] {
            _ = try await scene.desk.erase(address, keepsWords: false, by: nil)
            let report = try await audit.run(at: Samples.now + 600)
            #expect(report.fault == nil && report.erased > 0 && report.erasedContents == contents, "\(report)")
        }
        let cases = try await scene.store.approvals.list(ApprovalQuery(), at: Samples.now).items
        #expect(cases.map(\.approval.state) == [.withdrawn, .approved])
        #expect(cases.allSatisfy { $0.approval.content.text == "[erased]" })
        #expect(cases.last?.approval.decisions.map(\.reason) == [""])
        // Whatever is put into the place of what was erased is not taken for it.
        try await scene.write("UPDATE approval_content SET text = 'Ten printers'")
        #expect(try await scene.store.approvals.contents(of: ApprovalID(rawValue: 1)).map(\.text) == ["[erased]"])
    }

    @Test(arguments: StoreKind.available)
    func `tickets stay with their numbers, and say what went`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let before = try await scene.store.personalData.summary(of: Self.wang.address)
        #expect(before.counts.map { $0.count } == [1, 1, 1, 2, 1, 2, 0, 0, 1, 1, 1, 1])
        _ = try await scene.desk.erase(Self.wang.address, keepsWords: false, by: nil)
        let own = try await scene.store.tickets.record(TicketNumber(prefix: "IT", sequence: 1))
        #expect(own.ticket.subject == "(erased)" && own.ticket.state == .cancelled && own.ticket.requester.isErased)
        let messages = own.entries.filter { $0.kind == .message || $0.kind == .note }
        #expect(messages.map(\.text) == Array(repeating: "erased on 2026-09-21", count: 3))
        #expect(messages.allSatisfy { $0.html == nil && $0.attachments.isEmpty })
        let other = try await scene.store.tickets.record(TicketNumber(prefix: "IT", sequence: 2))
        #expect(other.ticket.subject == "Omar asks" && other.ticket.state == .new && other.ticket.assignee == nil)
        #expect(other.ticket.participants.map(\.name) == ["Omar"])
        #expect(
            other.entries.filter { $0.kind == .message }.map(\.text) == [
                "Omar asks, please", "erased on 2026-09-21", "See above.",
            ])
        let mail = try await scene.store.ledger.mail(MailID(rawValue: 1))
        #expect(mail.erasedAt == Samples.now + 500 && mail.subject == nil && mail.ticket == own.ticket.number)
        #expect(
            await failure { _ = try await scene.store.ledger.raw(MailID(rawValue: 1)) }?.isConflict(naming: "erased")
                == true)
        let states = try await scene.store.outgoing.list(states: [.queued], cursor: nil, limit: 50).items
        #expect(states.allSatisfy { !$0.recipient.address.description.contains("erased") })
        let again = try await scene.store.people.add(Self.wang, membership: nil, at: Samples.now + 600)
        #expect(again.id != own.ticket.requester.id, "whoever comes back is somebody new")
    }

    @Test(arguments: StoreKind.available)
    func `words can be kept without who wrote them`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        _ = try await scene.desk.erase(Self.wang.address, keepsWords: true, by: nil)
        #expect(try await scene.leaks(["wang@customer.example", "fang wang", "fang  wang"]) == [])
        let own = try await scene.store.tickets.record(TicketNumber(prefix: "IT", sequence: 1))
        #expect(own.ticket.subject == "zebrafinch jam" && own.ticket.state != .cancelled)
        #expect(own.entries.first?.text == "zebrafinch jam, please" && own.entries.first?.attachments.count == 1)
        #expect(own.entries.contains { $0.text == "Dear [erased], you wrote: zebrafinch" })
        #expect(own.entries.contains { $0.text == "\(own.ticket.requester.address) is angry" })
        let audit = EvidenceAudit(approvals: scene.store.approvals, ledger: scene.store.ledger)
        let report = try await audit.run(at: Samples.now + 600)
        #expect(report.fault == nil && report.erasedContents == 1, "the one that named them")
    }

    @Test(arguments: StoreKind.available)
    func `what approvers said can be kept too`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        try await Self.talk(scene)
        for address in [Self.wang.address, Self.ann] {
            _ = try await scene.desk.erase(address, keepsWords: true, by: nil)
        }
        #expect(try await scene.leaks(["wang@customer.example", "fang wang", "ann@boss.example"]) == [])
        for (id, word) in [(Int64(3), Self.refusal), (4, Self.remark)] {
            let approval = try await scene.store.approvals.find(ApprovalID(rawValue: id), at: Samples.now).approval
            #expect(approval.decisions.map(\.reason) == ["No \(word)."])
            #expect(approval.comments.map(\.text) == ["Which \(word)?", "The large one."])
            #expect(try await scene.leaks([word]).contains("\(word) in outgoing.parameters"))
            #expect(try await !scene.leaks([word]).contains("\(word) in blob.bytes"), "headers name people")
        }
        let audit = EvidenceAudit(approvals: scene.store.approvals, ledger: scene.store.ledger)
        #expect(try await audit.run(at: Samples.now + 600).fault == nil)
    }

    @Test(arguments: StoreKind.available)
    func `a search finds nothing of it`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        var query = TicketQuery()
        for (text, before) in [("wang", 1), ("zebrafinch", 2)] {
            query.text = text
            #expect(try await scene.store.tickets.list(query).items.count >= before)
        }
        _ = try await scene.desk.erase(Self.wang.address, keepsWords: false, by: nil)
        for text in ["wang", "zebrafinch", "customer.example"] {
            query.text = text
            #expect(try await scene.store.tickets.list(query).items.isEmpty || text == "zebrafinch")
        }
        _ = try await scene.desk.erase(Self.ann, keepsWords: false, by: nil)
        query.text = "zebrafinch"
        #expect(try await scene.store.tickets.list(query).items.isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `files of their mails go, unless somebody has just touched them`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let blobs = scene.test.configuration.blobs
        func files() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: blobs).filter { $0.contains("/") }
        }
        let file = try #require(try files().first)
        _ = try await scene.desk.erase(Self.wang.address, keepsWords: false, by: nil)
        let left = try await scene.store.personalData.removeFiles(untouchedSince: Date() - 60)
        #expect(left == 1)
        #expect(try files() == [file])
        try FileManager.default.setAttributes(
            [.modificationDate: Date() - 120], ofItemAtPath: "\(blobs)/\(file)")
        #expect(try await scene.store.personalData.removeFiles(untouchedSince: Date() - 60) == 0)
        #expect(try files() == [])
    }

    @Test func `the file of the database holds no byte of it`() async throws {
        let scene = try await Self.scene(.sqlite)
        for address in [Self.wang.address, Self.ann] {
            _ = try await scene.desk.erase(address, keepsWords: false, by: nil)
        }
        #expect(try await Store.emptyLog(scene.test.configuration))
        let path = try #require(scene.test.configuration.url.split(separator: ":", maxSplits: 1).last)
        for name in [String(path), "\(path)-wal"] {
            let bytes = try Data(contentsOf: URL(filePath: name))
            for word in [Self.secret, "wang@customer.example", "Fang Wang", "ann@boss.example"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
    }

    private static func refusal<Value>(_ body: () async throws -> Value) async -> ErasureRefusal? {
        do {
            _ = try await body()
            return nil
        } catch ErasureError.refused(let refusal) {
            return refusal
        } catch {
            return nil
        }
    }

    @Test(arguments: StoreKind.available)
    func `whom the desk cannot do without stays, and who is unknown`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let admin = Membership(role: .administrator)
        _ = try await scene.store.people.add(Fixtures.root.mailbox, membership: admin, at: Samples.now)
        let erase = { (text: String) in
            await Self.refusal {
                try await scene.desk.erase(Fixtures.address(text), keepsWords: false, by: nil)
            }
        }
        #expect(await erase("root@desk.example") == .lastAdministrator)
        _ = try await scene.store.people.add(Fixtures.lina.mailbox, membership: admin, at: Samples.now)
        #expect(await erase("root@desk.example") == nil)
        #expect(await erase("support@desk.example") == .isOurs)
        #expect(await erase("nobody@customer.example") == .unknown)
        _ = try await scene.store.incoming.enqueue(Samples.arrival(9))
        #expect(await erase("wang@customer.example") == .isBeingRead(1))
        #expect(try await scene.person(Self.wang.address).isActive, "a refusal changes nothing")
    }

    @Test(arguments: StoreKind.available)
    func `who erased is kept, and whom only the secret can tell`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let lina = try await scene.person(Fixtures.lina.address)
        let report = try await scene.desk.erase(Self.wang.address, keepsWords: false, by: lina.id)
        #expect(report.summary.credentials == 1, "though it ended before it was counted")
        let (row, summary) = try await scene.store.core.database.read { connection throws(StoreError) in
            (
                try connection.first("SELECT address_code, author, at FROM erasure", []),
                try connection.first("SELECT summary FROM erasure", [])?.text(0)
            )
        }
        #expect(summary?.contains("\"sessions, links and tokens\":1") == true, "\(summary ?? "")")
        #expect(
            row?.values == [
                .blob(Erasure.code(of: Self.wang.address, key: Fixtures.key)), SQLValue(lina.id),
                SQLValue(Samples.now + 500),
            ])
    }

    @Test(arguments: StoreKind.available)
    func `an address of which only mail is known is erased too`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let id = try #require(try await scene.store.incoming.enqueue(Samples.arrival(1)).first)
        try await scene.store.tickets.commit(Samples.intake(nil, state: .ignored), settling: id, at: Samples.now)
        let report = try await scene.desk.erase(Self.wang.address, keepsWords: false, by: nil)
        #expect(report.summary.person == nil && report.summary.mails == 1)
        #expect(try await scene.leaks(["wang@customer.example"]) == [])
        #expect(try await scene.store.ledger.mail(id).author == "erased-0@erased.invalid")
    }

    @Test(arguments: StoreKind.available)
    func `what is exported is theirs, in the order of its numbers`(_ kind: StoreKind) async throws {
        let scene = try await Self.scene(kind)
        let data = scene.store.personalData
        let profile = try #require(try await data.profile(of: Self.wang.address))
        #expect(profile.hasPassword && profile.held.map(\.credential.label) == ["of wang@customer.example"])
        #expect(profile.delegations.count == 1 && profile.surveys.map(\.rating?.score) == [2])
        let id = profile.person.id
        #expect(try await data.tickets(of: id, after: 0, limit: 1).map(\.rawValue) == [1])
        #expect(try await data.tickets(of: id, after: 1, limit: 9).map(\.rawValue) == [2])
        #expect(try await data.mails(from: Self.wang.address, after: 0, limit: 9).map(\.rawValue) == [1])
        #expect(try await data.messages(to: Self.wang.address, after: 0, limit: 9).count == 2)
        let ann = try await scene.person(Self.ann)
        #expect(try await data.approvals(of: ann.id, after: 0, limit: 9).map(\.rawValue) == [1, 2])
        #expect(try await data.profile(of: Fixtures.address("nobody@x.example")) == nil)
    }
}
