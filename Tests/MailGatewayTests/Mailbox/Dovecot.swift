import Foundation
import Glibc

/// A Dovecot of the test's own, on loopback ports, with a certificate of its own authority.
final class Dovecot {
    static let isInstalled =
        FileManager.default.isExecutableFile(atPath: "/usr/sbin/dovecot")
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") && getuid() == 0

    let directory: URL
    private(set) var plainPort: UInt16 = 0
    private(set) var tlsPort: UInt16 = 0
    private(set) var plainPOP3Port: UInt16 = 0
    private(set) var tlsPOP3Port: UInt16 = 0
    var authority: String { directory.appendingPathComponent("ca.pem").path }
    private var process: pid_t = 0

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("dovecot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try certificates()
        try run("/bin/chmod", ["755", directory.path])
        // A port that was free a moment ago may be another test's by now.
        for attempt in 1...5 where process == 0 {
            do { try start() } catch  where attempt < 5 { stop() }
        }
    }

    private func start() throws {
        plainPort = try Loopback.freePort()
        tlsPort = try Loopback.freePort()
        plainPOP3Port = try Loopback.freePort()
        tlsPOP3Port = try Loopback.freePort()
        try Self.configuration(directory.path, imap: (plainPort, tlsPort), pop3: (plainPOP3Port, tlsPOP3Port))
            .write(to: directory.appendingPathComponent("dovecot.conf"), atomically: true, encoding: .utf8)
        process = try Self.spawn(
            "/usr/sbin/dovecot", ["-F", "-c", directory.appendingPathComponent("dovecot.conf").path])
        for port in [plainPort, tlsPort, tlsPOP3Port] { try Loopback.awaitListener(port) }
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == 0 else {
            process = 0
            throw Loopback.Trouble()
        }
    }

    private func stop() {
        guard process > 0 else { return }
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        process = 0
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: directory)
    }

    /// Puts a message into a folder, as a delivery would.
    func deliver(_ text: String, folder: String = "") throws {
        let box = mailboxDirectory(folder)
        for name in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                at: box.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        try text.write(
            to: box.appendingPathComponent("new/\(UUID().uuidString)"), atomically: true, encoding: .utf8)
        try run("/bin/chown", ["-R", "nobody:nogroup", directory.appendingPathComponent("mail").path])
    }

    /// Puts a message into INBOX; `own` has to follow.
    func put(_ text: String, name: String) throws {
        let new = mailboxDirectory("").appendingPathComponent("new")
        try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
        try text.write(to: new.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }

    func own() throws {
        try run("/bin/chown", ["-R", "nobody:nogroup", directory.appendingPathComponent("mail").path])
    }

    /// Names of the files in a folder; the flags stand behind the comma.
    func files(folder: String = "") -> [String] {
        ["new", "cur"].flatMap { name in
            (try? FileManager.default.contentsOfDirectory(
                atPath: mailboxDirectory(folder).appendingPathComponent(name).path)) ?? []
        }
    }

    /// Gives the mailbox a new UIDVALIDITY.
    func forgetUIDs() throws {
        for name in ["dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"] {
            // Not each of them is there.
            try? FileManager.default.removeItem(at: mailboxDirectory("").appendingPathComponent(name))
        }
        try "3 V77777 N1 G0123456789abcdef0123456789abcdef\n".write(
            to: mailboxDirectory("").appendingPathComponent("dovecot-uidlist"), atomically: true, encoding: .utf8)
        try run("/bin/chown", ["-R", "nobody:nogroup", directory.appendingPathComponent("mail").path])
    }

    /// Not by Foundation's `Process`, which passes its threads' blocked signals on, so that Dovecot cannot be asked to
    /// stop, and takes a program for alive while a Dovecot lives that was started at the same time.
    private static func spawn(_ program: String, _ arguments: [String]) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var vector: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { for pointer in vector { free(pointer) } }
        vector.append(nil)
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var pid: pid_t = 0
        guard posix_spawn(&pid, program, &actions, &attributes, vector, &environment) == 0 else {
            throw Loopback.Trouble()
        }
        return pid
    }

    private func mailboxDirectory(_ folder: String) -> URL {
        let root = directory.appendingPathComponent("mail/support")
        return folder.isEmpty ? root : root.appendingPathComponent("." + folder)
    }

    private func certificates() throws {
        let path = directory.path
        try run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test Authority",
                "-keyout", "\(path)/ca.key", "-out", "\(path)/ca.pem",
            ])
        try run(
            "/usr/bin/openssl",
            [
                "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", "\(path)/server.key", "-out", "\(path)/server.csr",
            ])
        try run(
            "/usr/bin/openssl",
            [
                "x509", "-req", "-in", "\(path)/server.csr", "-CA", "\(path)/ca.pem", "-CAkey", "\(path)/ca.key",
                "-CAcreateserial", "-days", "2", "-copy_extensions", "copy", "-out", "\(path)/server.pem",
            ])
    }

    private func run(_ program: String, _ arguments: [String]) throws {
        var status: Int32 = 0
        let pid = try Self.spawn(program, arguments)
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        guard status == 0 else { throw Loopback.Trouble() }
    }

    private static func configuration(
        _ path: String, imap: (plain: UInt16, tls: UInt16), pop3: (plain: UInt16, tls: UInt16)
    ) -> String {
        """
        base_dir = \(path)/run
        state_dir = \(path)/state
        log_path = \(path)/log
        protocols = imap pop3
        listen = 127.0.0.1
        instance_name = martlet-test
        ssl = required
        disable_plaintext_auth = yes
        ssl_cert = <\(path)/server.pem
        ssl_key = <\(path)/server.key
        mail_location = maildir:\(path)/mail/%n
        first_valid_uid = 1
        mail_fsync = never
        passdb {
          driver = static
          args = password=s3cret"pass
        }
        userdb {
          driver = static
          args = uid=nobody gid=nogroup home=\(path)/mail/%n
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = \(imap.plain)
          }
          inet_listener imaps {
            port = \(imap.tls)
            ssl = yes
          }
        }
        service pop3-login {
          chroot =
          inet_listener pop3 {
            port = \(pop3.plain)
          }
          inet_listener pop3s {
            port = \(pop3.tls)
            ssl = yes
          }
        }
        """
    }
}
