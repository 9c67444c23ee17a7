import Cryptography
import Foundation
import Logging
import MailGateway
import Ticketing
import Yams

extension Configuration {
    /// Largest configuration file.
    private static let fileLimit = 1 << 20

    /// Reads the file; throws all that is wrong with it at once.
    init(file: String) throws(ConfigurationProblems) {
        let list = ProblemList(file: file)
        let root = Configuration.root(of: file, list)
        guard list.problems.isEmpty else { throw ConfigurationProblems(problems: list.sorted) }
        let top = ConfigurationSection<TopKey>(root, path: "", problems: list)
        for key in TopKey.unavailable where top.has(key) {
            top.report(key, "is not available in this version: remove it")
        }
        let identity = Identity(top.section(.identity, IdentityKey.self))
        let desks = Configuration.desks(top)
        let lmtp = LMTP(top.section(.lmtp, LMTPKey.self))
        let http = HTTP(top.section(.http, HTTPKey.self))
        let security = top.section(.security, SecurityKey.self)
        self.init(
            file: file, databaseURL: Configuration.databaseURL(top.section(.database, DatabaseKey.self)),
            blobsDirectory: top.section(.blobs, BlobsKey.self).text(.directory) ?? "var/blobs", desks: desks,
            lmtp: lmtp,
            mailboxes: PolledMailbox.all(
                top.sections(.mailboxes, MailboxKey.self), desks: desks, maxMessageBytes: lmtp.maxMessageBytes),
            smtp: SMTP(top.section(.smtp, SMTPKey.self), hostname: identity.hostname, desks: desks), http: http,
            identity: identity,
            secret: Configuration.secret(security), retention: RetentionPeriods(security),
            templatesDirectory: Configuration.templates(top.section(.templates, TemplatesKey.self)),
            logLevel: top.section(.log, LogKey.self).choice(.level, Configuration.levels) ?? .info)
        guard list.problems.isEmpty else { throw ConfigurationProblems(problems: list.sorted) }
    }

    private static let levels: [Logger.Level] = [.trace, .debug, .info, .warning, .error]

    private static func root(of file: String, _ list: ProblemList) -> Node? {
        do {
            let data = try Data(contentsOf: URL(filePath: file))
            guard data.count <= fileLimit, let text = String(data: data, encoding: .utf8) else {
                list.add("must be UTF-8 text of at most 1 MiB", line: nil)
                return nil
            }
            let root = try Yams.compose(yaml: text)
            if let root, root.mapping == nil, root.null == nil {
                list.add("must be a mapping of keys to values, such as desks: [...]", line: root.mark?.line ?? 1)
                return nil
            }
            return root
        } catch let error as YamlError {
            let (line, text) = words(of: error)
            list.add(text, line: line)
        } catch {
            list.add("cannot be read: \(FileTrouble.reason(error, path: file))", line: nil)
        }
        return nil
    }

    private static func words(of error: YamlError) -> (Int?, String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let place = context.map { " \($0.text)" } ?? ""
            return (mark.line, "this is not YAML:\(place) \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "\"\($0.shortened)\"" }.joined(separator: ", ")
            return (context.mark.line, "\(names) stands twice in one mapping: remove one")
        case .reader(let problem, _, _, _): return (nil, "this is not YAML: \(problem)")
        default: return (nil, "this is not YAML")
        }
    }

    private static func databaseURL(_ section: ConfigurationSection<DatabaseKey>) -> Secret {
        guard let url = section.secret(.url) else { return Secret("sqlite:var/martlet.db") }
        let text = url.revealed
        let isSQLite = text.hasPrefix("sqlite:") && text.utf8.count > 7
        if !isSQLite, !text.hasPrefix("postgres://"), !text.hasPrefix("postgresql://") {
            section.report(.url, "must be sqlite:PATH or postgres://user@host:port/database")
        }
        return url
    }

    private static func secret(_ section: ConfigurationSection<SecurityKey>) -> [UInt8]? {
        guard let secret = section.secret(.secret) else { return nil }
        let bytes = Array(secret.revealed.utf8)
        guard bytes.count >= 32 else {
            section.report(.secret, "must be at least 32 characters: openssl rand -hex 32 makes one")
            return nil
        }
        return bytes
    }

    private static func templates(_ section: ConfigurationSection<TemplatesKey>) -> String? {
        guard let path = section.text(.directory) else { return nil }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
            section.report(.directory, "names \(path.shortened), which is no directory")
            return nil
        }
        return path
    }
}

extension RetentionPeriods {
    /// A day at least: an MTA that tries again must still meet what it brought before.
    init(_ security: ConfigurationSection<SecurityKey>) {
        let section = security.section(.retention, RetentionKey.self)
        let range = 86_400...3_155_760_000
        self.init(
            rawMail: section.duration(.rawMail, in: range).map(Double.init),
            ignoredMail: section.duration(.ignoredMail, in: range).map(Double.init))
    }
}
