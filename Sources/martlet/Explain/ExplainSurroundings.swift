import Cryptography
import Foundation
import NIOCore
import NIOPosix
import TemplateEngine
import TicketStore
import Ticketing

/// What there is to explain a mail with: a configuration and a database, one of them, or nothing.
struct ExplainSurroundings: Sendable {
    let intake: IntakePolicy
    let sender: SenderCheck
    let notifications: NotificationPolicy
    let store: Store?

    /// Only a configuration that was named must be sound; the others are used when they are.
    static func find(option: String?) async throws -> ExplainSurroundings {
        guard let path = ConfigurationFile.path(option: option) else { return bare }
        let configuration: Configuration
        do {
            configuration = try Configuration(file: path)
        } catch {
            guard option == nil else { throw error }
            StandardError.line("martlet mail explain: goes on without the configuration\n\(error)")
            return bare
        }
        return await find(configuration)
    }

    func close() async {
        await store?.close()
    }

    private static var bare: ExplainSurroundings {
        with(desks: DeskDirectory([]), identity: nil, secret: SecureRandom.bytes(32), store: nil)
    }

    private static func find(_ configuration: Configuration) async -> ExplainSurroundings {
        let exists = configuration.sqlitePath.map { FileManager.default.fileExists(atPath: $0) } ?? true
        var store: Store?
        var secret = configuration.secret ?? SecureRandom.bytes(32)
        if exists {
            do {
                // Refuses an older schema: nothing is changed here.
                let opened = try await Installation.open(configuration, migrates: false)
                if configuration.secret == nil { secret = try await opened.instance.secret(orStore: secret) }
                store = opened
            } catch {
                StandardError.line(
                    "martlet mail explain: goes on without the database: \(CommandFailure.words(for: error))")
            }
        }
        return with(
            desks: configuration.directory, identity: configuration.identity, secret: secret, store: store)
    }

    private static func with(
        desks: DeskDirectory, identity: Configuration.Identity?, secret: [UInt8], store: Store?
    ) -> ExplainSurroundings {
        let key = SigningKey(secret: secret)
        return ExplainSurroundings(
            intake: IntakePolicy(desks: desks, identity: identity, key: key),
            sender: identity.map { SenderCheck($0, group: NIOSingletons.posixEventLoopGroup) }
                ?? SenderCheck(authservID: nil),
            notifications: NotificationPolicy(desks: desks, templates: .shipped, key: key, tokens: SystemTokens()),
            store: store)
    }
}
