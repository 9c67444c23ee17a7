import Cryptography
import Foundation
import InternetMessage
import MailGateway
import NIOCore
import TemplateEngine
import TicketStore
import Ticketing

/// A configuration with its open store and its secret: what every command that touches data works with.
struct Installation: Sendable {
    let configuration: Configuration
    let store: Store
    let key: SigningKey
    let notifications: NotificationPolicy
    let shelf: TemplateShelf

    /// Opens the database, and makes or migrates it where that is needed and allowed.
    static func open(_ configuration: Configuration) async throws -> Installation {
        let templates = try TemplateFolder.catalog(configuration.templatesDirectory)
        try makeFolders(configuration)
        let store = try await openStore(configuration)
        do {
            let secret = try await secret(configuration, store)
            let key = SigningKey(secret: secret)
            let shelf = TemplateShelf(templates, library: store.templates)
            try await shelf.refresh()
            var notifications = NotificationPolicy(
                desks: configuration.directory, published: shelf, key: key, tokens: SystemTokens())
            notifications.timeZone = configuration.identity.timeZone
            notifications.noticeWindow = Double(configuration.smtp.noticeWindow)
            return Installation(
                configuration: configuration, store: store, key: key, notifications: notifications, shelf: shelf)
        } catch {
            await store.close()
            throw CommandFailure.readable(error)
        }
    }

    var intake: IntakePolicy {
        IntakePolicy(desks: configuration.directory, identity: configuration.identity, key: key)
    }

    var desk: TicketDesk {
        TicketDesk(
            tickets: store.tickets, surveys: store.surveys, people: store.people, outgoing: store.outgoing,
            rules: rules, policy: notifications,
            now: { Date() })
    }

    var rules: RuleDesk {
        RuleDesk(
            requests: store.ruleRequests, tickets: store.tickets, approving: approving, desks: configuration.directory,
            now: { Date() })
    }

    var approving: ApprovalDesk {
        ApprovalDesk(approvals: store.approvals, people: store.people, policy: notifications, now: { Date() })
    }

    var approvalCodes: ApprovalCodeDesk {
        ApprovalCodeDesk(
            approvals: store.approvals, codes: store.approvalCodes, people: store.people, outgoing: store.outgoing,
            policy: notifications, now: { Date() })
    }

    var erasing: ErasureDesk {
        ErasureDesk(
            data: store.personalData, people: store.people, approving: approving, desks: configuration.directory,
            key: key, now: { Date() })
    }

    var reports: ReportDesk {
        ReportDesk(
            history: store.history, surveys: store.surveys, people: store.people, outgoing: store.outgoing,
            composer: composer, now: { Date() })
    }

    var templates: TemplateDesk {
        TemplateDesk(
            library: store.templates, published: shelf, desks: configuration.directory, now: { Date() })
    }

    var composer: OutgoingComposer {
        OutgoingComposer(
            policy: notifications, publicURL: configuration.http.publicURL, signer: configuration.smtp.signer)
    }

    var digests: DigestDesk {
        DigestDesk(digests: store.digests, people: store.people, composer: composer, now: { Date() })
    }

    /// - Parameter onConsent: told of the name of a mailbox that has been consented to.
    func mailboxes(
        _ group: any EventLoopGroup, onConsent: @escaping @Sendable (String) async -> Void = { _ in }
    ) -> MailboxDirectory {
        MailboxDirectory(
            mailboxes: configuration.mailboxes, states: store.mailboxStates, refreshTokens: store.refreshTokens,
            group: group, onConsent: onConsent)
    }

    /// The schema is only looked at first: a role that may not change it can still serve.
    private static func openStore(_ configuration: Configuration) async throws -> Store {
        do {
            return try await open(configuration, migrates: false)
        } catch .conflict {
            do {
                return try await open(configuration, migrates: true)
            } catch {
                throw CommandFailure(CommandFailure.words(for: error))
            }
        } catch {
            throw CommandFailure(CommandFailure.words(for: error))
        }
    }

    static func open(_ configuration: Configuration, migrates: Bool) async throws(StoreError) -> Store {
        try await Store.open(StoreConfiguration(configuration, migrates: migrates))
    }

    private static func secret(_ configuration: Configuration, _ store: Store) async throws(StoreError) -> [UInt8] {
        if let secret = configuration.secret { return secret }
        return try await store.instance.secret(orStore: SecureRandom.bytes(32))
    }

    static func makeFolders(_ configuration: Configuration) throws {
        var folders = [configuration.blobsDirectory]
        if let path = configuration.sqlitePath { folders.append((path as NSString).deletingLastPathComponent) }
        for case .unix(let path) in configuration.lmtp.listen {
            folders.append((path as NSString).deletingLastPathComponent)
        }
        for folder in folders where !folder.isEmpty {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            } catch {
                throw CommandFailure("the directory \(folder) cannot be made: \(FileTrouble.system(error))")
            }
        }
    }
}

extension IntakePolicy {
    init(desks: DeskDirectory, identity: Configuration.Identity?, key: SigningKey) {
        self.init(desks: desks, verifiesSenders: identity?.verifiesSenders ?? false, key: key)
        followsThreads = identity?.followsThreads ?? true
        followsSubjectTags = identity?.followsSubjectTags ?? true
    }
}

extension StoreConfiguration {
    init(_ configuration: Configuration, migrates: Bool) {
        self.init(
            url: configuration.databaseURL.revealed, blobs: configuration.blobsDirectory, migrates: migrates)
    }
}

extension FileTrouble {
    /// The system's own words, where there are any.
    static func system(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        guard underlying.domain == NSPOSIXErrorDomain else { return (error as NSError).localizedDescription }
        return String(cString: strerror(Int32(truncatingIfNeeded: underlying.code)))
    }
}

/// Chance from the kernel.
struct SystemTokens: TokenSource {
    func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
}

/// The shipped templates with those of a folder beside or in place of them.
enum TemplateFolder {
    static func catalog(_ directory: String?) throws -> TemplateCatalog {
        guard let directory else { return .shipped }
        var files: [String: String] = [:]
        let base = URL(filePath: directory, directoryHint: .isDirectory)
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        for name in names where [".subject", ".text", ".html", ".words"].contains(where: name.hasSuffix) {
            do {
                files[name] = try String(contentsOf: base.appending(path: name), encoding: .utf8)
            } catch {
                throw CommandFailure(
                    "\(directory)/\(name) cannot be read: \(FileTrouble.reason(error, path: "\(directory)/\(name)"))")
            }
        }
        do {
            return TemplateCatalog.shipped.adding(try TemplateCatalog(files: files))
        } catch {
            throw CommandFailure("the templates in \(directory) cannot be used: \(error)")
        }
    }
}
