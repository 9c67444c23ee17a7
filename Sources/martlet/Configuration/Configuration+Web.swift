import Foundation
import MailGateway

extension Configuration.HTTP {
    init(_ section: ConfigurationSection<HTTPKey>) {
        listen = .tcp(host: "127.0.0.1", port: 8025)
        if let text = section.text(.listen) {
            if let address = ListenAddress(text) {
                listen = address
            } else {
                section.report(.listen, "must be HOST:PORT or unix:PATH (127.0.0.1:8025), not \"\(text.shortened)\"")
            }
        }
        if let text = section.text(.publicURL) {
            publicURL = text.hasSuffix("/") ? String(text.dropLast()) : text
            if !Self.isWebURL(publicURL) {
                section.report(
                    .publicURL,
                    "must be how people reach the portal, https://desk.example.com, not \"\(text.shortened)\"")
            }
        } else {
            publicURL = "http://\(listen)"
            if case .unix = listen {
                section.report(.publicURL, "is missing: with a unix socket nothing tells how people reach the portal")
            }
        }
        trustedProxies = section.texts(.trustedProxies).map(\.text)
        for (text, line) in section.texts(.trustedProxies) where !Self.isNetwork(text) {
            section.problems.add(
                "http.trusted_proxies: \"\(text.shortened)\" is no address or network such as 10.0.0.0/8", line: line)
        }
    }

    private static func isWebURL(_ text: String) -> Bool {
        guard let url = URLComponents(string: text), let host = url.host else { return false }
        return ["http", "https"].contains(url.scheme ?? "") && !host.isEmpty && url.query == nil
            && url.fragment == nil && url.user == nil
    }

    private static func isNetwork(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let host = parts.first, parts.count <= 2 else { return false }
        var four = in_addr()
        var six = in6_addr()
        let bits = inet_pton(AF_INET, host, &four) == 1 ? 32 : inet_pton(AF_INET6, host, &six) == 1 ? 128 : -1
        guard bits > 0 else { return false }
        guard parts.count == 2 else { return true }
        return Int(parts[1]).map { (0...bits).contains($0) } ?? false
    }
}

extension Configuration.Identity.Resolver {
    /// Nil for a name: what resolves names cannot be found by one.
    init?(_ text: String) {
        guard case .tcp(let host, let port) = ListenAddress(text), port > 0 else { return nil }
        var four = in_addr()
        var six = in6_addr()
        guard inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1 else { return nil }
        self.init(host: host, port: port)
    }
}

extension Configuration.Identity {
    init(_ section: ConfigurationSection<IdentityKey>) {
        authservID = section.text(.authservID)
        if let name = authservID, !Self.isHostName(name) {
            section.report(
                .authservID, "must be the name in your MTA's Authentication-Results, not \"\(name.shortened)\"")
        }
        hostname = section.text(.hostname) ?? Self.machineName
        if section.has(.hostname), !Self.isHostName(hostname) {
            section.report(.hostname, "must be a host name such as desk.example.com, not \"\(hostname.shortened)\"")
        }
        timeZone = section.text(.timeZone) ?? "UTC"
        if TimeZone(identifier: timeZone) == nil {
            section.report(
                .timeZone, "must be a zone such as Europe/Berlin or Asia/Shanghai, not \"\(timeZone.shortened)\"")
        }
        followsThreads = section.choice(.threads, Switch.allCases) != .off
        followsSubjectTags = section.choice(.subjectTags, Switch.allCases) != .off
        if let text = section.text(.resolver) {
            resolver = Resolver(text)
            if resolver == nil {
                section.report(
                    .resolver,
                    "must be the ADDRESS:PORT of a DNS resolver (127.0.0.1:53, [::1]:53), not \"\(text.shortened)\"")
            }
        }
    }

    private static var machineName: String {
        let name = ProcessInfo.processInfo.hostName
        return isHostName(name) ? name : "localhost"
    }

    private static func isHostName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
        }
        return isPlain && (1...253).contains(name.utf8.count)
    }
}
