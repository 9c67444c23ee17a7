import Cryptography
import Foundation
import MailGateway
import Ticketing

extension Configuration.LMTP {
    init(_ section: ConfigurationSection<LMTPKey>) {
        var listen: [ListenAddress] = []
        for (text, line) in section.texts(.listen) {
            if let address = ListenAddress(text) {
                if listen.contains(address) {
                    section.problems.add("lmtp.listen names \"\(text.shortened)\" twice: remove one", line: line)
                }
                listen.append(address)
            } else {
                section.problems.add(
                    "lmtp.listen: \"\(text.shortened)\" is neither HOST:PORT nor unix:PATH (127.0.0.1:2424)", line: line
                )
            }
        }
        if section.has(.listen), section.texts(.listen).isEmpty { section.report(.listen, "names nowhere to listen") }
        self.listen = section.has(.listen) ? listen : [.tcp(host: "127.0.0.1", port: 2424)]
        maxMessageBytes = section.bytes(.maxMessageBytes, in: 64 << 10...1 << 30) ?? 50 << 20
    }
}

extension Configuration.PolledMailbox {
    init?(_ section: ConfigurationSection<MailboxKey>, desks: [Desk], maxMessageBytes: Int) {
        let desk = Self.desk(section, desks: desks)
        let password = section.secret(.password)
        if !section.has(.password) { section.report(.password, "is missing: env:NAME, file:/path or the password") }
        guard let url = section.text(.url) else {
            section.report(.url, "is missing: imaps://user%40example.com@imap.example.com/INBOX")
            return nil
        }
        do throws(IMAPURLError) {
            imap = try IMAPMailboxConfiguration(url: url, password: IMAPPassword(password?.revealed ?? ""))
        } catch {
            section.report(.url, Self.words(for: error))
            return nil
        }
        imap.tlsCAFile = section.readableFile(.tlsCAFile)
        imap.interval = .seconds(section.duration(.interval, in: 1...86_400) ?? 60)
        imap.messageBytes = maxMessageBytes
        imap.after = Self.after(section)
        guard let desk else { return nil }
        self.desk = desk
    }

    private static func desk(_ section: ConfigurationSection<MailboxKey>, desks: [Desk]) -> String? {
        guard let name = section.text(.desk) else {
            if desks.count == 1 { return desks.first?.name }
            section.report(.desk, "is missing: the name of the desk that gets this mailbox's mail")
            return nil
        }
        guard desks.contains(where: { $0.name == name }) else {
            let nearest = NearestName.of(name, among: desks.map(\.name)).map { " (did you mean \"\($0)\"?)" } ?? ""
            section.report(.desk, "names no desk: \"\(name.shortened)\"\(nearest)")
            return nil
        }
        return name
    }

    private static func after(_ section: ConfigurationSection<MailboxKey>) -> IMAPMailboxConfiguration.After {
        switch section.text(.after) {
        case nil, "seen": return .seen
        case "keep": return .keep
        case "delete": return .delete
        case let text?:
            if text.hasPrefix("move:"), text.utf8.count > 5 { return .move(folder: String(text.dropFirst(5))) }
            section.report(.after, "must be keep, seen, delete or move:FOLDER, not \"\(text.shortened)\"")
            return .seen
        }
    }

    private static func words(for error: IMAPURLError) -> String {
        switch error {
        case .scheme: "must begin with imaps:// (or imap:// for STARTTLS)"
        case .user: "names no user: imaps://user%40example.com@imap.example.com/INBOX (write @ in a user as %40)"
        case .host: "names no host"
        case .port: "has a port that is no number from 1 to 65535"
        case .mailbox: "names a mailbox that cannot be read: write other than letters and digits as %XX"
        case .query: "has something after ? other than tls=off, which only imap:// to a loopback address may say"
        }
    }
}

extension Configuration.SMTP {
    init(_ section: ConfigurationSection<SMTPKey>, hostname: String) {
        route = Self.route(section, hostname: hostname)
        connections = section.integer(.connections, in: 1...64) ?? 4
        var schedule = RetrySchedule()
        let retry = section.section(.retry, RetryKey.self)
        if let first = retry.duration(.first, in: 1...86_400) { schedule.first = Double(first) }
        if let longest = retry.duration(.longest, in: 1...604_800) { schedule.longest = Double(longest) }
        if let age = retry.duration(.giveUpAfter, in: 60...2_592_000) { schedule.giveUpAfter = Double(age) }
        if schedule.longest < schedule.first {
            retry.report(.longest, "must not be shorter than \(retry.name(of: .first))")
        }
        self.retry = schedule
    }

    private static func route(_ section: ConfigurationSection<SMTPKey>, hostname: String) -> MailRoute {
        let fallback = MailRoute.smtp(
            SMTPRoute(host: "127.0.0.1", port: 25, security: .off, heloName: hostname))
        // Only env: may stand for the whole URL here: file: is a route of its own.
        let written = section.text(.url) ?? "smtp://127.0.0.1:25"
        guard let url = written.hasPrefix("env:") ? section.secret(.url)?.revealed : written else { return fallback }
        do throws(MailRouteError) {
            switch try MailRoute(url: url, heloName: hostname) {
            case .file(let directory):
                for key in [SMTPKey.starttls, .user, .password, .tlsCAFile] where section.has(key) {
                    section.report(key, "means nothing to file: routes")
                }
                return .file(directory: directory)
            case .smtp(let route): return .smtp(settled(route, section))
            }
        } catch {
            section.report(.url, "cannot be used: \(error)")
            return fallback
        }
    }

    private static func settled(_ route: SMTPRoute, _ section: ConfigurationSection<SMTPKey>) -> SMTPRoute {
        var route = route
        if let security = section.choice(.starttls, [SMTPRoute.Security.required, .opportunistic, .off]) {
            if route.security == .implicit {
                section.report(.starttls, "means nothing to smtps://, which is TLS from the first byte: remove it")
            } else {
                route.security = security
            }
        }
        let user = section.text(.user)
        let password = section.secret(.password)
        switch (user, password) {
        case (let user?, let password?):
            route.credentials = SMTPCredentials(user: user, password: password.revealed)
        case (_?, nil) where !section.has(.password): section.report(.user, "needs a password beside it")
        case (nil, _?): section.report(.password, "needs a user beside it")
        default: break
        }
        if route.credentials != nil, route.security == .off, !route.isLoopback {
            section.report(.starttls, "is off, and the password would travel in clear: set required")
        }
        route.trustRoots = section.readableFile(.tlsCAFile)
        return route
    }
}
