import Cryptography
import InternetMessage
import MailGateway
import Ticketing

/// What DNS says about a domain that the desk writes from: where its mail goes, who may send, whose signature counts.
struct DomainExamination: Sendable {
    let domain: String
    let configuration: Configuration
    let names: NameQuestions
    /// Where the relay sends from, as far as that can be known.
    let senders: [IPAddress]

    func findings() async -> [Finding] {
        guard names.isOwn || !Self.isReserved(domain) else {
            return [
                Finding(
                    "dns", .warning, "\(domain) is a name for examples, which no domain name system knows",
                    mend: "give desks[].addresses an address of a domain of yours")
            ]
        }
        return await [exchange(), sendersAllowed()] + keys() + [policy()]
    }

    /// - Standard: RFC 6761 §6
    private static func isReserved(_ domain: String) -> Bool {
        ["example", "test", "invalid", "localhost"].contains(domain.split(separator: ".").last.map(String.init))
    }

    private func exchange() async -> Finding {
        switch await names.records(.exchange, of: domain) {
        case .found(let found):
            let hosts = found.map { String(decoding: $0, as: UTF8.self) }.sorted()
            guard !hosts.contains(where: { $0.hasSuffix(" ") }) else {
                return Finding(
                    "mx", .failed, "\(domain) says that it takes no mail (a null MX)",
                    mend: "publish: \(domain). IN MX 10 your.mail.host.")
            }
            return Finding("mx", .ok, "mail for \(domain) goes to \(hosts.joined(separator: ", "))")
        case .none:
            guard await names.addresses(of: domain).isEmpty else {
                return Finding(
                    "mx", .warning, "\(domain) has no MX: mail goes to its own address",
                    mend: "publish: \(domain). IN MX 10 your.mail.host.")
            }
            return Finding(
                "mx", .failed, "\(domain) has neither MX nor address: nobody can write to the desk, or answer it",
                mend: "publish: \(domain). IN MX 10 your.mail.host.")
        case .unknown(let reason): return unknown("mx", reason)
        }
    }

    private func sendersAllowed() async -> Finding {
        let records: [[UInt8]]
        switch await names.texts(of: domain) {
        case .found(let found): records = found.filter(SPFRecord.isMeant)
        case .none: records = []
        case .unknown(let reason): return unknown("spf", reason)
        }
        guard let record = records.first else {
            return Finding(
                "spf", .failed, "\(domain) does not say who may send for it: large receivers refuse such mail",
                mend: "publish: \(domain). IN TXT \"v=spf1 \(mechanisms) ~all\"")
        }
        guard records.count == 1 else {
            return Finding(
                "spf", .failed, "\(domain) has \(records.count) SPF records, so that none counts",
                mend: "make one record of them")
        }
        let spf: SPFRecord
        do {
            spf = try SPFRecord(record)
        } catch {
            return Finding(
                "spf", .failed, "the SPF record of \(domain) cannot be read at \"\(error.term.shortened)\"",
                mend: "correct it: ip4:ADDRESS, ip6:ADDRESS, a, mx, include:DOMAIN, and ~all or -all at the end")
        }
        if spf.rest == .pass {
            return Finding(
                "spf", .failed, "the SPF record of \(domain) lets everybody send (+all)",
                mend: "end it with ~all or -all")
        }
        if spf.rest == nil, spf.redirect == nil {
            return Finding(
                "spf", .warning, "the SPF record of \(domain) says nothing about others",
                mend: "end it with ~all or -all")
        }
        return await verdict()
    }

