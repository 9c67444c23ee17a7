extension SenderAuthentication {
    /// Judges the author by the word of our own MTA.
    ///
    /// Only the topmost `Authentication-Results` that bears `authservID` counts, and only among the trace fields at
    /// the top of the header: what stands below the first field of the author's own is the author's word. Whatever
    /// of that name stands below the one that counts is ignored.
    ///
    /// - Parameter suffixes: where they are known, only domains of one organization are aligned.
    /// - Standard: RFC 8601 §4.1, §5; RFC 7489 §3.1 (alignment), §6.6
    public init(
        header: HeaderSection, author: MailAddress?, authservID: String?, suffixes: PublicSuffixList? = nil
    ) {
        self.init(judging: header, author, authservID, suffixes)
        if Self.isMarkedAsSpam(header) { doubt = .spam }
    }

    private init(
        judging header: HeaderSection, _ author: MailAddress?, _ authservID: String?, _ suffixes: PublicSuffixList?
    ) {
        guard let authservID, !authservID.isEmpty else {
            self.init(level: .unverified, detail: "no authserv-id of ours is configured")
            return
        }
        guard let author else {
            self.init(level: .unverified, detail: "the message names no single author")
            return
        }
        guard let results = Self.trusted(in: header, authservID: authservID.lowercased()) else {
            self.init(level: .unverified, detail: "no Authentication-Results field of \(authservID)")
            return
        }
        self.init(results, domain: author.domain, suffixes)
    }

    private static func trusted(in header: HeaderSection, authservID: String) -> AuthenticationResults? {
        for field in header.fields.prefix(while: { isTrace($0.name) }) where field.name == "authentication-results" {
            guard let results = AuthenticationResults(parsing: field.body) else { continue }
            if results.authservID.utf8.elementsEqual(authservID.utf8) { return results }
        }
        return nil
    }

    /// Fields that transports and filters put above the message.
    private static func isTrace(_ name: String) -> Bool {
        let exact: Set<String> = ["return-path", "delivered-to", "envelope-to", "delivery-date", "domainkey-signature"]
        let families = ["received", "authentication-results", "arc-", "dkim-", "dmarc-", "x-"]
        return exact.contains(name) || families.contains { name.utf8.starts(with: $0.utf8) }
    }

    private init(_ results: AuthenticationResults, domain: String, _ suffixes: PublicSuffixList?) {
        let policy = results.results(of: "dmarc")
        if policy.contains(where: { $0.result == "fail" }) {
            self.init(level: .failed, detail: "dmarc=fail for \(domain)")
        } else if let pass = Self.alignedPass(in: results, domain: domain, suffixes) {
            self.init(level: .aligned, detail: pass)
        } else if policy.isEmpty, Self.bothFail(results) {
            self.init(level: .failed, detail: "dkim and spf both fail for \(domain)")
        } else {
            self.init(
                level: .unverified, detail: "no pass is aligned with \(domain)",
                doubt: Self.isPathDenied(results) ? .pathDenied : nil)
        }
    }

    /// - Standard: RFC 7208 §2.6.4
    private static func isPathDenied(_ results: AuthenticationResults) -> Bool {
        results.results(of: "spf").contains { ["fail", "hardfail"].contains($0.result) }
            && !results.results.contains { $0.result == "pass" }
    }

    /// By the fields of filters, where our own mail system puts them: above the author's.
    private static func isMarkedAsSpam(_ header: HeaderSection) -> Bool {
        header.fields.prefix { isTrace($0.name) }.contains { field in
            ["x-spam-flag", "x-spam-status"].contains(field.name)
                && ASCII.hasPrefix(ASCII.lowercased(ASCII.trimmed(field.body.prefix(200))), "yes")
        }
    }

    private static func alignedPass(
        in results: AuthenticationResults, domain: String, _ suffixes: PublicSuffixList?
    ) -> String? {
        for result in results.results where result.result == "pass" {
            switch result.method {
            case "dmarc":
                if result.property("header", "from").map(domainPart)?.utf8.elementsEqual(domain.utf8) == true {
                    return "dmarc=pass for \(domain)"
                }
            case "dkim":
                let signer = result.property("header", "d") ?? result.property("header", "i").map(domainPart)
                if let signer, isAligned(signer, domain, suffixes) {
                    return "dkim=pass by \(signer), aligned with \(domain)"
                }
            case "spf":
                let sender = result.property("smtp", "mailfrom").map(domainPart)
                if let sender, isAligned(sender, domain, suffixes) {
                    return "spf=pass for \(sender), aligned with \(domain)"
                }
            default: continue
            }
        }
        return nil
    }

    private static func bothFail(_ results: AuthenticationResults) -> Bool {
        let failures: Set<String> = ["fail", "hardfail"]
        return ["dkim", "spf"].allSatisfy { method in
            let found = results.results(of: method)
            return !found.isEmpty && found.allSatisfy { failures.contains($0.result) }
        }
    }

    private static func domainPart(_ value: String) -> String {
        value.utf8.lastIndex(of: UInt8(ascii: "@")).map { String(value[value.utf8.index(after: $0)...]) } ?? value
    }

    /// Relaxed alignment: equal, or one a subdomain of the other, which itself has two labels at least. What that lets
    /// through below a public suffix (`a.co.uk`, `co.uk`) a list of them takes back.
    private static func isAligned(_ first: String, _ second: String, _ suffixes: PublicSuffixList?) -> Bool {
        let (one, other) = (Array(first.utf8), Array(second.utf8))
        if one.isEmpty || other.isEmpty { return false }
        if one == other { return true }
        if suffixes != nil, !DomainAlignment(suffixes: suffixes).isRelaxed(first, author: second) { return false }
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        return short.contains(UInt8(ascii: ".")) && long.suffix(short.count).elementsEqual(short)
            && long.dropLast(short.count).last == UInt8(ascii: ".")
    }
}
