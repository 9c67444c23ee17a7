import Foundation
import InternetMessage
import MailGateway
import NIOCore
import NIOPosix
import TicketStore
import Ticketing

/// All checks, in the order in which an operator mends things.
struct Examination: Sendable {
    let file: String?

    func findings() async -> [Finding] {
        let configuration: Configuration
        do {
            configuration = try ConfigurationFile.load(option: file)
        } catch {
            return [Finding("configuration", .failed, "\(error)", mend: "martlet config check names each error")]
        }
        var findings = [Finding("configuration", .ok, "\(configuration.file) has no errors")]
        findings.append(await database(configuration))
        findings += await LedgerExamination(configuration: configuration).findings()
        findings += disks(configuration)
        findings += await listeners(configuration)
        findings += await relay(configuration.smtp.route)
        findings += await MailboxExamination(configuration: configuration).findings()
        findings += PostfixExamination(configuration: configuration).findings()
        findings += await StandingExamination(configuration: configuration).findings()
        findings += await identity(configuration)
        return findings
    }

    private func database(_ configuration: Configuration) async -> Finding {
        do throws(StoreError) {
            let store = try await Installation.open(configuration, migrates: false)
            do throws(StoreError) {
                try await store.instance.check()
            } catch {
                await store.close()
                throw error
            }
            await store.close()
            return Finding("database", .ok, "takes writes, and its schema is up to date")
        } catch {
            return Finding(
                "database", .failed, CommandFailure.words(for: error),
                mend: "start martlet serve or run martlet migrate; check the owner of the database's directory")
        }
    }

    private func disks(_ configuration: Configuration) -> [Finding] {
        let database = configuration.sqlitePath.map { ($0 as NSString).deletingLastPathComponent }
        return Set([configuration.blobsDirectory] + (database.map { [$0.isEmpty ? "." : $0] } ?? [])).sorted().map {
            path in
            guard let free = DiskSpace.free(path) else {
                return Finding("disk", .warning, "\(path) is not there yet", mend: "martlet serve makes it")
            }
            let text = "\(path) has \(free >> 20) MiB left"
            if free < Readiness.freeBytes {
                return Finding(
                    "disk", .failed, text, mend: "make room: below \(Readiness.freeBytes >> 20) MiB no mail is taken")
            }
            return Finding("disk", free < 1 << 30 ? .warning : .ok, text, mend: free < 1 << 30 ? "make room soon" : nil)
        }
    }

    private func listeners(_ configuration: Configuration) async -> [Finding] {
        var findings: [Finding] = []
        for address in configuration.lmtp.listen {
            let greeting = await Probe.greeting(address)
            switch greeting {
            case .success(let line) where line.hasPrefix("220"):
                findings.append(Finding("lmtp", .ok, "\(address) answers"))
            case .success(let line):
                findings.append(
                    Finding(
                        "lmtp", .failed, "something else answers on \(address): \(line.shortened)",
                        mend: "give lmtp.listen another port"))
            case .failure(let trouble):
                findings.append(
                    Finding("lmtp", .warning, "\(address): \(trouble)", mend: "start martlet serve; it prints ready"))
            }
        }
        return findings
    }

    private func relay(_ route: MailRoute) async -> [Finding] {
        switch route {
        case .file(let directory):
            return [
                Finding(
                    "relay", .warning, "outgoing mail is written to \(directory) and sent nowhere",
                    mend: "set smtp.url to smtp://127.0.0.1:25 or your relay")
            ]
        case .smtp(let route):
            let place = "\(route.host):\(route.port)"
            // The greeting of implicit TLS is not readable here: that the port opens is what can be said.
            if route.security == .implicit {
                switch await Probe.connects(.tcp(host: route.host, port: route.port)) {
                case .success: return [Finding("relay", .ok, "\(place) accepts connections")]
                case .failure(let trouble): return [unreachable(place, trouble)]
                }
            }
            switch await Probe.greeting(.tcp(host: route.host, port: route.port)) {
            case .success(let line) where line.hasPrefix("220"):
                return [Finding("relay", .ok, "\(place) greets: \(line.shortened)")]
            case .success(let line):
                return [Finding("relay", .failed, "\(place) says \(line.shortened)", mend: "ask its postmaster")]
            case .failure(let trouble): return [unreachable(place, trouble)]
            }
        }
    }

    private func unreachable(_ place: String, _ trouble: Probe.Trouble) -> Finding {
        Finding(
            "relay", .failed, "\(place): \(trouble)",
            mend: "start the MTA there, or set smtp.url; mail waits in the queue")
    }

    private func identity(_ configuration: Configuration) async -> [Finding] {
        var findings: [Finding] = []
        if !configuration.identity.verifiesSenders {
            findings.append(
                Finding(
                    "identity", .warning,
                    "neither identity.authserv_id nor identity.resolver is set: every sender counts as unverified",
                    mend: "let the MTA check DKIM, SPF and DMARC (OpenDKIM, OpenDMARC, rspamd) and set its authserv-id")
            )
        }
        if let resolver = configuration.identity.resolver { findings += await names(resolver) }
        if configuration.http.publicURL.hasPrefix("http://"), !configuration.http.publicURL.contains("127.0.0.1"),
            !configuration.http.publicURL.contains("localhost")
        {
            findings.append(
                Finding(
                    "portal", .warning, "http.public_url is not https",
                    mend: "put a TLS proxy in front and set https://…"))
        }
        return findings
    }

    private func names(_ resolver: Configuration.Identity.Resolver) async -> [Finding] {
        let client = DNSClient(
            DNSClient.Configuration(host: resolver.host, port: resolver.port),
            group: NIOSingletons.posixEventLoopGroup)
        let place = ListenAddress.tcp(host: resolver.host, port: resolver.port)
        let finding =
            switch await client.text(of: "_dmarc.example.com") {
            case .found, .none: Finding("resolver", .ok, "\(place) answers")
            case .unknown(let reason):
                Finding(
                    "resolver", .failed, "\(place): \(reason)",
                    mend: "start a resolver there (unbound), or set identity.resolver; until then no signature counts")
            }
        guard PublicSuffixFile.list() == nil else { return [finding] }
        return [
            finding,
            Finding(
                "resolver", .warning, "there is no list of public suffixes: a subdomain cannot sign for its parent",
                mend: "install the package publicsuffix"),
        ]
    }
}
