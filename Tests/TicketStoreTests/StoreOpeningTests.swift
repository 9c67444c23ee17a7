import Foundation
import Testing
import Ticketing

@testable import TicketStore

@Suite("Opening a store")
struct StoreOpeningTests {
    @Test(arguments: StoreKind.available)
    func `migrations run once, however many start at once`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let versions = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try await test.openAgain()
                    return try await store.core.database.read { connection throws(StoreError) in
                        try connection.first("SELECT count(*) FROM schema_migration", [])?.integer(0) ?? 0
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions == Array(repeating: Int64(Migration.all.count), count: 4))
    }

    @Test func `many may make the same new file at once`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let configuration = StoreConfiguration(url: "sqlite:\(directory.path)/new.db", blobs: directory.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<6 {
                group.addTask { try await Store.open(configuration).cursors.save("x", of: "box \(index)") }
            }
            try await group.waitForAll()
        }
        let mode = try FileManager.default.attributesOfItem(atPath: "\(directory.path)/new.db")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test(arguments: StoreKind.available)
    func `a newer schema is refused`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        try await test.store.core.database.write { connection throws(StoreError) in
            _ = try connection.execute("INSERT INTO schema_migration (version, name, applied_at) VALUES (999, 'x', 0)")
        }
        let error = await failure { _ = try await test.openAgain() }
        #expect(error?.isConflict(naming: "schema 999, newer") == true)
    }

    @Test(arguments: StoreKind.available)
    func `mailboxes that were visited before first visits counted are not visited for the first time`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        try await test.store.cursors.save("7:40", of: "read")
        try await test.store.cursors.remember(["a:1", "b:2"], in: "drop")
        for name in ["read", "empty"] {
            try await test.store.mailboxStates.save(MailboxState().after(.read(taken: 0), at: Samples.now), of: name)
        }
        try await test.store.mailboxStates.save(MailboxState(), of: "never")
        try await test.store.core.database.write { connection throws(StoreError) in
            _ = try connection.execute("ALTER TABLE mailbox_state DROP COLUMN unaccounted")
            _ = try connection.execute("DELETE FROM schema_migration WHERE version = 19")
        }
        let cursors = try await test.openAgain().cursors
        #expect(try await cursors.cursor(of: "read") == "7:40")
        for name in ["drop", "empty"] { #expect(try await cursors.cursor(of: name) == "0:0") }
        #expect(try await cursors.cursor(of: "never") == nil)
    }

    @Test(arguments: StoreKind.available)
    func `a step that came between others is made up for`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let between = Migration(version: 5, name: "between", script: "CREATE TABLE between_steps (x BIGINT)")
        let migrations = (Migration.all.filter { $0.version != 5 } + [between]).sorted { $0.version < $1.version }
        for _ in 1...2 {
            try await test.store.core.database.write { connection throws(StoreError) in
                try SchemaCheck(mode: .migrate, migrations: migrations).run(on: connection, now: 0)
                _ = try connection.execute("INSERT INTO between_steps (x) VALUES (1)")
            }
        }
        let error = await failure { _ = try await test.openAgain() }
        #expect(error?.isConflict(naming: "schema 5, newer") == true)
    }

    @Test func `an empty database is refused where migrating is not wanted`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        var configuration = StoreConfiguration(url: "sqlite:\(directory.path)/new.db", blobs: directory.path)
        configuration.migrates = false
        let error = await failure { _ = try await Store.open(configuration) }
        #expect(error?.isConflict(naming: "martlet migrate") == true)
    }

    @Test(arguments: [
        ("mysql://x/y", "neither sqlite:PATH nor postgres://"), ("sqlite:", "names no file"),
        ("sqlite::memory:", "names no file"), ("postgres://nobody@127.0.0.1:1/none", "cannot be reached"),
        ("sqlite:/proc/none/desk.db", "cannot make directory /proc/none"), ("sqlite:/etc/hostname", "/etc/hostname"),
        ("sqlite:/etc", "/etc"),
    ])
    func `an unusable url says what is wrong`(_ url: String, _ words: String) async throws {
        let configuration = StoreConfiguration(url: url, blobs: "/tmp")
        let error = try #require(await failure { _ = try await Store.open(configuration) })
        #expect(error.words.contains(words), "\(error)")
    }

    @Test func `a commit to SQLite is flushed`() async throws {
        let test = try await StoreKind.sqlite.open()
        let pragmas = try await test.store.core.database.write { connection throws(StoreError) in
            [
                try connection.first("PRAGMA synchronous", [])?.integer(0),
                try connection.first("PRAGMA foreign_keys", [])?.integer(0),
            ]
        }
        #expect(pragmas == [2, 1])
    }

    @Test(arguments: StoreKind.available)
    func `calls after closing throw`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        await test.store.close()
        #expect(await failure { try await test.store.instance.check() }?.isTransient == true)
    }
}