    /// What the record says about the relay.
    private func verdict() async -> Finding {
        guard !senders.isEmpty else {
            return Finding(
                "spf", .ok, "\(domain) says who may send for it; where the relay sends from is not known here")
        }
        var allowed: [String] = []
        for sender in senders {
            var check = SPFCheck(names: names)
            switch await check.outcome(of: sender, for: domain) {
            case .said(.pass): allowed.append("\(sender)")
            case .said(let qualifier):
                return Finding(
                    "spf", .warning,
                    "\(domain) does not let \(sender) send for it (\(qualifier.rawValue)all or another term)",
                    mend: "if the relay sends from there, add \(Self.mechanism(sender)) to the SPF record")
            case .nothing:
                return Finding(
                    "spf", .warning, "the SPF record of \(domain) says nothing about \(sender)",
                    mend: "if the relay sends from there, add \(Self.mechanism(sender)) to the SPF record")
            case .broken(let reason):
                return Finding(
                    "spf", .failed, "the SPF record of \(domain) does not work: \(reason)", mend: "correct it")
            case .unknown(let reason): return unknown("spf", reason)
            }
        }
        return Finding("spf", .ok, "\(domain) lets \(allowed.joined(separator: ", ")) send for it")
    }

    private var mechanisms: String {
        senders.isEmpty ? "mx" : senders.map(Self.mechanism).joined(separator: " ")
    }

    private static func mechanism(_ address: IPAddress) -> String {
        (address.bytes.count == 4 ? "ip4:" : "ip6:") + address.description
    }

    private func keys() async -> [Finding] {
        let keys = configuration.smtp.signer.keys(for: domain)
        guard !keys.isEmpty else {
            return [
                Finding(
                    "dkim", .warning, "mail from \(domain) is not signed here",
                    mend: "martlet dkim key --domain \(domain) --selector s1 makes a key; or let the relay sign")
            ]
        }
        var findings: [Finding] = []
        for key in keys {
            let mend = "publish: \(DKIMRecord.zoneLine(key))"
            switch await names.texts(of: key.recordName) {
            case .found(let found) where key.isPublished(by: found):
                findings.append(
                    Finding("dkim", .ok, "\(key.recordName) publishes the key that signs (\(key.key.kind.rawValue))"))
            case .found:
                findings.append(
                    Finding("dkim", .failed, "\(key.recordName) publishes another key, or none for mail", mend: mend))
            case .none:
                findings.append(Finding("dkim", .failed, "\(key.recordName) is not published", mend: mend))
            case .unknown(let reason): findings.append(unknown("dkim", reason))
            }
        }
        return findings
    }

    private func policy() async -> Finding {
        let organization = PublicSuffixFile.list()?.organizationalDomain(of: domain)
        for name in [domain] + (organization.map { $0 == domain ? [] : [$0] } ?? []) {
            switch await names.texts(of: "_dmarc." + name) {
            case .found(let found):
                let meant = found.filter(DMARCRecord.isMeant)
                if meant.isEmpty { continue }
                guard meant.count == 1, let record = meant.first.flatMap({ DMARCRecord($0) }) else {
                    return Finding(
                        "dmarc", .failed, "_dmarc.\(name) holds no record that counts",
                        mend: "publish one: _dmarc.\(name). IN TXT \"v=DMARC1; p=none; rua=mailto:postmaster@\(name)\"")
                }
                return finding(record, name)
            case .none: continue
            case .unknown(let reason): return unknown("dmarc", reason)
            }
        }
        return Finding(
            "dmarc", .warning, "\(domain) has no DMARC policy: large receivers ask for one",
            mend: "publish: _dmarc.\(domain). IN TXT \"v=DMARC1; p=none; rua=mailto:postmaster@\(domain)\"")
    }

    private func finding(_ record: DMARCRecord, _ name: String) -> Finding {
        let text = "_dmarc.\(name) asks for p=\(record.policy.rawValue)"
        let isSigned = !configuration.smtp.signer.keys(for: domain).isEmpty
        guard record.policy == .none || isSigned else {
            return Finding(
                "dmarc", .warning, "\(text), and mail is not signed here: where it is forwarded it will be lost",
                mend: "sign it: martlet dkim key --domain \(domain) --selector s1; or see that the relay does")
        }
        guard record.hasReports else {
            return Finding(
                "dmarc", .warning, "\(text), and nobody gets reports", mend: "add rua=mailto:postmaster@\(name)")
        }
        return Finding("dmarc", .ok, text)
    }

    private func unknown(_ check: String, _ reason: String) -> Finding {
        Finding(check, .warning, "\(domain): \(reason)", mend: "look whether the resolver \(names.place) works")
    }
}
