import Cryptography
import MailGateway
import Ticketing

extension Configuration.PolledMailbox {
    /// All of them, each of another name: what has been read is remembered by it.
    static func all(
        _ sections: [ConfigurationSection<MailboxKey>], desks: [Desk], maxMessageBytes: Int
    ) -> [Configuration.PolledMailbox] {
        var names: Set<String> = []
        return sections.compactMap { section in
            let mailbox = Configuration.PolledMailbox(section, desks: desks, maxMessageBytes: maxMessageBytes)
            if let mailbox, !names.insert(mailbox.access.name).inserted {
                section.report(.url, "names the mailbox \(mailbox.access.name.shortened) a second time: remove one")
            }
            return mailbox
        }
    }

    init?(_ section: ConfigurationSection<MailboxKey>, desks: [Desk], maxMessageBytes: Int) {
        let desk = Self.desk(section, desks: desks)
        let password = section.secret(.password)
        let oauth = section.has(.oauth) ? OAuthConfiguration(section.section(.oauth, OAuthKey.self)) : nil
        switch (section.has(.password), section.has(.oauth)) {
        case (false, false): section.report(.password, "is missing: env:NAME, file:/path or the password")
        case (true, true): section.report(.oauth, "stands beside a password: remove one of them")
        default: break
        }
        guard let url = section.text(.url) else {
            section.report(.url, "is missing: imaps://user%40example.com@imap.example.com/INBOX")
            return nil
        }
        do throws(MailboxURLError) {
            access = try MailboxConfiguration(url: url, password: MailboxPassword(password?.revealed ?? ""))
        } catch {
            section.report(.url, Self.words(for: error))
            return nil
        }
        access.oauth = oauth
        access.tlsCAFile = section.readableFile(.tlsCAFile)
        access.interval = .seconds(section.duration(.interval, in: 1...86_400) ?? 60)
        access.timeout = .seconds(section.duration(.timeout, in: 1...600) ?? 60)
        access.messageBytes = maxMessageBytes
        access.after = Self.after(section, access.access) ?? access.after
        access.start = Self.start(section, access)
        access.usesIdle = section.choice(.idle, Switch.allCases) != .off
        if access.access == .pop3, section.has(.idle) { section.report(.idle, "means nothing to POP3: remove it") }
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

    private static func after(
        _ section: ConfigurationSection<MailboxKey>, _ access: MailboxConfiguration.Access
    ) -> MailboxConfiguration.After? {
        guard let text = section.text(.after) else { return nil }
        switch (text, access) {
        case ("keep", _): return .keep
        case ("delete", _): return .delete
        case ("seen", .imap): return .seen
        case (_, .imap) where text.hasPrefix("move:") && text.utf8.count > 5:
            return .move(folder: String(text.dropFirst(5)))
        case (_, .imap): section.report(.after, "must be keep, seen, delete or move:FOLDER, not \"\(text.shortened)\"")
        case (_, .pop3): section.report(.after, "must be keep or delete with POP3, not \"\(text.shortened)\"")
        }
        return nil
    }

    /// What is deleted leaves no trace by which to know what was there before: such a maildrop is read whole.
    private static func start(
        _ section: ConfigurationSection<MailboxKey>, _ access: MailboxConfiguration
    ) -> MailboxStart {
        let deletesAll = access.access == .pop3 && access.after == .delete
        guard let text = section.text(.start) else { return access.access == .pop3 ? .all : .recent }
        switch (text, access.access) {
        case ("all", _): return .all
        case (_, .pop3) where deletesAll: section.report(.start, "must be all where POP3 deletes what it has read")
        case ("now", _): return .now
        case (_, .imap):
            if let day = MailboxStart.Day(text) { return .since(day) }
            section.report(.start, "must be now, all or a day like 2026-01-31, not \"\(text.shortened)\"")
        case (_, .pop3): section.report(.start, "must be now or all with POP3, not \"\(text.shortened)\"")
        }
        return .recent
    }

    private static func words(for error: MailboxURLError) -> String {
        switch error {
        case .scheme: "must begin with imaps:// or pop3s:// (imap:// and pop3:// for STARTTLS)"
        case .user: "names no user: imaps://user%40example.com@imap.example.com/INBOX (write @ in a user as %40)"
        case .host: "names no host"
        case .port: "has a port that is no number from 1 to 65535"
        case .mailbox:
            "names a mailbox that cannot be read: write other than letters and digits as %XX, and none with POP3"
        case .query:
            "has something after ? other than tls=off, which only imap:// and pop3:// to a loopback address may say"
        }
    }
}

extension OAuthConfiguration {
    init?(_ section: ConfigurationSection<OAuthKey>) {
        let clientID = section.text(.clientID)
        if clientID == nil { section.report(.clientID, "is missing: the client id of the registered application") }
        let secret = section.secret(.clientSecret)
        let refreshToken = section.secret(.refreshToken)
        if !section.has(.clientSecret), !section.has(.refreshToken), !section.has(.authorizationURL) {
            section.report(
                .refreshToken, "is missing, and so are client_secret and authorization_url: one of them is needed")
        }
        guard let url = section.text(.tokenURL) else {
            section.report(.tokenURL, "is missing: the https:// address of the token endpoint")
            return nil
        }
        do throws(MailboxURLError) {
            try self.init(tokenURL: url, clientID: clientID ?? "")
        } catch {
            section.report(.tokenURL, "must be an https:// address, such as https://oauth2.googleapis.com/token")
            return nil
        }
        clientSecret = secret.map { MailboxPassword($0.revealed) }
        self.refreshToken = refreshToken.map { MailboxPassword($0.revealed) }
        scope = section.text(.scope)
        tlsCAFile = section.readableFile(.tlsCAFile)
        authorization = AuthorizationEndpoint(section)
    }
}

extension AuthorizationEndpoint {
    fileprivate init?(_ section: ConfigurationSection<OAuthKey>) {
        guard let url = section.text(.authorizationURL) else {
            if section.has(.issuer) { section.report(.issuer, "means nothing without authorization_url: remove it") }
            return nil
        }
        do throws(MailboxURLError) {
            try self.init(url: url)
        } catch {
            section.report(
                .authorizationURL,
                "must be an https:// address, such as https://accounts.google.com/o/oauth2/v2/auth")
            return nil
        }
        issuer = section.text(.issuer)
    }
}