@Suite("Group commit")
struct GroupCommitTests {
    @Test(arguments: StoreKind.available)
    func `a job that fails takes none of its neighbors with it`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let database = test.store.core.database
        // Holds the writer until all others wait, so that they share a transaction.
        let gate = DispatchSemaphore(value: 0)
        async let first: Void = database.write { _ throws(StoreError) in gate.wait() }
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<12 {
                group.addTask {
                    do throws(StoreError) {
                        try await database.write { connection throws(StoreError) in
                            try connection.execute(
                                "INSERT INTO poll_cursor (mailbox, position) VALUES ($1, 'x')", [.text("m\(number)")])
                            // Every third fails after it has written: by its own word, or by the database's.
                            if number % 3 == 0 { throw .conflict("no") }
                            if number % 3 == 1 {
                                try connection.execute(
                                    "INSERT INTO poll_cursor (mailbox, position) VALUES ($1, 'y')",
                                    [.text("m\(number)")])
                            }
                        }
                        return (number, true)
                    } catch {
                        return (number, false)
                    }
                }
            }
            group.addTask {
                gate.signal()
                return (-1, true)
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        try await first
        #expect(outcomes.filter(\.value).keys.sorted() == [-1, 2, 5, 8, 11])
        let kept = try await database.read { connection throws(StoreError) in
            try connection.query("SELECT mailbox FROM poll_cursor ORDER BY mailbox").map { row throws(StoreError) in
                try row.text(0)
            }
        }
        #expect(kept == ["m11", "m2", "m5", "m8"])
    }

    @Test(arguments: StoreKind.available)
    func `what two connections write is seen by both`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let other = try await test.openAgain()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<30 {
                let store = index % 2 == 0 ? test.store : other
                group.addTask { try await store.cursors.save("x", of: "box \(index)") }
            }
            try await group.waitForAll()
        }
        for store in [test.store, other] {
            #expect(try await store.cursors.cursor(of: "box 29") == "x")
        }
    }
}

@Suite("Lost connections")
struct LostConnectionTests {
    @Test(.enabled(if: PrivateCluster.shared != nil, "no PostgreSQL"))
    func `a server that ended its connections is connected to again`() async throws {
        let test = try await StoreKind.postgres.open()
        let database = test.store.core.database
        try await test.store.cursors.save("1", of: "inbox")
        _ = try await test.store.cursors.cursor(of: "inbox")
        let killer = try await test.openAgain()
        try await killer.core.database.write { connection throws(StoreError) in
            let others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            _ = try connection.query("SELECT count(pg_terminate_backend(pid)) \(others)")
            while try connection.first("SELECT 1 \(others)", []) != nil {
                // The view is read anew in each transaction only.
                _ = try connection.query("SELECT 1 FROM pg_stat_clear_snapshot()")
            }
        }
        try await test.store.cursors.save("2", of: "inbox")
        let position = try await database.read { connection throws(StoreError) in
            try connection.first("SELECT position FROM poll_cursor", [])?.text(0)
        }
        #expect(position == "2")
    }

    @Test(.enabled(if: PrivateCluster.shared != nil, "no PostgreSQL"))
    func `a broken transaction is rolled back by a connection that knows many statements`() throws {
        let url = try #require(try PrivateCluster.shared?.makeDatabase())
        let connection = try PostgresConnection(url: url, password: nil)
        for index in 0..<300 { _ = try connection.query("SELECT \(index)") }
        try connection.execute("BEGIN")
        for index in 300..<555 { _ = try connection.query("SELECT \(index)") }
        #expect(throws: StoreError.self) { try connection.query("SELECT 1 / 0") }
        try connection.execute("ROLLBACK")
        #expect(try connection.query("SELECT 1").first?.integer(0) == 1)
    }

    @Test(.enabled(if: PrivateCluster.shared != nil, "no PostgreSQL"))
    func `a connection that is lost within a job fails that job as unavailable, and the next one works`() async throws {
        let test = try await StoreKind.postgres.open()
        let lost = await failure {
            try await test.store.core.database.write { connection throws(StoreError) in
                _ = try connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(lost?.isTransient == true)
        try await test.store.instance.check()
    }
}
