import InternetMessage
import MailGateway
import NIOCore
import NIOPosix
import Ticketing

/// How the world takes the desk's mail: the relay and its name, and what DNS says about the domains it writes from.
struct StandingExamination: Sendable {
    let configuration: Configuration

    func findings() async -> [Finding] {
        let signing = configuration.smtp.dkim.compactMap(\.warning).map {
            Finding("dkim", .warning, $0, mend: "as it says, and make a new key if anybody else was on this machine")
        }
        let (standing, protection) = await relay()
        guard let names = NameQuestions(configuration) else {
            return protection + signing + [
                Finding(
                    "dns", .warning, "there is no resolver to ask about the desk's domains",
                    mend: "set identity.resolver, or a nameserver in /etc/resolv.conf")
            ]
        }
        let host = await senderHost(standing, names)
        var findings = protection + signing
        if let host { findings += await reverse(host, names) }
        var domains: [String] = []
        for desk in configuration.desks {
            let domain = desk.addresses.first?.domain ?? ""
            if !domain.isEmpty, !domains.contains(domain) { domains.append(domain) }
        }
        for domain in domains {
            findings += await DomainExamination(
                domain: domain, configuration: configuration, names: names, senders: host?.addresses ?? []
            ).findings()
        }
        return findings
    }

    private struct Host: Sendable {
        var name: String
        var addresses: [IPAddress]
    }

    /// The relay by the name it greets with, else by the one it is configured under; nil where neither has an address
    /// that means something outside.
    private func senderHost(_ standing: RelayStanding?, _ names: NameQuestions) async -> Host? {
        guard case .smtp(let route) = configuration.smtp.route else { return nil }
        for name in [standing?.name, route.isLoopback ? nil : route.host].compactMap({ $0 }) {
            let addresses = await names.addresses(of: name).filter(\.isPublic)
            if !addresses.isEmpty { return Host(name: name, addresses: Array(addresses.prefix(4))) }
        }
        return nil
    }

    /// An address whose name does not lead back to it is refused by many.
    ///
    /// - Standard: RFC 5321 §4.1.4, RFC 8601 §2.7.3 (iprev)
    private func reverse(_ host: Host, _ names: NameQuestions) async -> [Finding] {
        var findings: [Finding] = []
        for address in host.addresses {
            let found = await names.words(.pointer, of: address.reverseName)
            let mend = "ask who gave you \(address) to name it \(host.name), and publish that name's address"
            guard !found.isEmpty else {
                findings.append(Finding("ptr", .failed, "\(address), the relay's, has no name (PTR)", mend: mend))
                continue
            }
            var isConfirmed = false
            for name in found.prefix(4) where await names.addresses(of: name).contains(address) { isConfirmed = true }
            let called = "\(address) is called \(found.joined(separator: ", "))"
            if !isConfirmed {
                findings.append(Finding("ptr", .failed, "\(called), which does not lead back to it", mend: mend))
            } else if !found.contains(where: { $0.lowercased() == host.name.lowercased() }) {
                findings.append(
                    Finding(
                        "ptr", .warning, "\(called), and the relay greets as \(host.name)", mend: "make them one name"))
            } else {
                findings.append(Finding("ptr", .ok, called))
            }
        }
        return findings
    }

    private func relay() async -> (RelayStanding?, [Finding]) {
        guard case .smtp(let route) = configuration.smtp.route else { return (nil, []) }
        let place = "\(route.host):\(route.port)"
        do throws(RelayProbe.Trouble) {
            let standing = try await RelayProbe.look(at: route, group: NIOSingletons.posixEventLoopGroup)
            return (standing, [protection(standing.protection, route, place)])
        } catch {
            // That it does not answer is said by the relay's own check; here it is about TLS from the first byte.
            guard route.security == .implicit else { return (nil, []) }
            return (
                nil,
                [
                    Finding(
                        "starttls", .failed, "\(place): \(error)",
                        mend:
                            "nothing is sent until TLS works: look at the relay's certificate, or set smtp.tls_ca_file")
                ]
            )
        }
    }

    private func protection(_ protection: RelayStanding.Protection, _ route: SMTPRoute, _ place: String) -> Finding {
        switch protection {
        case .verified:
            return Finding("starttls", .ok, "\(place) speaks TLS, and its certificate holds for \(route.host)")
        case .failed(let reason):
            return Finding(
                "starttls", .failed, "\(place) offers TLS that cannot be trusted: \(reason)",
                mend:
                    "nothing is sent until it can: give the relay a certificate for \(route.host), or set smtp.tls_ca_file"
            )
        case .none(let isOffered) where route.security == .off && route.isLoopback:
            return Finding(
                "starttls", .ok, "\(place) is this machine: TLS is \(isOffered ? "offered, and " : "")not needed")
        case .none(let isOffered) where route.security == .off:
            return Finding(
                "starttls", .warning, "mail to \(place) goes in clear",
                mend: isOffered
                    ? "set smtp.starttls: required" : "let the relay offer STARTTLS, and set smtp.starttls: required")
        case .none:
            return Finding(
                "starttls", route.security == .required ? .failed : .warning, "\(place) does not offer STARTTLS",
                mend: route.security == .required
                    ? "nothing is sent until it does: turn TLS on at the relay" : "turn TLS on at the relay")
        }
    }
}
