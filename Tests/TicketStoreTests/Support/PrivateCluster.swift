import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A PostgreSQL of the tests' own: `TEST_POSTGRES_URL`, or a cluster in a temporary directory that ends with the tests.
struct PrivateCluster {
    /// nil where neither is possible.
    static let shared: PrivateCluster? = PrivateCluster.start()
    private static let counter = Atomic<Int>(0)
    private static let programs = "/usr/lib/postgresql/15/bin"

    private let maintenanceURL: String

    /// URL of a fresh, empty database.
    func makeDatabase() throws -> String {
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        let name = "martlet_test_\(getpid())_\(number)"
        try Self.run(
            "\(Self.programs)/createdb",
            [
                "--maintenance-db=\(maintenanceURL)", "--encoding=UTF8",
                "--template=template0", name,
            ])
        guard var parts = URLComponents(string: maintenanceURL) else { throw ClusterError.badURL }
        parts.path = "/\(name)"
        return parts.string ?? maintenanceURL
    }

    private static func start() -> PrivateCluster? {
        if let url = ProcessInfo.processInfo.environment["TEST_POSTGRES_URL"] {
            return PrivateCluster(maintenanceURL: url)
        }
        guard FileManager.default.isExecutableFile(atPath: "\(programs)/initdb") else { return nil }
        let directory = "/tmp/martlet-pg-\(getpid())"
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            if getuid() == 0 { try run("/bin/chown", ["postgres", directory]) }
            try runAsOwner(
                "initdb",
                ["-D", "\(directory)/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"])
            try runAsOwner(
                "pg_ctl",
                [
                    "-D", "\(directory)/data", "-w", "-l", "\(directory)/log",
                    "-o", "-c listen_addresses= -c unix_socket_directories=\(directory) -c max_connections=900",
                    "start",
                ])
        } catch {
            return nil
        }
        atexit { PrivateCluster.stop() }
        return PrivateCluster(maintenanceURL: "postgres://postgres@/postgres?host=\(directory)")
    }

    private static func stop() {
        let directory = "/tmp/martlet-pg-\(getpid())"
        // The process ends: nobody is left to tell.
        try? runAsOwner("pg_ctl", ["-D", "\(directory)/data", "-m", "immediate", "stop"])
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func runAsOwner(_ program: String, _ arguments: [String]) throws {
        let path = "\(programs)/\(program)"
        // PostgreSQL does not run as root.
        if getuid() == 0 {
            try run("/usr/bin/setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path] + arguments)
        } else {
            try run(path, arguments)
        }
    }

    /// By `posix_spawn`: Foundation's `Process` takes a child for alive while a daemon it started lives.
    private static func run(_ path: String, _ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        let words = ([path] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, path, &actions, nil, words + [nil], environ) == 0 else {
            throw ClusterError.failed(path)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        guard status == 0 else { throw ClusterError.failed(path) }
    }
}

enum ClusterError: Error {
    case badURL
    case failed(String)
}
