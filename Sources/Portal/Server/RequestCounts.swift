import Synchronization

/// Answers given, by kind and class of status.
final class RequestCounts: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func count(status: Int, kind: RequestKind) {
        let label = "kind=\"\(kind.rawValue)\",status=\"\(status / 100)xx\""
        counts.withLock { $0[label, default: 0] += 1 }
    }

    /// In Prometheus' text format.
    var exposition: String {
        let lines = counts.withLock { $0 }.sorted { $0.key < $1.key }
            .map { "martlet_http_requests_total{\($0.key)} \($0.value)\n" }
        return "# HELP martlet_http_requests_total HTTP requests answered.\n"
            + "# TYPE martlet_http_requests_total counter\n" + lines.joined()
    }
}
