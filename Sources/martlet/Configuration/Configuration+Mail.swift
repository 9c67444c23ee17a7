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

extension Configuration.SMTP {
    init(_ section: ConfigurationSection<SMTPKey>, hostname: String, desks: [Desk]) {
        route = Self.route(section, hostname: hostname)
        connections = section.integer(.connections, in: 1...64) ?? 8
        perDomain = section.integer(.perDomain, in: 1...64) ?? 4
        noticeWindow = section.duration(.noticeWindow, in: 0...3_600) ?? 60
        var schedule = RetrySchedule()
        let retry = section.section(.retry, RetryKey.self)
        if let first = retry.duration(.first, in: 1...86_400) { schedule.first = Double(first) }
        if let longest = retry.duration(.longest, in: 1...604_800) { schedule.longest = Double(longest) }
        if let age = retry.duration(.giveUpAfter, in: 60...2_592_000) { schedule.giveUpAfter = Double(age) }
        if schedule.longest < schedule.first {
            retry.report(.longest, "must not be shorter than \(retry.name(of: .first))")
        }
        self.retry = schedule
        dkim = SigningKeyFile.all(section.sections(.dkim, SignatureKey.self), desks: desks)
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
                for key in [SMTPKey.starttls, .user, .password, .tlsCAFile, .messagesPerConnection]
                where section.has(key) {
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
        if let count = section.integer(.messagesPerConnection, in: 1...10_000) { route.messagesPerConnection = count }
        return route
    }
}
